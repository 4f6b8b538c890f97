"""What an operator may set: environment variables `DIRECTIVES_*` or a file `.env`."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Built at the edges; the functions below receive values, never this object."""

    model_config = SettingsConfigDict(
        env_prefix="DIRECTIVES_", env_file=".env", extra="ignore", frozen=True
    )

    data_dir: Path = Field(
        default=Path("data"), description="Folder of the database, the original files, the index."
    )
    database_url: str | None = Field(
        default=None,
        description="Database address; default: SQLite in the data folder. PostgreSQL: postgresql+psycopg://…",
    )
    search_engine: Literal["tantivy", "whoosh"] = Field(
        default="tantivy", description="Search engine: tantivy (fast) or whoosh (pure Python)."
    )
    language: Literal["vi", "en"] = Field(
        default="vi",
        description="Language of the command line and of pages until a visitor chooses.",
    )
    session_hours: int = Field(
        default=12, ge=1, le=720, description="Hours after which a sign-in ends by itself."
    )
    max_upload_mb: int = Field(
        default=50, ge=1, le=1024, description="Largest file that may be registered, in megabytes."
    )
    secure_cookies: bool = Field(
        default=False, description="Send cookies over HTTPS only; set it wherever HTTPS is used."
    )

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.data_dir / 'directives.db'}"

    @property
    def files_dir(self) -> Path:
        """Where original files are kept, by their content hash."""
        return self.data_dir / "files"

    @property
    def index_dir(self) -> Path:
        """Where the search index is kept; it can be deleted and rebuilt."""
        return self.data_dir / "index" / self.search_engine

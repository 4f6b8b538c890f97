"""What an operator may set: environment variables `DIRECTIVES_*` or a file `.env`."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from directives.rules.webhooks import read_networks


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
    max_unpacked_mb: int = Field(
        default=200,
        ge=1,
        le=4096,
        description="Most that a packed file may unpack to, in megabytes.",
    )
    max_unpack_ratio: int = Field(
        default=300, ge=10, le=10_000, description="Most that a part of a packed file may grow by."
    )
    max_pages: int = Field(
        default=2_000, ge=1, le=100_000, description="Most pages of one file that are read."
    )
    max_scanned_pages: int = Field(
        default=60,
        ge=0,
        le=2_000,
        description="Most scanned pages of one file that are recognised.",
    )
    reading_seconds: int = Field(
        default=60,
        ge=1,
        le=3600,
        description="Seconds after which the reading of a file is stopped.",
    )
    recognition_seconds: int = Field(
        default=60, ge=1, le=600, description="Seconds that each scanned page may take beside them."
    )
    reading_memory_mb: int = Field(
        default=1024, ge=128, le=65_536, description="Memory of a reading process, in megabytes."
    )
    reading_processes: int = Field(
        default=2, ge=1, le=64, description="Files that are read at the same time."
    )
    secure_cookies: bool = Field(
        default=False, description="Send cookies over HTTPS only; set it wherever HTTPS is used."
    )

    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address under which people reach the pages; links in letters begin with it.",
    )
    smtp_host: str | None = Field(
        default=None, description="Mail server; without one letters wait in the outbox."
    )
    smtp_port: int = Field(default=587, ge=1, le=65_535, description="Port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="Encryption of mail: starttls, tls, or none (same machine)."
    )
    smtp_user: str = Field(default="", description="Name to sign in with at the mail server.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="Password to sign in with at the mail server."
    )
    smtp_ca_file: Path | None = Field(
        default=None, description="Certificates that vouch for an internal mail server."
    )
    mail_from: str = Field(default="", description="Address that letters come from.")
    mail_from_hour: int = Field(
        default=8, ge=0, le=23, description="Hour from which letters go out on working days."
    )
    mail_until_hour: int = Field(
        default=17, ge=1, le=24, description="Hour from which no letter goes out any more."
    )

    webhook_networks: str = Field(
        default="",
        description="Networks inside which webhooks may be sent, beside the public internet:"
        " 10.1.0.0/16, 192.168.7.4.",
    )

    @field_validator("webhook_networks")
    @classmethod
    def check_networks(cls, networks: str) -> str:
        """Refuse what names no network, before anything is sent."""
        read_networks(networks)
        return networks

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

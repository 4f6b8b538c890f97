"""Original files, kept under the hash of their bytes: what is stored never changes."""

import hashlib
import os
import tempfile
from pathlib import Path


class FileStore:
    """A folder in which each file is named by the SHA-256 of its bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this hash are, or would be."""
        return self._folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their hash; keeping them again changes nothing.

        The file appears whole or not at all. A file whose registration failed afterwards is
        harmless: nothing names it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes with this hash."""
        return self.path(sha256).read_bytes()

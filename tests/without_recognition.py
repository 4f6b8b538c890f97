"""Keep reading from recognising scans, which takes seconds for each page without a text layer."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_recognition() -> Iterator[None]:
    """Hide the program that recognises scans from this process and from those it starts."""
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = ""
    try:
        yield
    finally:
        os.environ["PATH"] = path

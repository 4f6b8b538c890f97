"""Fixtures every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; tests that ask for it are skipped where it is absent."""
    folder = Path(os.environ.get("DIRECTIVES_SHARED", ROOT.parent / "shared"))
    if not (folder / "documents").is_dir():
        pytest.skip("DIRECTIVES_SHARED names no folder with the real documents")
    return folder

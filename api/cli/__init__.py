"""The command line: `directives …`."""

from api.cli.main import main

__all__ = ["main"]

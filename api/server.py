"""Run the application under uvicorn; `make_app` is what each worker process calls."""

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from directives.settings import Settings


def make_app() -> FastAPI:
    """Return the application with the settings of the environment."""
    return create_app(Settings())


def serve_application(*, host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    uvicorn.run("api.server:make_app", factory=True, host=host, port=port, workers=workers)

"""Run the application under uvicorn; `make_app` is what each worker process calls."""

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.lasting_objects import spare_lasting_objects
from directives.settings import Settings


def make_app() -> FastAPI:
    """Return the application with the settings of the environment."""
    app = create_app(Settings())
    spare_lasting_objects()
    return app


def serve_application(*, host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    uvicorn.run("api.server:make_app", factory=True, host=host, port=port, workers=workers)

"""A small site that shows every component, for the browser to look at."""

from datetime import date
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from api.web.rendering import environment, language_of, render
from api.web.static_files import KeptStaticFiles
from directives.vocabulary import CommitmentState, GapState, Validity

SAMPLE = Path(__file__).with_name("sample.html")
FACTS: dict[str, Any] = {
    "today": date(2025, 10, 15),
    "states": {
        "overdue": CommitmentState.OVERDUE,
        "in_time": CommitmentState.IN_TIME,
        "undated": CommitmentState.UNDATED,
        "done": CommitmentState.DONE_ON_TIME,
        "partly": GapState.PARTLY_COVERED,
        "in_force": Validity.IN_FORCE,
        "unknown": Validity.UNKNOWN,
        "expired": Validity.EXPIRED,
    },
}


def make_sample_site() -> FastAPI:
    """Return the site: `/mau` is calm, `/mau?wrong=1` has errors in its form."""
    site = FastAPI()
    site.mount("/static", KeptStaticFiles())

    @site.get("/mau")
    def sample(request: Request) -> HTMLResponse:
        wrong = "wrong" in request.query_params
        errors = {"username": "Hãy điền tên đăng nhập."} if wrong else {}
        template = environment(language_of(request)).from_string(SAMPLE.read_text("utf-8"))
        return render(request, template, errors=errors, **FACTS)

    return site

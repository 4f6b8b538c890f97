"""All JSON routes, under /api/v1."""

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer

from api.v1 import (
    answers,
    commitments,
    documents,
    due,
    gap_answers,
    gaps,
    graph,
    inbox,
    matrix,
    places,
    promise_proposals,
    relations,
    reports,
    search,
    suspicions,
)

_BEARER = HTTPBearer(
    auto_error=False,
    description="A token of `directives token`. A browser's session cookie serves as well; then"
    " changes must carry the sign-in's token in the header X-CSRF-Token.",
)

router = APIRouter(prefix="/api/v1", dependencies=[Depends(_BEARER)])
for part in (
    documents,
    graph,
    relations,
    gaps,
    gap_answers,
    commitments,
    promise_proposals,
    due,
    answers,
    inbox,
    places,
    matrix,
    search,
    reports,
    suspicions,
):
    router.include_router(part.router)

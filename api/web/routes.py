"""All pages."""

from fastapi import APIRouter

from api.web import (
    commitments,
    document_page,
    documents,
    gaps,
    home,
    reports,
    search,
    sign_in,
)

router = APIRouter(include_in_schema=False)
for _pages in (
    home,
    search,
    documents,
    document_page,
    gaps,
    commitments,
    reports,
    sign_in,
):
    router.include_router(_pages.router)

"""All pages."""

from fastapi import APIRouter

from api.web import (
    commitments,
    document_page,
    documents,
    duplicates,
    gaps,
    home,
    reports,
    review,
    search,
    sign_in,
    uploads,
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
    uploads,
    review,
    duplicates,
):
    router.include_router(_pages.router)

"""All pages."""

from fastapi import APIRouter

from api.web import (
    commitments,
    delegations,
    demand,
    document_page,
    documents,
    duplicates,
    gaps,
    graph,
    guidance_requests,
    home,
    reading_accuracy,
    relation_entry,
    relations,
    reports,
    review,
    saved_searches,
    search,
    sign_in,
    suspicions,
    uploads,
    validity_reports,
)

router = APIRouter(include_in_schema=False)
for _pages in (
    home,
    search,
    saved_searches,
    documents,
    document_page,
    graph,
    relation_entry,
    relations,
    gaps,
    guidance_requests,
    demand,
    commitments,
    reading_accuracy,
    reports,
    delegations,
    validity_reports,
    suspicions,
    sign_in,
    uploads,
    review,
    duplicates,
):
    router.include_router(_pages.router)

"""What came lately for the gaps of a place."""

from collections.abc import Collection
from datetime import timedelta

from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.gap_merges import families
from directives.store.coverage import RecentLink, list_recent_links

LATELY = timedelta(days=30)
"""How long what came for a place counts as new."""


def arrivals(session: Session, followed: Collection[int], at: AsOf) -> list[RecentLink]:
    """Return the links made lately that answer gaps a place follows, the newest first.

    What is linked to a gap that became part of another came for the one that is left, once.
    """
    known = families(session, at)
    found: dict[tuple[int, int, str], RecentLink] = {}
    for link in list_recent_links(session, at, since=at.day - LATELY):
        root = known.root(link.gap_id)
        if root in followed:
            key = (root, link.document_id, link.provision_id)
            found.setdefault(key, link._replace(gap_id=root))
    return list(found.values())

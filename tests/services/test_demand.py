from datetime import timedelta
from itertools import count

import pytest
from sqlmodel import Session

from directives.errors import NeedNotFound, NotSignedIn, RightMissing
from directives.models.base import saved_id
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.demand import Need, gaps_of_needs, list_needs, open_gap_of_need
from directives.services.search_log import Searched, record_opened, record_searches
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor, make_document

SINCE = TODAY - timedelta(days=90)
_serial = count(1)


def searched(session: Session, query: str, results: int = 0, **more: object) -> str:
    key = f"khoa-{next(_serial)}"
    one = Searched(key, query, results, **more)  # type: ignore[arg-type]
    record_searches(session, [one], day=TODAY)
    return key


def needs(session: Session) -> list[Need]:
    return list_needs(session, make_actor(session, Role.OVERSIGHT), since=SINCE)


def test_ways_to_ask_for_the_same_thing_are_one_need(session: Session) -> None:
    searched(session, "hoa tang ngoai tinh", place_code="15")
    searched(session, "hỏa táng ngoài tỉnh", place_code="11")
    searched(session, "ngoai tinh hoa tang", 2)
    searched(session, "thẻ nhà báo")

    first, second = needs(session)

    assert first == Need("hỏa táng ngoài tỉnh", ["ngoai tinh hoa tang"], 3, 2, ["11", "15"])
    assert (second.query, second.searches, second.place_codes) == ("thẻ nhà báo", 1, [])


def test_a_query_with_many_results_counts_once_it_is_asked_often(session: Session) -> None:
    for _ in range(2):
        searched(session, "biên chế", 40)
    assert needs(session) == []

    searched(session, "bien che", 40)
    assert [need.searches for need in needs(session)] == [3]


def test_a_query_of_which_a_hit_was_opened_is_no_need(session: Session) -> None:
    key = searched(session, "hộ tịch", 1)
    searched(session, "ho tich", 1)
    assert len(needs(session)) == 1

    document = saved_id(make_document(session))
    record_opened(session, key, document_id=document, provision_id="", position=1)
    assert needs(session) == []


def test_a_number_is_a_need_only_while_nothing_bears_it(session: Session) -> None:
    searched(session, "878/QĐ-BNV", 1)
    searched(session, "879/QĐ-BNV", 0)
    searched(session, "hướng dẫn " * 10, 1)

    assert [need.query for need in needs(session)] == ["879/QĐ-BNV", "hướng dẫn " * 10]


def test_old_searches_and_those_with_filters_are_left_out(session: Session) -> None:
    searched(session, "thẻ nhà báo", filters={"type": "QĐ"})
    record_searches(session, [Searched("cu", "biên chế", 0)], day=SINCE - timedelta(days=1))

    assert needs(session) == []


def test_needs_are_for_those_who_draft_and_oversee(session: Session) -> None:
    with pytest.raises(NotSignedIn):
        list_needs(session, PUBLIC, since=SINCE)
    with pytest.raises(RightMissing):
        list_needs(session, make_actor(session, Role.OFFICER), since=SINCE)
    assert list_needs(session, make_actor(session, Role.DRAFTER), since=SINCE) == []


def test_a_need_becomes_a_gap_and_then_shows_it(session: Session) -> None:
    searched(session, "phí hỏa táng ngoài tỉnh")
    searched(session, "ngoai tinh phi hoa tang")
    drafter, at = make_actor(session), AsOf(TODAY, NOW)
    (need,) = needs(session)
    assert gaps_of_needs(session, [need]) == {}
    assert gaps_of_needs(session, []) == {}

    gap = open_gap_of_need(session, drafter, need.query, since=SINCE, at=at)

    assert gap.title.lower() == need.query
    assert gap.description == "; ".join([need.query, *need.others])
    assert gaps_of_needs(session, needs(session)) == {need.query: gap}
    with pytest.raises(NeedNotFound):
        open_gap_of_need(session, drafter, "điều khác", since=SINCE, at=at)

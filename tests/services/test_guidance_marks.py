from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import NotFound, PlaceNotFound, RightMissing, WordsMissing
from directives.models.base import saved_id
from directives.models.feedback import NewGuidanceMark
from directives.rules.two_times import AsOf
from directives.services.guidance_marks import confirm_receipt, feedback_of, mark_guidance
from directives.store.feedback import list_marks_of_place, list_receipts
from directives.vocabulary import Clarity, RecordState, Role
from tests.factories import NOW, TODAY, make_actor, make_document

AT = AsOf(TODAY, NOW)
COMMUNE = "00004"


def mark(place: str, clarity: Clarity, words: str = "") -> NewGuidanceMark:
    return NewGuidanceMark(place_code=place, clarity=clarity, words=words, marked_on=TODAY)


def test_issued_is_not_arrived(session: Session) -> None:
    document, officer = saved_id(make_document(session)), make_actor(session, Role.OFFICER)
    reach = feedback_of(session, document, AT).reach
    assert (reach.provinces, reach.communes) == (34, 3_321)
    assert (reach.provinces_reached, reach.communes_reached) == (0, 0)

    commune = make_actor(session, Role.OFFICER, place_code=COMMUNE)
    first = confirm_receipt(session, officer, document, "15", at=AT)
    assert confirm_receipt(session, officer, document, "15", at=AT) == first
    confirm_receipt(session, commune, document, COMMUNE, at=AT)

    found = feedback_of(session, document, AT, place_code="15")
    assert (found.reach.provinces_reached, found.reach.communes_reached) == (1, 1)
    assert found.own_receipt == first
    earlier = AsOf(TODAY - timedelta(days=1), NOW)
    assert feedback_of(session, document, earlier).reach.provinces_reached == 0
    assert len(list_receipts(session, AT, document)) == 2


def test_the_last_word_of_a_place_counts_and_the_others_stay(session: Session) -> None:
    document, officer = saved_id(make_document(session)), make_actor(session, Role.OFFICER)
    mark_guidance(session, officer, document, mark("15", Clarity.UNCLEAR, "mẫu nào?"), now=NOW)
    clear = mark_guidance(session, officer, document, mark("15", Clarity.CLEAR), now=NOW)
    assert mark_guidance(session, officer, document, mark("15", Clarity.CLEAR), now=NOW) == clear

    found = feedback_of(session, document, AT, place_code="15")
    assert (found.count(Clarity.CLEAR), found.count(Clarity.UNCLEAR)) == (1, 0)
    assert found.own_mark == clear
    assert found.own_receipt is not None  # who says that it is clear has it
    assert len(list_marks_of_place(session, AT, document, "15")) == 2


def test_what_is_not_clear_says_why(session: Session) -> None:
    document, officer = saved_id(make_document(session)), make_actor(session, Role.OFFICER)

    for clarity in (Clarity.UNCLEAR, Clarity.NOT_FITTING):
        with pytest.raises(WordsMissing):
            mark_guidance(session, officer, document, mark("15", clarity, " "), now=NOW)
    assert feedback_of(session, document, AT).reach.provinces_reached == 0


def test_a_place_speaks_for_itself_and_of_what_it_may_read(session: Session) -> None:
    officer = make_actor(session, Role.OFFICER)
    document = saved_id(make_document(session))
    draft = saved_id(make_document(session, state=RecordState.DRAFT))

    with pytest.raises(RightMissing):
        confirm_receipt(session, officer, document, "11", at=AT)
    with pytest.raises(NotFound):
        confirm_receipt(session, officer, draft, "15", at=AT)
    with pytest.raises(PlaceNotFound):
        confirm_receipt(session, make_actor(session, Role.SYSTEM), document, "99", at=AT)

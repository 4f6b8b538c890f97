from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import UnknownField
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.document_facts import current_fact, record_facts, values_at
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor, make_document


def test_a_field_that_documents_do_not_have_is_refused(session: Session) -> None:
    with pytest.raises(UnknownField):
        record_facts(session, make_actor(session), make_document(session), {"color": "đỏ"}, now=NOW)


def test_a_value_does_not_hold_before_its_day(session: Session) -> None:
    document = make_document(session)
    key, begins_on = saved_id(document), TODAY + timedelta(days=9)
    actor = make_actor(session, Role.SYSTEM)
    record_facts(session, actor, document, {"urgency": "Khẩn"}, now=NOW, holds_on=begins_on)

    assert "urgency" not in values_at(session, key, AsOf(TODAY, NOW))
    assert values_at(session, key, AsOf(begins_on, NOW))["urgency"] == "Khẩn"
    assert current_fact(session, key, "urgency", AsOf(TODAY, NOW)) is None

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.models.base import stored_enum
from directives.vocabulary import RecordState


def test_a_stored_value_is_read_as_its_member(session: Session) -> None:
    texts = ("draft", None, "published")
    asked = sa.select(*(sa.literal(text, sa.String).label(f"c{n}") for n, text in enumerate(texts)))
    read = sa.select(*(sa.type_coerce(one, stored_enum(RecordState)) for one in asked.subquery().c))

    assert list(session.execute(read).one()) == [RecordState.DRAFT, None, RecordState.PUBLISHED]


def test_a_value_that_is_none_of_them_is_an_error(session: Session) -> None:
    unknown = sa.type_coerce(sa.literal("lost", sa.String), stored_enum(RecordState))

    with pytest.raises(LookupError):
        session.execute(sa.select(unknown)).one()

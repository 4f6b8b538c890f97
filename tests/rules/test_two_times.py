from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directives.rules.two_times import ALWAYS, AsOf, fact_at

FIRST = datetime(2025, 8, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    id: int
    holds_on: date
    recorded_at: datetime
    corrects_id: int | None = None


def at(day: date, known_at: datetime = FIRST + timedelta(days=100)) -> AsOf:
    return AsOf(day, known_at)


def test_nothing_said_is_nothing() -> None:
    assert fact_at([], at(date(2025, 9, 1))) is None


def test_a_change_holds_from_its_day_on() -> None:
    before = Said(1, date(2025, 8, 1), FIRST)
    after = Said(2, date(2025, 9, 1), FIRST)

    assert fact_at([before, after], at(date(2025, 8, 31))) is before
    assert fact_at([before, after], at(date(2025, 9, 1))) is after


def test_a_corrected_fact_counts_until_its_correction_is_known() -> None:
    wrong = Said(1, ALWAYS, FIRST)
    right = Said(2, ALWAYS, FIRST + timedelta(days=2), corrects_id=1)
    day = date(2025, 8, 1)

    assert fact_at([wrong, right], at(day, FIRST + timedelta(days=1))) is wrong
    assert fact_at([wrong, right], at(day, FIRST + timedelta(days=2))) is right


def test_a_correction_of_an_earlier_day_is_not_hidden_by_the_wrong_later_day() -> None:
    wrong = Said(1, date(2025, 9, 1), FIRST)
    right = Said(2, date(2025, 8, 1), FIRST, corrects_id=1)

    assert fact_at([wrong, right], at(date(2025, 10, 1))) is right


days = st.dates(date(2025, 1, 1), date(2025, 12, 31))
instants = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    count = draw(st.integers(0, 8))
    recorded = sorted(draw(st.lists(instants, min_size=count, max_size=count)))
    facts: list[Said] = []
    for number, instant in enumerate(recorded, start=1):
        corrects = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        facts.append(Said(number, draw(days), instant, corrects))
    return facts


@given(histories(), days, instants)
def test_what_is_recorded_later_never_changes_what_was_known(
    facts: list[Said], day: date, known_at: datetime
) -> None:
    known = [fact for fact in facts if fact.recorded_at <= known_at]

    assert fact_at(facts, at(day, known_at)) == fact_at(known, at(day, known_at))


@given(histories(), days, instants, st.randoms())
def test_the_order_of_the_list_does_not_matter(
    facts: list[Said], day: date, known_at: datetime, random: object
) -> None:
    shuffled = facts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as object

    assert fact_at(shuffled, at(day, known_at)) == fact_at(facts, at(day, known_at))

"""Whatever becomes of places, each past one leads to where its territory is."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from directives.errors import DirectivesError
from directives.models.place import NewPlace
from directives.rules.lineage import Lineages, stage_on
from directives.rules.permissions import Actor
from directives.services.place_changes import add_place, rename_place
from directives.services.place_mergers import hand_over_part, merge_places, split_place
from directives.services.places import place_heirs
from directives.store.places import list_provinces_until
from directives.vocabulary import Role
from tests.factories import NOW, make_actor

CODES = [f"9900{number}" for number in range(1, 6)]
FIRST = date(2025, 8, 1)
codes = st.sampled_from(CODES)
steps = st.tuples(st.sampled_from(["rename", "merge", "split", "part"]), codes, codes, codes)


class Land:
    """What each place stands on: pieces named after who stood on them when, kept the slow way."""

    def __init__(self) -> None:
        self.pieces: dict[str, set[tuple[str, date]]] = {code: set() for code in CODES}
        self.whole: dict[str, set[tuple[str, date]]] = {code: set() for code in CODES}

    def name(self, day: date) -> None:
        """Call what every place stands on that day by its name and the day."""
        for kept in (self.pieces, self.whole):
            for code in kept:
                kept[code].add((code, day))

    def give(self, code: str, to: list[str], *, is_part: bool) -> None:
        """Let others stand on what a place stood on, beside it or instead."""
        for kept in (self.pieces,) if is_part else (self.pieces, self.whole):
            given = kept[code] if is_part else kept.pop(code)
            for other in to:
                kept[other] |= given


def done(act: Callable[[], object]) -> bool:
    try:
        act()
    except DirectivesError:
        return False
    return True


def take(session: Session, actor: Actor, land: Land, step: tuple[str, ...], on: date) -> None:
    kind, code, one, other = step
    if kind == "rename":
        name = f"Xã Tên Ngày {on:%d%m}"
        done(lambda: rename_place(session, actor, code, name, on=on, now=NOW))
    elif kind == "merge":
        if done(lambda: merge_places(session, actor, [code], one, on=on, now=NOW)):
            land.give(code, [one], is_part=False)
    elif kind == "split":
        if done(lambda: split_place(session, actor, code, [one, other], on=on, now=NOW)):
            land.give(code, [one, other], is_part=False)
    elif done(lambda: hand_over_part(session, actor, code, one, scope="Một phần", on=on, now=NOW)):
        land.give(code, [one], is_part=True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, max_size=10))
def test_every_past_place_leads_to_exactly_the_places_its_territory_belongs_to(
    session: Session, taken: list[tuple[str, ...]]
) -> None:
    kept = session.begin_nested()
    actor, land = make_actor(session, Role.ADMINISTRATOR), Land()
    for code in CODES:
        new = NewPlace(code=code, name="Xã Thử", province_code="68")
        add_place(session, actor, new, on=FIRST - timedelta(days=1), now=NOW)
    day = FIRST
    for step in taken:
        land.name(day)
        take(session, actor, land, step, on=(day := day + timedelta(days=1)))
    heirs = place_heirs(session, day)
    lineages = Lineages(heirs, list_provinces_until(session, day))
    stood = {code: lineages.of(code) for code in CODES if heirs.goes_on(code)}

    for past in [(code, FIRST + timedelta(days=n)) for n in range(len(taken)) for code in CODES]:
        with_parts = {code for code, pieces in land.pieces.items() if past in pieces}
        if with_parts:
            assert {
                code
                for code, all_of_it in stood.items()
                if past[0] in {stage_on(one, past[1]).code for one in all_of_it}
            } == with_parts
            assert {*heirs.of(past[0])} == {c for c, own in land.whole.items() if past in own}
            for heir in heirs.of(past[0]):
                assert heir == past[0] or past[0] in heirs.origins(heir)
    kept.rollback()

"""The whole history of a notice that is missing, or there in vain: a failure explains itself."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, select

from directives.models.commitment import Move
from directives.models.commitment_step import CommitmentStep
from directives.models.notice import Notice
from directives.rules.two_times import ha_noi_date
from tests.chaos.storm import Storm
from tests.chaos.world import Owed, World


def history_of(storm: Storm, owed: Owed) -> list[str]:
    """Tell of one notice: how its promise and person changed, what the database has, who ran."""
    rows = _rows(storm, owed)
    days = {ha_noi_date(one.created_at) for one in rows if isinstance(one, Notice)}
    days |= {storm.must[owed]} if owed in storm.must else set()
    return [str(owed), *_changes(storm, owed), *map(str, rows), *_processes(storm, days)]


def _changes(storm: Storm, owed: Owed) -> Iterator[str]:
    """Give each state of the world in which what decides on the notice became another."""
    before: tuple[object, ...] = ()
    for number, (instant, world) in enumerate(storm.history.states):
        now = _deciding(world, owed)
        if now != before:
            yield f"state {number} of {instant}: {' '.join(map(str, now))}"
        before = now


def _deciding(world: World, owed: Owed) -> tuple[object, ...]:
    away = [f"away {first}..{last}" for who, first, last in world.absences if who == owed.person]
    return world.promises.get(owed.promise), *away


def _rows(storm: Storm, owed: Owed) -> list[Move | CommitmentStep | Notice]:
    with Session(storm.engine) as session:
        moves = session.exec(select(Move).where(Move.commitment_id == owed.promise))
        steps = session.exec(
            select(CommitmentStep).where(CommitmentStep.commitment_id == owed.promise)
        )
        notices = session.exec(
            select(Notice).where(
                Notice.commitment_id == owed.promise, Notice.contact_id == owed.person
            )
        )
        return [*moves, *steps, *notices]


def _processes(storm: Storm, days: set[date]) -> Iterator[str]:
    for one in storm.ended:
        if one.days & days:
            states = f"states {one.first_state} to {one.last_state}"
            end = "killed" if one.is_killed else f"exit {one.process.exitcode}"
            yield f"{one.kind.value}, {one.started_at} to {one.ended_at}, {states}, {end}"

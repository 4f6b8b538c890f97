"""How the service stands: what is well, what is not and what to do, and when each job last ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, CurrentSettings, DbSession, Now, SearchReplica
from api.doctor import Finding, State, examine
from api.mailing import sending_hours
from api.web.names import Link
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.rules.permissions import check_can_administer
from directives.services.heartbeat import DELIVERY, SCHEDULER, take_pulse
from directives.services.notices import JOB
from directives.translation import N_

ADDRESS = "/quan-tri/tinh-trang"

router = APIRouter(include_in_schema=False)

_JOBS: Final = {
    JOB: N_("Tìm các việc phải nhắc"),
    DELIVERY: N_("Gửi thư của ngày (chỉ trong giờ gửi)"),
    SCHEDULER: N_("Trình chạy định kỳ (directives scheduler)"),
}
_MENDED_ON: Final = {
    "contacts": (
        N_("Xem các cơ quan ấy và thêm người liên hệ"),
        "/quan-tri/nguoi-lien-he/con-thieu",
    ),
    "webhook": (N_("Xem và bật lại webhook"), "/quan-tri/webhook"),
}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job: what it does, when it last did it (None: never), and how long ago that was."""

    name: str
    done_at: datetime | None
    age: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was found, and the page on which it is mended, if there is one."""

    sentence: str
    page: Link | None


@dataclass(frozen=True, slots=True)
class StatePage:
    """What was found, the bad first, and the jobs."""

    bad: Sequence[FindingRow]
    noted: Sequence[FindingRow]  # nothing is broken, but somebody should look
    good: Sequence[FindingRow]
    jobs: Sequence[JobRow]


@router.get(ADDRESS)
def service_state(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    replica: SearchReplica,
    settings: CurrentSettings,
    *,
    words: ReaderWords,
    now: Now,
) -> Response:
    """Show what `directives doctor` finds, and how old the last run of each job is."""
    check_can_administer(actor)
    hours = sending_hours(settings)
    engine = request.app.state.engine
    rows: dict[State, list[FindingRow]] = {state: [] for state in State}
    for one in examine(engine, replica, settings.data_dir, now=now, hours=hours):
        rows[one.state].append(_row(one, words))
    runs = take_pulse(session, now=now, hours=hours).runs
    page = StatePage(
        bad=rows[State.BAD],
        noted=rows[State.NOTED],
        good=rows[State.GOOD],
        jobs=[
            JobRow(words.say(name), runs[job], _age(runs[job], now, words))
            for job, name in _JOBS.items()
        ],
    )
    return render(request, "service_state.html", page=page)


def _row(found: Finding, words: Words) -> FindingRow:
    name, address = _MENDED_ON.get(found.about, ("", ""))
    page = Link(words.say(name), address) if address and found.state is not State.GOOD else None
    return FindingRow(words.say(found.sentence, **found.values), page)


def _age(done_at: datetime | None, now: datetime, words: Words) -> str:
    if done_at is None:
        return words.say(N_("Chưa chạy lần nào"))
    minutes = max(int((now - done_at).total_seconds()) // 60, 0)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return words.ngettext("{count} phút trước", "{count} phút trước", minutes)
    hours = minutes // 60
    if hours < 48:  # noqa: PLR2004 - two days
        return words.ngettext("{count} giờ trước", "{count} giờ trước", hours)
    return words.ngettext("{count} ngày trước", "{count} ngày trước", hours // 24)

"""How the service stands: what is well, what is not and what to do, and when each job last ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.dependencies import CurrentActor, CurrentSettings, DbSession, Now, SearchReplica
from api.doctor import Finding, examine
from api.mailing import sending_hours
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


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job: what it does, when it last did it (None: never), and how long ago that was."""

    name: str
    done_at: datetime | None
    age: str


@dataclass(frozen=True, slots=True)
class StatePage:
    """What was found, the bad first, and the jobs."""

    bad: Sequence[str]
    good: Sequence[str]
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
    found = list(examine(engine, replica, settings.data_dir, now=now, hours=hours))
    runs = take_pulse(session, now=now, hours=hours).runs
    page = StatePage(
        bad=[_sentence(one, words) for one in found if not one.is_good],
        good=[_sentence(one, words) for one in found if one.is_good],
        jobs=[
            JobRow(words.say(name), runs[job], _age(runs[job], now, words))
            for job, name in _JOBS.items()
        ],
    )
    return render(request, "service_state.html", page=page)


def _sentence(finding: Finding, words: Words) -> str:
    return words.say(finding.sentence, **finding.values)


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

"""What an operator should know before users do: database, reminders, mail, index, disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from directives.clock import HA_NOI, ha_noi_date
from directives.rules.heartbeat import Heartbeat
from directives.rules.sending import SendingHours
from directives.services.heartbeat import Pulse, take_pulse
from directives.store.contacts import list_out_of_reach
from directives.store.migrations import is_newest
from directives.store.session import reading
from directives.store.stamps import last_stamp
from directives.store.webhooks import count_failed_webhooks
from directives.translation import N_
from index.engine import IndexUnusable
from index.replica import Replica
from index.trouble import free_bytes, write_trouble

LITTLE_ROOM = 500_000_000
"""Bytes: a rebuild keeps a second index beside the first, and documents keep coming."""

_UNREACHABLE = N_("Không truy vấn được cơ sở dữ liệu ({reason}). Kiểm tra DIRECTIVES_DATABASE_URL.")
_OLD_SCHEMA = N_("Cơ sở dữ liệu chưa ở phiên bản mới nhất. Chạy “directives migrate”.")
_WEBHOOKS_OFF = N_(
    "{count} webhook đã tự tắt vì ba ngày không gửi được. Sửa rồi bật lại ở trang quản trị webhook."
)
_DATABASE_GOOD = N_("Cơ sở dữ liệu trả lời, đúng phiên bản.")
_UNUSABLE = N_(
    "Chỉ mục không dùng được ({reason}). Tìm kiếm tạm hỏi thẳng cơ sở dữ liệu;"
    " “directives serve” tự dựng lại, hoặc chạy “directives reindex --resume”."
)
_BEHIND = N_(
    "Chỉ mục còn thiếu {behind} thay đổi; nếu máy chủ đang chạy mà số này không giảm, xem nhật ký."
)
_INDEX_GOOD = N_("Chỉ mục nguyên vẹn, đủ {provisions} mục.")
_CANNOT_WRITE = N_(
    "Không ghi được vào thư mục chỉ mục ({reason}). Tìm kiếm vẫn chạy, không mất gì;"
    " văn bản mới sẽ tìm được khi ghi lại được."
)
_OUT_OF_REACH = N_(
    "{count} cơ quan chưa có người nhận được thông báo;"
    " thông báo của họ gửi lên văn phòng cấp trên."
)
_ALL_REACHED = N_("Cơ quan nào cũng có người nhận được thông báo.")
_REMINDERS_RUN = N_("Nhắc việc chạy lần cuối lúc {when:%H:%M %d/%m/%Y}.")
_REMINDERS_WAIT = N_("Nhắc việc chưa chạy lần nào; chưa có cam kết nào chờ nhắc quá một ngày.")
_REMINDERS_SILENT = N_(
    "Nhắc việc đã im {hours} giờ làm việc (lần cuối lúc {when:%H:%M %d/%m/%Y}): không ai được nhắc"
    " từ lúc đó. Chạy “directives scheduler”; việc đến hạn không mất, sẽ được nhắc ngay."
)
_REMINDERS_NEVER = N_(
    "Nhắc việc chưa chạy lần nào dù đã có cam kết chờ nhắc {hours} giờ làm việc."
    " Chạy “directives scheduler”; việc đến hạn không mất, sẽ được nhắc ngay."
)
_MAIL_GOES = N_("Không có thư nhắc nào chờ quá hai ngày làm việc.")
_MAIL_STUCK = N_(
    "Thư nhắc đã chờ {hours} giờ làm việc (từ {when:%H:%M %d/%m/%Y}) mà chưa đi được: {reason}."
    " Không mất thư nào; sửa xong, “directives scheduler” gửi ngay."
)
_MAIL_NEVER_TRIED = N_(
    "Thư nhắc đã chờ {hours} giờ làm việc (từ {when:%H:%M %d/%m/%Y}) mà chưa có lần gửi nào. Đặt"
    " DIRECTIVES_SMTP_HOST và DIRECTIVES_MAIL_FROM rồi chạy “directives scheduler”."
)
_LITTLE_ROOM = N_("Đĩa chỉ còn {megabytes} MB. Nên dọn bớt trước khi hết chỗ.")
_DISK_GOOD = N_("Đĩa còn {megabytes} MB.")


class State(StrEnum):
    """How a thing stands: well, as somebody should know though nothing is broken, or badly."""

    GOOD = "good"
    NOTED = "noted"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a marked sentence and the values in it."""

    about: str  # database, webhook, reminders, mail, index, disk, contacts
    state: State
    sentence: str
    values: dict[str, object]
    command: str = ""  # what shows it in a terminal

    @property
    def is_good(self) -> bool:
        """Whether nothing is broken."""
        return self.state is not State.BAD


def examine(
    database: sa.Engine, replica: Replica, data_dir: Path, *, now: datetime, hours: SendingHours
) -> Iterator[Finding]:
    """Yield what is found, good and bad, without changing anything.

    Args:
        database: The database of the service.
        replica: This node's search index.
        data_dir: The folder in which it keeps files.
        now: The moment asked for.
        hours: In which letters go out; reminders that missed a day of them are silent.
    """
    newest: int | None = None
    out_of_reach: int | None = None
    pulse: Pulse | None = None
    try:
        if is_newest(database):
            with reading(database) as session:
                newest = last_stamp(session)
                out_of_reach = len(list_out_of_reach(session, ha_noi_date(now)))
                pulse = take_pulse(session, now=now, hours=hours)
                failed = count_failed_webhooks(session)
            yield _good("database", _DATABASE_GOOD)
            if failed:
                yield _bad("webhook", _WEBHOOKS_OFF, count=failed)
        else:
            yield _bad("database", _OLD_SCHEMA)
    except sa.exc.SQLAlchemyError as error:
        reason = str(error.__cause__ or error).splitlines()[0]
        yield _bad("database", _UNREACHABLE, reason=reason)
    yield _index_finding(replica, newest)
    yield _disk_finding(replica.folder, data_dir)
    if out_of_reach is not None:
        yield _reach_finding(out_of_reach)
    if pulse is not None:
        yield _reminders_finding(pulse.reminders)
        yield _mail_finding(pulse)


def _reminders_finding(heartbeat: Heartbeat) -> Finding:
    last = heartbeat.last_run_at
    when = last.astimezone(HA_NOI) if last else None
    if not heartbeat.is_silent:
        return _good("reminders", _REMINDERS_RUN if when else _REMINDERS_WAIT, when=when)
    sentence = _REMINDERS_SILENT if when else _REMINDERS_NEVER
    hours = heartbeat.missed // timedelta(hours=1)
    return _bad("reminders", sentence, when=when, hours=hours)


def _mail_finding(pulse: Pulse) -> Finding:
    if pulse.mail is None or not pulse.mail.is_stuck:
        return _good("mail", _MAIL_GOES)
    return _bad(
        "mail",
        _MAIL_STUCK if pulse.mail_error else _MAIL_NEVER_TRIED,
        hours=pulse.mail.waited // timedelta(hours=1),
        when=pulse.mail.since.astimezone(HA_NOI),
        reason=pulse.mail_error.rstrip("."),
    )


def _reach_finding(count: int) -> Finding:
    if not count:
        return _good("contacts", _ALL_REACHED)
    command = "directives contact list --missing"
    return Finding("contacts", State.NOTED, _OUT_OF_REACH, {"count": count}, command)


def _index_finding(replica: Replica, newest: int | None) -> Finding:
    try:
        engine = replica.engine()
        behind, provisions = (newest or 0) - engine.stamp(), engine.count()
    except IndexUnusable as error:
        return _bad("index", _UNUSABLE, reason=error.reason)
    if behind > 0:
        return _bad("index", _BEHIND, behind=behind)
    return _good("index", _INDEX_GOOD, provisions=provisions)


def _disk_finding(index_dir: Path, data_dir: Path) -> Finding:
    trouble = write_trouble(index_dir)
    if trouble:
        return _bad("disk", _CANNOT_WRITE, reason=trouble.reason)
    free = min(free_bytes(data_dir.absolute()), free_bytes(index_dir.absolute()))
    megabytes = free // 1_000_000
    if free < LITTLE_ROOM:
        return _bad("disk", _LITTLE_ROOM, megabytes=megabytes)
    return _good("disk", _DISK_GOOD, megabytes=megabytes)


def _good(about: str, sentence: str, **values: object) -> Finding:
    return Finding(about, State.GOOD, sentence, values)


def _bad(about: str, sentence: str, **values: object) -> Finding:
    return Finding(about, State.BAD, sentence, values)

"""What an alarm says to an administrator, and where to go."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.web.formatting import instant
from api.web.names import Link
from api.web.words import Words
from directives.models.inbox import InboxMessage
from directives.translation import N_
from directives.vocabulary import Alarm


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One alarm as a sentence, with the page on which to act."""

    id: int
    sentence: str
    action: Link
    told_at: datetime
    is_read: bool


def alarm_line(message: InboxMessage, words: Words) -> AlarmLine:
    """Return what an alarm says."""
    sentence, action = alarm_sentence(message.kind, json.loads(message.details), words)
    is_read = message.read_at is not None
    return AlarmLine(message.id or 0, sentence, action, message.created_at, is_read)


def alarm_sentence(kind: Alarm, details: dict[str, Any], words: Words) -> tuple[str, Link]:
    """Return what an alarm of a kind says, and the page on which to act."""
    return _SAY[kind](details, words)


def _silent(details: dict[str, Any], words: Words) -> tuple[str, Link]:
    action = Link(words.say(N_("Xem phải làm gì")), "/quan-tri/tinh-trang")
    if not details["last_run_at"]:
        return words.say(N_("Nhắc việc chưa chạy lần nào: không ai được nhắc.")), action
    at = instant(datetime.fromisoformat(details["last_run_at"]))
    said = words.say(
        N_("Nhắc việc đã im quá một ngày làm việc: không ai được nhắc từ {at}."), at=at
    )
    return said, action


def _stuck(details: dict[str, Any], words: Words) -> tuple[str, Link]:
    at = instant(datetime.fromisoformat(details["since"]))
    reason = str(details["reason"]).rstrip(".") or words.say(N_("chưa có lần gửi nào"))
    if details["recipient"]:
        said = words.say(
            N_("Thư gửi {recipient} chờ từ {at} đã thôi gửi: {reason}."),
            recipient=details["recipient"],
            at=at,
            reason=reason,
        )
        return said, Link(words.say(N_("Gửi lại")), "/quan-tri/thu-khong-gui-duoc")
    said = words.say(
        N_("Thư nhắc chờ từ {at} chưa đi được: {reason}. Không ai nhận được thư."),
        at=at,
        reason=reason,
    )
    return said, Link(words.say(N_("Xem phải làm gì")), "/quan-tri/tinh-trang")


def _broken(details: dict[str, Any], words: Words) -> tuple[str, Link]:
    said = words.say(
        N_("Thư gửi {name} ({email}) bị trả lại: {reason}. Người thay được báo đến khi bạn sửa."),
        name=details["name"],
        email=details["email"],
        reason=str(details["reason"]).rstrip("."),
    )
    address = f"/quan-tri/nguoi-lien-he/{details['contact_id']}"
    return said, Link(words.say(N_("Sửa địa chỉ")), address)


def unlisted_body(body: str, words: Words) -> str:
    """Return why others are told of a promise whose body is only named."""
    return words.say(
        N_(
            "Báo cho bạn vì cơ quan “{body}” chưa có trong danh mục: hãy chuyển cam kết cho cơ quan"
            " chịu trách nhiệm."
        ),
        body=body,
    )


def _unreached(details: dict[str, Any], words: Words) -> tuple[str, Link]:
    if details.get("is_unlisted"):
        said = words.say(
            N_("Cơ quan “{body}” chưa có trong danh mục nên không ai ở đó được nhắc."),
            body=details["name"],
        )
        return said, Link(words.say(N_("Xem cam kết chưa rõ cơ quan")), "/cam-ket?agency=none")
    said = words.say(
        N_("{body} không có người nhận thông báo ở cấp phải báo: nơi khác được báo thay."),
        body=details["name"],
    )
    return said, Link(words.say(N_("Thêm người liên hệ")), "/quan-tri/nguoi-lien-he/con-thieu")


_SAY = {
    Alarm.REMINDERS_SILENT: _silent,
    Alarm.ADDRESS_BROKEN: _broken,
    Alarm.MAIL_STUCK: _stuck,
    Alarm.BODY_UNREACHED: _unreached,
}

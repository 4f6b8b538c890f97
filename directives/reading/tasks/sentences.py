"""One sentence: who is told to do what.

Source: DOMAIN 7.4. "Giao X chủ trì, phối hợp với Y" has one lead, "X và Y cùng" has two;
"X được phép" is a right and "X đã" a story, neither a task.
"""

import re
from dataclasses import dataclass
from typing import Final

from directives.reading.tasks.bodies import ANY_BODY, BODY, VERB, bodies_of, body_end

_LABEL: Final = re.compile(
    r"\s*(?:Điều\s+\d+[a-zđ]?\s?[.:]|[IVX]{1,5}\s?[.\-)]|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]?(?=\s)"
    r"|\(?\d{1,2}\)"
    r"|[a-zđ]\d?\)|[-–+*•])\s*"
)
_ASSIGNS: Final = re.compile(r"(?:[Gg]iao(?:\scho)?|[Pp]hân công|[Cc]hỉ định|[Uu]ỷ nhiệm)\s(?=\S)")
_ASKS: Final = re.compile(
    r"(?<!\w)(?:(?:[Tt]rân trọng |[Kk]ính )?[Đđ]ề nghị|[Yy]êu cầu|[Kk]iến nghị|[Đđ]ề xuất)\s(?=\S)"
)
# "Thủ tướng Chính phủ giao Bộ Mẫu": but not "nhiệm vụ được giao Sở".
_PASSES_ON: Final = re.compile(
    rf"(?<!được)(?<!đã)(?<!bàn)(?<!Ngoại)\sgiao\s(?:cho\s)?(?={BODY.pattern})"
)
_ASKING_WORDS: Final = ("ề nghị", "êu cầu", "iến nghị", "ề xuất")
# "theo đề nghị của", "hồ sơ đề nghị": the noun.
_NOUN_BEFORE: Final = re.compile(
    r"(?:[Tt]heo|[Xx]ét|của|hồ sơ|văn bản|đơn|giấy|tại|các|những|công văn|tờ trình|đáp ứng|có"
    r"|nội dung"
    r"|nhận|được|số|khi|trường hợp|nếu|không|và|bị|bằng|tờ|cơ sở|ý kiến|người|tổ chức|cá nhân)\s*$"
)
_ASKS_AT_END: Final = re.compile(
    r"(?:đề nghị|yêu cầu|giao)(?:\s(?:như sau|một số nội dung sau))?\s?:$"
)
_LONGEST_TITLE: Final = 40  # characters
_LEADS: Final = re.compile(
    r"(?:(?:cùng|đều|phải|là cơ quan)\s)?(?:chủ trì|làm đầu mối|là đầu mối|có trách nhiệm"
    r"|chịu trách nhiệm(?!\s"
    r"(?:thi hành|về|trước)))"
)
# Every document ends by telling all to carry it out, and opens by telling who held a meeting.
_BOILERPLATE: Final = re.compile(
    r"chịu trách nhiệm\s(?:về|trước)|căn cứ\s|là\s(?!đầu mối)"
    r"|(?:đã\s)?chủ trì\s(?:phiên|cuộc|buổi|hội nghị|họp|và)|[^.]{0,200}"
    r"(?:có|chịu) trách nhiệm\s(?:tổ chức\s)?(?:thi hành|thực hiện)\s\w+(?:\s\w+)?\snày",
    re.IGNORECASE,
)
_RIGHT: Final = re.compile(r"(?:được|có thể|có quyền|không phải)(?!\w)")
_STORY: Final = re.compile(r"(?:đã|vừa|đang)(?!\w)")
_CIRCUMSTANCE: Final = re.compile(r"[^,]{1,160},\s(?=\S)")
_ACCORDING: Final = re.compile(r"(?:theo|căn cứ|trên cơ sở|trong phạm vi)\s")
_LONGEST_CIRCUMSTANCE: Final = 160  # characters
_TOGETHER: Final = re.compile(
    r",?\s*(?:chủ trì\s?,?\s*(?:và\s)?)?phối hợp(?:\schặt chẽ)?(?:\s(?:với|cùng(?:\svới)?))?\s"
)
_ROLE: Final = re.compile(
    r"(?:[,:\s]|có trách nhiệm|chịu trách nhiệm|chủ trì|làm đầu mối|là đầu mối|là cơ quan|cùng"
    r"(?=\s)|phải(?=\s)"
    r"|và(?=\sphối hợp))*"
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is told what in one sentence. `is_assigned` when the words themselves assign."""

    leads: tuple[str, ...]
    coordinators: tuple[str, ...]
    action: str
    is_assigned: bool


def without_label(text: str) -> int:
    """Return where the words after labels ("Điều 2.", "a)", "-") begin."""
    at = 0
    for _ in range(2):
        label = _LABEL.match(text, at)
        if label is None:
            break
        at = label.end()
    return at


def read_assignment(sentence: str) -> Assignment | None:
    """Return who is told what by a sentence without its label; None for other sentences."""
    given = _ASSIGNS.match(sentence)
    if given:
        return _told(sentence, given.end(), is_assigned=True)
    asked = _asking(sentence)
    if asked is None:
        passed_on = _PASSES_ON.search(sentence) if " giao " in sentence else None
        asked = passed_on.end() if passed_on else None
    if asked is not None:
        found = _told(sentence, asked, is_assigned=True)
        if found is not None:
            return found
    at = 0
    for _ in range(3):
        if BODY.match(sentence, at):
            return _told(sentence, at, is_assigned=False)
        before = _CIRCUMSTANCE.match(sentence, at)
        if before is None:
            return None
        at = before.end()
    return None


def coordinating(sentence: str) -> tuple[str, ...]:
    """Return the bodies of "Y phối hợp": they help with the task before."""
    end = body_end(sentence, 0) if "phối hợp" in sentence else None
    if end is None or not sentence[end:].lstrip(" ,").startswith("phối hợp"):
        return ()
    return bodies_of(sentence[:end])


def _asking(sentence: str) -> int | None:
    if not any(word in sentence for word in _ASKING_WORDS):
        return None
    for match in _ASKS.finditer(sentence):
        if _NOUN_BEFORE.search(sentence[max(0, match.start() - 20) : match.start()]):
            continue
        if ANY_BODY.match(sentence, match.end()):
            return match.end()
    return None


def _told(sentence: str, start: int, *, is_assigned: bool) -> Assignment | None:
    """Read the bodies at `start`, then what they are to do."""
    end = body_end(sentence, start, in_lower_case=is_assigned)
    if end is None:
        return None
    rest = sentence[end:].lstrip(" ,:")
    if _RIGHT.match(rest) or _STORY.match(rest) or (not is_assigned and _BOILERPLATE.match(rest)):
        return None
    if not rest or (VERB.match(rest) is None and ":" not in sentence[end : end + 2]):
        return None
    coordinators, action = roles_of(rest)
    leading = _LEADS.match(rest) or (
        _ACCORDING.match(rest) and _LEADS.search(rest, 0, _LONGEST_CIRCUMSTANCE)
    )
    leads = bodies_of(sentence[start:end])
    return Assignment(leads, coordinators, action, is_assigned or bool(leading))


def roles_of(rest: str) -> tuple[tuple[str, ...], str]:
    """Split "chủ trì, phối hợp với Y, Z rà soát …" into those who help and what is done."""
    role = _ROLE.match(rest)
    begin = role.end() if role else 0
    together = _TOGETHER.match(rest, begin)
    if together is None and _ACCORDING.match(rest):
        together = _TOGETHER.search(rest, 0, _LONGEST_CIRCUMSTANCE)
    if together is None:
        action = rest[begin:].strip()
        # "chủ trì các buổi họp": leading is what is done.
        return (), action if VERB.match(action) else rest
    end = body_end(rest, together.end(), in_lower_case=True)
    if end is None:
        return (), rest[begin:].strip()
    return bodies_of(rest[together.end() : end]), rest[end:].strip(" ,:")


def asked_bodies(sentence: str) -> tuple[str, ...]:
    """Return whom a sentence that ends in a list gives it to; none when it only says who asks."""
    given = _ASSIGNS.match(sentence)
    start = given.end() if given else _asking(sentence)
    end = body_end(sentence, start, in_lower_case=True) if start is not None else None
    return bodies_of(sentence[start:end]) if end is not None else ()


def only_bodies(text: str) -> tuple[str, ...] | None:
    """Return the bodies of a heading that names nothing else ("2. Sở Tài chính:"), None otherwise.

    "Giao" before them and "có trách nhiệm", "chủ trì" behind them change nothing.
    """
    given = _ASSIGNS.match(text) or _ASKS.match(text)
    start = given.end() if given else 0
    end = body_end(text, start, in_lower_case=given is not None)
    if end is None or text.isupper():
        return None
    rest = text[end:].strip(" ,:;.")
    if rest and not re.fullmatch(
        r"(?:có trách nhiệm|chủ trì|chịu trách nhiệm|thực hiện|tập trung|tổ chức|triển khai)"
        r"(?:[\w\s,]{0,60}(?:sau|sau đây|nhiệm vụ|nội dung))?",
        rest,
    ):
        return None
    return bodies_of(text[start:end])


def opens_list(text: str) -> bool:
    """Tell whether a line asks for what the items below it say ("…, Sở đề nghị:")."""
    if not text.endswith(":"):
        return False
    # A bare "Yêu cầu:" is the title of a section, not a request.
    asks = _ASKS_AT_END.search(text) is not None and len(text) > _LONGEST_TITLE
    return asks or _asking(text) is not None

"""Sentences in which the document itself acts on others, and the documents they act on.

The subject must be this document ("Quyết định này … thay thế …"), or the verb must open a clause
of its own: what one cited document did to another gives no relation.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from directives.reading.citations import Mention
from directives.reading.dates import HOUR

DOCUMENT: Final = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị"
    r"|Quy định|Quy chế|Hướng dẫn|Kế hoạch|Công văn|Văn bản|Thông báo|Kết luận|Chương trình)"
)
ITSELF: Final = re.compile(rf"{DOCUMENT} này(?!\w)")
CLAUSE_LABEL: Final = re.compile(r"^[\s“]*(?:Điều\s+\d+[a-zđ]?\s?\.|\d+[a-zđ]?\.|[a-zđ]\d?\)|-)\s*")
_LEAD: Final = re.compile(  # "Kể từ ngày 01/01/2026, bãi bỏ …"
    rf"\s*(?:[Tt]rong (?:khoảng )?thời gian )?(?:[Kk]ể )?[Tt]ừ {HOUR}?"
    r"(?:(?:ngày|thời điểm) (?:[^,;.]{0,60}? này có hiệu lực(?: thi hành)?"
    r"|[^,;.]*?năm \d{4}|\d[^,;]*?\d{4})|\d{1,2}[/.\-]\d[^,;]*?\d{4})"
    r"(?: (?:cho )?đến [^,;.]{4,60}?)?"
    r"(?:,\s(?:và )?(?:kể )?từ [^,;.]{4,60}? đến [^,;.]{4,60}?){0,9}\s?,\s*"
)
_EXCEPTION: Final = re.compile(  # "Trừ Điều 7, Nghị định số … hết hiệu lực"
    r"\s*(?:[Nn]goại t|[Tt])rừ\s(?P<kept>[^.;]{1,300}?),\s"
    rf"(?={DOCUMENT}|(?:[Kk]ể )?[Tt]ừ {HOUR}?(?:ngày|thời điểm)"
    r"|(?:các|những|toàn bộ các)\s(?:văn bản(?!\w)|[^,.;:]{1,60}\ssau(?:\sđây)?(?!\w))"
    r"|(?:bãi bỏ|h[ủu][ỷy] bỏ|tạm|ngưng|ngừng|dừng|đình chỉ)(?!\w))"
)
STAYS: Final = (  # of a provision that is told apart: "riêng Điều 8 có hiệu lực đến hết ngày …"
    r"(?:tiếp tục|(?:có|còn) (?:hiệu lực|giá trị)(?: thi hành| áp dụng)? (?:cho )?đến"
    r"|hết hiệu lực(?: thi hành)? (?:(?:kể )?từ|sau|vào)(?= [^,;]{0,24}?\d(?:[/.\-]\d| tháng))"
    r"|(?:được )?(?:áp dụng|thực hiện|thi hành|kéo dài)[^.;,]{0,30}? (?:cho )?đến)"
)
_HISTORY: Final = re.compile(r"(?:đã |được )+sửa đổi")
_MOST_TOLD: Final = 400  # characters of a condition, or of an exception, that stand before a name
_APART: Final = re.compile(  # "…; riêng Điều 8 Nghị định số … hết hiệu lực từ ngày …"
    rf"(?:;\s*(?:ngoại )?trừ|(?<!\w)[Rr]iêng)\s(?:(?!\s{STAYS})[^;])*$"
)
_EXCEPTED_BY_HEAD: Final = re.compile(r"[,(]\s*(?:ngoại )?trừ\s[^;:]{1,300}:")
_EXCEPTED: Final = re.compile(r"[;,(]\s*(?:ngoại )?trừ\s[^;:,]*$")  # "…, trừ Điều 7 Nghị định số …"
_VERB_FOLLOWS: Final = re.compile(
    r"\s*(?:có hiệu lực[^;]{0,90}?)?[\s,]*(?:và|đồng thời|sẽ)?(?<!được)(?<!đã)"
)
_ROW: Final = re.compile(
    rf"(?:,|;| và)\s+(?:(?:các|toàn bộ)\s+)*(?:{DOCUMENT}[\w ,\-]{{0,120}}|số\s*)?$"
)

_PART_IN_ROW: Final = re.compile(  # "Bãi bỏ Thông tư số … và một số điều của Thông tư số …"
    r"(?:,|;| và)\s+(?P<part>(?:(?:các|toàn bộ|một số|một phần|quy định)\s+)*"
    r"(?:điểm|khoản|điều|phụ lục|chương|(?:tiểu )?mục|phần|quy định|nội dung)(?!\w)"
    r"(?:[^.;]|;(?=\s(?:và\s)?(?:điểm|khoản|điều|chương|(?:tiểu )?mục)\s)){0,150}?)"
    rf"(?:{DOCUMENT}\s*(?:số\s*)?)?$",
    re.IGNORECASE,
)
_IN_TITLE: Final = re.compile(
    r"sửa đổi|bổ sung|bãi bỏ|thay thế|hướng dẫn|chi tiết|theo |ngưng|ngừng|đình chỉ"
)
_ANOTHER: Final = rf"(?:{DOCUMENT}(?! này(?!\w))|[Vv]ăn bản|[Qq]uy định)(?!\w)"
_UNTIL_ANOTHER: Final = re.compile(  # "… có hiệu lực đến khi có Nghị định thay thế Nghị định số …"
    rf"(?<!\w)(?:(?:khi|nếu|trường hợp|chờ|cho (?:đến|tới))(?!\w)"
    rf"|(?:ngày|thời điểm)(?= (?:có )?{_ANOTHER}))[^;]*?{_ANOTHER}(?P<told>[^;]*)$"
)
_NEW_CLAUSE: Final = re.compile(  # "… khi Luật số … có hiệu lực và thay thế Nghị định số …"
    r"(?<!sửa đổi)(?<!bổ sung)(?<!bãi bỏ)(?<!hướng dẫn)(?:,| và|(?:,| và)? đồng thời)(?: sẽ)?\s*$"
)


class Opening(NamedTuple):
    """What a clause says before what it does, and where that begins.

    "Trừ Điều 7, kể từ ngày 01/01/2026, bãi bỏ …" names what is `kept` and, in its `lead`, from
    when; in either order.
    """

    lead: str
    kept: str
    end: int


def opening_of(sentence: str) -> Opening:
    """Return the words with which a clause opens after its label."""
    label = CLAUSE_LABEL.match(sentence)
    at = label.end() if label else 0
    exception = _EXCEPTION.match(sentence, at)
    at = exception.end() if exception else at
    lead = _LEAD.match(sentence, at)
    at = lead.end() if lead else at
    exception = exception or _EXCEPTION.match(sentence, at)
    end = max(at, exception.end()) if exception else at
    return Opening(lead[0] if lead else "", exception["kept"] if exception else "", end)


def lead_of(sentence: str) -> str:
    """Return the words "Kể từ ngày …," with which a clause opens, if it does."""
    return opening_of(sentence).lead


def after_lead(sentence: str) -> int:
    """Return where a clause goes on after its label, what it excepts, and from when it is."""
    return opening_of(sentence).end


def is_own_act(sentence: str, at: int) -> bool:
    """Tell whether the verb at `at` is this document's: it opens the clause or follows "này".

    "… được sửa đổi" tells of another's act, and so does a verb far behind "này".
    """
    before = sentence[after_lead(sentence) : at].strip(" ,:")
    if not before:
        return True
    subjects = list(ITSELF.finditer(before))
    if not subjects or is_of_another(sentence[:at]):
        return False
    return _VERB_FOLLOWS.fullmatch(before, subjects[-1].end()) is not None


def is_of_another(before: str) -> bool:
    """Tell whether the words before a verb make it the act of a document still to come.

    "Nghị định này có hiệu lực đến khi có Nghị định thay thế …" replaces nothing.
    """
    until = _UNTIL_ANOTHER.search(before[-_MOST_TOLD:])
    return until is not None and _NEW_CLAUSE.search(until["told"]) is None


def objects_after(here: Sequence[Mention], at: int, sentence: str, begin: int) -> list[Mention]:
    """Return the objects of a verb that ends at `at`; both count in the whole text."""
    return own_objects([one for one in here if one.number_start >= at], sentence, begin)


def own_objects(objects: Sequence[Mention], sentence: str, begin: int) -> list[Mention]:
    """Keep the objects of the verb: not those that a title or a history of changes names.

    An object stands first, or after a comma, "và" or ";" in a row of objects; none is what is
    told apart: "…; riêng Điều 8 Nghị định số … hết hiệu lực từ ngày …". In a history ("đã
    được sửa đổi theo Luật số …") laws stand without a name, so a named one is an object again.
    """
    kept: list[Mention] = []
    in_history = False
    is_apart = False
    previous_end = None
    opened = after_lead(sentence) if objects else 0
    for one in objects:
        if previous_end is None:
            at = one.start - begin
            is_apart = _EXCEPTED.search(sentence, opened, at) is not None
            kept += [] if is_apart else [one]
        else:
            between = sentence[previous_end - begin : one.start - begin]
            is_named = one.start == one.number_start
            if _HISTORY.search(between):
                in_history = True
            elif ";" in between or (in_history and is_named):
                in_history = False
            is_next = ";" in between or (is_apart and ":" in between)
            is_apart = _APART.search(between[-_MOST_TOLD:]) is not None or (
                is_apart and not is_next
            )
            is_told = in_history or is_apart
            if not is_told and (is_next or _ROW.search(between) or _part(between)):
                kept.append(one)
        previous_end = one.end
    return kept


def words_of(between: str, *, is_first: bool) -> str:
    """Return what, of the words before an object of a verb, speaks of that object.

    Before the first, what the head of a list excepts does not. Before the second in a row ("… và
    Thông tư số …"), they tell of the first: its title, its day.
    """
    if is_first:
        return _EXCEPTED_BY_HEAD.sub(":", between, count=1)
    return "" if _ROW.search(between) else _part(between) or between.rpartition(";")[2]


def _part(between: str) -> str:
    """Return the words that name a part of the second object of a row; a title names others."""
    match = _PART_IN_ROW.search(between)
    return match["part"] if match and not _IN_TITLE.search(between) else ""

"""The words of a promise, when those of its deadline are cut out."""

import re
from typing import Final

_SAID_OF_IT: Final = (
    r"(?:(?:và|cần|phải|bảo đảm|đảm bảo|phấn đấu|thời gian|thời hạn|yêu cầu)\s)*"
    r"(?:hoàn thành(?: xong)?|thực hiện xong|xong|thời gian|thời hạn"
)
_CLOSING_VERB: Final = re.compile(
    rf"(?:\s*[,;–-]\s{_SAID_OF_IT}|báo cáo|gửi)|\svà\s{_SAID_OF_IT}))$", re.IGNORECASE
)


def without_closing_verb(said: str) -> str:
    """Return a promise without the verb of the deadline that stood behind it.

    “ban hành Thông tư, phải hoàn thành” becomes “ban hành Thông tư”; a verb that says more
    (“, báo cáo Chính phủ”) or is one of two (“rà soát và báo cáo”) stays.
    """
    return _CLOSING_VERB.sub("", said)

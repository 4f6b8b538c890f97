"""What an action hands over: a draft, a list, a report."""

import re
from collections.abc import Iterator
from typing import Final

_LEGAL: Final = (
    r"(?:nghị định|thông tư|quyết định|nghị quyết|bộ luật|luật|pháp lệnh|chỉ thị|công điện"
    r"|văn bản (?:hướng dẫn|quy định|quy phạm|pháp luật|sửa đổi|thay thế))"
)
_NOUN: Final = (
    rf"(?:{_LEGAL}|báo cáo|kế hoạch|đề án|tờ trình|danh sách|danh mục|hồ sơ|quy chế|quy định"
    r"|chương trình|phương án|quy hoạch|chiến lược|văn bản|công văn"
    r"|hướng dẫn|bộ chỉ số|biểu mẫu|số liệu|cơ sở dữ liệu|dự toán)"
)
_OPENING: Final = (
    r"(?:(?:dự thảo|dự án|hồ sơ|đề nghị xây dựng|các|những|một số|hệ thống|0\d)\s){0,4}"
)
_DRAFT: Final = r"(?=\s(?:(?:các|hồ sơ|0\d)\s)?(?:dự thảo|dự án)\s)"
_AMEND: Final = r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)"
# Who only says what ought to be amended does not promise the amended text.
_AMENDING: Final = (
    rf"(?<!đề xuất )(?<!kiến nghị )(?<!xem xét )(?<!sửa đổi, )(?<!bổ sung, )(?<!thay thế, )"
    rf"{_AMEND}(?:(?:,|\svà|\shoặc)?\s{_AMEND})*"
)
_HOW: Final = (
    r"(?:,?\s(?:ngay|sớm|kịp thời|khẩn trương|nhanh chóng|nhanh|gấp|đầy đủ|đồng bộ|đúng hạn"
    r"|đúng tiến độ|đúng thời hạn|theo thẩm quyền|dứt điểm|mới|thêm)){0,3}"
)
_NOT_OF: Final = r"(?<!tham gia )(?<!khi )"  # who takes part, or what comes before, makes nothing
_SUBMITTING: Final = (  # and to whom: "trình Chính phủ, Quốc hội"
    r"(?<!chương )(?<!quy )(?<!công )(?<!quá )(?<!lộ )"
    r"trình(?:\s[\w\s]{1,40}?(?:,\s(?-i:[A-ZĐỦ])[\w\s]{1,40}?)?)?"
)
_PRODUCT: Final = re.compile(
    rf"(?<!\w){_NOT_OF}(?:(?:ban hành|xây dựng|soạn thảo|hoàn thiện|lập|gửi|nộp|tham mưu|có"
    rf"|hoàn chỉnh|tổng hợp|{_AMENDING}){_HOW}|(?:hoàn thành|chuẩn bị|chỉnh lý){_DRAFT}"
    rf"|{_SUBMITTING})\s+(?P<product>{_OPENING}{_NOUN}(?!\w)(?!\snày)"
    r"(?:[^,;.:()]|(?<=sửa đổi),(?=\sbổ sung)){0,120})",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?<!giải)\s(?:trước|trong|chậm nhất|để|gửi|về\s(?:Sở|Bộ|Ủy ban|UBND)|trình|theo quy định"
    r"|đến|tại)"
    r"(?=\s)"
)
_MATERIAL: Final = re.compile(r"(?:các )?(?:hồ sơ|báo cáo|tờ trình|danh sách|danh mục|số liệu)")
_IS_LEGAL: Final = re.compile(rf"{_OPENING}{_LEGAL}(?!\w)", re.IGNORECASE)
_REPORTS: Final = re.compile(r"(?<!\w)báo cáo(?!\w)", re.IGNORECASE)


def read_product(action: str) -> str | None:
    """Return what an action hands over: "dự thảo Nghị định về …", "báo cáo".

    Of "hoàn thiện hồ sơ, trình Chính phủ ban hành Nghị định" it is the decree, not its papers.
    """
    found = list(_products(action))
    if not found:
        return "báo cáo" if _REPORTS.search(action) else None
    first = found[0]
    if _MATERIAL.match(first.lower()) and not _IS_LEGAL.match(first):
        return next((one for one in found if _IS_LEGAL.match(one)), first)
    return first


def _products(action: str) -> Iterator[str]:
    at = 0
    while found := _PRODUCT.search(action, at):
        product = _ENDS.split(found["product"], maxsplit=1)[0].strip()
        yield product
        at = found.start("product") + len(product)

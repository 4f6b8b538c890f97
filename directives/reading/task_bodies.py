"""Bodies in the words of an assignment: "Bộ Tài chính, Bộ Nông nghiệp và Môi trường".

A body's name begins with the word for its kind (Bộ, Sở, Ủy ban, các đơn vị) and ends where a verb in
lower case begins: names are written with capitals (Decree 30/2020/NĐ-CP, Annex II), verbs are not.
"""

import re
from functools import cache
from typing import Final

from directives.reference.tables import agencies
from directives.rules.vietnamese import fold

_KIND: Final = (
    r"(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Tt]ập thể|[Đđ]ồng chí|Ông|Bà)\s)?"
    r"(?:(?:[Tt]hủ trưởng|[Bb]ộ trưởng|[Gg]iám đốc|[Cc]hủ tịch|[Pp]hó [Cc]hủ tịch|[Cc]hánh|[Tt]rưởng|"
    r"[Hh]iệu trưởng|[Pp]hó [Hh]iệu trưởng|[Tt]ổng [Gg]iám đốc|[Bb]í thư|[Tt]ổng [Tt]hanh tra|"
    r"[Ll]ãnh đạo|[Nn]gười đứng đầu|[Cc]ấp ủy|[Tt]hống đốc)(?=[\s,:]|$)"
    r"|(?:Bộ|bộ|Sở|sở|Ban|ban|Ủy ban|Uỷ ban|ủy ban|uỷ ban|UBND|HĐND|Hội đồng|hội đồng|Văn phòng|văn phòng"
    r"|VPCP|Cục|cục|Tổng cục|Chi cục|Vụ|vụ|Phòng|phòng|Trung tâm|trung tâm|Công an|công an|Quân khu"
    r"|Bộ Chỉ huy|Bộ Tư lệnh|Thanh tra|thanh tra|Ngân hàng|ngân hàng|Kho bạc|kho bạc|Thuế|Hải quan"
    r"|Bảo hiểm|BHXH|Đài|Báo|Cổng|Thông tấn|Viện|viện|Học viện|Đại học|Trường|trường|Nhà trường"
    r"|nhà trường|Tòa án|Toà án|tòa án|Kiểm toán|Mặt trận|MTTQ|Đoàn|Hội|Hiệp hội|Liên đoàn|Liên minh"
    r"|Tổng công ty|tổng công ty|Tập đoàn|tập đoàn|Công ty|công ty|Doanh nghiệp|doanh nghiệp|Chính phủ"
    r"|Thủ tướng|Phó Thủ tướng|Quốc hội|Tỉnh ủy|Thành ủy|Đảng ủy|đảng ủy|Huyện ủy|Đảng bộ|Chi bộ|Tổ|tổ"
    r"|Nhóm|Đơn vị|đơn vị|Cơ quan|cơ quan|Địa phương|địa phương|Tổ chức|tổ chức|Cá nhân|cá nhân"
    r"|Ngành|ngành|Tỉnh|tỉnh|Thành phố|thành phố|Xã|xã|Phường|phường|Đặc khu|đặc khu|Giáo viên|Chủ đầu tư"
    r"|chủ đầu tư|Chuyên viên|Bộ phận|Khoa|Khối|[A-ZĐ]{2,8})(?=[\s,:;]|$))"
)
BODY: Final = re.compile(_KIND)
_VERBS: Final = (
    "chủ trì|chủ động|tiếp tục|khẩn trương|tập trung|tổ chức|chỉ đạo|hướng dẫn|rà soát|tham mưu|xây dựng"
    "|hoàn thiện|hoàn thành|hoàn chỉnh|ban hành|trình|báo cáo|gửi|nghiên cứu|đề xuất|triển khai|thực hiện"
    "|kiểm tra|đôn đốc|theo dõi|tổng hợp|thẩm định|bố trí|cân đối|phê duyệt|sửa đổi|bổ sung|quy định|xử lý"
    "|giải quyết|tháo gỡ|bảo đảm|đảm bảo|tăng cường|đẩy mạnh|đẩy nhanh|phối hợp|cung cấp|cập nhật|công bố"
    "|công khai|đăng tải|lập|cử|thông báo|tuyên truyền|phổ biến|đánh giá|sơ kết|tổng kết|thống kê|kiện toàn"
    "|sắp xếp|quán triệt|thành lập|chuẩn bị|làm đầu mối|làm rõ|làm việc|có ý kiến|góp ý|tham gia|cho ý kiến"
    "|xem xét|quyết định|căn cứ|trên cơ sở|theo|sớm|kịp thời|phát huy|thường xuyên|định kỳ|trước|trong"
    "|chậm nhất|để|nhằm|tiếp thu|giám sát|quản lý|vận hành|khắc phục|nộp|hỗ trợ|phân công|bàn giao|chuyển"
    "|yêu cầu|đề nghị|xác định|lựa chọn|thu hồi|kiểm soát|niêm yết|chấp hành|thanh toán|chi trả|tiếp nhận"
    "|có trách nhiệm|chịu trách nhiệm|có văn bản|có kế hoạch|nghiêm túc|phải|cần|được|có thể|có quyền|đã"
    "|sẽ|là|hằng|hàng|quan tâm|ưu tiên|nâng cao|phân bổ|giao|thông qua|lấy ý kiến|giúp|duy trì|cùng|liên hệ"
    "|chú trọng|không|khai thác|đăng ký|kết nối|tích hợp|số hóa|ký|đầu tư|mua sắm|đào tạo|tuyển dụng"
    "|tiến hành|soạn thảo|tích cực|trực tiếp|cụ thể hóa|nhập|phản ánh|tạo điều kiện|sử dụng|khảo sát|xác minh"
    "|giải trình|thống nhất|điều chỉnh|quyết liệt|phân tích|đề cao|đôn|rút|thực thi|hoàn|gia hạn|liên kết"
)
VERB: Final = re.compile(rf"(?<![\w/])(?:{_VERBS})(?!\w)")
LEADING_VERB: Final = re.compile(rf"(?:{_VERBS})(?!\w)")
_SPLIT: Final = re.compile(rf"\s*(?:[,;]|(?:,\s*)?(?<=\s)(?:và|cùng|với)(?=\s))\s*(?={_KIND})")
_OF_A_KIND: Final = re.compile(r"(?:[Cc]ác )?(?P<kind>Bộ|bộ|Sở|sở)(?:, (?:cơ quan|ban|ngành))?\s?:\s*")
_LONGEST: Final = 400  # characters of a list of bodies


def body_end(text: str, start: int) -> int | None:
    """Return where the list of bodies at `start` ends: before a verb, a colon or a full stop.

    None when no body begins there, or the list does not end within reason.
    """
    if BODY.match(text, start) is None:
        return None
    head = BODY.match(text, start)
    verb = VERB.search(text, head.end() if head else start, start + _LONGEST)
    end = verb.start() if verb else min(len(text), start + _LONGEST)
    return start + len(text[start:end].rstrip(" ,:;.(\t\xa0"))


def bodies_of(words: str) -> tuple[str, ...]:
    """Return the bodies of a list, one by one; a group ("các bộ, ngành") stays whole."""
    words = words.strip(" ,:;.\t\xa0")
    listed = _OF_A_KIND.match(words)
    if listed:
        return _of_a_kind(listed["kind"].capitalize(), words[listed.end() :])
    if words[:4].lower() == "các ":
        return _group(words)
    return tuple(part for part in (one.strip(" ,") for one in _SPLIT.split(words)) if part)


def _group(words: str) -> tuple[str, ...]:
    """Keep "các bộ, ngành, địa phương" whole; a list of groups, "và", is still one addressee."""
    return (words,) if words else ()


def _of_a_kind(kind: str, names: str) -> tuple[str, ...]:
    """Read "các Bộ: Tài chính, Nông nghiệp và Môi trường" with the names that ministries have."""
    found: list[str] = []
    for piece in names.split(","):
        name = piece.strip().removeprefix("và ").strip()
        if not name:
            continue
        left, joined, right = name.partition(" và ")
        if joined and fold(f"{kind} {name}") not in _known() and BODY.match(right) is None:
            found += [f"{kind} {left}", f"{kind} {right}"]
        elif joined and fold(f"{kind} {name}") not in _known():
            found += [f"{kind} {left}", right]
        else:
            found.append(name if BODY.match(name) else f"{kind} {name}")
    return tuple(found)


@cache
def _known() -> frozenset[str]:
    names = (name for body in agencies() for name in (body.name_vi, *body.aliases))
    return frozenset(map(fold, names))

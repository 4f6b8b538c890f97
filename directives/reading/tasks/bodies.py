"""Bodies in the words of an assignment: "Bộ Tài chính, Bộ Nông nghiệp và Môi trường".

A body's name begins with the word for its kind (Bộ, Sở, Ủy ban, các đơn vị) and ends where a verb
in lower case begins: names are written with capitals (Decree 30/2020/NĐ-CP, Annex II), verbs not.
"""

import re
from functools import cache
from typing import Final

from directives.reference.tables import agencies
from directives.rules.vietnamese import fold

_CODES: Final = "|".join(
    # "CP", "QH" are too short to be told from other words.
    sorted({re.escape(body.code) for body in agencies() if body.code not in {"CP", "QH", "TU"}})
)
_OFFICE: Final = (
    "[Tt]hủ trưởng|[Bb]ộ trưởng|[Gg]iám đốc|[Cc]hủ tịch|[Pp]hó [Cc]hủ tịch|[Cc]hánh|[Tt]rưởng"
    "|[Hh]iệu trưởng"
    "|[Pp]hó [Hh]iệu trưởng|[Tt]ổng [Gg]iám đốc|[Bb]í thư|[Tt]ổng [Tt]hanh tra|[Ll]ãnh đạo"
    "|[Nn]gười đứng đầu|[Tt]hống đốc|Thủ tướng|Phó Thủ tướng"
)
# Kinds that are also the beginning of other words say so: Bộ luật, Ban hành, Hội nghị, Báo cáo.
_NAMED: Final = (
    r"Bộ(?=\s[A-ZĐ]|[,:]\s)|Sở(?=\s[A-ZĐ]|[,:]\s)|Ban(?!\shành)"
    r"|Ủy ban|Uỷ ban|UBND"
    r"|HĐND|Hội đồng|Văn phòng|VPCP|Cục|Tổng cục|Chi cục|Vụ|Phòng(?!,)|Trung tâm|Công an"
    r"|Quân khu|Thanh tra"
    r"|Ngân hàng|Kho bạc|Thuế\s(?=tỉnh|thành phố|cơ sở)|Hải quan|Bảo hiểm xã hội|BHXH|Đài|Báo"
    r"(?!\scáo)"
    r"|Thông tấn|Viện|Học viện|Đại học|Trường(?!\shợp)|Nhà trường|Tòa án|Toà án|Kiểm toán"
    r"|Mặt trận|MTTQ"
    r"|Đoàn(?!\skết)|Hội(?!\s(?:nghị|thảo|đồng|họp|nhập))|Hiệp hội|Liên đoàn|Liên minh"
    r"|Tổng công ty|Tập đoàn"
    r"|Công ty|Doanh nghiệp|Chính phủ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng ủy|Đảng uỷ|Huyện ủy"
    r"|Quân ủy"
    r"|Đảng bộ|Chi bộ|Cấp ủy|Tổ(?!\schức)|Đơn vị|Cơ quan|Địa phương|Tỉnh(?!\shình)|Thành phố"
    r"|Phường|Đặc khu"
    r"|Giáo viên|Chủ đầu tư|Chuyên viên|Bộ phận|Tập thể|Toàn thể|Cổng Thông tin|Quỹ"
)
_IN_A_ROW: Final = (
    "bộ|sở|ban(?! hành)|ủy ban|uỷ ban|hội đồng|văn phòng|cục|vụ|phòng|trung tâm|công an|ngành"
    "|địa phương"
    "|đơn vị|cơ quan"
    "|tổ chức|cá nhân|doanh nghiệp|trường|nhà trường|viện|tập đoàn|tổng công ty|công ty|tỉnh"
    "|thành phố|xã"
    "|phường|đặc khu|đoàn thể|chủ đầu tư|cấp ủy|cấp uỷ|huyện|thôn|hội|cơ sở|chi nhánh|đại biểu"
    "|thành viên"
)
_KIND: Final = (
    rf"(?:(?:{_OFFICE})(?=[\s,:]|$)|(?:Ông|Bà|[Đđ]ồng chí)\s(?=[A-ZĐÀ-Ỹ])|[Qq]uý\s(?=cơ quan"
    rf"|đơn vị|Bộ\s|Sở\s|Ủy ban)"
    rf"|(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Mm]ỗi)\s(?:{_IN_A_ROW}|{_OFFICE}|{_NAMED})(?=[\s,:;]|$)"
    rf"|(?:{_NAMED}|{_CODES})(?=[\s,:;]|$))"
)
BODY: Final = re.compile(_KIND)
# After "giao", "đề nghị" also kinds in lower case: "giao cơ quan chủ trì soạn thảo".
ANY_BODY: Final = re.compile(rf"(?:{_KIND}|(?:{_IN_A_ROW})(?=[\s,:;]|$))")
_VERBS: Final = (
    "chủ trì|chủ động|tiếp tục|khẩn trương|tập trung|hướng dẫn|rà soát|tham mưu|xây dựng"
    "|hoàn thiện|hoàn thành|hoàn chỉnh|ban hành|trình|báo cáo|gửi|đề xuất|triển khai|thực hiện"
    "|đôn đốc|theo dõi|tổng hợp|thẩm định|bố trí|cân đối|phê duyệt|sửa đổi|bổ sung|quy định|xử lý"
    "|giải quyết|tháo gỡ|bảo đảm|đảm bảo|tăng cường|đẩy mạnh|đẩy nhanh|phối hợp|cung cấp"
    "|cập nhật|công bố"
    "|công khai|đăng tải|lập|cử|thông báo|tuyên truyền|phổ biến|đánh giá|sơ kết|tổng kết"
    "|thống kê|kiện toàn"
    "|sắp xếp|quán triệt|thành lập|chuẩn bị|làm đầu mối|làm rõ|làm việc|góp ý|tham gia|cho ý kiến"
    "|xem xét|quyết định|căn cứ|trên cơ sở|theo|sớm|kịp thời|phát huy|thường xuyên|định kỳ|trước"
    "|trong"
    "|chậm nhất|để|nhằm|tiếp thu|giám sát|khắc phục|nộp|hỗ trợ|phân công|bàn giao"
    "|yêu cầu|đề nghị|kiến nghị|xác định|lựa chọn|thu hồi|kiểm soát|niêm yết|chấp hành"
    "|thanh toán|chi trả"
    "|tiếp nhận"
    "|chịu trách nhiệm|nghiêm túc|phải|cần|được|đã|khi|thì|mà|mời|tự|báo|kính|xin|trân trọng|nêu"
    "|đến|từ|vào"
    "|sẽ|là|hằng|quan tâm|ưu tiên|nâng cao|phân bổ|thông qua|lấy ý kiến|giúp|duy trì|cùng"
    "|liên hệ"
    "|chú trọng|không|khai thác|kết nối|tích hợp|số hóa|ký|mua sắm|tuyển dụng"
    "|tiến hành|tích cực|trực tiếp|cụ thể hóa|cụ thể hoá|số hoá|nhập|chấn chỉnh"
    "|phấn đấu|khen thưởng|quy hoạch|đồng thời|nhất là|thẩm tra|giới thiệu|ứng dụng|áp dụng|mở"
    "|thu|chi|trả lời|tiếp|dừng|đi|phản ánh|tạo điều kiện|sử dụng|khảo sát|xác minh"
    "|giải trình|thống nhất|điều chỉnh|quyết liệt|phân tích|đề cao|đôn|rút|thực thi|hoàn|gia hạn"
    "|liên kết"
)
# Verbs that are also parts of names or nouns, with what stands beside them there.
_AMBIGUOUS: Final = (
    r"|tổ chức(?!\s(?:chính trị|xã hội|đảng|khoa học|kinh tế|liên quan|có liên quan|tín dụng"
    r"|khác|Đảng|hành nghề)|[,.;:]|$)"
    r"|có(?!\s(?:liên quan|thẩm quyền|vốn))|(?<!Ngoại\s)giao|(?<!viện\s)(?<!Viện\s)nghiên cứu"
    r"|(?<!ban\s)(?<!Ban\s)kiểm tra|(?<!ban\s)(?<!Ban\s)(?<!ơ quan\s)quản lý|(?<!vị\s)vận hành"
    r"|(?<!Ban\s)(?<!ban\s)chỉ đạo|hàng(?=\s(?:ngày|tuần|tháng|quý|năm))|chuyển(?!\sđổi)|"
    r"(?<!quan\s)(?<!ban\s)soạn thảo"
    r"|(?<!phòng\s)đăng ký|(?<!chủ\s)(?<!Chủ\s)đầu tư|(?<!sở\s)đào tạo"
)
VERB: Final = re.compile(rf"(?<![\w/])(?:{_VERBS}{_AMBIGUOUS})(?!\w)")
LEADING_VERB: Final = re.compile(rf"(?:{_VERBS}{_AMBIGUOUS})(?!\w)")
_SPLIT: Final = re.compile(rf"\s*(?:[,;]|(?:,\s*)?(?<=\s)(?:và|cùng|với)(?=\s))\s*(?={_KIND})")
_OF_A_KIND: Final = re.compile(
    r"(?:[Cc]ác )?(?P<kind>Bộ|bộ|Sở|sở)(?:, (?:cơ quan|ban|ngành))?\s?:\s*"
)
_GROUP: Final = re.compile(
    r"(?:Bộ|Sở|Ban|Cơ quan|Đơn vị|Tỉnh|Xã|Phường), (?=\w)"
)  # "Sở, ban, ngành"
_LONGEST: Final = 400  # characters of a list of bodies


def body_end(text: str, start: int, *, in_lower_case: bool = False) -> int | None:
    """Return where the list of bodies at `start` ends, before a verb; None when none begins there.

    `in_lower_case` takes "cơ quan", "đơn vị" for a body too: after "giao", "đề nghị" they are.
    """
    head = (ANY_BODY if in_lower_case else BODY).match(text, start)
    if head is None:
        return None
    verb = VERB.search(text, head.end(), start + _LONGEST)
    end = verb.start() if verb else min(len(text), start + _LONGEST)
    listed = _OF_A_KIND.match(text, start)
    colon = text.find(":", listed.end() if listed else head.end(), end)
    end = end if colon < 0 else colon
    return start + len(text[start:end].rstrip(" ,:;.(\t\xa0"))


def bodies_of(words: str) -> tuple[str, ...]:
    """Return the bodies of a list, one by one; a group ("các bộ, ngành") stays whole."""
    words = words.strip(" ,:;.\t\xa0")
    listed = _OF_A_KIND.match(words)
    if listed:
        return _of_a_kind(listed["kind"].capitalize(), words[listed.end() :])
    if words[:4].lower() == "các " or _GROUP.match(words):
        return (words,)
    return tuple(part for part in (one.strip(" ,") for one in _SPLIT.split(words)) if part)


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

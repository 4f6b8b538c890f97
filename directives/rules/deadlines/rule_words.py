"""The rules in the words shown to a drafter: what was done and on what legal ground."""

from typing import Final

from directives.translation import N_

DATE: Final = N_("Ngày ghi trong văn bản; ngày cố định không dời khi trùng ngày nghỉ")
NEXT_DATE: Final = N_("Không ghi năm: lần tới gần nhất kể từ ngày văn bản")
BEFORE: Final = N_("“Trước” một ngày: hạn cuối là ngày liền trước")
TIME: Final = N_("Hạn đến giờ, phút của ngày ghi trong văn bản, giờ Việt Nam")
WEEKDAY: Final = N_("Thứ trong tuần tính từ ngày văn bản")
WEEK: Final = N_("Trong tuần: hạn đến Chủ nhật của tuần")
MONTH: Final = N_("Trong tháng: hạn đến ngày cuối tháng")
QUARTER: Final = N_("Trong quý: hạn đến ngày cuối quý")
YEAR: Final = N_("Trong năm: hạn đến ngày 31/12")
PART_OF_YEAR: Final = N_("Các tháng đầu hoặc cuối năm: hạn đến ngày cuối của tháng cuối")
HORIZON: Final = N_("Giai đoạn: hạn đến ngày cuối của năm cuối")
BEGINNING: Final = N_("“Đầu” kỳ là ngày đầu tiên (Bộ luật Dân sự 2015, Điều 146)")
MIDDLE: Final = N_("“Giữa” kỳ: ngày 15 của tháng, cuối tháng 6 (Bộ luật Dân sự 2015, Điều 146)")
CLOSE: Final = N_("“Cuối” kỳ là ngày cuối cùng (Bộ luật Dân sự 2015, Điều 146)")
HALF_MONTH: Final = N_("Nửa tháng: từ ngày 01 đến 15 hoặc từ ngày 16 đến hết tháng")
LAST_WORKING_DAY: Final = N_("Ngày làm việc đầu tiên hoặc cuối cùng của kỳ, theo lịch làm việc")
DAYS: Final = N_(
    "Thời hạn tính từ ngày tiếp theo, hết vào ngày nghỉ thì đến ngày làm việc tiếp theo"
    " (Bộ luật Dân sự 2015, Điều 147, 148)"
)
WORKING_DAYS: Final = N_(
    "Thời hạn tính theo ngày làm việc từ ngày tiếp theo, trừ ngày nghỉ, kể cả ngày làm bù"
    " (Bộ luật Lao động 2019, Điều 111, 112)"
)
BACKWARD: Final = N_("Tính lùi số ngày ghi trong văn bản từ mốc đã nêu")
HOURS: Final = N_("Thời hạn tính bằng giờ kể từ khi ban hành, chỉ biết ngày")
FEAST: Final = N_("Ngày lễ, tết theo dương lịch hoặc âm lịch Việt Nam")
RECURRING: Final = N_("Định kỳ; “trước” một ngày thì hạn là ngày liền trước")
EVENT: Final = N_("Phụ thuộc một sự kiện chưa biết ngày; cần bổ sung ngày")
STANDING: Final = N_("Nhiệm vụ thường xuyên, không có ngày hoàn thành")
NO_DATE: Final = N_("Không nêu ngày; cần đề nghị cơ quan cho biết thời hạn")
START: Final = N_("Ngày bắt đầu, không phải thời hạn")
EFFECT: Final = N_("Ngày có hiệu lực của văn bản, không phải thời hạn của nhiệm vụ")
SUNSET: Final = N_("Ngày cuối cùng văn bản còn hiệu lực")
PERIOD: Final = N_("Kỳ báo cáo, không phải thời hạn")
AS_OF: Final = N_("Thời điểm chốt số liệu, không phải thời hạn")
WINDOW: Final = N_("Thời gian thực hiện: hạn là ngày kết thúc")

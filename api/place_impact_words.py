"""How pages and commands call what names a place, or belongs to it (`PlaceImpact`)."""

from directives.translation import N_

IMPACT_WORDS = {
    "gaps": N_("khoảng trống có phạm vi nêu tên nơi này"),
    "reports": N_("phản ánh"),
    "receipts": N_("xác nhận đã nhận văn bản"),
    "documents": N_("văn bản do cơ quan tại đây ban hành"),
    "agencies": N_("cơ quan tại đây"),
    "accounts": N_("tài khoản"),
    "contacts": N_("người liên hệ"),
    "communes": N_("xã, phường, đặc khu"),
}

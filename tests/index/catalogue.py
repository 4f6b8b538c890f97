"""A small catalogue, composed for these tests, and short ways to ask it."""

from datetime import date

from index.engine import Filters, IndexedProvision, SearchEngine
from index.query import SearchQuery

LAND, PAY, PLACES = 1, 2, 3

DOCUMENTS = {
    LAND: (
        IndexedProvision(
            key="1",
            document_id=LAND,
            number="15/2025/NĐ-CP",
            title="Nghị định về phân cấp đất đai cho chính quyền 2 cấp",
            type="NĐ",
            agency="CP",
            sectors=("land",),
            year=2025,
            status="in_force",
            issued_on=date(2025, 6, 12),
        ),
        IndexedProvision(
            key="1:dieu-4",
            document_id=LAND,
            provision_id="dieu-4",
            title="Nghị định về phân cấp đất đai cho chính quyền 2 cấp",
            heading="Thẩm quyền của xã",
            text="Khoản 2. Ủy ban xã cấp giấy chứng nhận theo điểm a; việc xây dựng do tỉnh quyết.",
            type="NĐ",
            agency="CP",
            sectors=("land",),
            year=2025,
            status="in_force",
            issued_on=date(2025, 6, 12),
        ),
    ),
    PAY: (
        IndexedProvision(
            key="2",
            document_id=PAY,
            number="31/BNV-TCBC",
            title="Về việc thanh toán",
            text="Chi trả lương và chế độ nghỉ việc cho người hoạt động không chuyên trách.",
            type="CV",
            agency="BNV",
            sectors=("pay", "staff"),
            year=2024,
            status="expired",
            issued_on=date(2024, 2, 3),
        ),
        IndexedProvision(
            key="2:doan-2",
            document_id=PAY,
            provision_id="doan-2",
            title="Về việc thanh toán",
            text="Báo cáo số lượng, nội dung và khối lượng công việc; không ăn giảng.",
            type="CV",
            agency="BNV",
            sectors=("pay", "staff"),
            year=2024,
            status="expired",
            issued_on=date(2024, 2, 3),
        ),
    ),
    PLACES: (
        IndexedProvision(
            key="3",
            document_id=PLACES,
            number="8/TB-VPCP",
            title="Thông báo tại An Giang",
            text="Hội nghị giao ban với tỉnh An Giang về trường học và đất đài quan sát.",
            type="TB",
            agency="VPCP",
            sectors=("school",),
            year=2025,
            status="in_force",
            province="91",
            issued_on=date(2025, 9, 1),
        ),
    ),
}


def fill(engine: SearchEngine, stamp: int = 1) -> None:
    """Index the catalogue and commit."""
    for document_id, provisions in DOCUMENTS.items():
        engine.replace_document(document_id, provisions)
    engine.commit(stamp)


def keys(engine: SearchEngine, text: str, filters: Filters | None = None) -> list[str]:
    """Return the keys of the first hits for what a person typed."""
    found = engine.search(SearchQuery.parse(text), filters=filters or Filters(), limit=10)
    return [hit.key for hit in found.hits]

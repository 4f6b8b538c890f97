"""Valid official documents for tests."""

from datetime import date
from typing import Any

from directives.rules.administrative_document import AdministrativeDocument


def make_document(**overrides: Any) -> AdministrativeDocument:
    values: dict[str, Any] = {
        "agency": "Sở Nội vụ",
        "number": "12/SNV-TCBC",
        "place": "Lào Cai",
        "title": "rà soát biên chế",
        "issued_on": date(2026, 2, 5),
    }
    return AdministrativeDocument(**(values | overrides))

import pytest

from directives.rules.normative import is_normative


@pytest.mark.parametrize(
    ("type_code", "key"),
    [
        ("NĐ", "178/2024/NĐ-CP"),
        ("NĐ", "178/CP"),
        ("TT", "8/2025/TT-BNV"),
        ("TTLT", "50/2014/TTLT-BTNMT-BNV"),
        ("L", None),
        ("", "64/2025/QH15"),
        ("NQ", "66.7/2025/NQ-CP"),
        ("QĐ", "12a/2020/QĐ-UBND"),
        ("QĐ", "144/2002/QĐ/BTC"),
        ("CT", "5/2005/CT-BTC"),
    ],
)
def test_laws_decrees_circulars_and_decisions_with_a_year_are_normative(
    type_code: str, key: str | None
) -> None:
    assert is_normative(type_code, key)


@pytest.mark.parametrize(
    ("type_code", "key"),
    [
        ("QĐ", "878/QĐ-BNV"),
        ("QĐ", None),
        ("NQ", "1659/NQ-UBTVQH15"),
        ("CV", "6383/BNV-TCBC"),
        ("", "6383/BNV-TCBC"),
        ("", None),
        ("KH", "12/KH-UBND"),
        ("TB", "831/2026/TB-UBND"),
        ("KL", "183-KL/TW"),
        ("TT", "5-TT/TW"),
        ("VBHN", "1/VBHN-VPCP"),
    ],
)
def test_letters_individual_decisions_and_party_documents_are_not(
    type_code: str, key: str | None
) -> None:
    assert not is_normative(type_code, key)

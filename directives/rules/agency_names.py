"""How local bodies are named (ND 30/2020, Annex I, II.2: the full name, with its place)."""

COMMITTEE = "Ủy ban nhân dân"
COUNCIL = "Hội đồng nhân dân"

_UNIT_WORDS = {"province": "tỉnh", "city": "thành phố"}


def local_body_name(body: str, unit_kind: str, place: str) -> str:
    """Return "Ủy ban nhân dân tỉnh Lâm Đồng" from its parts."""
    return f"{body} {_UNIT_WORDS[unit_kind]} {place}"

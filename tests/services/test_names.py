from sqlmodel import Session

from directives.services.names import sector_codes, sector_named


def test_each_sector_has_its_code(session: Session) -> None:
    codes = sector_codes(session)

    assert codes[sector_named(session, "dat-dai", field="sector").id or 0] == "dat-dai"

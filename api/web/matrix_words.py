"""What a cell of the matrix of sectors says; an empty one: that nothing is owed, or by whom."""

from collections.abc import Mapping, Sequence

from api.web.names import Link
from api.web.words import Words
from directives.models.agency import Agency
from directives.services.matrix import Nothing, SectorCell, SectorMatrix
from directives.translation import N_

NO_AGENCY = N_("Chưa rõ cơ quan")

_SHORT = {
    Nothing.NOT_LEADING: N_("không nợ"),
    Nothing.BODY_UNKNOWN: N_("không có"),
    Nothing.ALL_ANSWERED: N_("đã đủ"),
}
_LONG = {
    Nothing.NOT_LEADING: N_(
        "{agency} không chủ trì lĩnh vực này, không hứa và chưa có văn bản trong đó: không nợ gì."
    ),
    Nothing.BODY_UNKNOWN: N_(
        "Khoảng trống nào của lĩnh vực này cũng đã có cơ quan chủ trì, cơ quan hứa hoặc văn bản."
    ),
    Nothing.ALL_ANSWERED: N_(
        "{agency} chủ trì lĩnh vực này; khoảng trống nào cũng đã được đáp ứng đủ: không còn nợ gì."
    ),
    Nothing.OTHERS_PROMISED: N_(
        "{agency} chủ trì lĩnh vực này; điều còn thiếu đã có cơ quan khác hứa."
    ),
}


def short_name(agency: Agency | None, words: Words) -> str:
    """Return what stands over a column: the abbreviation of a body, else its name."""
    if agency is None:
        return words.say(NO_AGENCY)
    return agency.code or words.name(agency.name, agency.name_en)


def empty_words(
    matrix: SectorMatrix,
    sector_id: int | None,
    agency_id: int | None,
    agencies: Mapping[int, Agency],
    words: Words,
) -> str:
    """Return the few words of an empty cell."""
    why = matrix.nothing_at(sector_id, agency_id)
    if why is not Nothing.OTHERS_PROMISED:
        return words.say(_SHORT[why])
    others = matrix.promising(sector_id)
    if len(others) == 1:
        return words.say(N_("{agency} hứa"), agency=short_name(agencies.get(others[0] or 0), words))
    return words.ngettext("{count} nơi khác hứa", "{count} nơi khác hứa", len(others))


def empty_sentence(
    matrix: SectorMatrix, sector_id: int | None, agency_id: int | None, name: str, words: Words
) -> str:
    """Return why there is nothing, as the page of the cell says it."""
    return words.say(_LONG[matrix.nothing_at(sector_id, agency_id)], agency=name)


def owed_by_others(
    matrix: SectorMatrix,
    sector_id: int | None,
    code: str,
    agencies: Mapping[int, Agency],
    words: Words,
) -> Sequence[Link]:
    """Return who owes something in a sector, each with the address of its cell."""
    found = [
        (agency, cell)
        for (sector, agency), cell in matrix.cells.items()
        if sector == sector_id and (cell.owed or cell.promised or cell.unfinished)
    ]
    found.sort(key=lambda one: (-one[1].owed - one[1].promised, one[0] or 0))
    return [
        Link(
            f"{_full_name(agencies.get(agency or 0), words)}: {cell_words(cell, words)}",
            cell_url(code, agency),
        )
        for agency, cell in found
    ]


def cell_words(cell: SectorCell, words: Words) -> str:
    """Say what a cell counts."""
    parts = []
    if cell.answered:
        parts.append(words.ngettext("{count} đã có", "{count} đã có", cell.answered))
    if cell.promised:
        parts.append(words.ngettext("{count} đã hứa", "{count} đã hứa", cell.promised))
    if cell.overdue:
        parts.append(words.ngettext("{count} quá hạn", "{count} quá hạn", cell.overdue))
    elif cell.next_due:
        day = f"{cell.next_due.day}/{cell.next_due.month}"
        parts.append(words.say(N_("hạn {day}"), day=day))
    if cell.owed:
        parts.append(words.ngettext("{count} chưa ai hứa", "{count} chưa ai hứa", cell.owed))
    if cell.unfinished:
        parts.append(words.ngettext("{count} chưa đủ", "{count} chưa đủ", cell.unfinished))
    return ", ".join(parts)


def cell_url(code: str, agency_id: int | None) -> str:
    """Return the address of a cell."""
    return f"/ma-tran/o?sector={code}&agency={agency_id or 0}"


def _full_name(agency: Agency | None, words: Words) -> str:
    return words.name(agency.name, agency.name_en) if agency else words.say(NO_AGENCY)

"""Official documents as .docx files in the layout of Decree 30/2020/NĐ-CP, Annex I.

The one module that writes with python-docx.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from directives.rules.administrative_document import (
    ADDRESSED_TO,
    MOTTO,
    PARTY_NAME,
    RECIPIENTS_LABEL,
    STATE_NAME,
    AdministrativeDocument,
    BodyLine,
    LineRole,
    body_lines,
    is_letter,
    listed,
    number_line,
    place_and_date_line,
)
from directives.writing import layout
from directives.writing.archive import with_fixed_times

_PARTY_STAR = "*"
_CENTER = WD_ALIGN_PARAGRAPH.CENTER
_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def write_document(document: AdministrativeDocument) -> bytes:
    """Return `document` as a .docx file; equal documents give equal bytes."""
    page = Document()
    _set_paper(page)
    _set_text_style(page)
    _number_pages_from_the_second(page)
    _set_properties(page, document)
    _write_heading(page, document)
    if is_letter(document):
        _write_addressees(page, document.addressees)
    else:
        _write_title(page, document)
    for line in body_lines(document):
        _write_body_line(page, line)
    _write_foot(page, document)
    file = io.BytesIO()
    page.save(file)
    return with_fixed_times(file.getvalue())


# --- the page ----------------------------------------------------------------------------------


def _set_paper(page: Page) -> None:
    section = page.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width = Mm(layout.PAGE_WIDTH_MM)
    section.page_height = Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin = Mm(layout.TOP_MARGIN_MM)
    section.bottom_margin = Mm(layout.BOTTOM_MARGIN_MM)
    section.left_margin = Mm(layout.LEFT_MARGIN_MM)
    section.right_margin = Mm(layout.RIGHT_MARGIN_MM)
    section.header_distance = Mm(layout.TOP_MARGIN_MM / 2)


def _set_text_style(page: Page) -> None:
    style = page.styles["Normal"]
    style.font.name = layout.FONT
    style.font.size = Pt(layout.BODY_PT)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for alphabet in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(alphabet), layout.FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _number_pages_from_the_second(page: Page) -> None:
    section = page.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("2")  # what shows until the field is computed
    run.font.size = Pt(layout.PAGE_NUMBER_PT)
    field.append(run.font.element)
    paragraph.paragraph_format.element.append(field)


def _set_properties(page: Page, document: AdministrativeDocument) -> None:
    day = document.issued_on
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _NO_DATE
    properties = page.core_properties
    properties.author = document.agency
    properties.last_modified_by = document.agency
    properties.title = document.title
    properties.subject = document.number
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = moment
    properties.modified = moment


# --- pieces ------------------------------------------------------------------------------------


def _write(
    paragraph: Paragraph,
    text: str,
    size_pt: float,
    *,
    bold: bool = False,
    italic: bool = False,
) -> Paragraph:
    run = paragraph.add_run(text)
    run.font.size = Pt(size_pt)
    run.font.bold = bold
    run.font.italic = italic
    return paragraph


def _add_line(
    cell: _Cell, *, alignment: WD_ALIGN_PARAGRAPH = _CENTER, space_before_pt: float = 0
) -> Paragraph:
    """Return the cell's next paragraph; a new cell already holds an empty first one."""
    first = cell.paragraphs[0]
    is_new = len(cell.paragraphs) == 1 and not first.runs
    paragraph: Paragraph = first if is_new else cell.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_before = Pt(space_before_pt)
    return paragraph


def _draw_rule(paragraph: Paragraph, *, length_mm: float, available_mm: float) -> None:
    """Draw a centred line of `length_mm` as the upper border of an empty `paragraph`."""
    paragraph.paragraph_format.line_spacing = Pt(layout.RULE_PT)
    indent = Mm((available_mm - length_mm) / 2)
    paragraph.paragraph_format.left_indent = indent
    paragraph.paragraph_format.right_indent = indent
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _add_columns(page: Page, widths_mm: Sequence[float], *, rows: int) -> list[list[_Cell]]:
    """Return the cells of a table without borders, by row."""
    table = page.add_table(rows=rows, cols=len(widths_mm))
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    cells = [list(row.cells) for row in table.rows]
    for row in cells:
        for cell, width in zip(row, widths_mm, strict=True):
            cell.width = Mm(width)
    return cells


# --- the heading -------------------------------------------------------------------------------


def _write_heading(page: Page, document: AdministrativeDocument) -> None:
    widths = (layout.AGENCY_COLUMN_MM, layout.STATE_COLUMN_MM)
    (agency, state), (number, place_and_date) = _add_columns(page, widths, rows=2)
    _write_agency(agency, document)
    if document.is_party:
        _write_party_name(state)
    else:
        _write_state_name(state)
    _write(_add_line(number, space_before_pt=6), number_line(document), layout.NUMBER_PT)
    if is_letter(document):
        abstract = _add_line(number, space_before_pt=layout.PARAGRAPH_SPACE_PT)
        _write(abstract, f"V/v {document.title}", layout.LETTER_ABSTRACT_PT)
    date_line = _add_line(place_and_date, space_before_pt=6)
    _write(date_line, place_and_date_line(document), layout.PLACE_AND_DATE_PT, italic=True)


def _write_agency(cell: _Cell, document: AdministrativeDocument) -> None:
    if document.parent_agency:
        _write(_add_line(cell), document.parent_agency.upper(), layout.AGENCY_PT)
    _write(_add_line(cell), document.agency.upper(), layout.AGENCY_PT, bold=True)
    if document.is_party:
        _write(_add_line(cell), _PARTY_STAR, layout.AGENCY_PT)
    else:
        _draw_rule(
            _add_line(cell),
            length_mm=layout.AGENCY_RULE_MM,
            available_mm=layout.AGENCY_COLUMN_MM,
        )


def _write_state_name(cell: _Cell) -> None:
    _write(_add_line(cell), STATE_NAME, layout.STATE_NAME_PT, bold=True)
    _write(_add_line(cell), MOTTO, layout.MOTTO_PT, bold=True)
    _draw_rule(_add_line(cell), length_mm=layout.MOTTO_RULE_MM, available_mm=layout.STATE_COLUMN_MM)


def _write_party_name(cell: _Cell) -> None:
    _write(_add_line(cell), PARTY_NAME, layout.PARTY_NAME_PT, bold=True)
    _draw_rule(
        _add_line(cell), length_mm=layout.PARTY_NAME_RULE_MM, available_mm=layout.STATE_COLUMN_MM
    )


def _write_title(page: Page, document: AdministrativeDocument) -> None:
    for text, space_before in ((document.type_name.upper(), 18), (document.title, 0)):
        paragraph = page.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.paragraph_format.space_before = Pt(space_before)
        _write(paragraph, text, layout.TITLE_PT, bold=True)
    _draw_rule(
        page.add_paragraph(), length_mm=layout.TITLE_RULE_MM, available_mm=layout.TEXT_WIDTH_MM
    )


def _write_addressees(page: Page, addressees: Sequence[str]) -> None:
    if not addressees:
        return
    single = len(addressees) == 1
    first = f"{ADDRESSED_TO} {addressees[0]}" if single else ADDRESSED_TO
    lines = [first, *([] if single else [f"- {line}" for line in listed(addressees)])]
    for position, text in enumerate(lines):
        paragraph = page.add_paragraph()
        paragraph.alignment = _CENTER if single else _LEFT
        if not single:
            paragraph.paragraph_format.left_indent = Mm(30 if position == 0 else 45)
        paragraph.paragraph_format.space_before = Pt(18 if position == 0 else 3)
        _write(paragraph, text, layout.BODY_PT)


# --- the body and the foot ---------------------------------------------------------------------

_CENTRED = {LineRole.AUTHORITY, LineRole.RESOLVES}
_ITALIC = {LineRole.REMARK, LineRole.BASIS}


def _write_body_line(page: Page, line: BodyLine) -> None:
    paragraph = page.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = Pt(layout.PARAGRAPH_SPACE_PT)
    shape.line_spacing = layout.LINE_SPACING
    centred = line.role in _CENTRED
    paragraph.alignment = _CENTER if centred else _JUSTIFY
    if not centred:
        shape.first_line_indent = Mm(layout.FIRST_LINE_INDENT_MM)
    if line.lead:
        lead = f"{line.lead} " if line.text else line.lead
        _write(paragraph, lead, layout.BODY_PT, bold=True)
    if line.text:
        _write(paragraph, line.text, layout.BODY_PT, bold=centred, italic=line.role in _ITALIC)


def _write_foot(page: Page, document: AdministrativeDocument) -> None:
    page.add_paragraph()
    widths = (layout.RECIPIENTS_COLUMN_MM, layout.SIGNATURE_COLUMN_MM)
    [[recipients, signature]] = _add_columns(page, widths, rows=1)
    if document.recipients:
        label = _add_line(recipients, alignment=_LEFT)
        _write(label, RECIPIENTS_LABEL, layout.RECIPIENTS_LABEL_PT, bold=True, italic=True)
        for line in listed(document.recipients):
            _write(_add_line(recipients, alignment=_LEFT), f"- {line}", layout.RECIPIENTS_PT)
    for title in document.signer_title:
        _write(_add_line(signature), title, layout.BODY_PT, bold=True)
    name = _add_line(signature, space_before_pt=layout.SIGNATURE_SPACE_PT)
    _write(name, document.signer_name, layout.BODY_PT, bold=True)

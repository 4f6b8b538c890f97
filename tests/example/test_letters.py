import io

import docx
import pytest

from directives.example.facts import example_facts
from directives.example.letters import example_letters
from directives.rules.administrative_document import (
    AdministrativeDocument,
    body_lines,
    place_and_date_line,
)
from directives.rules.vietnamese import fold, nfc
from directives.writing.docx import write_document

LETTERS = {letter.number: letter for letter in example_letters()}
DOCUMENTS = {document.number: document for document in example_facts().documents}
every_letter = pytest.mark.parametrize("number", LETTERS)


def text_of(letter: AdministrativeDocument) -> str:
    return "\n".join(f"{line.lead} {line.text}" for line in body_lines(letter))


def bare(title: str) -> str:
    return fold(title).removeprefix("ve ").removeprefix("viec ")


def test_every_document_named_in_full_has_its_text() -> None:
    named = {
        document.number
        for document in DOCUMENTS.values()
        if document.is_complete and not document.is_collective
    }
    assert set(LETTERS) == named


@every_letter
def test_a_text_bears_the_day_and_the_title_of_the_facts(number: str) -> None:
    letter, fact = LETTERS[number], DOCUMENTS[number]
    assert letter.issued_on == fact.issued_on
    assert bare(letter.title) == bare(fact.title_vi)
    assert (letter.type_name == "") is (fact.type == "CV")


@every_letter
def test_a_text_says_first_that_it_is_an_illustration(number: str) -> None:
    first = body_lines(LETTERS[number])[0].text
    assert first.startswith("VĂN BẢN MINH HỌA:")
    assert "không phải văn bản gốc" in first


@every_letter
def test_nobody_real_signs(number: str) -> None:
    assert LETTERS[number].signer_name == "Nguyễn Văn Minh Họa"


@every_letter
def test_a_text_is_in_the_normal_form(number: str) -> None:
    assert nfc(text_of(LETTERS[number])) == text_of(LETTERS[number])


@pytest.mark.parametrize("number", ["16/CV-BCĐ", "17/CV-BCĐ", "6383/BNV-TCBC", "878/QĐ-BNV"])
def test_a_letter_is_long_enough_to_be_searched(number: str) -> None:
    assert 300 <= len(text_of(LETTERS[number]).split()) <= 700


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("878/QĐ-BNV", "điều động công chức tăng cường cơ sở"),
        ("16/CV-BCĐ", "phụ cấp chức vụ"),
        ("17/CV-BCĐ", "đào tạo, bồi dưỡng cán bộ, công chức cấp xã"),
        ("6383/BNV-TCBC", "chi trả chế độ cho người nghỉ việc"),
        ("6383/BNV-TCBC", "trước ngày 31/8/2025"),
        ("6383/BNV-TCBC", "muộn nhất để hưởng chế độ, chính sách là ngày 01/9/2025"),
        ("6383/BNV-TCBC", "được sửa đổi, bổ sung tại Nghị định số 67/2025/NĐ-CP"),
    ],
)
def test_a_text_holds_what_a_clerk_would_search_for(number: str, words: str) -> None:
    assert words in text_of(LETTERS[number])


@every_letter
def test_a_written_text_shows_its_number_day_and_every_line(number: str) -> None:
    letter = LETTERS[number]
    page = docx.Document(io.BytesIO(write_document(letter)))
    heading = "\n".join(cell.text for row in page.tables[0].rows for cell in row.cells)
    body = [paragraph.text.strip() for paragraph in page.paragraphs]
    assert letter.number in heading
    assert letter.agency.upper() in heading
    assert place_and_date_line(letter) in heading
    for line in body_lines(letter):
        assert f"{line.lead} {line.text}".strip() in body

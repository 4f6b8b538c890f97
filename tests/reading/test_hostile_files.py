"""No bytes may do more than be refused in one clear sentence."""

import io
import zipfile
from contextlib import suppress
from functools import cache

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives.errors import (
    DirectivesError,
    FileEmpty,
    FileKindUnsupported,
    FileNestedTooDeep,
    FileTooLarge,
    FileUnpacksTooLarge,
    FileUnreadable,
    FileUnsafe,
)
from directives.reading.formats.limits import Limits
from directives.reading.reading import read_file
from tests.reading import samples


@cache
def valid() -> bytes:
    return samples.saved(samples.decision())


def repacked(replaced: dict[str, bytes], content: bytes | None = None) -> bytes:
    """Return the valid document with some parts replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or valid())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in replaced:
                target.writestr(name, source.read(name))
        for name, part in replaced.items():
            target.writestr(name, part)
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
CASES: dict[str, tuple[bytes, type[DirectivesError], str]] = {
    "empty": (b"", FileEmpty, "rỗng"),
    "pdf": (b"%PDF-1.7 ...", FileUnreadable, "hỏng"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileUnreadable, "hỏng"),
    "image without picture": (b"GIF89a", FileKindUnsupported, "GIF"),
    "xml": (b"<?xml version='1.0'?><a/>", FileKindUnsupported, "XML"),
    "binary": (b"\x00\x01\x02" * 50, FileKindUnsupported, "nhị phân"),
    "zip": (zipped(readme=b"x"), FileKindUnsupported, "ZIP"),
    "odt": (zipped(mimetype=b"application/x"), FileKindUnsupported, "OpenDocument"),
    "excel": (zipped(**{TYPES: b"<Types spreadsheetml/>"}), FileKindUnsupported, "Excel"),
    "slides": (zipped(**{TYPES: b"<Types presentationml/>"}), FileKindUnsupported, "PowerPoint"),
    "broken zip": (b"PK\x03\x04" + bytes(40), FileUnreadable, "hỏng"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_refused_by_its_bytes_with_its_kind(case: str) -> None:
    content, error, words = CASES[case]
    with pytest.raises(error, match=words) as raised:
        read_file("văn bản.docx", content)
    assert "văn bản.docx" in str(raised.value)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_refused(share: float) -> None:
    with pytest.raises(FileUnreadable):
        read_file("a.docx", valid()[: int(len(valid()) * share)])


def test_too_many_bytes_are_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(FileTooLarge, match="1 MB"):
        read_file("a.docx", valid() + bytes(1024 * 1024), limits=Limits(max_bytes=1024 * 1024))


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    with pytest.raises(FileUnpacksTooLarge):
        read_file("a.docx", repacked({"word/media/big.xml": bytes(20 * 1024 * 1024)}))


def test_unpacked_size_and_number_of_parts_are_limited() -> None:
    with pytest.raises(FileUnpacksTooLarge):
        read_file("a.docx", valid(), limits=Limits(max_unpacked_bytes=1000))
    with pytest.raises(FileUnpacksTooLarge):
        read_file("a.docx", valid(), limits=Limits(max_entries=3))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_or_entity_is_refused(encoding: str) -> None:
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    with pytest.raises(FileUnsafe):
        read_file("a.docx", repacked({DOCUMENT: declared}))


@pytest.mark.parametrize("part", [b"", b"<a/>", b"<w:document", b"\xff\xfe\x00"])
def test_a_broken_main_part_is_refused(part: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_file("a.docx", repacked({DOCUMENT: part}))


def test_a_document_with_macros_is_refused_by_name() -> None:
    with zipfile.ZipFile(io.BytesIO(valid())) as archive:
        types = archive.read(TYPES).replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    with pytest.raises(FileKindUnsupported, match="docm"):
        read_file("a.docx", repacked({TYPES: types}))


def test_a_macro_hidden_in_a_plain_document_is_found() -> None:
    with pytest.raises(FileKindUnsupported, match="macro"):
        read_file("a.docx", repacked({"word/vbaProject.bin": b"x"}))


def test_tables_nested_without_end_are_refused_by_name() -> None:
    open_tags, close_tags = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    body = open_tags * 60 + close_tags * 60
    part = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    with pytest.raises(FileNestedTooDeep, match="40 tầng"):
        read_file("a.docx", repacked({DOCUMENT: part.encode()}))


def test_a_document_without_words_gives_an_empty_reading_with_warnings() -> None:
    reading = read_file("a.docx", samples.saved(docx.Document()))
    assert reading.text == ""
    assert not reading.file.text_layer
    assert reading.structure == ()
    assert {"no_number", "no_title"} <= {warning.code for warning in reading.warnings}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_mutated_bytes_raise_nothing_but_refusals(changes: list[tuple[int, int]]) -> None:
    content = bytearray(valid())
    for position, value in changes:
        content[position % len(content)] = value
    with suppress(DirectivesError):
        read_file("a.docx", bytes(content))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.binary(max_size=40))
def test_mutated_xml_raises_nothing_but_refusals(position: int, inserted: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(valid())) as archive:
        part = archive.read(DOCUMENT)
    at = position % len(part)
    with suppress(DirectivesError):
        read_file("a.docx", repacked({DOCUMENT: part[:at] + inserted + part[at + 5 :]}))

"""Real files of old formats: nothing is refused, encodings are told, words are those printed."""

import csv
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from directives.reading.extraction import Extraction
from directives.reading.formats.encoding import in_unicode
from directives.reading.formats.rich_text.rtf import extract_rtf
from directives.reading.formats.sniff import Format, format_of
from directives.reading.formats.text.markdown import extract_markdown
from directives.reading.formats.word97.doc import extract_doc

pytestmark = pytest.mark.shared

READERS = {Format.DOC: extract_doc, Format.RTF: extract_rtf, Format.MD: extract_markdown}
ENCODINGS = {"TCVN3": "tcvn3", "VNI": "vni"}
# The table calls it VNI for a font that it declares; every word of it is TCVN3.
DECLARED_WRONG = "2005-QDSUA522.doc"
LEAST_SIMILAR = 0.98


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "documents" / "manifest.csv").open(encoding="utf-8") as opened:
        kinds = ("doc(", "rtf", "md ")
        return [row for row in csv.DictReader(opened) if row["real_format"].startswith(kinds)]


def read(shared: Path, path: str) -> Extraction:
    content = (shared / "documents" / "files" / path).read_bytes()
    found = format_of(content)
    assert found is not None
    return in_unicode(READERS[found](path, content))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def test_every_file_is_read_in_the_encoding_it_has(shared: Path) -> None:
    found = rows(shared)
    assert found
    for row in found:
        extraction = read(shared, row["path"])
        expected = ENCODINGS.get(row["encoding"], "unicode")
        if row["path"].endswith(DECLARED_WRONG):
            expected = "tcvn3"
        assert extraction.encoding == expected, row["path"]
        assert len(words(extraction.text)) > 30, row["path"]
        for block in extraction.blocks:
            assert extraction.text[block.start : block.end] == block.text


def test_legacy_files_say_what_their_transcripts_say(shared: Path) -> None:
    compared = 0
    for row in rows(shared):
        transcript = shared / "documents" / "legacy_transcripts" / f"{Path(row['path']).stem}.txt"
        if transcript.exists():
            said = words(read(shared, row["path"]).text)
            written = words(transcript.read_text(encoding="utf-8"))
            similar = SequenceMatcher(None, written, said, autojunk=False).ratio()
            assert similar >= LEAST_SIMILAR, row["path"]
            compared += 1
    assert compared > 0

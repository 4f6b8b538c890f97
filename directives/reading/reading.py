"""Read a file: everything it says, each value with its source words.

The steps: tell the format from the bytes, extract the words, find heading and signature, read the
fields, the citations, the relations and the provisions. The same bytes always give the same
reading; nothing is stored, and hostile bytes raise only errors of the domain.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from directives.errors import FileSecret
from directives.reading.act_sentences import with_rows_joined
from directives.reading.bodies_of_mentions import is_own_number, with_bodies
from directives.reading.citations import (
    Citation,
    base_lines,
    find_mentions,
    read_bases,
    read_citations,
)
from directives.reading.doubt import doubted
from directives.reading.effect import EffectReading, read_effect
from directives.reading.extraction import Extraction
from directives.reading.fields import Fields
from directives.reading.formats.extract import extract
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits
from directives.reading.formats.pages.paged import ScanNoted
from directives.reading.header import HeaderFields, read_header
from directives.reading.layout import Layout
from directives.reading.provision_relations import read_provision_relations
from directives.reading.relation_found import RelationFound
from directives.reading.relations import read_relations
from directives.reading.secrecy import find_secrecy_mark
from directives.reading.signature import Signature
from directives.reading.structure import StructureNode, read_structure
from directives.reading.suggestion import Notice
from directives.reading.tasks.tasks import TaskFound, read_tasks
from directives.rules.vietnamese import nfc
from directives.rules.working_days import Calendar, shipped_calendar
from directives.translation import N_

_DATED_BY_ADOPTION: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Hiến pháp"})


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file itself. `pages` is None where the format does not say."""

    name: str
    sha256: str
    bytes: int
    format: str
    pages: int | None
    text_layer: bool
    ocr: bool
    encoding: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one file; all offsets count the code points of `text`, in NFC.

    `provision_relations` tells at which provisions what `relations` say of whole documents; the
    promised JSON does not have it.
    """

    file: FileFacts
    fields: Fields
    recipients: tuple[str, ...]
    bases: tuple[Citation, ...]
    citations: tuple[Citation, ...]
    relations: tuple[RelationFound, ...]
    tasks: tuple[TaskFound, ...]
    structure: tuple[StructureNode, ...]
    warnings: tuple[Notice, ...]
    text: str
    provision_relations: tuple[RelationFound, ...] = ()


def read_file(
    name: str,
    content: bytes,
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_scan: ScanNoted = lambda _: None,
    calendar: Calendar | None = None,
) -> Reading:
    """Return what a file says. The format is told from `content`, never from `name`.

    `on_scan` is told how many pages will be recognised, before the first of them. `calendar`
    counts the working days of deadlines, the packaged one by default.

    Raises:
        FileEmpty: there is no byte.
        FileSecret: the document carries a mark of secrecy.
        FileTooLarge: it is, or unpacks to, more than `limits` allow.
        FileKindUnsupported: the bytes are of a kind that is not read.
        FileUnsafe: the XML inside declares a DTD or an entity.
        FileUnreadable: the file is broken.
        FileEncrypted, FileTooManyPages, FileTooManyScannedPages: as the names say.
        RecognitionMissing, RecognitionFailed: it is a scan and cannot be recognised.
    """
    shown = nfc(name)
    file_format, extraction = extract(shown, content, limits=limits, on_scan=on_scan)
    facts = FileFacts(
        name=shown,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        format=file_format,
        pages=extraction.pages,
        text_layer=extraction.text_layer and bool(extraction.text),
        ocr=extraction.ocr,
        encoding=extraction.encoding,
    )
    return read_extraction(facts, extraction, calendar=calendar)


def read_extraction(
    facts: FileFacts, extraction: Extraction, *, calendar: Calendar | None = None
) -> Reading:
    """Return what the extracted words of a file of any format say.

    Raises:
        FileSecret: the document carries a mark of secrecy.
    """
    layout = Layout.of(extraction)
    if mark := find_secrecy_mark(extraction, layout.lines, layout.heading.end):
        raise FileSecret(name=facts.name, mark=mark)
    header = read_header(extraction, layout.heading)
    effect = read_effect(extraction, layout.own_lines, layout.body, header.issued_on)
    fields = _fields(header, layout.signature, effect)
    warnings = _warnings(header, layout.signature)
    if extraction.ocr:
        fields, doubts = doubted(extraction, fields)
        warnings += doubts
    structure = read_structure(extraction, layout.body, layout.attached)
    references = _References.of(extraction, layout, header, structure)
    return Reading(
        file=facts,
        fields=fields,
        recipients=layout.addressees.names,
        bases=references.bases,
        citations=references.citations,
        relations=references.relations,
        tasks=_tasks(extraction, layout, fields, calendar or shipped_calendar()),
        structure=structure,
        warnings=warnings,
        text=extraction.text,
        provision_relations=references.at_provisions,
    )


@dataclass(frozen=True, slots=True)
class _References:
    """What a document says of others."""

    bases: tuple[Citation, ...]
    citations: tuple[Citation, ...]
    relations: tuple[RelationFound, ...]
    at_provisions: tuple[RelationFound, ...]

    @classmethod
    def of(
        cls,
        extraction: Extraction,
        layout: Layout,
        header: HeaderFields,
        structure: Sequence[StructureNode],
    ) -> Self:
        number = header.found_number
        own_key = number.number.key if number else None
        mentions = with_bodies(extraction.text, find_mentions(extraction.text), own_key=own_key)
        preamble = base_lines(layout.lines, layout.heading.end)
        bases = read_bases(extraction, preamble, mentions)
        agency = header.agency.value if header.agency else ""
        others = [one for one in mentions if not is_own_number(one, own_key, agency)]
        citations = read_citations(extraction, others)
        based_on = {(base.number, base.issuer) for base in bases}
        body = with_rows_joined(layout.own_lines, extraction.text)
        relations = read_relations(
            extraction,
            title=_span(header),
            body=body,
            bases=bases,
            mentions=others,
            own_type=(number.number.type or "") if number else "",
        )
        return cls(
            bases=bases,
            citations=tuple(one for one in citations if (one.number, one.issuer) not in based_on),
            relations=relations,
            at_provisions=read_provision_relations(structure, body, relations, others),
        )


def _tasks(
    extraction: Extraction, layout: Layout, fields: Fields, calendar: Calendar
) -> tuple[TaskFound, ...]:
    return read_tasks(
        extraction,
        [*layout.own_lines, *layout.own_attached],
        issued_on=fields.issued_on.value if fields.issued_on else None,
        effective_on=fields.effective_on.value if fields.effective_on else None,
        calendar=calendar,
    )


def _fields(header: HeaderFields, signature: Signature, effect: EffectReading) -> Fields:
    issued_on = header.issued_on
    named = header.type.value if header.type else ""
    if issued_on is None and named in _DATED_BY_ADOPTION:
        issued_on = effect.adopted_on
    return Fields(
        number=header.number,
        type=header.type,
        agency=header.agency,
        place=header.place,
        issued_on=issued_on,
        title=header.title,
        signer_name=signature.name,
        signer_title=signature.title,
        effective_on=effect.effective_on,
        expires_on=effect.expires_on,
        urgency=header.urgency,
    )


def _span(header: HeaderFields) -> tuple[int, int] | None:
    return (header.title.source.start, header.title.source.end) if header.title else None


def _warnings(header: HeaderFields, signature: Signature) -> tuple[Notice, ...]:
    warnings = list(header.warnings)
    if signature.name is None:
        warnings.append(Notice("no_signer", N_("Không thấy người ký.")))
    return tuple(warnings)

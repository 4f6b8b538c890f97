"""Commands on documents and numbers: number, read, register."""

from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedCommand
from api.cli.progress import progress_bar
from api.reading_json import reading_as_json
from api.receiving import Received, read_ahead
from directives.errors import (
    DirectivesError,
    DocumentAlreadyRegistered,
    FileMissing,
    FileTooLarge,
    Invalid,
)
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.document_number import number_as_json, parse_all
from directives.services.publication import missing_fields
from directives.services.refused_files import AUDITED, record_refused_file
from directives.services.registration import Acceptance, register
from directives.translation import N_
from directives.vocabulary import SAMENESS_LABELS, RecordState, Sameness

_MEGABYTE = 1024 * 1024


@click.command(cls=TranslatedCommand, help=N_("Phân tích một số, ký hiệu văn bản."))
@click.argument("text")
@json_option
@pass_workplace
def number(workplace: Workplace, text: str, *, as_json: bool) -> None:
    """Parse a document number."""
    parsed = number_as_json(parse_all(text), text)
    if as_json:
        print_json(parsed)
        return
    labels = {
        "display": N_("Số, ký hiệu"),
        "type": N_("Loại"),
        "issuer": N_("Cơ quan"),
        "unit": N_("Đơn vị"),
        "year": N_("Năm"),
    }
    for key, label in labels.items():
        if parsed[key]:
            click.echo(f"{workplace.translate(label)}: {parsed[key]}")


def read_path(workplace: Workplace, path: Path) -> Received:
    """Read a file of the operator's.

    Raises:
        FileMissing, FileTooLarge and the refusals of `Reception.receive`.
    """
    limit_mb = workplace.settings.max_upload_mb
    try:
        if path.stat().st_size > limit_mb * _MEGABYTE:
            raise FileTooLarge(field="file", name=path.name, limit_mb=limit_mb)
        content = path.read_bytes()
    except OSError as error:
        raise FileMissing(field="file", name=str(path)) from error

    def say_scan(pages: int) -> None:
        words = N_("Đang nhận dạng {pages} trang quét của “{name}”…")
        workplace.warn(words, pages=pages, name=path.name)

    return workplace.reception.receive(path.name, content, on_scan=say_scan)


@click.command(
    cls=TranslatedCommand, help=N_("Đọc một tệp, không lưu gì, in ra những gì tìm thấy.")
)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@pass_workplace
def read(workplace: Workplace, file: Path, *, as_json: bool) -> None:
    """Read a file and store nothing."""
    found = read_path(workplace, file).reading
    if as_json:
        print_json(reading_as_json(found, workplace.translate))
        return
    labels = {
        "number": N_("Số, ký hiệu"),
        "type": N_("Loại"),
        "agency": N_("Cơ quan"),
        "place": N_("Nơi ban hành"),
        "issued_on": N_("Ngày ban hành"),
        "title": N_("Trích yếu"),
        "signer_name": N_("Người ký"),
        "signer_title": N_("Chức vụ"),
        "effective_on": N_("Ngày có hiệu lực"),
    }
    for name, label in labels.items():
        suggestion = getattr(found.fields, name)
        if suggestion:
            click.echo(f"{workplace.translate(label)}: {suggestion.value}")
    for warning in found.warnings:
        workplace.warn(warning.message)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; the JSON of the contract."""

    file: str
    outcome: Literal["registered", "duplicate", "failed"]
    id: int | None
    number: str | None
    message: str
    is_bad_input: bool = False


@click.command(
    "register", cls=TranslatedCommand, help=N_("Đọc, đăng ký và lập chỉ mục các tệp văn bản.")
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=N_("Chấp nhận các giá trị đọc được và công bố."))
@json_option
@pass_workplace
def register_files(
    workplace: Workplace, files: tuple[Path, ...], *, yes: bool, as_json: bool
) -> int:
    """Register files; one that fails never stops the others."""
    acceptance = Acceptance.ACCEPTED if yes else Acceptance.DRAFT
    outcomes = []
    with progress_bar(workplace.translate(N_("Đăng ký")), len(files)) as advance:
        read = read_ahead(partial(read_path, workplace), files)
        for done, (file, received) in enumerate(read, start=1):
            outcomes.append(_register_one(workplace, file, received, acceptance))
            advance(done, len(files))
    if any(outcome.outcome == "registered" for outcome in outcomes):
        workplace.replica.pull(workplace.engine, workplace.today())
    if as_json:
        print_json([_as_json(outcome) for outcome in outcomes])
    for outcome in outcomes:
        failed = outcome.outcome == "failed"
        if failed or not as_json:
            click.echo(f"{outcome.file}: {outcome.message}", err=failed)
    if len(outcomes) > 1 and not as_json:
        _say_summary(workplace, outcomes)
    return _exit_code(outcomes)


def _say_summary(workplace: Workplace, outcomes: list[Outcome]) -> None:
    counts = Counter(outcome.outcome for outcome in outcomes)
    workplace.say(
        N_("{total} tệp: đã đăng ký {registered}, đã có trong danh mục {duplicate}, lỗi {failed}."),
        total=len(outcomes),
        registered=counts["registered"],
        duplicate=counts["duplicate"],
        failed=counts["failed"],
    )


def _exit_code(outcomes: list[Outcome]) -> int:
    """2 where every file was bad input and nothing was done, 1 where some file failed."""
    failed = [outcome for outcome in outcomes if outcome.outcome == "failed"]
    if len(failed) == len(outcomes) and all(outcome.is_bad_input for outcome in failed):
        return 2
    return 1 if failed else 0


def _register_one(
    workplace: Workplace, file: Path, received: Future[Received], acceptance: Acceptance
) -> Outcome:
    try:
        registration = received.result().registration(acceptance)
        with workplace.writing() as (session, actor):
            document = register(
                session,
                actor,
                registration,
                workplace.files,
                now=workplace.now(),
                today=workplace.today(),
            )
            said = _registered(workplace, document)
            return Outcome(str(file), "registered", saved_id(document), document.number, said)
    except DocumentAlreadyRegistered as error:
        known = error.values
        same = workplace.translate(SAMENESS_LABELS[Sameness(str(known["same"]))])
        said = f"{workplace.explain(error)} {same}."
        number = str(known["number"])
        return Outcome(str(file), "duplicate", int(str(known["document_id"])), number, said)
    except DirectivesError as error:
        if isinstance(error, AUDITED):
            _audit_refusal(workplace, file, error)
        bad = isinstance(error, Invalid)
        return Outcome(str(file), "failed", None, None, workplace.explain(error), is_bad_input=bad)


def _registered(workplace: Workplace, document: Document) -> str:
    message = {
        RecordState.PUBLISHED: N_("đã đăng ký và công bố {number}"),
        RecordState.DRAFT: N_("đã đăng ký bản nháp {number}"),
    }[RecordState(document.state)]
    said = workplace.translate(message).format(number=document.number or document.title)
    missing = ", ".join(map(workplace.translate, missing_fields(document)))
    if missing:
        said += workplace.translate(N_("; còn thiếu {missing}")).format(missing=missing)
    return said


def _audit_refusal(workplace: Workplace, file: Path, refused: DirectivesError) -> None:
    content = file.read_bytes()
    with workplace.writing() as (session, actor):
        record_refused_file(session, actor, content, refused, now=workplace.now())


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "file": outcome.file,
        "outcome": outcome.outcome,
        "id": outcome.id,
        "number": outcome.number,
        "message": outcome.message,
    }


COMMANDS = (number, read, register_files)

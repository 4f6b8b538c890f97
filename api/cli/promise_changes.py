"""Commands on what is said of a promise: record it, move its date, tie it, close it."""

from dataclasses import fields
from datetime import datetime
from typing import Any

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.due_options import DUE_GIVEN, due_given, due_options
from api.cli.help import TranslatedCommand
from api.cli.promise_answers import day_option, day_or_today, detail_now, show_change
from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_title import NewTitle
from directives.services.commitments import fulfil, move, withdraw
from directives.services.due_entry import due_of, moved_due
from directives.services.names import document_id_named, gap_named
from directives.services.promise_entry import Named, record_named
from directives.services.promise_ties import tie_gap
from directives.services.promise_titles import correct_title
from directives.translation import N_
from directives.vocabulary import OWN_REASONS, CommitmentKind

_KINDS = click.Choice([one.value for one in CommitmentKind])
_REASONS = click.Choice([one.value for one in OWN_REASONS])


@click.command("record", cls=TranslatedCommand, help=N_("Ghi một cam kết."))
@click.argument("promise")
@click.option("--kind", type=_KINDS, required=True, help=N_("Văn bản hay công việc."))
@click.option("--type", "expected_type_code", help=N_("Loại văn bản sẽ ban hành (chữ viết tắt)."))
@click.option("--title", "expected_title", help=N_("Tên văn bản sẽ ban hành."))
@click.option(
    "--lead", "lead_agency", default="", help=N_("Cơ quan chủ trì (viết tắt hoặc tên đầy đủ).")
)
@click.option("--lead-words", default="", help=N_("Nguồn gọi cơ quan chủ trì thế nào."))
@click.option(
    "--inferred",
    "lead_is_inferred",
    is_flag=True,
    help=N_("Cơ quan chủ trì được suy ra từ lĩnh vực."),
)
@click.option("--with", "coordinators", multiple=True, help=N_("Cơ quan phối hợp; nêu nhiều lần."))
@click.option("--sector", default="", help=N_("Lĩnh vực (mã)."))
@click.option("--gap", "gaps", multiple=True, help=N_("Khoảng trống (mã); nêu nhiều lần."))
@click.option("--source", default="", help=N_("Văn bản nguồn (mã hoặc số hiệu)."))
@click.option("--provision", default="", help=N_("Điều, khoản của văn bản nguồn."))
@click.option("--quote", "source_quote", default="", help=N_("Nguyên văn cam kết."))
@click.option("--delay-reason", default="", help=N_("Lý do chậm, nêu cùng cam kết."))
@day_option
@due_options
@json_option
@pass_workplace
def record(workplace: Workplace, /, *, day: datetime | None, as_json: bool, **given: Any) -> None:
    """Record a promise: the options are named as the fields of what is recorded."""
    promised_on = day_or_today(workplace, day)
    due = {name: given.pop(name) for name in DUE_GIVEN}
    named = Named(**{one.name: given.pop(one.name) for one in fields(Named)})
    calendar = workplace.calendar()
    said = {
        **given,
        **due_of(due_given(due), said_on=promised_on, calendar=calendar).model_dump(),
        "promised_on": promised_on,
    }
    with workplace.writing() as (session, actor):
        recorded = record_named(session, actor, said, named, now=workplace.now())
        found = detail_now(workplace, session, saved_id(recorded))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        workplace.say(N_("Đã ghi cam kết {key}."), key=found.id)


@click.command("move", cls=TranslatedCommand, help=N_("Đổi thời hạn của một cam kết."))
@click.argument("key", type=int)
@click.option("--reason", type=_REASONS, required=True, help=N_("Lý do của thay đổi."))
@click.option("--words", default="", help=N_("Nói rõ lý do."))
@click.option("--source", default="", help=N_("Văn bản nguồn (mã hoặc số hiệu)."))
@day_option
@due_options
@json_option
@pass_workplace
def move_date(
    workplace: Workplace,
    /,
    key: int,
    *,
    reason: str,
    words: str,
    source: str,
    day: datetime | None,
    as_json: bool,
    **due: Any,
) -> None:
    """Append a new due date of a promise."""
    moved_on = day_or_today(workplace, day)
    calendar = workplace.calendar()
    said = {
        **moved_due(due_given(due), said_on=moved_on, calendar=calendar).model_dump(),
        "moved_on": moved_on,
        "reason": reason,
        "reason_words": words,
    }
    with workplace.writing() as (session, actor):
        named = document_id_named(session, actor, source, field="source")
        new = NewMove.model_validate({**said, "source_document_id": named})
        move(session, actor, key, new, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@click.command("fulfil", cls=TranslatedCommand, help=N_("Ghi rằng cam kết đã hoàn thành, bằng gì."))
@click.argument("key", type=int)
@click.option("--document", default="", help=N_("Văn bản đã ban hành (mã hoặc số hiệu)."))
@click.option("--words", default="", help=N_("Bằng chứng đã làm."))
@day_option
@json_option
@pass_workplace
def keep(
    workplace: Workplace,
    key: int,
    *,
    document: str,
    words: str,
    day: datetime | None,
    as_json: bool,
) -> None:
    """Close a promise with what keeps it."""
    with workplace.writing() as (session, actor):
        fulfil(
            session,
            actor,
            key,
            held_on=day_or_today(workplace, day),
            document_id=document_id_named(session, actor, document, field="document"),
            evidence=words,
            now=workplace.now(),
        )
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@click.command("tie", cls=TranslatedCommand, help=N_("Gắn cam kết với một khoảng trống."))
@click.argument("key", type=int)
@click.argument("gap")
@json_option
@pass_workplace
def tie(workplace: Workplace, key: int, gap: str, *, as_json: bool) -> None:
    """Say that a promise is to close a further gap, by its code or key."""
    with workplace.writing() as (session, actor):
        gap_id = saved_id(gap_named(session, gap, field="gap"))
        tie_gap(session, actor, key, gap_id, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@click.command("title", cls=TranslatedCommand, help=N_("Sửa tên văn bản sẽ ban hành."))
@click.argument("key", type=int)
@click.argument("title")
@json_option
@pass_workplace
def retitle(workplace: Workplace, key: int, title: str, *, as_json: bool) -> None:
    """Put right how the promised document is to be called."""
    with workplace.writing() as (session, actor):
        new = NewTitle.model_validate({"title": title})
        correct_title(session, actor, key, new, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@click.command("withdraw", cls=TranslatedCommand, help=N_("Rút một cam kết, kèm lý do."))
@click.argument("key", type=int)
@click.option("--words", required=True, help=N_("Lý do rút."))
@day_option
@json_option
@pass_workplace
def take_back(
    workplace: Workplace, key: int, *, words: str, day: datetime | None, as_json: bool
) -> None:
    """Take a promise back."""
    with workplace.writing() as (session, actor):
        held_on = day_or_today(workplace, day)
        withdraw(session, actor, key, held_on=held_on, reason=words, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)

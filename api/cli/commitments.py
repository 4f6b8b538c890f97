"""Commands on promises: commitment list, show, moves, step, stage, wait, internal and more."""

from datetime import datetime

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.promise_answers import day_option, day_or_today, detail_now, show_change
from api.cli.promise_changes import keep, move_date, record, retitle, take_back, tie
from api.cli.stage_options import limit_options, stage_argument
from api.cli.times import DAY, at_options, point
from api.commitment_json import commitment_detail, commitment_list
from directives.models.base import saved_id
from directives.models.commitment_block import NewBlock
from directives.models.commitment_stage import NewStage
from directives.models.commitment_step import NewStep
from directives.models.internal_deadline import NewInternalDeadline
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import say_blocked
from directives.services.commitment_stages import enter_stage
from directives.services.commitment_steps import confirm_report, take_step
from directives.services.internal_deadlines import set_internal_deadline
from directives.services.names import agency_named, document_id_named
from directives.translation import N_
from directives.vocabulary import (
    COMMITMENT_STATE_LABELS,
    MOVE_REASON_LABELS,
    CommitmentState,
    StepKind,
)

_CONFIRMED = "confirmed"
_KINDS = click.Choice([*(kind.value for kind in StepKind), _CONFIRMED])
_STATES = click.Choice([state.value for state in CommitmentState])


@click.group("commitment", cls=TranslatedGroup, help=N_("Xem cam kết và ghi diễn biến."))
def commitment() -> None:
    """Group the commands on promises."""


@commitment.command("list", help=N_("Liệt kê cam kết theo tình trạng, tính đến một ngày."))
@click.option("--state", type=_STATES, help=N_("Tình trạng."))
@at_options
@click.option("--limit", type=click.IntRange(1, 20_000), default=1_000, show_default=True)
@json_option
@pass_workplace
def list_promises(
    workplace: Workplace,
    *,
    state: str | None,
    as_of: datetime | None,
    known_at: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """List promises and how they stand."""
    at = point(workplace, as_of, known_at)
    with workplace.reading() as session:
        wanted = CommitmentState(state) if state else None
        listed = commitment_list(session, at, state=wanted, limit=limit)
    if as_json:
        print_json(listed.model_dump(mode="json"))
        return
    for one in listed.commitments:
        label = workplace.translate(COMMITMENT_STATE_LABELS[one.state])
        click.echo(f"{one.id}\t{label}\t{one.due_to or ''}\t{one.lead}\t{one.promised}")


@commitment.command("show", help=N_("Xem một cam kết và mọi điều đã ghi về nó (JSON)."))
@click.argument("key", type=int)
@at_options
@json_option
@pass_workplace
def show_promise(
    workplace: Workplace,
    *,
    key: int,
    as_of: datetime | None,
    known_at: datetime | None,
    as_json: bool,
) -> None:
    """Print a promise with its history, as JSON with or without the option."""
    del as_json
    at = point(workplace, as_of, known_at)
    with workplace.reading() as session:
        print_json(commitment_detail(session, key, at).model_dump(mode="json"))


@commitment.command("moves", help=N_("Liệt kê mọi lần dời hạn của một cam kết, kèm lý do."))
@click.argument("key", type=int)
@json_option
@pass_workplace
def list_moves(workplace: Workplace, *, key: int, as_json: bool) -> None:
    """List every change of a promise's date, from the first due date on."""
    with workplace.reading() as session:
        found = detail_now(workplace, session, key)
    if as_json:
        print_json(found.model_dump(mode="json", include={"first_due", "history"}))
        return
    before = found.first_due.due_to
    for one in found.history:
        reason = workplace.translate(MOVE_REASON_LABELS[one.reason])
        days = f"{before or ''}\t{one.due_to or ''}"
        click.echo(f"{one.moved_on}\t{days}\t{reason}\t{one.reason_words}")
        before = one.due_to


@commitment.command(
    "step", help=N_("Ghi một diễn biến: nhận, từ chối, chuyển, tạm dừng, tiếp tục, báo, xác nhận.")
)
@click.argument("key", type=int)
@click.argument("kind", type=_KINDS)
@day_option
@click.option("--words", default="", help=N_("Lý do, hoặc bằng chứng."))
@click.option("--to", default="", help=N_("Cơ quan nhận chuyển (viết tắt hoặc tên đầy đủ)."))
@click.option("--document", default="", help=N_("Văn bản đã ban hành (mã hoặc số hiệu)."))
@json_option
@pass_workplace
def take(
    workplace: Workplace,
    key: int,
    kind: str,
    *,
    day: datetime | None,
    words: str,
    to: str,
    document: str,
    as_json: bool,
) -> None:
    """Append a step of a promise, or confirm what was reported."""
    now, held_on = workplace.now(), day_or_today(workplace, day)
    with workplace.writing() as (session, actor):
        if kind == _CONFIRMED:
            confirm_report(session, actor, key, now=now)
        else:
            body = agency_named(session, to, field="to") if to else None
            shown = document_id_named(session, actor, document, field="document")
            new = NewStep.model_validate(
                {
                    "kind": kind,
                    "held_on": held_on,
                    "words": words,
                    "agency_id": saved_id(body) if body else None,
                    "document_id": shown,
                }
            )
            take_step(session, actor, key, new, now=now)
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@commitment.command("stage", help=N_("Ghi rằng cam kết vào một bước; thời hạn riêng nếu có."))
@click.argument("key", type=int)
@stage_argument
@day_option
@limit_options(days=N_("Thời hạn riêng của bước, số ngày; không nêu thì theo thời hạn chung."))
@click.option("--words", default="", help=N_("Ghi chú."))
@json_option
@pass_workplace
def enter(
    workplace: Workplace,
    key: int,
    stage: str,
    *,
    day: datetime | None,
    procedure: str,
    days: int | None,
    unit: str | None,
    words: str,
    as_json: bool,
) -> None:
    """Say that a promise entered a stage."""
    entered_on = day_or_today(workplace, day)
    new = NewStage.model_validate(
        {
            "stage": stage,
            "entered_on": entered_on,
            "procedure": procedure,
            "limit_days": days,
            "limit_unit": unit,
            "words": words,
        }
    )
    with workplace.writing() as (session, actor):
        enter_stage(session, actor, key, new, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@commitment.command(
    "wait", help=N_("Ghi rằng cam kết phải chờ một cam kết khác hoặc một văn bản, hay thôi chờ.")
)
@click.argument("key", type=int)
@click.option("--commitment", "by", type=int, help=N_("Cam kết phải chờ (mã)."))
@click.option("--document", default="", help=N_("Văn bản phải chờ (mã hoặc số hiệu)."))
@click.option("--lifted", is_flag=True, help=N_("Không còn phải chờ."))
@day_option
@click.option("--words", default="", help=N_("Ghi chú."))
@json_option
@pass_workplace
def wait(
    workplace: Workplace,
    key: int,
    *,
    by: int | None,
    document: str,
    lifted: bool,
    day: datetime | None,
    words: str,
    as_json: bool,
) -> None:
    """Say that a promise waits for another one or a document, or waits for it no longer."""
    held_on = day_or_today(workplace, day)
    with workplace.writing() as (session, actor):
        named = document_id_named(session, actor, document, field="document")
        new = NewBlock.model_validate(
            {
                "by_commitment_id": by,
                "by_document_id": named,
                "is_lifted": lifted,
                "held_on": held_on,
                "words": words,
            }
        )
        say_blocked(session, actor, key, new, now=workplace.now())
        found = detail_now(workplace, session, key)
    show_change(workplace, found, as_json=as_json)


@commitment.command(
    "internal", help=N_("Xem, đặt hay bỏ hạn nội bộ của cơ quan chịu trách nhiệm một cam kết.")
)
@click.argument("key", type=int)
@click.option("--due", type=DAY, help=N_("Đặt hạn nội bộ là ngày này."))
@click.option("--none", "is_none", is_flag=True, help=N_("Bỏ hạn nội bộ."))
@click.option("--words", default="", help=N_("Ghi chú."))
@json_option
@pass_workplace
def internal(
    workplace: Workplace,
    key: int,
    *,
    due: datetime | None,
    is_none: bool,
    words: str,
    as_json: bool,
) -> None:
    """Show what the body set itself, or set it; what is said last counts."""
    with workplace.writing() as (session, actor):
        if due or is_none:
            new = NewInternalDeadline(due_on=due.date() if due else None, words=words)
            set_internal_deadline(session, actor, key, new, now=workplace.now())
        at = AsOf(workplace.today(), workplace.now())
        found = commitment_detail(session, key, at, actor)
    if as_json:
        print_json(found.model_dump(mode="json", include={"internal_due_on", "internal_history"}))
    elif found.internal_due_on:
        workplace.say(N_("Hạn nội bộ: {day:%d/%m/%Y}."), day=found.internal_due_on)
    else:
        workplace.say(N_("Chưa có hạn nội bộ nào đang tính."))


for _command in (record, move_date, tie, retitle, keep, take_back):
    commitment.add_command(_command)


COMMANDS = (commitment,)

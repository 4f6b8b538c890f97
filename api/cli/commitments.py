"""Commands on promises: commitment list, show, step."""

from datetime import datetime

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.commitment_json import commitment_detail, commitment_list
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import confirm_report, take_step
from directives.services.names import agency_named, document_named
from directives.translation import N_
from directives.vocabulary import COMMITMENT_STATE_LABELS, CommitmentState, StepKind

_DAY = click.DateTime(["%Y-%m-%d"])
_CONFIRMED = "confirmed"
_KINDS = click.Choice([*(kind.value for kind in StepKind), _CONFIRMED])
_STATES = click.Choice([state.value for state in CommitmentState])


@click.group("commitment", cls=TranslatedGroup, help=N_("Xem cam kết và ghi diễn biến."))
def commitment() -> None:
    """Group the commands on promises."""


@commitment.command("list", help=N_("Liệt kê cam kết theo tình trạng, tính đến một ngày."))
@click.option("--state", type=_STATES, help=N_("Tình trạng."))
@click.option("--as-of", "day", type=_DAY, help=N_("Tính đến ngày; mặc định hôm nay."))
@click.option("--limit", type=click.IntRange(1, 20_000), default=1_000, show_default=True)
@json_option
@pass_workplace
def list_promises(
    workplace: Workplace, *, state: str | None, day: datetime | None, limit: int, as_json: bool
) -> None:
    """List promises and how they stand."""
    at = AsOf(day.date() if day else workplace.today(), workplace.now())
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
@click.option("--as-of", "day", type=_DAY, help=N_("Tính đến ngày; mặc định hôm nay."))
@json_option
@pass_workplace
def show_promise(workplace: Workplace, *, key: int, day: datetime | None, as_json: bool) -> None:
    """Print a promise with its history, as JSON with or without the option."""
    del as_json
    at = AsOf(day.date() if day else workplace.today(), workplace.now())
    with workplace.reading() as session:
        print_json(commitment_detail(session, key, at).model_dump(mode="json"))


@commitment.command(
    "step", help=N_("Ghi một diễn biến: nhận, từ chối, chuyển, tạm dừng, tiếp tục, báo, xác nhận.")
)
@click.argument("key", type=int)
@click.argument("kind", type=_KINDS)
@click.option("--on", "day", type=_DAY, help=N_("Ngày; mặc định hôm nay."))
@click.option("--words", default="", help=N_("Lý do, hoặc bằng chứng."))
@click.option("--to", default="", help=N_("Cơ quan nhận chuyển (viết tắt hoặc tên đầy đủ)."))
@click.option("--document", default="", help=N_("Văn bản đã ban hành (mã hoặc số hiệu)."))
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
) -> None:
    """Append a step of a promise, or confirm what was reported."""
    now = workplace.now()
    with workplace.writing() as (session, actor):
        if kind == _CONFIRMED:
            confirm_report(session, actor, key, now=now)
        else:
            body = agency_named(session, to, field="to") if to else None
            shown = document_named(session, actor, document, field="document") if document else None
            new = NewStep.model_validate(
                {
                    "kind": kind,
                    "held_on": day.date() if day else workplace.today(),
                    "words": words,
                    "agency_id": saved_id(body) if body else None,
                    "document_id": saved_id(shown) if shown else None,
                }
            )
            take_step(session, actor, key, new, now=now)
    workplace.say(N_("Đã ghi vào quá trình của cam kết {key}."), key=key)


COMMANDS = (commitment,)

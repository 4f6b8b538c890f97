"""Commands on promises that were read: proposal list, accept, reject."""

from datetime import datetime

import click

from api.cli.context import Workplace, json_option, pass_workplace, print_json
from api.cli.help import TranslatedGroup
from api.cli.times import DAY
from api.commitment_json import commitment_detail
from api.v1.schemas.promise_proposals import PromiseProposalListOut, PromiseProposalOut
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.names import gap_named, sector_named
from directives.services.proposal_decisions import Added, accept_proposal, reject_proposal
from directives.store.promise_proposals import count_waiting, list_waiting
from directives.translation import N_
from directives.vocabulary import CommitmentKind

_KINDS = click.Choice([one.value for one in CommitmentKind])


@click.group("proposal", cls=TranslatedGroup, help=N_("Cam kết đọc được, chờ nhận hoặc bỏ."))
def proposal() -> None:
    """Group the commands on promises that were read."""


@proposal.command("list", help=N_("Liệt kê cam kết đọc được đang chờ, mới nhất trước."))
@click.option("--limit", type=click.IntRange(1, 20_000), default=50, show_default=True)
@json_option
@pass_workplace
def list_proposals(workplace: Workplace, *, limit: int, as_json: bool) -> None:
    """List what waits for a decision, each with its quote."""
    with workplace.reading() as session:
        found = [PromiseProposalOut.of(o) for o in list_waiting(session, limit=limit, offset=0)]
        listed = PromiseProposalListOut(total=count_waiting(session), proposals=found)
    if as_json:
        print_json(listed.model_dump(mode="json"))
        return
    for one in listed.proposals:
        quote = " ".join(one.quote.split())
        click.echo(f"{one.id}\t{one.due_to or ''}\t{one.lead_words}\t{one.promise}\t{quote}")


@proposal.command("accept", help=N_("Nhận một cam kết đọc được; thành cam kết trong sổ."))
@click.argument("key", type=int)
@click.option(
    "--due", type=DAY, help=N_("Thời hạn đúng, khi thời hạn đọc được đứng trước ngày văn bản.")
)
@click.option("--sector", default="", help=N_("Lĩnh vực (mã); mặc định là lĩnh vực của văn bản."))
@click.option("--gap", "gaps", multiple=True, help=N_("Khoảng trống (mã); nêu nhiều lần."))
@click.option("--kind", type=_KINDS, help=N_("Văn bản hay công việc; mặc định như đã đọc."))
@click.option(
    "--type",
    "type_code",
    help=N_("Loại văn bản (chữ viết tắt), để trống là chưa rõ; mặc định như đã đọc."),
)
@click.option("--title", help=N_("Tên văn bản sẽ ban hành; mặc định là tên đã đọc."))
@json_option
@pass_workplace
def accept(
    workplace: Workplace,
    *,
    key: int,
    due: datetime | None,
    sector: str,
    gaps: tuple[str, ...],
    kind: str | None,
    type_code: str | None,
    title: str | None,
    as_json: bool,
) -> None:
    """Record the promise as it was read or put right, for a sector and the gaps it is to close."""
    today, now = workplace.today(), workplace.now()
    with workplace.writing() as (session, actor):
        of = sector_named(session, sector, field="sector") if sector else None
        added = Added(
            due_to=due.date() if due else None,
            sector_id=of.id if of else None,
            gap_ids=[saved_id(gap_named(session, one, field="gaps")) for one in gaps],
            expected_title=title,
            kind=CommitmentKind(kind) if kind else None,
            expected_type_code=type_code,
        )
        made = accept_proposal(session, actor, key, added, today=today, now=now)
        at = AsOf(max(made.promised_on, today), now)
        found = commitment_detail(session, saved_id(made), at)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        workplace.say(N_("Đã nhận thành cam kết {key}."), key=found.id)


@proposal.command("reject", help=N_("Bỏ một cam kết đọc được; không bao giờ đề xuất lại."))
@click.argument("key", type=int)
@click.option("--reason", required=True, help=N_("Vì sao không phải cam kết."))
@json_option
@pass_workplace
def reject(workplace: Workplace, *, key: int, reason: str, as_json: bool) -> None:
    """Say that it is no promise, and why."""
    today, now = workplace.today(), workplace.now()
    with workplace.writing() as (session, actor):
        reject_proposal(session, actor, key, reason=reason.strip(), today=today, now=now)
    if as_json:
        print_json({"id": key, "status": "rejected"})
    else:
        workplace.say(N_("Đã bỏ đề xuất {key}."), key=key)


COMMANDS = (proposal,)

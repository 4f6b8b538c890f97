"""What became of a gap, as lines of a page: changes, merges, decisions and links."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from api.web.formatting import day
from api.web.names import document_name, readable_names
from api.web.relation_groups import provision_words
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageEvent
from directives.rules.permissions import Actor, allows, check_can_link_document
from directives.rules.two_times import AsOf
from directives.services.account_names import told_names
from directives.services.gap_facts import gap_history
from directives.store.coverage import list_link_events, list_links_of_gap
from directives.store.gaps import list_decisions, list_gaps, list_merges
from directives.translation import N_
from directives.vocabulary import LinkEventKind, MergeKind

FIELD_WORDS = {
    "title": N_("tên khoảng trống"),
    "description": N_("điều còn thiếu"),
    "kind": N_("loại vướng mắc"),
    "sector_id": N_("lĩnh vực"),
    "procedure_code": N_("mã thủ tục hành chính"),
    "procedure_name": N_("tên thủ tục hành chính"),
    "raised_by": N_("người nêu"),
    "raised_on": N_("ngày nêu"),
    "affected_count": N_("số bị ảnh hưởng"),
    "affected_unit": N_("đơn vị tính"),
    "interim_instruction": N_("hướng dẫn tạm thời"),
    "interim_until": N_("ngày cuối của hướng dẫn tạm thời"),
    "scope": N_("phạm vi áp dụng"),
    "source_document_id": N_("văn bản nguồn"),
    "source_quote": N_("lời của nguồn"),
}
_IN_FULL = {"title", "description", "interim_instruction", "procedure_name", "raised_by"}


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened, when it was recorded, why, and by whom.

    `by` is told to those who signed in.
    """

    recorded_at: datetime
    words: str
    reason: str
    account_id: int
    by: str = ""


def history_rows(
    session: Session, actor: Actor, gap_id: int, at: AsOf, words: Words
) -> Sequence[HistoryRow]:
    """Return what happened to a gap up to a point in both times, the latest first."""
    rows = [
        *_changes(session, gap_id, at, words),
        *_merges(session, gap_id, at, words),
        *_decisions(session, gap_id, at, words),
        *_links(session, actor, gap_id, at, words),
    ]
    names = told_names(session, actor, (row.account_id for row in rows))
    named = [replace(row, by=names.get(row.account_id, "")) for row in rows]
    return sorted(named, key=lambda row: row.recorded_at, reverse=True)


def _changes(session: Session, gap_id: int, at: AsOf, words: Words) -> list[HistoryRow]:
    rows = []
    for fact in gap_history(session, gap_id, at):
        said = words.say(
            N_("Sửa {field}, áp dụng từ ngày {day}"),
            field=words.say(FIELD_WORDS[fact.field]),
            day=day(fact.holds_on),
        )
        value = json.loads(fact.value or "null")
        shown = f"{said}: {value}" if fact.field in _IN_FULL and value else said
        rows.append(HistoryRow(fact.recorded_at, shown, fact.reason, fact.account_id))
    return rows


def _merges(session: Session, gap_id: int, at: AsOf, words: Words) -> list[HistoryRow]:
    own = [row for row in list_merges(session, at) if gap_id in (row.gap_id, row.survivor_id)]
    if not own:
        return []
    others = [key for row in own for key in (row.gap_id, row.survivor_id)]
    titles = {saved_id(gap): gap.title for gap in list_gaps(session, ids=sorted(set(others)))}
    templates = {
        (MergeKind.MERGE, True): N_("Gộp vào “{title}”"),
        (MergeKind.MERGE, False): N_("Nhận gộp “{title}”"),
        (MergeKind.SPLIT, True): N_("Tách khỏi “{title}”"),
        (MergeKind.SPLIT, False): N_("Tách ra “{title}”"),
    }
    rows = []
    for row in own:
        is_part = row.gap_id == gap_id
        title = titles[row.survivor_id if is_part else row.gap_id]
        said = words.say(templates[row.kind, is_part], title=title)
        rows.append(HistoryRow(row.recorded_at, said, row.reason, row.account_id))
    return rows


def _decisions(session: Session, gap_id: int, at: AsOf, words: Words) -> list[HistoryRow]:
    rows = []
    for row in list_decisions(session, at, [gap_id]):
        said = words.label(row.kind)
        if row.state and row.expires_on:
            said = words.say(
                N_("{decision}: {state}, đến hết ngày {day}"),
                decision=said,
                state=words.label(row.state),
                day=day(row.expires_on),
            )
        if row.approved_by:
            said = words.say(
                N_("{decision} (người duyệt: {who})"), decision=said, who=row.approved_by
            )
        rows.append(HistoryRow(row.recorded_at, said, row.reason, row.account_id))
    return rows


def _links(session: Session, actor: Actor, gap_id: int, at: AsOf, words: Words) -> list[HistoryRow]:
    """Return what people and the service did with links to what the actor may read.

    What was only proposed is for those who decide it: of others' eyes a link begins when it is
    confirmed.
    """
    links = {saved_id(link): link for link in list_links_of_gap(session, gap_id)}
    events = list_link_events(session, sorted(links), at) if links else ()
    if not allows(check_can_link_document, actor):
        events = _since_confirmed(events)
    documents = readable_names(session, actor, (one.document_id for one in links.values()))
    rows = []
    for event in events:
        document = documents.get(links[event.link_id].document_id)
        if document is None:
            continue
        name, where = document_name(document, words), provision_words(event.provision_id, words)
        said = words.say(
            N_("Văn bản đáp ứng {document}: {what}"),
            document=f"{name}, {where}" if where else name,
            what=words.label(event.kind),
        )
        reason = words.say(event.reason) if event.reason else ""
        rows.append(HistoryRow(event.recorded_at, said, reason, event.account_id))
    return rows


def _since_confirmed(events: Sequence[CoverageEvent]) -> list[CoverageEvent]:
    """Return the events of each link from its first confirmation on."""
    first: dict[int, int] = {}
    for event in events:
        if event.kind is LinkEventKind.CONFIRMED:
            first.setdefault(event.link_id, saved_id(event))
    return [one for one in events if saved_id(one) >= first.get(one.link_id, saved_id(one) + 1)]

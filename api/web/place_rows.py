"""What a place waits for, as lines of a page with everything decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.formatting import day
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.names import Link, document_name, document_url, place_names, readable_names
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.rules.permissions import Actor
from directives.rules.scope import ScopeAnswer, ScopeReason
from directives.rules.two_times import AsOf
from directives.services.gap_views import view_gaps
from directives.services.place_arrivals import arrivals
from directives.services.place_waiting import WaitingFor
from directives.services.places import PlaceView
from directives.store.coverage import RecentLink
from directives.store.gaps import list_gaps
from directives.translation import N_

KIND_WORDS = {
    "province": N_("tỉnh"),
    "city": N_("thành phố"),
    "commune": N_("xã"),
    "ward": N_("phường"),
    "special_zone": N_("đặc khu"),
    "township": N_("thị trấn"),
    "district": N_("huyện, quận"),
}


@dataclass(frozen=True, slots=True)
class PlaceGapRow:
    """A gap, and why it is this place's."""

    gap: GapRow
    because: str
    reported: str  # when the place itself reported it, and how many of its communes did
    instruction: str  # what to do meanwhile
    instruction_until: date | None  # its last day


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that came lately for a gap of the place."""

    document: Link
    title: str
    gap: Link
    linked_on: date
    days: str  # when it was linked, and issued
    link_id: int
    lacks_effect_day: bool


@dataclass(frozen=True, slots=True)
class Exempt:
    """A gap from which the place is exempt, with the reason."""

    gap: Link
    reason: str


def place_gap_rows(
    session: Session,
    actor: Actor,
    found: Sequence[WaitingFor],
    words: Words,
    *,
    at: AsOf,
) -> list[PlaceGapRow]:
    """Return the lines of what a place waits for, in their order."""
    known = {one.gap_id: one.standing for one in found}
    views = view_gaps(session, at, ids=list(known), known=known)
    rows = {row.id: row for row in gap_rows_of(session, actor, views, words, today=at.day)}
    interim = {
        saved_id(view.gap): (view.gap.interim_instruction, view.gap.interim_until)
        for view in views
        if view.gap.interim_until and view.gap.interim_until >= at.day
    }
    names = place_names(session, [one.answer.by for one in found])
    return [
        PlaceGapRow(
            gap=rows[one.gap_id],
            because=because(one.answer, names, words),
            reported=_reported(one, words),
            instruction=instruction,
            instruction_until=until,
        )
        for one in found
        if one.gap_id in rows
        for instruction, until in [interim.get(one.gap_id, ("", None))]
    ]


def because(answer: ScopeAnswer, names: Mapping[str, str], words: Words) -> str:
    """Say which part of a scope makes a gap the place's: the nation, its province, its kind."""
    if not answer.concerned and answer.reason:
        exempt = N_("Không áp dụng cho nơi này ({reason}), nhưng địa phương đã báo")
        return words.say(exempt, reason=answer.reason)
    if not answer.concerned:
        return words.say(N_("Ngoài phạm vi đã ghi, nhưng địa phương đã báo"))
    by = names.get(answer.by, answer.by)
    template = {
        ScopeReason.NATION: N_("áp dụng cho cả nước"),
        ScopeReason.PROVINCE: N_("áp dụng cho {by}"),
        ScopeReason.KIND: N_("áp dụng cho mọi {kind}"),
        ScopeReason.LISTED: N_("nêu đích danh {by}"),
    }.get(answer.because, "")
    kinds = [words.say(KIND_WORDS[kind]) for kind in answer.by.split(", ") if kind in KIND_WORDS]
    said = words.say(template, by=by, kind=", ".join(kinds)) if template else ""
    partly = words.say(N_("trừ một phần: {reason}"), reason=answer.reason) if answer.reason else ""
    return as_sentence("; ".join(part for part in (said, partly) if part))


def _reported(one: WaitingFor, words: Words) -> str:
    parts = []
    if one.report:
        reported_on = day(one.report.reported_on)
        parts.append(words.say(N_("địa phương đã báo ngày {day}"), day=reported_on))
    if one.communes:
        told = words.ngettext("{count} xã đang chờ", "{count} xã đang chờ", one.communes)
        parts.append(told)
    return as_sentence("; ".join(parts))


def arrived_lately(
    session: Session, actor: Actor, followed: Collection[int], words: Words, *, at: AsOf, most: int
) -> list[Arrived]:
    """Return what came for gaps a place follows in the last thirty days, the newest first."""
    links = arrivals(session, followed, at)[:most]
    documents = readable_names(session, actor, [link.document_id for link in links])
    titles = {saved_id(g): g.title for g in list_gaps(session, ids=[x.gap_id for x in links])}
    return [
        Arrived(
            document=Link(
                document_name(documents[link.document_id], words),
                document_url(link.document_id, link.provision_id),
            ),
            title=as_sentence(documents[link.document_id].title),
            gap=Link(titles[link.gap_id], f"/khoang-trong/{link.gap_id}"),
            linked_on=link.linked_on,
            days=_days(link, words),
            link_id=link.id,
            lacks_effect_day=link.lacks_effect_day,
        )
        for link in links
        if link.document_id in documents
    ]


def _days(link: RecentLink, words: Words) -> str:
    """Say when a document was linked, which may be long after it was issued."""
    linked = day(link.linked_on)
    if link.issued_on is None:
        return words.say(N_("Gắn ngày {linked}"), linked=linked)
    return words.say(
        N_("Gắn ngày {linked}, ban hành ngày {issued}"), linked=linked, issued=day(link.issued_on)
    )


def exempt_rows(session: Session, exempt: Mapping[int, str], *, most: int) -> list[Exempt]:
    """Return the gaps from which a place is exempt, by code, with the reasons."""
    gaps = list_gaps(session, ids=sorted(exempt)[:most])
    return [
        Exempt(Link(gap.title, f"/khoang-trong/{gap.id}"), exempt[saved_id(gap)]) for gap in gaps
    ]


def place_title(view: PlaceView, words: Words) -> str:
    """Return the name of a place with its kind: “Tỉnh Lào Cai”, “Phường Ba Đình, Hà Nội”."""
    if view.province:
        return f"{view.place.name}, {view.province.name}"
    kind = words.say(KIND_WORDS[view.kind])
    return as_sentence(words.say(N_("{kind} {place}"), kind=kind, place=view.place.name))

"""How a document stands, as the sentence that comes before the badge."""

from collections.abc import Iterator, Sequence
from datetime import date

from api.web.formatting import day
from api.web.names import document_name
from api.web.relation_groups import provision_words
from api.web.words import Words, inside_sentence
from directives.rules.effect import ALIVE, SUSPENDS, ActedUpon, Effect
from directives.rules.effect_dates import EffectDates
from directives.services.validity import ValidityView
from directives.translation import N_
from directives.vocabulary import Missing, RelationKind, Validity

_SENTENCES = {
    Validity.IN_FORCE: N_("Còn hiệu lực, từ ngày {begins}"),
    Validity.NOT_YET_IN_FORCE: N_("Chưa có hiệu lực; có hiệu lực từ ngày {begins}"),
    Validity.PARTLY_EXPIRED: N_("Hết hiệu lực một phần, do {documents}"),
    Validity.PARTLY_SUSPENDED: N_("Ngưng hiệu lực một phần, phần còn lại còn hiệu lực"),
    Validity.SUSPENDED: N_("Ngưng hiệu lực {days}, do {documents}"),
    Validity.EXPIRED: N_("Hết hiệu lực sau ngày {ends}"),
    Validity.REPEALED: N_("Bị bãi bỏ từ ngày {from_on}, do {documents}"),
    Validity.SUPERSEDED: N_("Bị thay thế từ ngày {from_on}, do {documents}"),
    Validity.DRAFT: N_("Dự thảo, {stage}; chưa ban hành nên chưa có hiệu lực"),
    Validity.UNKNOWN: N_("Chưa xác định được hiệu lực, vì chưa biết {missing}"),
    Validity.NOT_APPLICABLE: N_("Bài báo là nguồn tin, không phải văn bản có hiệu lực"),
}
_RECALLED = N_("Bị thu hồi từ ngày {from_on}, do {documents}")
_UNKNOWN_BY = N_("Chưa xác định được hiệu lực, vì chưa biết {missing} ({documents})")
_NOT_ISSUED = N_("Chưa có hiệu lực, vì chưa ban hành")
_PART_SUSPENDED = N_("{provision} bị ngưng {days}, do {documents}")
_IN_PART = frozenset({Validity.PARTLY_EXPIRED, Validity.PARTLY_SUSPENDED})


def validity_sentence(view: ValidityView, words: Words) -> str:
    """Return the legal effect on the day looked at: what, since when, by which document."""
    one, document = view.current, view.document
    effect = one.effect
    begins_on = EffectDates.of(document).begins_on
    stage = words.label(document.drafting_stage) if document.drafting_stage else ""
    said = words.say(
        _template(effect),
        begins=day(begins_on) if begins_on else "",
        ends=day(document.expires_on) if document.expires_on else "",
        from_on=day(one.from_on) if one.from_on else "",
        days=when(one.from_on, one.to_on, words),
        documents=acting_names(view, _lasting(effect), words),
        missing=missing_words(effect.missing, words),
        stage=inside_sentence(stage),
    )
    clauses = [said, *_suspended_parts(view, effect, words)]
    if view.territory is not None and effect.status in ALIVE:
        clauses.append(words.say(N_("trong địa giới {place} cũ"), place=view.territory.name))
    if effect.missing and effect.status is not Validity.UNKNOWN:
        missing = missing_words(effect.missing, words)
        clauses.append(words.say(N_("chưa biết {missing}"), missing=missing))
    return "; ".join(clauses) + "."


def _template(effect: Effect) -> str:
    kinds = {act.kind for act in effect.because}
    if effect.status is Validity.REPEALED and RelationKind.REVOKES in kinds:
        return _RECALLED
    if effect.status is Validity.NOT_YET_IN_FORCE and effect.missing:
        return _NOT_ISSUED
    own_day = Missing.EFFECT_DAY in effect.missing
    if effect.status is Validity.UNKNOWN and effect.because and not own_day:
        return _UNKNOWN_BY
    return _SENTENCES[effect.status]


def _lasting(effect: Effect) -> list[ActedUpon]:
    """Return the acts that the status is for; suspended parts have clauses of their own."""
    in_part = effect.status in _IN_PART
    return [act for act in effect.because if not (in_part and act.kind in SUSPENDS)]


def _suspended_parts(view: ValidityView, effect: Effect, words: Words) -> Iterator[str]:
    """Yield what is suspended, from when until when and by which document, part by part."""
    if effect.status not in _IN_PART:
        return
    for act in effect.because:
        if act.kind in SUSPENDS:
            yield words.say(
                _PART_SUSPENDED,
                provision=provision_words(act.provision, words) or words.say(N_("một phần")),
                days=when(act.from_on, act.to_on, words),
                documents=acting_names(view, [act], words),
            )


def missing_words(missing: Sequence[Missing], words: Words) -> str:
    """Return what would have to be known, as a part of a sentence."""
    return ", ".join(words.label(one) for one in missing)


def acting_names(view: ValidityView, because: Sequence[ActedUpon], words: Words) -> str:
    """Return the names of the documents that act, those that the reader may know of."""
    ids = dict.fromkeys(act.source_id for act in because)
    names = [document_name(view.acting[key], words) for key in ids if key in view.acting]
    if len(names) < len(ids):
        names.append(words.say(N_("văn bản không còn hiển thị")))
    return ", ".join(names)


def when(from_on: date | None, to_on: date | None, words: Words) -> str:
    """Return from which day to which, both inclusive: “từ 01/07/2025 đến 28/02/2027”."""
    if from_on and to_on:
        template = N_("từ ngày {from_on} đến ngày {to_on}")
    elif to_on:
        template = N_("đến ngày {to_on}")
    elif from_on:
        template = N_("từ ngày {from_on}")
    else:
        template = N_("trước nay")
    return words.say(template, from_on=_day(from_on), to_on=_day(to_on))


def _day(value: date | None) -> str:
    return day(value) if value else ""

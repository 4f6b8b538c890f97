"""How a document stands, as the sentence that comes before the badge."""

from collections.abc import Sequence
from datetime import date

from api.web.formatting import day
from api.web.names import document_name
from api.web.words import Words, inside_sentence
from directives.rules.effect import SUSPENDS, ActedUpon, EffectInterval
from directives.services.validity import ValidityView
from directives.translation import N_
from directives.vocabulary import Missing, RelationKind, Validity

_SENTENCES = {
    Validity.IN_FORCE: N_("Còn hiệu lực, từ ngày {begins}"),
    Validity.NOT_YET_IN_FORCE: N_("Chưa có hiệu lực; có hiệu lực từ ngày {begins}"),
    Validity.PARTLY_EXPIRED: N_("Hết hiệu lực một phần, do {documents}"),
    Validity.SUSPENDED: N_("Ngưng hiệu lực {days}, do {documents}"),
    Validity.EXPIRED: N_("Hết hiệu lực sau ngày {ends}"),
    Validity.REPEALED: N_("Bị bãi bỏ từ ngày {from_on}, do {documents}"),
    Validity.SUPERSEDED: N_("Bị thay thế từ ngày {from_on}, do {documents}"),
    Validity.DRAFT: N_("Dự thảo, {stage}; chưa ban hành nên chưa có hiệu lực"),
    Validity.UNKNOWN: N_("Chưa xác định được hiệu lực, vì chưa biết {missing}"),
    Validity.NOT_APPLICABLE: N_("Bài báo là nguồn tin, không phải văn bản có hiệu lực"),
}
_RECALLED = N_("Bị thu hồi từ ngày {from_on}, do {documents}")
_PARTLY_SUSPENDED = N_("Còn hiệu lực nhưng một phần bị ngưng, do {documents}")


def validity_sentence(view: ValidityView, words: Words) -> str:
    """Return the legal effect on the day looked at: what, since when, by which document."""
    one, document = view.current, view.document
    effect = one.effect
    begins_on = document.effective_on or document.issued_on
    stage = words.label(document.drafting_stage) if document.drafting_stage else ""
    said = words.say(
        _template(effect.status, effect.because),
        begins=day(begins_on) if begins_on else "",
        ends=day(document.expires_on) if document.expires_on else "",
        from_on=day(one.from_on) if one.from_on else "",
        days=when(one, words),
        documents=acting_names(view, effect.because, words),
        missing=missing_words(effect.missing, words),
        stage=inside_sentence(stage),
    )
    clauses = [said]
    if view.territory is not None and effect.status in {Validity.IN_FORCE, Validity.PARTLY_EXPIRED}:
        clauses.append(words.say(N_("trong địa giới {place} cũ"), place=view.territory.name))
    if effect.missing and effect.status is not Validity.UNKNOWN:
        missing = missing_words(effect.missing, words)
        clauses.append(words.say(N_("chưa biết {missing}"), missing=missing))
    return "; ".join(clauses) + "."


def _template(status: Validity, because: Sequence[ActedUpon]) -> str:
    kinds = {act.kind for act in because}
    if status is Validity.REPEALED and RelationKind.REVOKES in kinds:
        return _RECALLED
    if status is Validity.PARTLY_EXPIRED and kinds <= SUSPENDS:
        return _PARTLY_SUSPENDED
    return _SENTENCES[status]


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


def when(one: EffectInterval, words: Words) -> str:
    """Return the days of an interval: “từ 01/07/2025 đến 28/02/2027”."""
    if one.from_on and one.to_on:
        template = N_("từ ngày {from_on} đến ngày {to_on}")
    elif one.to_on:
        template = N_("đến ngày {to_on}")
    elif one.from_on:
        template = N_("từ ngày {from_on}")
    else:
        template = N_("trước nay")
    return words.say(template, from_on=_day(one.from_on), to_on=_day(one.to_on))


def _day(value: date | None) -> str:
    return day(value) if value else ""

"""How things stand today, as the sentence that comes before the badge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from api.web.formatting import day
from api.web.words import Words, as_sentence, inside_sentence
from directives.rules.promise_steps import Clock
from directives.rules.promises import DueDate, Standing, is_same
from directives.services.commitment_views import CommitmentView
from directives.translation import N_
from directives.vocabulary import CommitmentState, GapState, Operator

# The same states where no document can be named: an interim instruction, a state set by hand.
_WITHOUT_DOCUMENT = {
    GapState.INTERIM: N_("Mới có hướng dẫn tạm thời"),
    GapState.PARTLY_COVERED: N_("Mới đáp ứng một phần"),
    GapState.COVERED: N_("Đã đáp ứng"),
    GapState.CONFIRMED: N_("Đã đáp ứng; địa phương xác nhận là rõ"),
    GapState.SUSPECT: N_("Cần xem lại: căn cứ hoặc vướng mắc đã thay đổi"),
}
_ANSWERED = {
    GapState.COVERED,
    GapState.CONFIRMED,
    GapState.NOT_APPLICABLE,
    GapState.CLOSED,
}

_ENDED_IN_TIME = {
    CommitmentState.WITHDRAWN: N_("đã rút ngày {day}"),
    CommitmentState.DONE_ON_TIME: N_("hoàn thành ngày {day}, đúng hạn"),
    CommitmentState.DONE_UNDATED: N_("hoàn thành ngày {day}, không có thời hạn"),
}
_PROMISED = N_("{lead} đã hứa {promise}")
_PRESUMED = N_("{lead} được coi là cơ quan chủ trì: {promise}")


def promise_sentence(
    view: CommitmentView, lead: str, words: Words, today: date, *, now_with: str = ""
) -> str:
    """Return who promised what by when, how often it moved and how it stands.

    `now_with` names the body that answers for it, where that is another one.
    """
    commitment, standing = view.commitment, view.standing
    template = _PRESUMED if commitment.lead_is_inferred else _PROMISED
    promised = words.say(template, lead=lead, promise=inside_sentence(commitment.promise))
    when = when_due(standing.due, words)
    said = {"promised": promised, "when": when}
    clauses = [words.say(N_("{promised} {when}"), **said) if when else promised]
    if standing.moves:
        moved = words.ngettext("đã lùi hạn {count} lần", "đã lùi hạn {count} lần", standing.moves)
        clauses.append(moved)
    if now_with:
        clauses.append(words.say(N_("nay do {body} chịu trách nhiệm"), body=now_with))
    clauses.append(standing_clause(view, words, today))
    return as_sentence("; ".join(clauses)) + "."


def when_due(due: DueDate, words: Words) -> str:
    """Return by when, as a part of a sentence; empty without a date.

    The last good day is kept; “before the 15th” names the 15th again, as the source did. What has
    no day yet is named in the words of the source.
    """
    if due.named:
        return words.say(N_("với thời hạn “{phrase}”"), phrase=due.named)
    if due.due_to is None:
        return ""
    if due.operator is Operator.BEFORE:
        return words.say(N_("trước ngày {day}"), day=day(due.due_to + timedelta(days=1)))
    if due.due_from is None or due.due_from == due.due_to:
        return words.say(N_("chậm nhất ngày {day}"), day=day(due.due_to))
    return words.say(N_("trong {period}"), period=words.due(due.due_from, due.due_to))


def due_name(due: DueDate, words: Words) -> str:
    """Return a due date by its shortest name; one without a day yet by what it names."""
    if due.named:
        return words.say(N_("“{phrase}”, chưa rõ ngày"), phrase=due.named)
    return words.due(due.due_from, due.due_to)


def standing_clause(view: CommitmentView, words: Words, today: date) -> str:
    """Return how a promise stands, as a part of a sentence: “quá hạn 20 ngày”."""
    standing = view.standing
    due_to = standing.due.due_to
    if standing.state is CommitmentState.UNDATED:
        return words.say(N_("chưa rõ ngày") if standing.due.named else N_("chưa có thời hạn"))
    if standing.state is CommitmentState.OVERDUE:
        late = words.ngettext("quá hạn {count} ngày", "quá hạn {count} ngày", standing.days_late)
        rests = standing.course.clock is not Clock.RUNNING
        return f"{late}, {resting_clause(standing, words)}" if rests else late
    if standing.state in {CommitmentState.IN_TIME, CommitmentState.DUE_SOON}:
        left = (due_to - today).days if due_to else 0
        if left == 0:
            return words.say(N_("đến hạn hôm nay"))
        return words.ngettext("còn {count} ngày", "còn {count} ngày", left)
    if standing.state in {CommitmentState.PAUSED, CommitmentState.AWAITING}:
        return resting_clause(standing, words)
    return ended_clause(standing, words)


def resting_clause(standing: Standing, words: Words) -> str:
    """Return why the clock of a promise stands still, as a part of a sentence."""
    since = day(standing.course.since) if standing.course.since else ""
    if standing.course.clock is Clock.PAUSED:
        return words.say(N_("tạm dừng từ ngày {day}"), day=since)
    return words.say(N_("báo hoàn thành ngày {day}, chờ xác nhận"), day=since)


def ended_clause(standing: Standing, words: Words) -> str:
    """Return how a promise ended, as a part of a sentence."""
    ended = day(standing.ended_on) if standing.ended_on else ""
    is_withdrawn = standing.state is CommitmentState.WITHDRAWN
    if not standing.days_late:
        return words.say(_ENDED_IN_TIME[standing.state], day=ended)
    if is_withdrawn:
        late = words.ngettext(
            "đã rút ngày {day}, khi đã quá hạn {count} ngày",
            "đã rút ngày {day}, khi đã quá hạn {count} ngày",
            standing.days_late,
            day=ended,
        )
    else:
        late = words.ngettext(
            "hoàn thành ngày {day}, chậm {count} ngày",
            "hoàn thành ngày {day}, chậm {count} ngày",
            standing.days_late,
            day=ended,
        )
    counted = counted_clause(standing, words)
    return f"{late}, {counted}" if counted else late


def counted_clause(standing: Standing, words: Words) -> str:
    """Return from which due date the days late count; empty where that is the present one."""
    judged_by = standing.judged_by
    if judged_by.due_to is None or is_same(judged_by, standing.due):
        return ""
    told = N_("tính từ hạn {day}, đã qua khi lùi hạn")
    return words.say(told, day=day(judged_by.due_to))


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers a gap: the names of the first documents, and how many others there are."""

    names: Sequence[str]
    others: int = 0

    def said(self, words: Words) -> str:
        """Return them as a part of a sentence: “A, B and 4 other documents”."""
        listed = ", ".join(self.names)
        if not self.others or not listed:
            return listed
        return words.ngettext(
            "{documents} và {count} văn bản khác",
            "{documents} và {count} văn bản khác",
            self.others,
            documents=listed,
        )


def gap_sentence(
    state: GapState, answers: Answers, promises: Sequence[str], *, waiting: int, words: Words
) -> str:
    """Return how a gap stands: what there is, what was promised, who waits.

    Args:
        state: The state of the gap.
        answers: The documents that answer it.
        promises: What is to be said of its promises that still run, the latest first.
        waiting: How many places reported it.
        words: The reader's language.
    """
    documents = answers.said(words)
    has = {
        GapState.OPEN: N_("Chưa có văn bản đáp ứng và chưa cơ quan nào cam kết"),
        GapState.PROMISED: N_("Chưa có văn bản đáp ứng"),
        GapState.OVERDUE: N_("Chưa có văn bản đáp ứng"),
        GapState.INTERIM: N_("Mới có hướng dẫn tạm thời tại {documents}"),
        GapState.PARTLY_COVERED: N_("Mới đáp ứng một phần, tại {documents}"),
        GapState.COVERED: N_("Đã đáp ứng, tại {documents}"),
        GapState.CONFIRMED: N_("Đã đáp ứng, tại {documents}; địa phương xác nhận là rõ"),
        GapState.SUSPECT: N_("Cần xem lại: {documents} hoặc căn cứ, hoặc vướng mắc đã thay đổi"),
        GapState.NOT_APPLICABLE: N_("Đã xác định không thuộc diện phải hướng dẫn"),
        GapState.CLOSED: N_("Đã kết thúc"),
    }
    template = (
        has[state] if documents or state not in _WITHOUT_DOCUMENT else _WITHOUT_DOCUMENT[state]
    )
    clauses = [words.say(template, documents=documents)]
    if state not in _ANSWERED:
        clauses += promises[:1]
        if waiting:
            told = words.ngettext(
                "{count} địa phương đang chờ", "{count} địa phương đang chờ", waiting
            )
            clauses.append(told)
    return as_sentence("; ".join(clauses)) + "."

from dataclasses import replace
from datetime import date, timedelta

from directives.rules.chain import Chain, Edge, Hold, Step, doubts, falls_with_parent
from directives.rules.chain_causes import Node, causes_of
from directives.rules.effect import ActedUpon
from directives.rules.effect_dates import EffectDates
from directives.vocabulary import RelationKind, SuspicionReason
from tests.factories import NOW

TODAY = date(2025, 10, 1)
A_DAY = timedelta(days=1)
OLD = EffectDates(date(2020, 1, 1), None, None)
AMENDED = ActedUpon(RelationKind.AMENDS, TODAY, source_id=9, relation_id=90)


def edge(key: int, upper: int, lower: int, at: str = "", on: str = "") -> Edge:
    return Edge(key, upper, lower, RelationKind.GUIDES, at, on)


def test_what_rests_on_itself_in_a_circle_is_found_once() -> None:
    nodes = {key: Node(key, OLD) for key in (1, 2, 3)} | {4: Node(4, OLD, [AMENDED])}
    edges = [edge(1, 1, 2), edge(2, 2, 1), edge(3, 1, 4), edge(4, 5, 4)]

    found = doubts(Chain(nodes, edges, [], set()), TODAY)

    assert [(one.document_id, len(one.path)) for one in found] == [(1, 2), (2, 3)]


def test_two_ways_to_one_cause_are_one_suspicion() -> None:
    nodes = {key: Node(key, OLD) for key in (1, 2, 3)} | {4: Node(4, OLD, [AMENDED])}
    edges = [edge(1, 2, 4), edge(2, 3, 4), edge(3, 1, 2), edge(4, 1, 3), edge(5, 2, 4)]

    found = doubts(Chain(nodes, edges, [], set()), TODAY)

    assert [one.document_id for one in found] == [2, 3, 1]


SECOND = ActedUpon(RelationKind.AMENDS, TODAY, source_id=8, relation_id=80)


def test_what_else_happened_to_a_base_is_told_with_the_first() -> None:
    nodes = {key: Node(key, OLD) for key in (1, 2)} | {4: Node(4, OLD, [AMENDED, SECOND])}
    hold = Hold(1, 1, 1, "", TODAY - A_DAY, NOW)

    found = doubts(Chain(nodes, [edge(1, 2, 4), edge(2, 1, 2)], [hold], set()), TODAY)

    assert [one.document_id for one in found] == [2, 1, 1]
    assert {tuple(cause.act_id for cause in one.causes) for one in found} == {(8, 9)}


def test_a_link_looked_at_before_is_doubtful_for_what_happened_since() -> None:
    nodes = {2: Node(2, OLD), 4: Node(4, OLD, [AMENDED])}
    hold = Hold(1, 1, 2, "", TODAY - A_DAY, NOW)
    chain = Chain(nodes, [edge(1, 2, 4)], [hold], set())
    decided = {(one.suspect, one.cause.key) for one in doubts(chain, TODAY) if one.gap_id}
    assert not [one for one in doubts(replace(chain, decided=decided), TODAY) if one.gap_id]

    nodes[4] = Node(4, OLD, [AMENDED, SECOND])
    since = doubts(replace(chain, decided=decided), TODAY)

    (of_link,) = [one for one in since if one.gap_id]
    assert [cause.act_id for cause in of_link.causes] == [8]


def test_what_rests_on_a_suspect_is_doubtful_for_what_happened_after_it_was_made() -> None:
    later = ActedUpon(RelationKind.AMENDS, TODAY, source_id=8, relation_id=80)
    before = ActedUpon(RelationKind.AMENDS, TODAY - 9 * A_DAY, source_id=9, relation_id=90)
    between = EffectDates(TODAY - 5 * A_DAY, None, None)
    nodes = {1: Node(1, between), 2: Node(2, OLD), 4: Node(4, OLD, [before, later])}

    found = doubts(Chain(nodes, [edge(1, 2, 4), edge(2, 1, 2)], [], set()), TODAY)

    told = {one.document_id: [cause.act_id for cause in one.causes] for one in found}
    assert told == {2: [9, 8], 1: [8]}


def test_a_path_that_has_carried_a_suspicion_carries_no_second_one() -> None:
    other = ActedUpon(RelationKind.AMENDS, TODAY, source_id=8, relation_id=80)
    nodes = {key: Node(key, OLD) for key in (1, 2, 3)}
    nodes |= {4: Node(4, OLD, [AMENDED]), 5: Node(5, OLD, [other])}
    edges = [edge(1, 1, 2), edge(2, 2, 4), edge(3, 2, 3), edge(4, 3, 5)]

    found = doubts(Chain(nodes, edges, [], set()), TODAY)

    of = [(one.document_id, one.cause.base_id) for one in found]
    assert sorted(of) == [(1, 4), (2, 4), (2, 5), (3, 5)]


def test_a_change_that_does_not_touch_what_is_rested_on_goes_no_further() -> None:
    nodes = {key: Node(key, OLD) for key in (1, 2)} | {4: Node(4, OLD, [AMENDED])}
    edges = [edge(1, 2, 4, at="dieu-1"), edge(2, 1, 2, on="dieu-2")]
    hold = Hold(1, 1, 2, "dieu-3", TODAY, NOW)

    found = doubts(Chain(nodes, edges, [hold], set()), TODAY)

    assert [one.document_id for one in found] == [2]


def test_a_link_decided_for_its_document_may_still_be_doubtful_for_what_that_rests_on() -> None:
    own = ActedUpon(RelationKind.AMENDS, TODAY, source_id=8, relation_id=80)
    nodes = {2: Node(2, OLD, [own]), 4: Node(4, OLD, [AMENDED])}
    hold = Hold(1, 1, 2, "", TODAY - A_DAY, NOW)
    first = doubts(Chain(nodes, [edge(1, 2, 4)], [hold], set()), TODAY)
    links = [one for one in first if one.gap_id]
    assert [one.cause.base_id for one in links] == [2, 4]

    decided = {(one.suspect, one.cause.key) for one in links}
    left = doubts(Chain(nodes, [edge(1, 2, 4)], [hold], decided), TODAY)
    assert [one.gap_id for one in left] == [None]


def test_after_the_end_nothing_more_happens_to_a_document() -> None:
    acts = [
        ActedUpon(RelationKind.REPLACES, TODAY - 9 * A_DAY, source_id=8, relation_id=80),
        AMENDED,
    ]
    node = Node(1, EffectDates(date(2020, 1, 1), None, TODAY - A_DAY), acts)

    assert [cause.reason for cause in causes_of(node, TODAY)] == [SuspicionReason.REPLACED]


def test_what_may_have_ended_is_doubted_since_a_day_that_something_tells() -> None:
    undated = ActedUpon(RelationKind.REPEALS, None, source_id=9, relation_id=90)
    (told,) = causes_of(Node(1, OLD, [undated], {90: NOW}), TODAY)

    assert (told.reason, told.holds_on) == (SuspicionReason.DAY_UNKNOWN, NOW.date())
    assert causes_of(Node(1, OLD, [undated]), TODAY) == []


def test_only_what_details_falls_and_not_for_a_suspension() -> None:
    path = [Step(1, "implements", 1), Step(2)]

    assert falls_with_parent(path, SuspicionReason.AMENDED)
    assert not falls_with_parent(path, SuspicionReason.SUSPENDED)
    assert not falls_with_parent(path, SuspicionReason.DAY_UNKNOWN)
    assert not falls_with_parent([Step(1, "guides", 1), Step(2)], SuspicionReason.REPLACED)
    assert not falls_with_parent([Step(0, "guides", 1), *path], SuspicionReason.REPLACED)

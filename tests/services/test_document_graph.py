from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.errors import DraftNotVisible
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.rules.permissions import PUBLIC, Actor
from directives.services.document_graph import DocumentGraph, GraphLimits, document_graph
from directives.services.relation_facts import MANUAL, record_relation
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document

UNLIMITED = GraphLimits()


@pytest.fixture
def system(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def relate(
    session: Session,
    actor: Actor,
    source: Document,
    target: Document,
    kind: RelationKind = RelationKind.AMENDS,
    status: ProposalState = ProposalState.CONFIRMED,
) -> None:
    new = NewRelation(source_id=saved_id(source), kind=kind, target_id=saved_id(target))
    record_relation(session, actor, new, origin=MANUAL, status=status, now=NOW)


def around(
    session: Session,
    document: Document,
    depth: int,
    actor: Actor = PUBLIC,
    limits: GraphLimits = UNLIMITED,
) -> DocumentGraph:
    key = saved_id(document)
    return document_graph(session, actor, key, depth=depth, today=TODAY, limits=limits)


def depths(graph: DocumentGraph) -> dict[int, int]:
    return {saved_id(node.document): node.depth for node in graph.nodes}


def chain(session: Session, actor: Actor, length: int, **overrides: Any) -> list[Document]:
    documents = [make_document(session, actor, **overrides) for _ in range(length)]
    for before, after in pairwise(documents):
        relate(session, actor, after, before)
    return documents


def test_a_graph_goes_both_ways_as_many_steps_as_asked(session: Session, system: Actor) -> None:
    documents = chain(session, system, 6)

    assert depths(around(session, documents[0], 3)) == {
        saved_id(document): step for step, document in enumerate(documents[:4])
    }
    assert sorted(depths(around(session, documents[2], 1)).values()) == [0, 1, 1]


def test_a_circle_is_walked_once(session: Session, system: Actor) -> None:
    first, _, third = chain(session, system, 3)
    relate(session, system, first, third)

    graph = around(session, first, 3)

    assert len(graph.nodes) == len(graph.edges) == 3
    assert not graph.truncated


def test_rejected_relations_are_not_followed_and_proposed_ones_say_so(
    session: Session, system: Actor
) -> None:
    one, other, third = (make_document(session, system) for _ in range(3))
    relate(session, system, one, other, status=ProposalState.REJECTED)
    relate(session, system, one, third, status=ProposalState.PROPOSED)

    graph = around(session, one, 3)

    assert [edge.target_id for edge in graph.edges] == [saved_id(third)]
    assert graph.edges[0].status is ProposalState.PROPOSED


def test_what_may_not_be_read_ends_the_way(session: Session, system: Actor) -> None:
    drafter = make_actor(session)
    start = make_document(session)
    draft = make_document(session, drafter, state=RecordState.DRAFT)
    beyond = make_document(session)
    relate(session, system, draft, start)
    relate(session, system, beyond, draft)

    assert len(around(session, start, 3).nodes) == 1
    assert len(around(session, start, 3, drafter).nodes) == 3
    with pytest.raises(DraftNotVisible):
        around(session, draft, 1)


def test_a_large_graph_is_cut_and_says_so_what_changes_the_law_first(
    session: Session, system: Actor
) -> None:
    base = make_document(session)
    for kind in (RelationKind.CITES, RelationKind.CITES, RelationKind.RELATED, RelationKind.AMENDS):
        relate(session, system, make_document(session), base, kind)

    graph = around(session, base, 2, limits=GraphLimits(nodes=3))

    assert (len(graph.nodes), graph.truncated) == (3, True)
    assert graph.edges[0].kind is RelationKind.AMENDS


def test_relations_are_counted_too(session: Session, system: Actor) -> None:
    base, other = make_document(session), make_document(session)
    for kind in (RelationKind.CITES, RelationKind.GUIDES, RelationKind.AMENDS):
        relate(session, system, other, base, kind)

    assert around(session, base, 1, limits=GraphLimits(edges=2)).truncated


def test_the_outermost_documents_are_related_among_themselves(
    session: Session, system: Actor
) -> None:
    base, one, other = (make_document(session) for _ in range(3))
    relate(session, system, one, base)
    relate(session, system, other, base)
    relate(session, system, other, one, RelationKind.REPLACES)
    relate(session, system, other, one, RelationKind.CITES, ProposalState.REJECTED)
    relate(session, system, make_document(session), one)

    graph = around(session, base, 1)
    cut = around(session, base, 1, limits=GraphLimits(edges=2))

    kinds = [edge.kind for edge in graph.edges]
    assert (len(graph.nodes), graph.truncated) == (3, False)
    assert kinds == [RelationKind.AMENDS, RelationKind.AMENDS, RelationKind.REPLACES]
    assert (len(cut.edges), cut.truncated) == (2, True)


def test_each_step_is_one_statement(session: Session, system: Actor) -> None:
    start = chain(session, system, 5)[0]
    session.flush()
    counts = []
    for depth in (1, 2, 3):
        session.expire_all()
        said: list[str] = []
        engine = session.get_bind()

        def note(_c: object, _k: object, statement: str, *_rest: object, said: Any = said) -> None:
            said.append(statement)

        sa.event.listen(engine, "before_cursor_execute", note)
        around(session, start, depth)
        sa.event.remove(engine, "before_cursor_execute", note)
        counts.append(len(said))

    assert [after - before for before, after in pairwise(counts)] == [1, 1]

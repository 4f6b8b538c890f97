import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.promise_proposals import propose_promises
from tests.api.cli.conftest import InDatabase, Runner
from tests.factories import NOW, make_actor, make_document, make_gap
from tests.services.test_promise_proposals import DATED, UNDATED, read_into


@pytest.fixture
def proposals(in_database: InDatabase) -> list[str]:
    """The keys of two proposals of one letter."""

    def make(session: Session) -> list[str]:
        document = make_document(session)
        read_into(session, document, DATED, UNDATED)
        found = propose_promises(session, make_actor(session), document, now=NOW)
        return [str(saved_id(one)) for one in found]

    keys: list[str] = in_database(make)
    return keys


def test_proposals_are_listed_accepted_and_rejected(run: Runner, proposals: list[str]) -> None:
    dated, undated = proposals
    listed = run("proposal", "list", "--limit", "1", "--json").json
    lines = run("proposal", "list").out.splitlines()
    accepted = run("proposal", "accept", dated, "--json").json
    rejected = run("proposal", "reject", undated, "--reason", "Chỉ là nhắc lại.", "--json").json

    assert (listed["total"], len(listed["proposals"])) == (2, 1)
    assert lines[0].split("\t")[:3] == [dated, "2025-10-14", "Bộ Tài chính"]
    assert (accepted["lead"], accepted["due_to"]) == ("Bộ Tài chính", "2025-10-14")
    assert rejected == {"id": int(undated), "status": "rejected"}
    assert run("proposal", "list").out == ""


def test_a_sector_and_gaps_are_said_with_it(
    run: Runner, in_database: InDatabase, proposals: list[str]
) -> None:
    code = in_database(lambda session: make_gap(session).code)
    accept = ("proposal", "accept", proposals[0])

    assert run(*accept, "--sector", "x").code == 2
    assert run(*accept, "--gap", "KT-99999").code == 2
    made = run(*accept, "--sector", "dat-dai", "--gap", code, "--json").json

    assert len(made["gap_ids"]) == 1


def test_kind_and_type_are_put_right_with_it(run: Runner, proposals: list[str]) -> None:
    first, second = (("proposal", "accept", key) for key in proposals[:2])
    assert run(*first, "--type", "x").code == 2
    assert run(*first, "--kind", "x").code == 2
    made = run(*first, "--kind", "action", "--json").json
    assert (made["kind"], made["expected_type_code"]) == ("action", None)
    made = run(*second, "--type", "TT", "--json").json
    assert (made["kind"], made["expected_type_code"]) == ("guidance", "TT")


def test_what_is_decided_is_said_in_one_line(run: Runner, proposals: list[str]) -> None:
    dated, undated = proposals

    assert run("proposal", "accept", dated, "--due", "2025-11-30").code == 2, "one was read"
    assert "Đã nhận thành cam kết " in run("proposal", "accept", dated).out
    assert run("proposal", "accept", dated).code == 1, "once"
    assert run("proposal", "reject", undated, "--reason", " ").code == 2
    said = run("proposal", "reject", undated, "--reason", "không phải")
    assert said.out == f"Đã bỏ đề xuất {undated}.\n"
    assert run("proposal", "reject", "99", "--reason", "không có").code == 1

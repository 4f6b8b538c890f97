"""The package's facts beside the file they were taken from: nothing lost, nothing changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from directives.example.facts import example_facts
from directives.example.kinds import Fact

pytestmark = pytest.mark.shared

FACTS: dict[str, Fact] = {fact.id: fact for fact in example_facts().all()}
OPERATORS = {"before": "<", "on_or_before": "<=", "": None}


@pytest.fixture(scope="module")
def original(shared: Path) -> dict[str, Any]:
    text = (shared / "domain" / "seed_facts.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@pytest.fixture(scope="module")
def originals(original: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in original["facts"]}


def iso(day: object) -> str | None:
    return str(day) if day else None


def test_the_ids_and_their_sentences_are_the_same(
    original: dict[str, Any], originals: dict[str, dict[str, Any]]
) -> None:
    assert {fact_id: fact.sentence for fact_id, fact in FACTS.items()} == {
        fact_id: row["sentence"] for fact_id, row in originals.items()
    }
    assert [s.id for s in example_facts().sentences] == [s["id"] for s in original["sentences"]]


def test_no_word_of_the_press_is_carried(original: dict[str, Any]) -> None:
    carried = {text for s in example_facts().sentences for text in (s.vi, s.en)}
    assert carried.isdisjoint(row["original_id"] for row in original["sentences"])


def test_documents_have_their_numbers_days_and_sectors(
    originals: dict[str, dict[str, Any]],
) -> None:
    for document in example_facts().documents:
        row = originals[document.id]
        if document.is_collective:
            assert (document.count, iso(document.counted_on)) == (row["count"], row["as_of"])
        else:
            assert document.number == row["number"]
            assert document.issuer == (row["issuer"] or "")
        assert iso(document.issued_on) == row.get("issued")
        assert (document.type, list(document.sectors)) == (row["type"], row["sectors"])
        for relation in ("implements", "amends", "addresses"):
            assert list(getattr(document, relation)) == row.get(relation, [])
        assert document.is_complete is row.get("complete", True)


def test_promises_have_their_days_leads_and_gaps(originals: dict[str, dict[str, Any]]) -> None:
    for promise in example_facts().commitments:
        row = originals[promise.id]
        assert iso(promise.due_to) == row["due_last_compliant_day"]
        assert iso(promise.boundary_on) == row.get("due_boundary")
        assert OPERATORS[promise.operator] == row.get("due_operator")
        assert promise.phrase in row.get("deadline_vi", "")
        assert set(promise.leads) <= {*row["responsible"], "ĐUCP"}
        assert list(promise.closes) == row.get("closes", [])
        assert promise.sector == row["sector"]
        assert promise.document_type == row.get("document_type", "")
        assert (promise.product == "guidance_document") is row.get("promised_document", False)
        if "assigned_on" in row:
            assert iso(promise.promised_on) == row["assigned_on"]


def test_the_sunset_has_its_day(originals: dict[str, dict[str, Any]]) -> None:
    (sunset,) = example_facts().sunsets
    assert iso(sunset.ends_on) == originals[sunset.id]["due_last_compliant_day"]


def test_deadlines_have_their_days(originals: dict[str, dict[str, Any]]) -> None:
    for deadline in example_facts().deadlines:
        row = originals[deadline.id]
        assert iso(deadline.boundary_on) == row["date"]
        assert OPERATORS[deadline.operator] == row["operator"]
        assert (deadline.firmness == "expected") is ("firmness" in row)


def test_gaps_have_their_sectors_and_kinds(originals: dict[str, dict[str, Any]]) -> None:
    for gap in example_facts().gaps:
        row = originals[gap.id]
        assert (gap.sector or "(unspecified)") == row["sector"]
        assert gap.gap_kind == row["gap_type"]
        assert list(gap.figures) == row.get("figures", [])
        assert list(gap.also_in) == row.get("also_in", [])
        assert gap.reported_by == row.get("reported_by", "")
        if "reported" in row:
            assert iso(gap.reported_on) == row["reported"]


def test_figures_have_their_values_units_and_days(originals: dict[str, dict[str, Any]]) -> None:
    for figure in example_facts().figures:
        row = originals[figure.id]
        assert (figure.value, iso(figure.as_of)) == (row["value"], row["as_of"])
        assert figure.unit in row["unit"]
        assert (figure.qualifier == "more_than") is (row.get("qualifier") == ">")
        period = f"{figure.period_from}/{figure.period_to}" if figure.period_from else None
        assert period == row.get("period")
        assert figure.share_percent == row.get("share_pct")
        assert figure.province == row.get("province", "")
        assert row.get("by", "").startswith(figure.reported_by)
        if "of" in row:
            assert figure.out_of == row["of"]


def test_instructions_events_and_drafts_have_their_days_and_stages(
    originals: dict[str, dict[str, Any]],
) -> None:
    for instruction in example_facts().directives:
        row = originals[instruction.id]
        assert iso(instruction.given_on) == row.get("on")
        assert iso(instruction.due_to) == row["due"]
        assert instruction.is_standing is row.get("standing", False)
        assert len(instruction.addressees_words) == len(row.get("to", []))
        assert list(instruction.refers_to) == row.get("refers_to", [])
    for event in example_facts().events:
        row = originals[event.id]
        window = f"{event.not_before}/{event.not_after}" if event.not_before else None
        assert (iso(event.happened_on), window) == (row["date"], row.get("date_window"))
    for draft in example_facts().drafts:
        row = originals[draft.id]
        assert draft.type == row["type"]
        assert draft.stage.replace("_", " ") in row["stage"]
        assert draft.issued_as in row.get("later", "")


def test_reports_and_actors_have_their_addresses_and_codes(
    originals: dict[str, dict[str, Any]],
) -> None:
    for source in example_facts().sources:
        row = originals[source.id]
        assert (source.url, iso(source.published_on)) == (row["url"], row["published"])
    for actor in example_facts().actors:
        assert actor.code == originals[actor.id]["code"]

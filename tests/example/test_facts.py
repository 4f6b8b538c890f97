import re
from collections import Counter
from datetime import date, timedelta

import pytest

from directives.example.facts import example_facts
from directives.example.kinds import CommitmentFact

FACTS = example_facts()
IDS = {fact.id for fact in FACTS.all()}
SENTENCES = {sentence.id: sentence for sentence in FACTS.sentences}


def commitment(fact_id: str) -> CommitmentFact:
    return next(fact for fact in FACTS.commitments if fact.id == fact_id)


def test_every_fact_of_the_two_reports_is_there() -> None:
    assert len(FACTS.sentences) == 72
    assert Counter(fact.id.split("-")[0] for fact in FACTS.all()) == {
        "SRC": 2,
        "DOC": 10,
        "DRF": 6,
        "COM": 13,
        "DL": 4,
        "GAP": 29,
        "FIG": 25,
        "DIR": 15,
        "EVT": 4,
        "ACT": 19,
    }


def test_no_id_is_given_twice() -> None:
    assert len(IDS) == len(FACTS.all())
    assert len(SENTENCES) == len(FACTS.sentences)


def test_every_fact_names_an_existing_sentence() -> None:
    for fact in FACTS.all():
        assert {fact.sentence, *fact.also_in} <= set(SENTENCES)
        assert FACTS.sentence(fact.sentence).vi


def test_every_sentence_belongs_to_a_report_and_speaks_both_languages() -> None:
    reports = {source.id for source in FACTS.sources}
    for sentence in FACTS.sentences:
        assert sentence.source in reports
        assert sentence.vi
        assert sentence.en


def test_facts_refer_to_facts_that_exist() -> None:
    for document in FACTS.documents:
        assert set(document.addresses) <= IDS
    for gap in FACTS.gaps:
        assert set(gap.figures) <= IDS
    for promise in FACTS.commitments:
        assert {*promise.closes, promise.draft, promise.directive} - {""} <= IDS
    for figure in FACTS.figures:
        assert {figure.part_of, figure.conflicts_with} - {""} <= IDS


def test_relations_lead_to_documents_of_the_catalogue() -> None:
    numbers = {document.number for document in FACTS.documents}
    for document in FACTS.documents:
        assert {*document.implements, *document.amends, *document.cites} <= numbers


def test_the_words_of_a_deadline_stand_in_its_sentence() -> None:
    dated = [promise for promise in FACTS.commitments if promise.phrase]
    assert {promise.id for promise in dated} == {"COM-01", "COM-02", "COM-04", "COM-05"}
    for promise in dated:
        assert promise.phrase in SENTENCES[promise.sentence].vi


def test_the_day_before_a_named_day_is_the_last_good_one() -> None:
    for promise in FACTS.commitments:
        if promise.operator == "before":
            assert promise.due_to is not None
            assert promise.boundary_on == promise.due_to + timedelta(days=1)
        else:
            assert promise.boundary_on == promise.due_to


def test_a_promise_without_a_day_keeps_none() -> None:
    undated = [promise for promise in FACTS.commitments if promise.precision == "none"]
    assert len(undated) == 8
    for promise in undated:
        assert (promise.due_from, promise.due_to, promise.phrase) == (None, None, "")
        assert promise.firmness == "none"


def test_nothing_is_due_before_it_was_promised() -> None:
    for promise in FACTS.commitments:
        assert promise.due_to is None or promise.promised_on <= promise.due_to


def test_a_lead_that_the_report_does_not_name_is_marked() -> None:
    inferred = {p.id for p in FACTS.commitments if p.leads_basis == "inferred_from_sector"}
    assert inferred == {"COM-08", "COM-09", "COM-10"}
    assert commitment("COM-01").leads == ()
    assert commitment("COM-01").lead_words == "các đơn vị liên quan"
    assert commitment("COM-02").lead_words == "các địa phương, cơ quan"


def test_the_end_of_a_policy_is_no_promise() -> None:
    (sunset,) = FACTS.sunsets
    assert (sunset.id, sunset.ends_on) == ("COM-03", date(2025, 9, 1))
    assert "COM-03" not in {promise.id for promise in FACTS.commitments}


def test_one_gap_names_no_sector() -> None:
    assert [gap.id for gap in FACTS.gaps if gap.sector is None] == ["GAP-07"]


def test_a_figure_of_a_period_ends_on_its_day() -> None:
    for figure in FACTS.figures:
        if figure.period_from and figure.period_to:
            assert figure.period_from <= figure.period_to == figure.as_of


def test_titles_spell_out_their_abbreviations() -> None:
    for fact in FACTS.all():
        assert not re.search(r"\b(CBCCVC|NLĐ|ĐVHC|CQĐP|LLVT)\b", fact.title_vi)


@pytest.mark.parametrize(
    ("number", "field", "targets"),
    [
        ("67/2025/NĐ-CP", "amends", ("178/2024/NĐ-CP",)),
        ("6383/BNV-TCBC", "implements", ("183-KL/TW",)),
    ],
)
def test_documents_say_what_they_change_and_carry_out(
    number: str, field: str, targets: tuple[str, ...]
) -> None:
    document = next(document for document in FACTS.documents if document.number == number)
    assert getattr(document, field) == targets

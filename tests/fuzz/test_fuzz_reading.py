"""A short run over damaged files, and the run itself: it repeats, and it tells what went wrong."""

import json
from collections.abc import Iterator

import pytest

from directives.errors import FileEmpty
from directives.reading.reading import Reading, read_file
from tests.fuzz.mutants import FORMATS, mutant, own_samples, seeds_of
from tests.fuzz.readers import ChildReader, Outcome, outcome_of
from tests.fuzz.reading import main, run

FEW = 60


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_give_an_answer_or_a_clear_error(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--format", name, "--count", str(FEW)]) == 0

    counts = json.loads(capsys.readouterr().out)
    assert counts["answers"] + sum(counts["errors"].values()) == FEW
    assert (counts["tracebacks"], counts["hangs"]) == (0, 0)
    assert 0 < counts["peak_rss_mb"] < 1024


@pytest.mark.parametrize("name", FORMATS)
def test_a_seed_gives_the_same_files_again_and_another_seed_others(name: str) -> None:
    seeds = seeds_of(name, None)

    first, again, other = (
        [mutant(name, seeds, seed=seed, case=case) for case in range(20)] for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other
    assert not set(first) <= set(own_samples(name))


@pytest.fixture
def child() -> Iterator[ChildReader]:
    reader = ChildReader(patience=20)
    yield reader
    reader.close()


def test_a_child_goes_on_after_a_file_that_broke_it(child: ChildReader) -> None:
    child._process.kill()

    assert child.read("a.docx", b"x").kind == "traceback"
    assert child.read("a.docx", b"") == Outcome("error", "FileEmpty")
    assert child.read("a.docx", own_samples("docx")[0]) == Outcome("answer")


def test_a_file_that_takes_too_long_is_a_hang_and_the_run_goes_on(child: ChildReader) -> None:
    child._patience = 0

    assert child.read("a.docx", own_samples("docx")[0]).kind == "hang"
    child._patience = 20
    assert child.read("a.docx", b"").kind == "error"


def test_anything_but_a_refusal_is_a_traceback() -> None:
    def refused() -> Reading:
        raise FileEmpty(name="a")

    def broken() -> Reading:
        raise KeyError("quà")

    assert outcome_of(refused) == Outcome("error", "FileEmpty")
    assert outcome_of(broken).kind == "traceback"
    assert "KeyError" in outcome_of(broken).said
    assert outcome_of(lambda: read_file("a", own_samples("docx")[0])) == Outcome("answer")


def test_what_went_wrong_is_told_with_what_repeats_it(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def read(self, _name: str, _content: bytes, /) -> Outcome:
            return Outcome("traceback", "KeyError")

        def close(self) -> int:
            return 0

    counts = run(Broken(), "docx", own_samples("docx"), seed=5, cases=range(3, 4))

    assert (counts["files"], counts["tracebacks"], counts["answers"]) == (1, 1, 0)
    assert "--seed 5 --case 3: traceback\nKeyError" in capsys.readouterr().err

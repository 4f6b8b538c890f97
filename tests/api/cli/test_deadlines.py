from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from directives.models.calendar import NewCalendarChange
from directives.rules.two_times import AsOf
from directives.services.accounts import system_actor
from directives.services.calendar_changes import change_calendar
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import CalendarDayKind
from tests.api.cli.conftest import Runner


def test_a_phrase_is_resolved_with_the_keys_that_scripts_rely_on(run_empty: Runner) -> None:
    done = run_empty("deadline", "trước ngày 20/11/2025", "--on", "2025-10-01", "--json")

    assert done.code == 0
    assert done.json == {
        "phrase": "trước ngày 20/11/2025",
        "kind": "date",
        "operator": "before",
        "due_from": "2025-11-19",
        "due_to": "2025-11-19",
        "due_at": None,
        "rrule": None,
        "precision": "day",
        "rule": "“Trước” một ngày: hạn cuối là ngày liền trước",
        "needs_confirmation": False,
    }


def test_looking_leaves_no_trace(run_empty: Runner, data_dir: Path) -> None:
    run_empty("deadline", "trong quý IV", "--on", "2025-10-01")

    assert not data_dir.exists()


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("trước 17 giờ ngày 20/11/2025", "Hạn cuối: 20/11/2025 17:00"),
        ("chậm nhất ngày 20/11/2025", "Hạn cuối: 20/11/2025"),
        ("hằng tháng, trước ngày 25", "RRULE:FREQ=MONTHLY;BYMONTHDAY=24"),
        ("trước kỳ họp thứ 12", "Cần người soạn thảo xác nhận."),
    ],
)
def test_a_person_reads_words(run_empty: Runner, phrase: str, words: str) -> None:
    assert words in run_empty("deadline", phrase, "--on", "2025-10-01").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("trước ngày 31/9/2025", "--on", "2025-08-21"), "day_impossible"),
        (("xin chào", "--on", "2025-08-21"), "deadline_not_understood"),
        (("trước ngày 15/10", "--on", "hôm nay"), "usage"),
        (("trước ngày 15/10",), "usage"),
    ],
)
def test_bad_input_is_refused(run_empty: Runner, arguments: tuple[str, ...], code: str) -> None:
    done = run_empty("deadline", *arguments, "--json")

    assert (done.code, done.json["error"]["code"]) == (2, code)
    assert done.json["error"]["message"] in done.err


def test_the_day_of_effect_starts_a_term(run_empty: Runner) -> None:
    phrase = "trong thời hạn 10 ngày kể từ ngày có hiệu lực"
    options = ("--on", "2025-08-21", "--effective", "2025-09-08", "--json")

    assert run_empty("deadline", phrase, *options).json["due_to"] == "2025-09-18"


def test_a_database_that_was_never_migrated_changes_nothing(
    run_empty: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    monkeypatch.setenv("DIRECTIVES_DATABASE_URL", f"sqlite:///{empty}")

    done = run_empty("deadline", "trong 02 ngày làm việc", "--on", "2025-08-29", "--json")

    assert done.json["due_to"] == "2025-09-04"


def test_the_calendar_of_the_database_counts(
    run_empty: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("DIRECTIVES_DATABASE_URL", url)
    run_empty("migrate")
    engine = open_engine(url)
    new = NewCalendarChange(
        day=date(2025, 8, 25), name="Nghỉ mẫu", kind=CalendarDayKind.HOLIDAY, reason="Thử"
    )
    with unit_of_work(engine) as session:
        actor = system_actor(session, "system:cli")
        at = AsOf(date(2025, 8, 1), datetime(2025, 8, 1, tzinfo=UTC))
        change_calendar(session, actor, [new], at=at)
    engine.dispose()

    done = run_empty("deadline", "trong 01 ngày làm việc", "--on", "2025-08-22", "--json")

    assert done.json["due_to"] == "2025-08-26"

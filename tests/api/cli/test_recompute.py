from datetime import timedelta
from pathlib import Path

from directives import clock
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import RelationKind
from tests.api.cli.conftest import Runner
from tests.factories import make_document, make_gap
from tests.services.test_suspicions import relate


def test_recomputing_finds_what_is_suspect_once_and_the_reports_tell_it(
    run: Runner, data_dir: Path
) -> None:
    today = clock.ha_noi_date(clock.current_time())
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        base = make_document(session, expires_on=today - timedelta(days=1))
        soon = make_document(session, expires_on=today + timedelta(days=3))
        relate(session, soon, RelationKind.GUIDES, base)
        make_gap(session)
        names = base.number, soon.number
    engine.dispose()

    done = run("recompute", "--json").json
    assert {key: done[key] for key in ("raised", "lapsed", "documents", "gaps")} == {
        "raised": 1,
        "lapsed": 0,
        "documents": 2,
        "gaps": 1,
    }
    assert {state: count for state, count in done["states"].items() if count} == {"open": 1}
    again = run("recompute").out
    assert "Đã xem 2 văn bản, 1 khoảng trống." in again
    assert "Thêm 0 việc cần xem lại" in again
    for report in ("suspects", "resting_on_ended"):
        told = run("report", report).out
        assert all(name and name in told for name in names)
    assert f"{names[1]}: {today + timedelta(days=3):%d/%m/%Y} (3)" in run("report", "expiring").out
    assert "Hết thời hạn ghi trong chính văn bản" in run("report", "expiring").out
    (row,) = run("report", "expiring", "--json").json["rows"]
    assert (row["days_left"], row["ends_as"], row["acts"]) == (3, "expired", [])

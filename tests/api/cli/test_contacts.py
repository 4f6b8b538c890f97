from tests.api.cli.conftest import Runner


def test_a_person_is_added_listed_changed_and_absent(run: Runner) -> None:
    missing = run("contact", "list", "--missing", "--json").json
    assert "BNV" in {one["code"] for one in missing}

    head = ("contact", "add", "Trưởng", "--email", "truong@bo.example", "--agency", "BNV")
    assert run(*head, "--duty", "head", "--from", "2025-03-01").code == 0
    person = ("contact", "add", "Phó", "--email", "pho@bo.example", "--agency", "BNV")
    assert run(*person, "--deputy-of", "1").code == 0
    assert run("contact", "change", "1", "--email", "moi@bo.example").code == 0
    away = ("contact", "absent", "1", "--from", "2026-01-05", "--to", "2026-01-09")
    assert run(*away, "--deputy", "2").code == 0

    people = run("contact", "list", "--agency", "BNV", "--json").json
    assert [(one["email"], one["duty"]) for one in people] == [
        ("moi@bo.example", "head"),
        ("pho@bo.example", "head"),
    ]
    assert "moi@bo.example" in run("contact", "list").out


def test_an_absence_is_taken_back_by_its_number(run: Runner) -> None:
    run("contact", "add", "Trưởng", "--email", "truong@bo.example", "--agency", "BNV")
    away = ("contact", "absent", "1", "--from", "2099-01-05", "--to", "2099-01-09")
    assert run(*away).out == "Đã ghi ngày vắng mặt của người mã 1: đợt vắng mã 1.\n"

    def absences() -> object:
        return run("contact", "list", "--json").json[0]["absences"]

    known = {"id": 1, "from": "2099-01-05", "to": "2099-01-09", "deputy": None}
    assert absences() == [known]
    assert "2099" not in run("contact", "list").out
    assert run("contact", "back", "1").out == "Đã bỏ đợt vắng mã 1 của Trưởng.\n"
    assert absences() == []
    assert run("contact", "back", "7").code == 1


def test_an_address_is_marked_as_broken_and_as_working(run: Runner) -> None:
    run("contact", "add", "Trưởng", "--email", "truong@bo.example", "--agency", "BNV")

    for state, said in (("broken", "hỏng"), ("works", "dùng được")):
        done = run("contact", "address", "1", state)
        assert f"Địa chỉ truong@bo.example {said}" in done.out
        assert run("contact", "list", "--json").json[0]["address"] == state
    assert run("contact", "address", "7", "works").code == 1
    assert run("contact", "address", "1", "khác").code == 2


def test_one_who_leaves_is_no_longer_listed(run: Runner) -> None:
    run("contact", "add", "A", "--email", "a@bo.example", "--place", "15", "--from", "2025-03-01")

    assert run("contact", "change", "1", "--until", "2025-12-31").code == 0

    assert run("contact", "list", "--json").json == []


def test_what_is_wrong_is_refused_in_one_line(run: Runner) -> None:
    add = ("contact", "add", "A", "--email", "a@bo.example", "--agency")
    refused = run(*add, "không có")

    assert refused.code == 2
    assert "không có" in refused.err
    assert run(*add, "BNV", "--account", "ai").code == 1
    assert "một cơ quan hoặc một địa phương." in run(*add[:-1]).err
    assert "không chọn cả hai" in run(*add, "BNV", "--place", "15").err
    assert run("contact", "absent", "9", "--from", "2026-01-05", "--to", "2026-01-09").code == 1

from tests.api.cli.conftest import Runner


def key_of(run: Runner, words: str) -> str:
    return str(run("agency", "list", "--query", words, "--json").json[0]["id"])


def test_bodies_are_added_renamed_merged_and_placed(run: Runner) -> None:
    assert run("agency", "add", "Cục mẫu", "--code", "CM", "--kind", "agency").code == 0
    body, ministry = key_of(run, "cuc mau"), key_of(run, "bo noi vu")
    assert run("agency", "under", body, "--parent", ministry).code == 0
    part = ("agency", "transfer", ministry, "--to", key_of(run, "bo tai chinh"))
    assert run(*part, "--scope", "lao động", "--on", "2030-01-01").code == 0

    assert run("agency", "rename", body, "Cục mới", "--on", "2030-01-01").code == 0
    renamed = key_of(run, "cuc moi")
    assert run("agency", "merge", renamed, "--into", ministry, "--on", "2031-01-01").code == 0

    listed = {one["name"]: one for one in run("agency", "list", "--json").json}
    assert listed["Cục mẫu"]["valid_to"] == "2029-12-31"
    assert listed["Cục mới"]["valid_to"] == "2030-12-31"
    assert str(listed["Cục mới"]["parent_id"]) == ministry
    assert "Cục mẫu\t2029-12-31" in run("agency", "list", "--query", "cuc").out


def test_bodies_are_named_by_abbreviation_or_name(run: Runner) -> None:
    for name, code in (("Cục một", "C1"), ("Cục hai", "C2"), ("Cục ba", "C3")):
        assert run("agency", "add", name, "--code", code).code == 0
    assert run("agency", "under", "C1", "--parent", "Bộ Nội vụ").code == 0
    part = ("agency", "transfer", "BNV", "--to", "Cục hai", "--scope", "lao động")
    assert run(*part, "--on", "2030-01-01").code == 0
    day = ("--on", "2031-01-01")
    assert run("agency", "merge", "Cục hai", "C3", "--into", "BNV", *day).code == 0
    assert run("agency", "rename", "C1", "Cục mới", "--code", "CM1", *day).code == 0

    listed = {one["name"]: one for one in run("agency", "list", "--json").json}
    assert listed["Cục một"]["parent_id"] == listed["Bộ Nội vụ"]["id"]
    ended = [name for name in listed if name.startswith("Cục") and listed[name]["valid_to"]]
    assert sorted(ended) == ["Cục ba", "Cục hai", "Cục một"]
    assert run("agency", "under", "CM1").code == 0


def test_an_unknown_body_is_refused_in_one_line_that_names_it(run: Runner) -> None:
    for words in (
        ("merge", "999999", "--into", "BNV", "--on", "2030-01-01"),
        ("merge", "BNV", "--into", "999999", "--on", "2030-01-01"),
        ("transfer", "BNV", "--to", "999999", "--scope", "x", "--on", "2030-01-01"),
        ("rename", "999999", "Cục mới", "--on", "2030-01-01"),
        ("under", "BNV", "--parent", "999999"),
    ):
        refused = run("agency", *words)
        assert refused.code == 2
        assert "“999999”" in refused.err

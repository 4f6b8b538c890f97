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


def test_an_unknown_body_is_refused_in_one_line(run: Runner) -> None:
    assert run("agency", "merge", "999999", "--into", "1", "--on", "2030-01-01").code == 1

import mailbox
from pathlib import Path

from sqlmodel import select

from directives.mail import message_id
from directives.models.contact import Contact
from directives.models.outbox import OutboxMessage
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import AddressState
from tests.api.cli.conftest import Runner
from tests.factories import NOW, make_contact
from tests.mail.test_bounce import bounce_of

NAMES = ("a", "b", "c")


def letters(data_dir: Path) -> list[bytes]:
    """Send a letter to each of three people; returns the bounce of each."""
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    made = []
    with unit_of_work(engine) as session:
        for name in NAMES:
            address, key = f"{name}@bo.example", f"digest:{name}"
            make_contact(session, email=address)
            letter = OutboxMessage(
                key=key, topic="mail.digest", recipient=address, payload="{}", created_at=NOW
            )
            session.add(letter)
            identity = message_id(key, "bo.example")
            made.append(bounce_of(address, letter=f"Message-ID: {identity}\n\nThu\n"))
    engine.dispose()
    return made


def broken(data_dir: Path) -> list[str]:
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        found = session.exec(
            select(Contact.email).where(Contact.address_state == AddressState.BROKEN)
        ).all()
    engine.dispose()
    return sorted(found)


def test_letters_that_came_back_are_read_from_files_and_folders(
    run: Runner, data_dir: Path, tmp_path: Path
) -> None:
    one, two, three = letters(data_dir)
    (tmp_path / "one.eml").write_bytes(one)
    box = mailbox.mbox(tmp_path / "box.mbox")
    box.add(two)
    box.add(b"Subject: xin chao\n\nThu thuong")
    box.close()
    mailbox.Maildir(tmp_path / "dir").add(three)

    told = run(
        "bounces",
        str(tmp_path / "one.eml"),
        str(tmp_path / "box.mbox"),
        "--maildir",
        str(tmp_path / "dir"),
        "--json",
    )

    assert (told.code, told.json) == (
        0,
        {"read": 4, "broken": 3, "known": 0, "passing": 0, "strange": 0},
    )
    assert broken(data_dir) == [f"{name}@bo.example" for name in NAMES]
    again = run("bounces", str(tmp_path / "one.eml"))
    assert "1 thư đã biết" in again.out


def test_nothing_to_read_breaks_nothing(run: Runner, data_dir: Path) -> None:
    letters(data_dir)

    assert run("bounces", "--json").json["read"] == 0
    assert run("bounces", "/nowhere").code == 2
    assert broken(data_dir) == []

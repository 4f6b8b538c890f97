from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import AddressRefused
from directives.mail import Letter, MemoryMailer, is_usable_address
from directives.mail.letter import write_message
from tests.factories import NOW


def make_letter(**overrides: str) -> Letter:
    values = {"key": "digest:a", "to": "a@bo.example", "subject": "Nhắc", "text": "t", "html": "h"}
    return Letter(**{**values, **overrides}, written_at=NOW)


def written(letter: Letter, sender_name: str = "") -> bytes:
    return write_message(letter, sender="nhac@bo.example", sender_name=sender_name).as_bytes()


@pytest.mark.parametrize("address", ["a@bo.example", "nguoi.lam+1@noi-vu.gov.vn", "đào@bộ.vn"])
def test_a_plain_address_is_usable(address: str) -> None:
    assert is_usable_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "a", "a@", "@b.vn", "a@b.vn, c@d.vn", "A <a@b.vn>", "a@b.vn\nBcc: c@d.vn", "a b@c.vn",
     "a@b..vn", "a@-b.vn", "a@" + "b" * 300],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        written(make_letter(to=address))
    with pytest.raises(AddressRefused):
        MemoryMailer().send(make_letter(to=address))


@given(st.text(), st.text())
def test_whatever_a_subject_holds_it_is_one_header(subject: str, name: str) -> None:
    plain = message_from_bytes(written(make_letter()), policy=policy.default)
    sent = message_from_bytes(
        written(make_letter(subject=f"a\r\nBcc: x@y.vn\n{subject}"), name), policy=policy.default
    )

    assert sent.keys() == plain.keys()
    assert sent["To"].addresses[0].addr_spec == "a@bo.example"
    assert [one.addr_spec for one in sent["From"].addresses] == ["nhac@bo.example"]


def test_the_same_key_gives_the_same_identity() -> None:
    first, again = written(make_letter()), written(make_letter(subject="Khác"))
    other = written(make_letter(key="digest:b"))
    of = [message_from_bytes(one, policy=policy.default)["Message-ID"] for one in (first, again)]

    assert of[0] == of[1]
    assert of[0].endswith("@bo.example>")
    assert message_from_bytes(other, policy=policy.default)["Message-ID"] != of[0]


def test_a_mailer_of_memory_keeps_what_it_was_handed() -> None:
    mailer = MemoryMailer()
    mailer.send(make_letter())
    mailer.close()

    assert [letter.to for letter in mailer.letters] == ["a@bo.example"]

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.errors import ValueInvalid
from directives.rules.webhooks import (
    FAILURES_BEFORE_OFF,
    TRIED_FOR,
    check_url,
    is_allowed,
    is_given_up,
    is_switched_off,
    message_id,
    read_networks,
    signature,
    wait_after,
)

AT = datetime(2025, 10, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "192.0.0.8",
        "198.18.0.1",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:7f00:1::1",
        "",
        "may.vi-du.vn",
    ],
)
def test_what_is_not_the_public_internet_is_refused(address: str) -> None:
    assert not is_allowed(address, "https")
    assert not is_allowed(address, "http")


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "203.162.4.191", "2606:4700:4700::1111", "::ffff:1.1.1.1"]
)
def test_the_public_internet_is_reached_over_https_only(address: str) -> None:
    assert is_allowed(address, "https")
    assert not is_allowed(address, "http")


def test_a_network_that_the_operator_named_is_reached_and_no_other() -> None:
    networks = read_networks(" 10.1.0.0/16, 127.0.0.1,fd00::/64 ,")

    assert all(
        is_allowed(address, scheme, networks)
        for scheme in ("http", "https")
        for address in ("10.1.2.3", "127.0.0.1", "::ffff:10.1.2.3", "fd00::7")
    )
    assert not any(
        is_allowed(address, "https", networks) for address in ("10.2.0.1", "127.0.0.2", "fd00:1::7")
    )


@given(st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="10.0.0.0/8"))
def test_an_inner_address_is_refused_in_whatever_it_is_wrapped(address: object) -> None:
    inner = int(address)  # type: ignore[call-overload]
    for wrapped in (
        f"::ffff:{address}",
        f"64:ff9b::{inner >> 16:x}:{inner & 0xFFFF:x}",
        f"2002:{inner >> 16:x}:{inner & 0xFFFF:x}::1",
    ):
        assert not is_allowed(wrapped, "https")


@pytest.mark.parametrize("text", ["10.0.0.0/33", "10.0.0.1/8", "noi-bo", "1.2.3.4;5.6.7.8"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_networks(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://may.vi-du.vn",
        "https://may.vi-du.vn:8443/nhan?ma=1",
        "http://10.1.2.3/nhan",
        "https://[2606:4700::1]/",
    ],
)
def test_an_address_of_the_web_is_taken_as_typed(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "may.vi-du.vn",
        "ftp://may.vi-du.vn",
        "file:///etc/passwd",
        "https://",
        "https:///nhan",
        "https://a:b@may.vi-du.vn",
        "https://may.vi-du.vn#x",
        "https://may.vi-du.vn:0/",
        "https://may.vi-du.vn:99999/",
        "https://may.vi-du.vn/a b",
        "https://may.vi-du.vn/\r\nX: y",
        "https://may\\@vi-du.vn/",
        "https://máy.vi-du.vn/",
        "https://[::1/",
        f"https://may.vi-du.vn/{'a' * 2_000}",
    ],
)
def test_whatever_else_is_refused(url: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        check_url(url)
    assert refused.value.field == "url"


@given(st.binary(min_size=24, max_size=64), st.binary(max_size=200))
def test_a_receiver_with_the_same_secret_finds_the_same_signature(key: bytes, body: bytes) -> None:
    secret = f"whsec_{base64.b64encode(key).decode()}"
    identity = message_id("commitment.move:commitment:7:9")
    digest = hmac.new(key, f"{identity}.1759287600.".encode() + body, hashlib.sha256).digest()

    written = signature(secret, identity, AT, body)

    assert written == f"v1,{base64.b64encode(digest).decode()}"
    assert written != signature(secret, identity, AT + timedelta(seconds=1), body)
    assert written != signature(secret, identity, AT, body + b" ")


def test_a_message_keeps_its_identity_and_shares_it_with_no_other() -> None:
    assert message_id("a") == message_id("a") != message_id("b")
    assert len(message_id("a")) == 36
    assert "." not in message_id("gap.open:gap:1:2")


@given(st.integers(0, 10_000))
def test_the_wait_grows_up_to_six_hours(failures: int) -> None:
    assert timedelta(seconds=30) <= wait_after(failures) <= wait_after(failures + 1)
    assert wait_after(failures) <= timedelta(hours=6)


def test_the_first_waits_double() -> None:
    seconds = [wait_after(failures).total_seconds() for failures in (1, 2, 3, 4, 10, 11)]
    assert seconds == [30, 60, 120, 240, 15_360, 21_600]


def test_the_attempts_of_three_days_are_more_than_those_before_switching_off() -> None:
    at, failures = AT, 1
    while not is_given_up(AT, at):
        at += wait_after(failures)
        failures += 1
    assert failures > FAILURES_BEFORE_OFF


def test_a_receiver_is_switched_off_after_three_days_of_which_we_were_there() -> None:
    late = AT + TRIED_FOR
    assert is_switched_off(AT, FAILURES_BEFORE_OFF, late)
    assert not is_switched_off(AT, FAILURES_BEFORE_OFF, late - timedelta(seconds=1))
    assert not is_switched_off(AT, FAILURES_BEFORE_OFF - 1, late + timedelta(days=9))

"""What forms carry: words as typed, and the token of one sent before anybody has signed in."""

import hmac
import re
import secrets

from fastapi import Request, Response

from directives.errors import FormExpired
from directives.rules.vietnamese import nfc
from directives.settings import Settings

FORM_COOKIE = "directives_form"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def typed_words(sent: object) -> str:
    """Return what was typed, in NFC, without the control characters that no database takes."""
    return _CONTROL.sub("", nfc(str(sent))).strip()


def form_token(request: Request) -> str:
    """Return the token that the browser already has, or a new one."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(32)


def keep_form_token(response: Response, token: str, settings: Settings) -> None:
    """Give the browser the token; it comes back with the form, and only from this site."""
    response.set_cookie(
        FORM_COOKIE,
        token,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="strict",
        path="/dang-nhap",
    )


def check_form_token(request: Request, sent: str) -> None:
    """Check that the form came from a page that this very browser asked for.

    Raises:
        FormExpired: the cookie and the field differ, or one is missing.
    """
    kept = request.cookies.get(FORM_COOKIE, "")
    if not kept or not hmac.compare_digest(kept.encode(), sent.encode()):
        raise FormExpired

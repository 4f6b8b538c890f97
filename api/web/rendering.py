"""Turn a template and its facts into a page, escaped and strict, in the reader's language."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any
from urllib.parse import quote_plus, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from api.sent_once import FORM_KEY, new_form_key
from api.web import formatting, states
from api.web.static_files import static_url
from directives.translation import LANGUAGES, N_, translations

DEFAULT_LANGUAGE = "vi"
LANGUAGE_NAMES = {"vi": N_("Tiếng Việt"), "en": "English"}
LANGUAGE_COOKIE = "lang"
ONE_YEAR_SECONDS = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """Return the language of a request: `?lang=`, else the cookie, else the operator's."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    settings = getattr(request.app.state, "settings", None)
    return str(settings.language) if settings else DEFAULT_LANGUAGE


def render(
    request: Request, template: str | Template, *, status_code: int = 200, **context: object
) -> HTMLResponse:
    """Return the page that `template` makes of `context`.

    `template` is a name under `api/web/templates`, or a template already made. Every one also
    sees `language`, `account` (None when nobody signed in), `csrf_token`, `path`,
    `search_words` and `url_with`. A language chosen in the address is remembered.

    Raises:
        jinja2.UndefinedError: the template names something that `context` lacks.
    """
    language = language_of(request)
    page = environment(language).get_template(template)
    shared: dict[str, Any] = {
        "account": getattr(request.state, "account", None),
        "csrf_token": getattr(request.state, "csrf_token", ""),
        "path": request.url.path,
        "search_words": request.query_params.get("q", ""),
        "url_with": url_changer(request),
    }
    response = HTMLResponse(page.render(shared | context), status_code=status_code)
    response.headers["Content-Language"] = language
    if request.query_params.get("lang") == language:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=ONE_YEAR_SECONDS,
            httponly=True,
            secure=request.url.scheme == "https",
            samesite="lax",
        )
    return response


def url_changer(request: Request) -> Callable[..., str]:
    """Return a function that gives this page's address with some parameters changed.

    A parameter set to None is left out, so filters are links: `url_with(type="CV", page=None)`;
    one set to a list is given once for each of its values.
    The address is relative to the page, so a path such as `//elsewhere` leads nowhere else.
    """
    # A page of results has a hundred such links: what stays is written out once.
    present = [
        (name, urlencode([(name, value)])) for name, value in request.query_params.multi_items()
    ]

    def url_with(**changes: object) -> str:
        kept = [written for name, written in present if name not in changes]
        kept += [
            f"{name}={quote_plus(str(value))}"
            for name, given in changes.items()
            for value in (given if isinstance(given, list) else [given])
            if value is not None
        ]
        return "?" + "&".join(kept)

    return url_with


@cache
def environment(language: str) -> Environment:
    """Return the template environment of a language of `LANGUAGES`."""
    catalogue = translations(language)
    made = Environment(
        loader=PackageLoader("api.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    # What the i18n extension adds to an environment is not in the type of Environment.
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "language": language,
        FORM_KEY: new_form_key,
        "language_names": LANGUAGE_NAMES,
        "static_url": static_url,
    }
    made.filters |= {
        # For words marked with N_() elsewhere; `_()` in a template takes literals only, because
        # what it returns is trusted as markup.
        "translated": catalogue.gettext,
        "day": formatting.day,
        "instant": formatting.instant,
        "number": partial(formatting.number, language=language),
        "percent": partial(formatting.percent, language=language),
        "lateness": partial(formatting.lateness, catalogue=catalogue),
        "due": partial(formatting.due, catalogue=catalogue),
        "label": partial(states.label, catalogue=catalogue),
        "tone": states.tone,
    }
    return made

"""Fill a form of a finished page with what was sent, and say what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html

from api.web.rendering import environment

SentFields = Mapping[str, Sequence[str]]

_NOT_FILLED = frozenset({"hidden", "submit", "file", "password"})


def filled_page(
    page: str, action: str, sent: SentFields, errors: Mapping[str, str], language: str
) -> str:
    """Return a page with its form filled in and opened, the errors on top and at their fields.

    Where the page has no such form any more, the words that were sent stand under the errors.

    Args:
        page: The page as it is without errors.
        action: The path that the form was sent to.
        sent: What was sent, by name; a name may be sent several times.
        errors: Sentences by the name of the field that is wrong; "" for the form as a whole.
        language: Of the page.
    """
    document = html.document_fromstring(page)
    form = _form_sent(document, action, sent)
    if form is not None:
        _fill(form, sent)
        for folded in form.iterancestors("details"):
            folded.set("open", "")
    by_control = {}
    for name, sentence in errors.items():
        control = _control(form, name)
        by_control["" if control is None else control.get("id")] = sentence
        if control is not None:
            _mark(control, sentence, language)
    lost = [] if form is not None else [one for each in sent.values() for one in each if " " in one]
    top = _macro(language, "error_summary.html").error_summary(by_control)
    top += _macro(language, "lost_words.html").lost_words(lost)
    for place, part in enumerate(_elements(top)):
        document.get_element_by_id("main").insert(place, part)
    return str(html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>"))


def _form_sent(document: Any, action: str, sent: SentFields) -> Any:
    """Return the form that was sent, told from others by its hidden fields; None: it is gone."""
    for form in document.forms:
        hidden = {one.name: one.value for one in form.inputs if one.get("type") == "hidden"}
        if form.get("action") == action and all(
            value in sent[name] for name, value in hidden.items() if name in sent
        ):
            return form
    return None


def _fill(form: Any, sent: SentFields) -> None:
    left: dict[str, Iterator[str]] = {name: iter(values) for name, values in sent.items()}
    for control in _filled(form):
        values = sent.get(control.name, ())
        if control.get("type") in {"checkbox", "radio"}:
            control.checked = control.get("value", "on") in values
        elif control.tag == "select":
            for option in control.iter("option"):
                option.attrib.pop("selected", None)
                if option.get("value", option.text) in values:
                    option.set("selected", "")
        else:
            control.value = next(left.get(control.name, iter(())), "")


def _filled(form: Any) -> list[Any]:
    return [one for one in form.inputs if one.get("type") not in _NOT_FILLED]


def _control(form: Any, name: str) -> Any:
    """Return the control of a field that a link can lead to; None where there is none."""
    controls = [] if form is None else _filled(form)
    return next((one for one in controls if one.name == name and one.get("id")), None)


def _mark(control: Any, sentence: str, language: str) -> None:
    """Say at a control what is wrong with it."""
    key = control.get("id")
    told = _macro(language, "form_line.html").line_error(key, {key: sentence})
    place = control if control.getparent().tag != "label" else control.getparent()
    for part in _elements(told):
        place.addprevious(part)
    control.set("aria-invalid", "true")
    described = f"{control.get('aria-describedby', '')} {key}-error".strip()
    control.set("aria-describedby", described)
    for around in control.iterancestors():
        if "field" in around.classes:
            around.classes.add("wrong")


def _macro(language: str, component: str) -> Any:
    return environment(language).get_template(f"components/{component}").module


def _elements(written: str) -> list[Any]:
    return [one for one in html.fragments_fromstring(written) if not isinstance(one, str)]

"""The words of one WordprocessingML paragraph, as a reader sees them with changes accepted."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_BOX: Final = f"{_W}txbxContent"
RUN: Final = f"{_W}r"
RUN_PROPERTIES: Final = f"{_W}rPr"
_TEXT: Final = f"{_W}t"
_PRINTED: Final = frozenset({_TEXT, _MATH})
_BREAK: Final = f"{_W}br"

_WORDS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}sym": " ",
}
# What is not printed: deletions, the source of a move, field codes, properties, drawings (their
# text boxes are read apart, so that they do not break the words they float beside).
SILENT: Final = frozenset(
    _W + tag
    for tag in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "drawing",
        "pict",
        "object",
    )
) | {_ALTERNATE}
_NOTES: Final = (f"{_W}footnoteReference", f"{_W}endnoteReference")


def paragraph_text(paragraph: Any) -> str:
    """Return the words of a paragraph without those of its text boxes.

    A note mark is written "[1]", apart from the number or word it is glued to.
    """
    return "".join(_words(paragraph.iterchildren()))


def words_of(child: Any) -> str:
    """Return the words of one child of a paragraph, as `paragraph_text` gives them."""
    return "".join(_words((child,)))


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes that hang on a paragraph, each once.

    Word writes a box twice, for new and for old programs; the new form (Choice) is taken.
    """
    if next(paragraph.iter(_BOX), None) is None:
        return
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == _BOX:
            yield element
            continue
        children = list(element.iterchildren())
        if element.tag == _ALTERNATE:
            chosen = [child for child in children if child.tag == _CHOICE]
            children = chosen[:1] or children[:1]
        stack.extend(reversed(children))


def _words(children: Iterable[Any]) -> Iterator[str]:
    for child in children:
        tag = child.tag
        if tag == RUN:
            yield from _run(child)
        elif tag in _PRINTED:
            yield child.text or ""
        elif tag in SILENT:
            continue
        elif tag in _WORDS:
            yield _WORDS[tag]
        elif tag == _BREAK:
            yield "" if child.get(f"{_W}type") in {"page", "column"} else "\n"
        elif tag in _NOTES:
            yield f"[{child.get(f'{_W}id', '')}]"
        elif isinstance(tag, str):
            yield from _words(child.iterchildren())


def _run(run: Any) -> Iterator[str]:
    properties = run.find(RUN_PROPERTIES)
    if properties is None:
        yield from _words(run.iterchildren())
        return
    if _is_on(properties.find(f"{_W}vanish")):
        return
    words = "".join(_words(run.iterchildren()))
    if words.strip().isdecimal() and _is_raised(properties) and _only_words(run):
        words = f"[{words.strip()}]"  # a note mark typed by hand
    yield words


def _is_on(switch: Any | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _is_raised(properties: Any) -> bool:
    raised = properties.find(f"{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript"


def _only_words(run: Any) -> bool:
    return run.find(_TEXT) is not None and _after_number(run)


def _after_number(run: Any) -> bool:
    """Tell whether the run follows a document number, so that "m²" stays as it is."""
    before = run.getprevious()
    words = "".join(_words(before.iterchildren())) if before is not None else ""
    return "/" in words[-30:]

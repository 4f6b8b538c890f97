"""The words of one WordprocessingML paragraph, as a reader sees them with changes accepted."""

from collections.abc import Iterator
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX: Final = f"{_W}txbxContent"
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"

_WORDS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}sym": " ",
}
# What is not printed: deletions, the source of a move, field codes, properties, drawings (their
# text boxes are read apart, so that they do not break the words they float beside).
_SILENT: Final = frozenset(
    _W + tag
    for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "drawing", "pict", "object")
)
_NOTES: Final = (f"{_W}footnoteReference", f"{_W}endnoteReference")


def paragraph_text(paragraph: Any) -> str:
    """Return the words of a paragraph without those of its text boxes.

    A note mark is written "[1]", apart from the number or word it is glued to.
    """
    return "".join(_words(paragraph))


def text_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes that hang on a paragraph, each once.

    Word writes a box twice, for new and for old programs; the new form (Choice) is taken.
    """
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


def _words(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        tag = child.tag
        if tag in {f"{_W}t", _MATH}:
            yield child.text or ""
        elif tag in _WORDS:
            yield _WORDS[tag]
        elif tag == f"{_W}br":
            yield "" if child.get(f"{_W}type") in {"page", "column"} else "\n"
        elif tag in _NOTES:
            yield f"[{child.get(f'{_W}id', '')}]"
        elif tag == f"{_W}r":
            yield from _run(child)
        elif tag not in _SILENT and tag != _ALTERNATE and isinstance(tag, str):
            yield from _words(child)


def _run(run: Any) -> Iterator[str]:
    properties = run.find(f"{_W}rPr")
    if properties is not None and _is_on(properties.find(f"{_W}vanish")):
        return
    words = "".join(_words(run))
    if _is_raised(properties) and words.strip().isdecimal() and _only_words(run):
        words = f"[{words.strip()}]"  # a note mark typed by hand
    yield words


def _is_on(switch: Any | None) -> bool:
    return switch is not None and switch.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _is_raised(properties: Any | None) -> bool:
    if properties is None:
        return False
    raised = properties.find(f"{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript"


def _only_words(run: Any) -> bool:
    return run.find(f"{_W}t") is not None and _after_number(run)


def _after_number(run: Any) -> bool:
    """Tell whether the run follows a document number, so that "m²" stays as it is."""
    before = run.getprevious()
    words = "".join(_words(before)) if before is not None else ""
    return "/" in words[-30:]

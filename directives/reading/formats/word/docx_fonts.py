"""The stretches of a paragraph in a font of capitals, for .docx files typed in TCVN3."""

from typing import Any, Final

from directives.reading.extraction import Span
from directives.reading.formats.styled_text import StyledText, is_capitals_font
from directives.reading.formats.word.docx_runs import RUN, RUN_PROPERTIES, SILENT, words_of

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FONTS: Final = f"{_W}rFonts"
_NAMES: Final = (f"{_W}ascii", f"{_W}hAnsi")
_PARAGRAPH_STYLE: Final = f"{_W}pPr/{_W}pStyle"
_RUN_STYLE: Final = f"{_W}rStyle"
_VALUE: Final = f"{_W}val"


class CapitalFonts:
    """Knows which styles draw small letters as capitals; most documents use no such font."""

    def __init__(self, document: Any, styles: Any | None) -> None:
        self._styles = _capital_styles(styles)
        self._are_used = bool(self._styles) or any(map(_draws_capitals, document.iter(_FONTS)))

    def spans(self, paragraph: Any) -> tuple[Span, ...]:
        """Return the stretches of `docx_runs.paragraph_text(paragraph)` in such a font."""
        if not self._are_used:
            return ()
        style = paragraph.find(_PARAGRAPH_STYLE)
        text = StyledText()
        self._collect(paragraph, text, style is not None and style.get(_VALUE) in self._styles)
        return text.spans

    def _collect(self, element: Any, text: StyledText, inherited: bool) -> None:  # noqa: FBT001
        for child in element.iterchildren():
            if child.tag == RUN:
                text.append(words_of(child), capitals=self._is_capital(child, inherited))
            elif child.tag in SILENT or next(child.iter(RUN), None) is None:
                text.append(words_of(child))
            else:
                self._collect(child, text, inherited)

    def _is_capital(self, run: Any, inherited: bool) -> bool:  # noqa: FBT001
        properties = run.find(RUN_PROPERTIES)
        if properties is None:
            return inherited
        fonts = properties.find(_FONTS)
        if fonts is not None and any(fonts.get(name) for name in _NAMES):
            return _draws_capitals(fonts)
        style = properties.find(_RUN_STYLE)
        return inherited or (style is not None and style.get(_VALUE) in self._styles)


def _draws_capitals(fonts: Any) -> bool:
    return any(is_capitals_font(fonts.get(name) or "") for name in _NAMES)


def _capital_styles(styles: Any | None) -> frozenset[str]:
    """Return the ids of the styles set in a font of capitals, by themselves."""
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in styles.iterchildren(f"{_W}style")
        if any(map(_draws_capitals, style.iter(_FONTS)))
    )

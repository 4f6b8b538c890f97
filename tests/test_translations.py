"""Everything a person reads is marked for translation, and the English is complete."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.extract_translations import (
    PACKAGES,
    ROOT,
    english,
    marked_strings,
    spoken,
    words_of,
)

MARKERS = {"N_", "_", "gettext", "ngettext"}
TEMPLATES = sorted((ROOT / "api" / "web" / "templates").rglob("*.html"))
PLACEHOLDER = re.compile(r"\{\w+[^{}]*\}|%\(\w+\)[a-z]")

# Folders and files whose Vietnamese is the law's or the data's, not our speech to the reader.
WORDS_OF_THE_LAW = {
    "directives/rules": "reads and compares the words of the law",
    "directives/reading": "patterns over the words of documents",
    "directives/reference": "names of agencies, places and types, as the law gives them",
    "directives/services/reference_data.py": "abbreviations in the names of agencies",
    "directives/services/registration.py": "names of document types, as the law gives them",
    "directives/services/issuers.py": "words in the names of bodies",
    "directives/services/example.py": "the example catalogue",
    "directives/services/example_documents.py": "the example catalogue",
    "directives/example": "the example catalogue",
    "index": "words of queries and documents",
}


# --- the catalogue -----------------------------------------------------------------------------


def test_every_marked_string_has_english_words() -> None:
    kept = english()
    missing = [
        words_of(message.id)[0]
        for message in spoken(marked_strings())
        if (known := kept.get(message.id)) is None
        or known.id != message.id
        or known.fuzzy
        or not all(words_of(known.string or ""))
    ]
    assert missing == [], "run `make translations` and fill directives/locale/en.po"


def test_the_catalogue_holds_no_string_that_nobody_says() -> None:
    found = marked_strings()
    kept = english()
    forgotten = [words_of(m.id)[0] for m in spoken(kept) if found.get(m.id) is None]
    forgotten += [words_of(m.id)[0] for m in kept.obsolete.values()]
    assert forgotten == [], "run `make translations`"


def test_english_uses_the_same_values_as_the_vietnamese() -> None:
    unlike = [
        (source, target)
        for message in spoken(english())
        for target in words_of(message.string or "")
        for source in words_of(message.id)
        if target and placeholders(source) != placeholders(target)
    ]
    assert unlike == []


def placeholders(text: str) -> list[str]:
    """The values a sentence takes, in either notation, sorted."""
    return sorted(set(PLACEHOLDER.findall(text)))


# --- templates ---------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_untranslated(template: Path) -> None:
    assert list(template_findings(template.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "finding"),
    [
        ("<p>Xin chào</p>", "1: Xin chào"),
        ('<img alt="Sơ đồ">', "1: Sơ đồ"),
        ('<input type="submit" value="Send">', "1: Send"),
        ('<input type="hidden" value="abc">', None),
        ('<option value="abc">{{ _("Một") }}</option>', None),
        ("{% trans %}Xin chào{% endtrans %}", None),
        ("{# Lời chú #}<p>{{ _('Xin chào') }}: {{ name }}, 1/2</p>", None),
        ('{{ badge("Quá hạn") }}', "1: Quá hạn"),
        ("{{ _(row.title) }}", "1: _() of something that is not a literal; use |translated"),
        ('<p style="color: red"></p>', "1: inline style"),
        ('<p onclick="go()"></p>', "1: inline onclick"),
        ("<script>go()</script>", "1: inline script"),
    ],
)
def test_untranslated_words_of_a_template_are_found(source: str, finding: str | None) -> None:
    assert list(template_findings(source)) == ([finding] if finding else [])


def template_findings(source: str) -> Iterator[str]:
    """Yield “line: words” for what a reader would see untranslated, or a browser would block."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    visible = VisibleWords()
    visible.feed(markup_only(environment, source))
    yield from visible.findings
    yield from expression_findings(environment.parse(source))


def markup_only(environment: Environment, source: str) -> str:
    """Return the markup of a template; expressions, comments and trans blocks become space."""
    pieces = []
    block: list[str] = []
    in_block = in_translation = False
    for _line, kind, value in environment.lex(source):
        if kind == "block_begin":
            in_block, block = True, []
        elif in_block and kind == "name":
            block.append(value)
        elif kind == "block_end":
            in_block = False
            in_translation = (in_translation or block[:1] == ["trans"]) and block != ["endtrans"]
        keep = kind == "data" and not in_translation
        pieces.append(value if keep else "\n" * value.count("\n"))
    return "".join(pieces)


class VisibleWords(HTMLParser):
    """Collects the words that markup shows, and what our content policy blocks."""

    SHOWN = frozenset({"title", "placeholder", "aria-label", "aria-description", "alt", "label"})
    CODE = frozenset({"script", "style"})
    UNSEEN_VALUES = frozenset({"hidden", "checkbox", "radio"})

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[str] = []
        self.is_code = False

    def handle_data(self, data: str) -> None:
        if has_letters(data) and not self.is_code:
            self.report(" ".join(data.split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.is_code = tag in self.CODE
        if tag == "style" or (tag == "script" and "src" not in given):
            self.report(f"inline {tag}")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.report(f"inline {name}")
            elif value and has_letters(value) and self.is_shown(tag, name, given):
                self.report(value)

    def handle_endtag(self, tag: str) -> None:
        self.is_code = self.is_code and tag not in self.CODE

    def is_shown(self, tag: str, name: str, given: dict[str, str | None]) -> bool:
        """Tell whether a reader meets the value of an attribute."""
        if name == "value":
            return tag == "input" and given.get("type") not in self.UNSEEN_VALUES
        return name in self.SHOWN

    def report(self, words: str) -> None:
        """Note words with their line."""
        self.findings.append(f"{self.getpos()[0]}: {words}")


def expression_findings(tree: nodes.Node) -> Iterator[str]:
    """Yield the Vietnamese literals outside a marker, and markers of what is no literal."""
    marked: set[int] = set()
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in MARKERS):
            continue
        words = call.args[: 2 if call.node.name == "ngettext" else 1]
        marked |= {id(word) for word in words}
        if not all(isinstance(word, nodes.Const) for word in words):
            yield f"{call.lineno}: _() of something that is not a literal; use |translated"
    for literal in tree.find_all(nodes.Const):
        if id(literal) not in marked and is_vietnamese(literal.value):
            yield f"{literal.lineno}: {literal.value}"


# --- Python ------------------------------------------------------------------------------------


def test_python_says_nothing_untranslated() -> None:
    findings = [
        f"{path.relative_to(ROOT)}:{finding}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if not is_words_of_the_law(path)
        for finding in python_findings(path.read_text("utf-8"))
    ]
    assert findings == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "Quá hạn"', True),
        ('x = f"Quá hạn {n}"', True),
        ('x = N_("Quá hạn")', False),
        ('x = N_("Quá hạn " "nhiều")', False),
        ('x = catalogue.ngettext("Quá hạn", "Quá hạn", 2)', False),
        ('"""Quá hạn."""', False),
        ('class A:\n    """Quá hạn."""\n    b: int\n    """Quá hạn."""', False),
        ('x = "overdue"  # quá hạn', False),
    ],
)
def test_untranslated_words_of_python_are_found(source: str, *, found: bool) -> None:
    assert bool(list(python_findings(source))) is found


def python_findings(source: str) -> Iterator[str]:
    """Yield “line: words” for Vietnamese literals that are neither marked nor docstrings."""
    tree = ast.parse(source)
    exempt: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring, of a module, function, class or attribute
            exempt.add(node.value)
        elif isinstance(node, ast.Call) and name_of(node.func) in MARKERS:
            exempt.update(node.args)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in exempt and is_vietnamese(node.value):
            yield f"{node.lineno}: {node.value!s}"


def name_of(function: ast.expr) -> str:
    """Return the last name of what is called: ngettext of `catalogue.ngettext`."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def is_words_of_the_law(path: Path) -> bool:
    """Tell whether a file belongs to a part whose Vietnamese is data."""
    inside = path.relative_to(ROOT).as_posix()
    return any(inside == part or inside.startswith(f"{part}/") for part in WORDS_OF_THE_LAW)


def is_vietnamese(value: object) -> bool:
    """Tell whether a literal is a text with letters that English lacks."""
    return isinstance(value, str) and any(c.isalpha() and not c.isascii() for c in value)


def has_letters(text: str) -> bool:
    """Tell whether a text has anything to translate."""
    return any(letter.isalpha() for letter in text)

"""What the control words of RTF mean to a reader of its words."""

from typing import Final

# Characters with names of their own.
CHARACTERS: Final = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SIGNS: Final = {"\\": "\\", "{": "{", "}": "}", "~": "\u00a0", "_": "-", "-": "\u00ad"}

PARAGRAPH_ENDS: Final = frozenset(("par", "sect", "page", "column"))
CELL_ENDS: Final = frozenset(("cell", "nestcell"))
ROW_ENDS: Final = frozenset(("row", "nestrow"))

NOTES: Final = frozenset(("footnote",))
HEADERS: Final = frozenset(("header", "headerl", "headerr", "headerf"))
FOOTERS: Final = frozenset(("footer", "footerl", "footerr", "footerf"))
BOXES: Final = frozenset(("shptxt", "dptxbxtext"))
# Groups that begin with \* and still hold words, or lead to them.
KNOWN: Final = frozenset(("shpinst", "nesttableprops", "do", "pntext", "listtext"))
LABELS: Final = frozenset(("pntext", "listtext"))
# Groups whose words are not printed. A group that begins with \* is skipped unless known.
SILENT: Final = frozenset(
    (
        "colortbl", "stylesheet", "pict", "object", "fldinst", "datafield", "xe", "tc",
        "rxe", "comment", "annotation", "atnid", "atnauthor", "private", "ftnsep", "ftnsepc",
        "ftncn", "aftnsep", "aftnsepc", "aftncn", "template", "filetbl", "shprslt", "nonshppict",
        "nonesttables", "sp", "pn", "revtbl", "listtable", "listoverridetable", "author", "title",
        "operator", "company", "subject", "keywords", "doccomm", "category", "manager",
        "creatim", "revtim", "printim", "buptim", "bkmkstart", "bkmkend", "hlinkbase",
    )
)  # fmt: skip

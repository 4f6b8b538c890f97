"""The parts of a document: heading, body, signature, and what is attached."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from directives.reading.extraction import Extraction
from directives.reading.heading import Heading, find_heading
from directives.reading.lines import Line, LineKind, lines_of
from directives.reading.recipients import Addressees, read_recipients
from directives.reading.signature import Signature, read_signature
from directives.reading.structure import quoted_free
from directives.reading.structure_labels import Level, attachment_at


@dataclass(frozen=True)  # without slots, which leave no place for what is read once
class Layout:
    """The lines of a document, sorted into heading, body, signature and what is attached."""

    lines: Sequence[Line]
    heading: Heading
    addressees: Addressees
    signature: Signature
    attached_from: int

    @classmethod
    def of(cls, extraction: Extraction) -> "Layout":
        """Sort the lines; a file that begins with an annex has no heading of its own."""
        lines = lines_of(extraction)
        if lines and (label := attachment_at(lines, 0)) and label.level is Level.ANNEX:
            # A file that holds only an annex: what it says in its heading is not its own.
            nobody = Signature(None, None, 0, 0)
            return cls(lines, Heading(), Addressees((), 0), nobody, 0)
        heading = find_heading(lines)
        addressees = read_recipients(lines, heading.end)
        signature = read_signature(extraction, lines, addressees.end)
        attached_from = next(
            (index for index in range(signature.end, len(lines)) if attachment_at(lines, index)),
            len(lines),
        )
        return cls(lines, heading, addressees, signature, attached_from)

    @cached_property
    def body(self) -> list[Line]:
        """The lines between the heading and the signature."""
        body = self.lines[self.addressees.end : self.signature.start]
        return [line for line in body if line.kind is not LineKind.RULE]

    @property
    def attached(self) -> list[Line]:
        """What follows the signature: annexes, a plan, a regulation."""
        return list(self.lines[self.attached_from :])

    @property
    def own_attached(self) -> list[Line]:
        """What is attached (a plan, a regulation) without new text that it quotes."""
        return [line for line, is_free in quoted_free(self.attached) if is_free]

    @cached_property
    def own_lines(self) -> list[Line]:
        """The body without the new text that an amending document quotes."""
        return [line for line, is_free in quoted_free(self.body) if is_free]

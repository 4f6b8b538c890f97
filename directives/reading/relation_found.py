"""One relation as the words of a document tell it."""

from dataclasses import dataclass
from datetime import date

from directives.reading.citations import Mention
from directives.rules.relation_claims import Days


@dataclass(frozen=True, slots=True)
class RelationFound:
    """`predicate` leads from this document to `target` (a number or a title); `quote` proves it.

    An empty provision is the whole document; `acts_from` and `acts_to` are the days that the words
    name, and none where they name none. `issuer` and `issued_on` are the local body whose the
    target is and its day, where the words say so.
    """

    predicate: str
    target: str
    quote: str
    source_provision: str = ""
    target_provision: str = ""
    acts_from: date | None = None
    acts_to: date | None = None
    issuer: str = ""
    issued_on: date | None = None

    @classmethod
    def of(cls, predicate: str, target: Mention, quote: str) -> "RelationFound":
        """Return what is done to the whole of a document that is named."""
        number = target.found.number.display
        issuer, issued_on = target.issuer, target.issued_on
        return cls(predicate, number, quote, issuer=issuer, issued_on=issued_on)

    @property
    def days(self) -> Days:
        """Its first and last day, as far as the words name them."""
        return self.acts_from, self.acts_to

    @property
    def named(self) -> tuple[str, str]:
        """The number or title of the target, with its body: numbers of local bodies repeat."""
        return self.target, self.issuer

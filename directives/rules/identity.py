"""Which document is it? Issuer, exact key and series (ND 30/2020 Art. 15; DOMAIN 1.7)."""

from datetime import date

from directives.rules.document_number import DocumentNumber

# The congress terms of the Party, by the day on which each began. Party numbers run per type
# and term and not per year (guidance 05-HD/VPTW).
_TERMS = (
    (date(2006, 4, 25), "X"),
    (date(2011, 1, 19), "XI"),
    (date(2016, 1, 28), "XII"),
    (date(2021, 2, 1), "XIII"),
    (date(2026, 1, 23), "XIV"),
)


def congress_term(day: date) -> str | None:
    """Return the Party's congress term that ran on `day`; None before those known here."""
    begun = [term for begins_on, term in _TERMS if begins_on <= day]
    return begun[-1] if begun else None


def series_of(number: DocumentNumber, issued_on: date | None) -> str | None:
    """Return the series in which a number is unique for its issuer.

    The year printed in the number, else the year of issue; for the Party the congress term.
    None when the day of issue would be needed and is not known.
    """
    if number.scheme == "party":
        return congress_term(issued_on) if issued_on else None
    if number.year:
        return str(number.year)
    return str(issued_on.year) if issued_on else None

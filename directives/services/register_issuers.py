"""Which body a line of an official register means: spelt in many ways, several bodies in one."""

from sqlmodel import Session

from directives.models.agency import Agency
from directives.rules.document_number import DocumentNumber
from directives.rules.official_register import bodies_of
from directives.services.issuers import find_issuer, find_or_add_issuer
from directives.store.agencies import find_agency_by_name


class RegisterIssuers:
    """Finds issuers, each spelling once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[tuple[str, str], Agency | None] = {}

    def of(self, printed: str, number: DocumentNumber | None) -> Agency | None:
        """Return the issuer: by its name, by the number, the first of several, or a new body."""
        key = (printed, number.issuer if number else "")
        if key not in self._found:
            self._found[key] = self._find(printed, number)
        return self._found[key]

    def _find(self, printed: str, number: DocumentNumber | None) -> Agency | None:
        if not printed:
            return find_issuer(self._session, number)
        for name in bodies_of(printed):
            found = find_agency_by_name(self._session, name)
            if found is not None:
                return found
        return find_issuer(self._session, number) or find_or_add_issuer(
            self._session, printed, number
        )

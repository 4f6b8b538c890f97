"""A promise as people record it: bodies, sector, gaps and source by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import Commitment, NewCommitment
from directives.rules.permissions import Actor, check_can_record_commitment
from directives.services.commitments import record_promise
from directives.services.names import (
    agency_named,
    document_named,
    gap_named,
    provision_named,
    sector_named,
)
from directives.services.promise_ties import coordinators_named


@dataclass(frozen=True, slots=True)
class Named:
    """What a promise is tied to, as people name it; empty: to nothing.

    A coordinator that is not known keeps its words; all others must be known.
    """

    lead_agency: str = ""
    sector: str = ""
    source: str = ""  # number or key of the document
    provision: str = ""  # of the source: "khoản 2 Điều 5"
    gaps: Sequence[str] = ()  # codes or keys
    coordinators: Sequence[str] = ()


def record_named(
    session: Session, actor: Actor, said: Mapping[str, object], named: Named, *, now: datetime
) -> Commitment:
    """Record a promise, with the fields of `NewCommitment` that are values and what is named.

    Raises:
        RightMissing: the actor neither drafts nor oversees.
        ValueUnknown: the lead, the sector, the source or a gap is not known.
        ValueInvalid: a provision is named of no source, or the source has none of the name.
        Invalid: what is said cannot be (`NewCommitment`, `record_promise`).
    """
    check_can_record_commitment(actor)
    lead, sector, source = named.lead_agency, named.sector, named.source
    ties: dict[str, object] = {}
    if lead:
        ties["lead_agency_id"] = saved_id(agency_named(session, lead, field="lead_agency"))
    if sector:
        ties["sector_id"] = saved_id(sector_named(session, sector, field="sector"))
    if source:
        document = document_named(session, actor, source, field="source")
        ties["source_document_id"] = saved_id(document)
        ties["source_provision_id"] = provision_named(
            session, document, named.provision, field="source_provision_id"
        )
    elif named.provision:
        ties["source_provision_id"] = named.provision
    gaps = {saved_id(gap_named(session, one, field="gaps")) for one in named.gaps}
    return record_promise(
        session,
        actor,
        NewCommitment.model_validate({**said, **ties}),
        gap_ids=sorted(gaps),
        coordinators=coordinators_named(session, named.coordinators),
        now=now,
    )

"""Whom a body or a place can be reached through, and who stands in for whom."""

import re
from datetime import date, datetime
from typing import Final

from pydantic import model_validator
from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.models.base import stored_enum
from directives.translation import N_
from directives.vocabulary import AddressState

_PART: Final = r"[^\s\x00-\x1f\x7f@,;:<>()\[\]\\\"]+"
_ADDRESS: Final = re.compile(rf"{_PART}@{_PART}\.{_PART}")
_NO_ADDRESS = N_("Hãy viết một địa chỉ thư, như ten@co-quan.gov.vn.")
_NO_NAME = N_("Hãy viết họ tên.")
_ENDS_EARLY = N_("Ngày cuối đứng trước ngày đầu.")
_NO_BODY = N_("Hãy chọn một cơ quan hoặc một địa phương.")
_TWO_BODIES = N_("Hãy chọn hoặc cơ quan, hoặc địa phương; không chọn cả hai.")


class NewContact(SQLModel):
    """What is said to name a contact person.

    Attributes:
        agency_id: The body; None of a place's person.
        place_code: The province or commune; None of a body's person.
        account_id: The person's own account; a closed one is not told anything.
        is_head: Leads the unit that does the work.
        deputy_of_id: Stands in for this person of the same body, and has the same duty.
        office: Sits in the ministry's office (văn phòng), which is told after the unit's head.
    """

    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    place_code: str | None = Field(default=None, foreign_key="place.code", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    name: str = Field(max_length=200)
    email: str = Field(max_length=254)
    is_head: bool = False
    deputy_of_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    office: bool = False
    valid_from: date
    valid_to: date | None = None  # last day, inclusive

    @model_validator(mode="after")
    def check_person(self) -> "NewContact":
        """Refuse a person without name, address or body, or whose days end before they begin."""
        if not self.name.strip():
            raise ValueInvalid(field="name", reason=_NO_NAME)
        if not _ADDRESS.fullmatch(self.email):
            raise ValueInvalid(field="email", reason=_NO_ADDRESS)
        if self.agency_id is None and self.place_code is None:
            raise ValueInvalid(field="agency_id", reason=_NO_BODY)
        if self.agency_id is not None and self.place_code is not None:
            raise ValueInvalid(field="agency_id", reason=_TWO_BODIES)
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueInvalid(field="valid_to", reason=_ENDS_EARLY)
        return self


class Contact(NewContact, table=True):
    """A contact person; one who leaves gets a last day and is never deleted."""

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("(agency_id IS NULL) <> (place_code IS NULL)", "body_or_place"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "days"),
        CheckConstraint("deputy_of_id IS NULL OR deputy_of_id <> id", "not_own_deputy"),
        CheckConstraint("name <> '' AND email <> ''", "can_be_written_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    address_state: AddressState = Field(
        default=AddressState.WORKS, sa_type=stored_enum(AddressState)
    )
    early_mail_declined_at: datetime | None = None  # by the reader; None: wanted


class NewAbsence(SQLModel):
    """What is said to record an absence: from and to are the first and the last day away."""

    contact_id: int = Field(foreign_key="contact.id", index=True)
    from_on: date
    to_on: date
    deputy_id: int | None = Field(default=None, foreign_key="contact.id")

    @model_validator(mode="after")
    def check_days(self) -> "NewAbsence":
        """Refuse an absence that ends before it begins."""
        if self.to_on < self.from_on:
            raise ValueInvalid(field="to_on", reason=_ENDS_EARLY)
        return self


class Absence(NewAbsence, table=True):
    """Days on which somebody is away; taken back by `cancelled_at`, never deleted."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("to_on >= from_on", "days"),
        CheckConstraint("deputy_id IS NULL OR deputy_id <> contact_id", "not_own_deputy"),
    )

    id: int | None = Field(default=None, primary_key=True)
    recorded_at: datetime
    cancelled_at: datetime | None = None

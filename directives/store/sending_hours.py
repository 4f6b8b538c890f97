"""The hours in which letters go out."""

from sqlmodel import Session, col, select

from directives.models.sending_hours import SendingHoursSet


def last_hours(session: Session) -> SendingHoursSet | None:
    """Return what was set last, or None while nobody has set any."""
    return session.exec(
        select(SendingHoursSet).order_by(col(SendingHoursSet.id).desc()).limit(1)
    ).first()

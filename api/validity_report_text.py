"""The text of the reports on legal effect."""

from collections.abc import Iterator

from api.web.relation_groups import provision_said
from directives.services.silent_report import SilentReport
from directives.services.validity_reports import ExpiringReport, RestingReport, SuspectsReport
from directives.translation import N_, Translate
from directives.vocabulary import SUSPICION_REASON_LABELS, VALIDITY_LABELS

OWN_TERM = N_("Hết thời hạn ghi trong chính văn bản")


def suspects_as_text(report: SuspectsReport, translate: Translate) -> Iterator[str]:
    """Return the lines of what is suspect, by agency."""
    yield translate(N_("Cần xem lại, tính đến ngày {day:%d/%m/%Y}")).format(day=report.as_of)
    for agency, rows in report.agencies:
        yield f"{agency or '—'} ({len(rows)}):"
        for row in rows:
            reason = translate(SUSPICION_REASON_LABELS[row.reason])
            base = row.base.name if row.base else "—"
            changed = provision_said(row.provision, translate)
            what = f"{base}, {changed}" if changed else base
            yield f"- {row.document.name}: {reason}: {what} ({row.holds_on:%d/%m/%Y})"
            for cause in row.also:
                further = translate(SUSPICION_REASON_LABELS[cause.reason])
                changed = provision_said(cause.provision, translate)
                what = f"{further}: {changed}" if changed else further
                yield f"  + {what} ({cause.holds_on:%d/%m/%Y})"


def expiring_as_text(report: ExpiringReport, translate: Translate) -> Iterator[str]:
    """Return the lines of what will expire soon."""
    title = translate(N_("Sắp hết hiệu lực trong {days} ngày kể từ ngày {day:%d/%m/%Y}"))
    yield title.format(days=report.within_days, day=report.as_of)
    for row in report.rows:
        yield f"- {row.document.name}: {row.expires_on:%d/%m/%Y} ({row.days_left})"
        acts = ", ".join(act.name for act in row.acts)
        said = translate(VALIDITY_LABELS[row.ends_as] if acts else OWN_TERM)
        yield f"  + {said}: {acts}" if acts else f"  + {said}"


def resting_as_text(report: RestingReport, translate: Translate) -> Iterator[str]:
    """Return the lines of what rests on what has ended."""
    title = translate(N_("Còn hiệu lực nhưng căn cứ đã hết hiệu lực, ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    for row in report.rows:
        status = translate(VALIDITY_LABELS[row.base_status])
        yield f"- {row.document.name} → {row.base.name}: {status} ({row.ended_on:%d/%m/%Y})"


def silent_as_text(report: SilentReport, translate: Translate) -> Iterator[str]:
    """Return the lines of what lacks its day of effect."""
    title = translate(N_("Chưa ghi ngày có hiệu lực, tính đến ngày {day:%d/%m/%Y}"))
    yield title.format(day=report.as_of)
    for row in report.rows:
        issued = f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "—"
        yield f"- {row.document.name}: {issued} ({row.acts_on})"

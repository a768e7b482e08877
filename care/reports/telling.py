"""Who is told that a report was made by itself: those who may read it, by a notice and, where it is set up, by mail."""

from sqlmodel import Session, col, select

from auth.permissions import Permission
from care import mail, notices
from care.notices import NoticeKind
from care.reports.naming import period_name, short_name
from core.i18n import DEFAULT_LANGUAGE, LANGUAGES, _, speaking
from core.settings import settings
from db.models import ReportSnapshot, Subject, User


def tell(session: Session, row: ReportSnapshot) -> None:
    """The mail brings the way there and no number: a mailbox has other readers."""
    people = notices.who_may(session, Permission.REPORT_READ)
    key, named = f"report:{row.id}", {"period": short_name(row.kind, row.first_day)}  # every reader's own language
    notices.tell(
        session, people, NoticeKind.REPORT_MADE, key=key, subject=Subject.REPORT, subject_id=row.id, detail=named
    )
    if not settings().public_url:
        return
    for person in session.exec(select(User).where(col(User.id).in_(people))):
        if mail.can_reach(person.email):
            subject, body = _letter(row, person.language if person.language in LANGUAGES else DEFAULT_LANGUAGE)
            mail.post(session, key=f"{key}:{person.id}", to=person.email, subject=subject, body=body)


def _letter(row: ReportSnapshot, language: str) -> tuple[str, str]:
    with speaking(language):
        name = period_name(row.kind, row.first_day, language)
        way = f"{settings().public_url}/reports?report={row.id}"
        subject = _("Customer analysis report {period}").format(period=name)
        body = _(
            "The report of {period} has been made. Read it on the screen, or take it along as PDF or Excel file:"
            "\n\n{way}\n\nIts checksum is {checksum}."
        )
        return subject, body.format(period=name, way=way, checksum=row.checksum)

"""More time for one complaint: asked for before it is due, the customer told, decided by somebody else."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile, countdown, notices
from care.complaints import clocks
from care.complaints.finding import find_open_to_work, find_to_change, require_reach, stake_of
from care.complaints.lifecycle import ENDED
from care.complaints.refusals import Ended
from care.complaints.runs import running, standstills
from care.notices import NoticeKind
from care.worktime import calendar_in_force
from core import clock
from core.errors import Invalid, NotFound, Refusal
from core.i18n import N_, _
from db.models import ClockKind, Complaint, ComplaintEventKind, Extension, Subject

_FURTHEST = timedelta(days=90)
_MOST_WORDS = 300
_MOST_REASON = 1000


class AlreadyAsked(Refusal):
    def __init__(self) -> None:
        super().__init__(_("More time was asked for already. There is one extension, and no second one."))


class TooLate(Refusal):
    def __init__(self) -> None:
        super().__init__(_("It is overdue. More time can only be asked for before it is due."))


class NoPromise(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Nothing was promised that could be put off."))


class OwnRequest(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You asked for this yourself, so somebody else has to decide."))


def ask_extension(
    session: Session, actor: Actor, complaint_id: int, *, until: datetime, reason: str, told_customer: str
) -> Extension:
    """Ask to have until then, once in a cycle; the customer has been told."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = find_open_to_work(session, actor, complaint_id)
    if _latest(session, complaint) is not None:
        raise AlreadyAsked
    due = _due(session, complaint)
    if clock.now() > due:
        raise TooLate
    _check(until, due, reason, told_customer)

    asked = Extension(
        complaint_id=complaint.id,
        cycle=complaint.cycle,
        asked_at=clock.now(),
        asked_by_id=actor.id,
        until=until,
        reason=reason.strip(),
        told_customer=told_customer.strip(),
    )
    session.add(asked)
    detail = {"until": until.isoformat(), "told_customer": asked.told_customer}
    casefile.note(session, actor, complaint, ComplaintEventKind.EXTENSION_ASKED, words=asked.reason, detail=detail)
    told = {"until": clock.local(until).isoformat()}
    audit.record(session, actor, "complaint.extension_asked", complaint, detail=told)
    _tell(session, complaint, _deciders(session, complaint, actor), asked, NoticeKind.APPROVAL_ASKED)
    return asked


def decide_extension(session: Session, actor: Actor, complaint_id: int, *, approve: bool, words: str) -> Extension:
    """Grant it, and the complaint has a second due moment beside the first; or decline it, and say why."""
    actor.require(Permission.COMPLAINT_APPROVE)
    complaint = find_to_change(session, actor, complaint_id)
    require_reach(actor, Permission.COMPLAINT_APPROVE, stake_of(complaint))
    if complaint.state in ENDED:
        raise Ended
    asked = _latest(session, complaint)
    if asked is None or asked.is_approved is not None:
        raise NotFound
    if asked.asked_by_id == actor.id and actor.id is not None:
        raise OwnRequest
    _check_words(approve, words)

    asked.is_approved, asked.decided_at, asked.decided_by_id = approve, clock.now(), actor.id
    asked.words = words.strip()
    clocks.recount(session, complaint)
    detail = {"approved": approve, "until": asked.until.isoformat()}
    casefile.note(session, actor, complaint, ComplaintEventKind.EXTENSION_DECIDED, words=asked.words, detail=detail)
    audit.record(session, actor, "complaint.extension_decided", complaint, detail={"approved": approve})
    decision = N_("more time was granted") if approve else N_("more time was declined")
    _tell(session, complaint, [asked.asked_by_id], asked, NoticeKind.EXTENSION_DECIDED, decision=decision)
    return asked


def _deciders(session: Session, complaint: Complaint, asker: Actor) -> list[int]:
    others = [id_ for id_ in casefile.managers_of(session, complaint) if id_ != asker.id]
    return others or list(casefile.owners(session))


def _latest(session: Session, complaint: Complaint) -> Extension | None:
    this_cycle = select(Extension).where(
        col(Extension.complaint_id) == complaint.id, col(Extension.cycle) == complaint.cycle
    )
    return session.exec(this_cycle.order_by(col(Extension.id).desc())).first()


def _due(session: Session, complaint: Complaint) -> datetime:
    """When the resolution is due; while it is paused, when it would be if the pause ended at this moment."""
    resolve = next((one for one in running(session, complaint) if one.kind is ClockKind.RESOLVE), None)
    if resolve is None:
        raise NoPromise
    going = countdown.resumed(standstills(session, [complaint.id]).run_of(resolve), clock.now())
    return countdown.moment(going, going.target, calendar_in_force(session))


def _check(until: datetime, due: datetime, reason: str, told_customer: str) -> None:
    problems = {}
    if until <= due:
        problems["until"] = _("This is no later than it is due anyway.")
    elif until > clock.now() + _FURTHEST:
        problems["until"] = _("At most 90 days ahead, please.")
    for field, text in (("reason", reason), ("told_customer", told_customer)):
        if not text.strip():
            problems[field] = _("Please say it in a few words.")
        elif len(text.strip()) > _MOST_REASON:
            problems[field] = _("At most {n} characters.").format(n=_MOST_REASON)
    if problems:
        raise Invalid(problems)


def _check_words(approve: bool, words: str) -> None:
    if not approve and not words.strip():
        raise Invalid({"words": _("Please say why, for whoever asked.")})
    if len(words.strip()) > _MOST_WORDS:
        raise Invalid({"words": _("At most {n} characters.").format(n=_MOST_WORDS)})


def _tell(
    session: Session,
    complaint: Complaint,
    people: list[int] | list[int | None],
    asked: Extension,
    kind: NoticeKind,
    *,
    decision: str = "",
) -> None:
    notices.tell(
        session,
        [id_ for id_ in people if id_ is not None],
        kind,
        key=f"{kind.value}:extension:{asked.id}",
        subject=Subject.COMPLAINT,
        subject_id=complaint.id,
        detail={"number": complaint.number, "decision": decision},
    )

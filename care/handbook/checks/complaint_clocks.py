"""Complaints answered and solved in time: the 48-hour rule."""

from sqlalchemy import and_, false, true
from sqlmodel import Session, col

from care.complaints import ComplaintTargets
from care.handbook.check import Asked, Cases, Check, Parameter
from care.handbook.counting import of_nobody_removed
from care.handbook.number import Number, NumberUnit
from core.i18n import N_
from db.models import Clock, ClockKind, ClockVerdict, Complaint, ComplaintKind, Medium, Subject

_COUNTS = N_(
    "Each clock counts once: when it stopped, or, while it still runs, when it was due. It is met when it stopped by "
    "then. Not yet due, paused and excluded clocks do not count."
)
_WHY = N_("It was due {due} and done {done}.")
_STOPPED = "ix_complaint_clocks_stopped"
ANY = "any"


def _hours(name: str, label: str, *paths: str) -> Number:
    return Number(name, label, ComplaintTargets, paths, NumberUnit.HOURS, per=60)


_RESOLVE = (
    _hours(
        "complaint.resolve_hours", N_("A complaint is solved within"),
        "normal.resolve", "major.resolve", "minor.resolve",
    ),
    _hours("complaint.critical_resolve_hours", N_("A critical complaint is solved within"), "critical.resolve"),
    Number(
        "complaint.warn_percent", N_("The handler is warned when so much of the time is used"),
        ComplaintTargets, ("warn_percent",), NumberUnit.PERCENT,
    ),
    Number(
        "complaint.follow_up_days", N_("The call after closing comes within working days"),
        ComplaintTargets, ("follow_up_days",), NumberUnit.DAYS,
    ),
    Number(
        "complaint.max_pause_days", N_("Waiting for the customer lasts at most"),
        ComplaintTargets, ("max_pause_days",), NumberUnit.DAYS,
    ),
    Number(
        "complaint.reopen_days", N_("A closed complaint is taken up again within"),
        ComplaintTargets, ("reopen_days",), NumberUnit.DAYS,
    ),
)  # fmt: skip
_ACK = (
    _hours("complaint.ack_hours", N_("A complaint is acknowledged within"), "normal.ack"),
    _hours("complaint.major_ack_hours", N_("A major complaint is acknowledged within"), "major.ack"),
)
_RESPONSE = (_hours("complaint.response_hours", N_("The first answer comes within"), "normal.response"),)
_INQUIRY = (_hours("inquiry.resolve_hours", N_("A question is answered within"), "inquiry.resolve"),)
_CHANNEL = Parameter(
    "channel", N_("Came by"), ANY,
    (
        (ANY, N_("any channel")), (Medium.PHONE.value, N_("Phone")), (Medium.EMAIL.value, N_("E-mail")),
        (Medium.WECHAT.value, N_("WeChat")), (Medium.WEBSITE.value, N_("Website")),
    ),
)  # fmt: skip


def _clocks(kind: ClockKind, of: ComplaintKind, asked: Asked) -> tuple[Cases, Cases]:
    """Those that stopped, and those that should have: each through an index of its own."""
    channel = asked.parameters.get("channel", ANY)
    came = true() if channel == ANY else col(Complaint.channel) == channel
    theirs = (col(Clock.kind) == kind, col(Complaint.kind) == of, came, of_nobody_removed(col(Complaint.customer_id)))
    source = Clock.__table__.join(Complaint.__table__, col(Complaint.id) == col(Clock.complaint_id))  # type: ignore[attr-defined]
    decided = col(Clock.verdict).in_((ClockVerdict.MET, ClockVerdict.MISSED))
    late = and_(col(Clock.stopped_at).is_(None), col(Clock.due_at) < asked.now)
    return (
        Cases(
            source, (*theirs, decided), col(Clock.id), col(Complaint.id), col(Clock.handler_id),
            col(Complaint.team_id), col(Clock.verdict) == ClockVerdict.MET, col(Clock.stopped_at),
            col(Clock.due_at), col(Clock.stopped_at), hint=(Clock, _STOPPED),
        ),
        Cases(
            source, (*theirs, late), col(Clock.id), col(Complaint.id), col(Complaint.handler_id),
            col(Complaint.team_id), false(), col(Clock.due_at), col(Clock.due_at), col(Clock.stopped_at),
        ),
    )  # fmt: skip


def _resolved(_session: Session, asked: Asked) -> tuple[Cases, Cases]:
    return _clocks(ClockKind.RESOLVE, ComplaintKind.COMPLAINT, asked)


def _acknowledged(_session: Session, asked: Asked) -> tuple[Cases, Cases]:
    return _clocks(ClockKind.ACK, ComplaintKind.COMPLAINT, asked)


def _responded(_session: Session, asked: Asked) -> tuple[Cases, Cases]:
    return _clocks(ClockKind.RESPONSE, ComplaintKind.COMPLAINT, asked)


def _answered(_session: Session, asked: Asked) -> tuple[Cases, Cases]:
    return _clocks(ClockKind.RESOLVE, ComplaintKind.INQUIRY, asked)


_C = Subject.COMPLAINT
CHECKS = (
    Check("complaint_resolved", N_("Complaints solved in time"), _COUNTS, _WHY, _C, _resolved, (_CHANNEL,), _RESOLVE),
    Check("complaint_acknowledged", N_("Complaints acknowledged in time"), _COUNTS, _WHY, _C, _acknowledged, (), _ACK),
    Check(
        "complaint_responded", N_("Complaints first answered in time"), _COUNTS, _WHY, _C, _responded, (_CHANNEL,),
        _RESPONSE,
    ),
    Check("inquiry_answered", N_("Questions answered in time"), _COUNTS, _WHY, _C, _answered, (_CHANNEL,), _INQUIRY),
)  # fmt: skip

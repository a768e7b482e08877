"""Correcting what was written down about a complaint; what stood there before stays readable in its timeline."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import casefile
from care.complaints import clocks
from care.complaints.correcting import REPEATS, RESTARTS, corrected, differing, faults, history, read
from care.complaints.duties import raise_critical
from care.complaints.finding import find_open_to_work, stake_of
from care.complaints.intake import alarms_of, faults_of_links, team_for
from care.complaints.powers import DECIDERS, reaches
from care.complaints.repeats import earlier_one
from care.complaints.standing import policy_of
from core import clock
from core.errors import Conflict, Invalid
from core.i18n import _
from db.models import Complaint, ComplaintEventKind, ComplaintKind, ComplaintState, Severity


def edit(
    session: Session, actor: Actor, complaint_id: int, *, changes: Mapping[str, Any], seen: int, words: str = ""
) -> Complaint:
    """Save these fields of the complaint as it stood at version `seen`; Conflict when somebody saved it since."""
    actor.require(Permission.COMPLAINT_HANDLE)
    complaint = find_open_to_work(session, actor, complaint_id)
    values = read(changes)
    changed = differing(complaint, values)
    if complaint.row_version != seen:
        raise _conflict(complaint, values)
    _check(session, actor, complaint, changed, words.strip())
    if not changed:
        return complaint

    detail = history(complaint, changed)
    severity = complaint.severity
    for name, value in changed.items():
        setattr(complaint, name, value)
    if "customer_id" in changed:
        complaint.team_id = team_for(session, complaint.customer_id) or complaint.team_id
    _rise(session, complaint, changed)
    audit.record(session, actor, "complaint.changed", complaint)
    casefile.note(session, actor, complaint, ComplaintEventKind.EDITED, words=words.strip(), detail=detail)
    _follow(session, actor, complaint, changed, severity)
    return complaint


def _check(session: Session, actor: Actor, complaint: Complaint, changed: Mapping[str, Any], reason: str) -> None:
    found = faults(complaint, changed, reason, clock.now())
    if {"customer_id", "order_id"} & set(changed):
        found |= faults_of_links(session, actor, corrected(complaint, changed, reason))
        found.pop("follows_id", None)
    if "received_at" in changed and complaint.state is not ComplaintState.NEW:
        if not reaches(actor, Permission.COMPLAINT_APPROVE, stake_of(complaint)):
            found["received_at"] = _("Once it is accepted, only somebody who decides on complaints may change this.")
        elif not reason:
            found["words"] = _("Please say why: every clock starts at this moment.")
    if "kind" in changed and _leaves_unseen(actor, complaint):
        found["kind"] = _("Only somebody who decides on complaints may say that a serious one is none.")
    if len(reason) > 1000:
        found["words"] = _("Please keep this below {n} characters.").format(n=1000)
    if found:
        raise Invalid(found)


def _leaves_unseen(actor: Actor, complaint: Complaint) -> bool:
    """What is no complaint any more is closed by an answer: without its cause, without a second pair of eyes."""
    is_serious = complaint.kind is ComplaintKind.COMPLAINT and complaint.severity in DECIDERS
    return is_serious and not reaches(actor, Permission.COMPLAINT_APPROVE, stake_of(complaint))


def _rise(session: Session, complaint: Complaint, changed: Mapping[str, Any]) -> None:
    """What is written down later may alarm as well; it never lowers anything."""
    if {"description", "remedy_requested", "product"} & set(changed) and alarms_of(
        corrected(complaint, {}, ""), policy_of(session, complaint)
    ):
        complaint.severity, complaint.is_safety = Severity.CRITICAL, True


def _follow(
    session: Session, actor: Actor, complaint: Complaint, changed: Mapping[str, Any], severity: Severity
) -> None:
    if REPEATS & set(changed):
        earlier = earlier_one(session, complaint, within=timedelta(days=policy_of(session, complaint).repeat_days))
        complaint.repeat_of_id = earlier.id if earlier else None
    if RESTARTS & set(changed) or complaint.severity is not severity:
        clocks.retarget(session, complaint)
    if complaint.severity is Severity.CRITICAL and severity is not Severity.CRITICAL:
        raise_critical(session, complaint, by=actor)


def _conflict(complaint: Complaint, yours: Mapping[str, Any]) -> Conflict:
    differing_now = differing(complaint, yours)
    return Conflict(
        version=complaint.row_version,
        theirs={name: getattr(complaint, name) for name in differing_now},
        yours=dict(differing_now),
    )

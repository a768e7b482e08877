"""Each deed about a complaint: who may, what it starts from, whom and what it lets one choose, and its command."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from auth.permissions import Permission
from care import complaints, interactions, tasks
from care.complaints import ComplaintFile
from core import clock
from db.models import ClockKind, Direction, Medium, Outcome
from ui import complaint_address as address
from ui import current
from ui.actions import ask, perform
from ui.complaint_forms import Offered
from ui.people_apart import told_apart

EDITED = ("category", "description", "remedy_requested", "product", "order_id", "channel", "received_at")


def opened_with(file: ComplaintFile) -> dict[str, Any]:
    """How the file stood when the form was opened: somebody else's save is met, not overwritten."""
    base: dict[str, Any] | None = current.remembered("deed_base")
    if base is None or base["id"] != file.facts.id:
        base = {"id": file.facts.id, "version": file.facts.row_version, "fields": present(file)}
        current.remember("deed_base", base)
    return base


def works(file: ComplaintFile) -> bool:
    """Its handler, whoever decides on it, or anybody who handles complaints while it has none."""
    is_free = file.facts.handler_id in (None, current.actor().id)
    return file.may_handle and file.facts.closed_at is None and (is_free or file.may_decide)


def talks(_file: ComplaintFile) -> bool:
    """Whoever reads a complaint may hear its customer."""
    return current.actor().may(Permission.COMPLAINT_OPEN)


def hands_over(file: ComplaintFile) -> bool:
    return file.facts.closed_at is None and (file.may_decide or (file.may_handle and file.facts.handler_id is None))


def contact(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    contact = interactions.NewInteraction(
        medium=given["medium"] or Medium.PHONE,
        direction=Direction.INBOUND if given["inbound"] else Direction.OUTBOUND,
        outcome=given["outcome"] or Outcome.CONNECTED,
        summary=given["summary"],
        at=given["at"],
        next_step=given["next_step"],
        next_on=given["next_on"],
    )
    return perform(complaints.log_contact, file.facts.id, contact=contact)


def note(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(complaints.add_note, file.facts.id, words=given["words"])


def assign(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(complaints.assign, file.facts.id, handler_id=given["handler_id"], words=given["words"])


def regrade(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    severity = given["severity"] or file.facts.severity
    return perform(complaints.regrade, file.facts.id, severity=severity, words=given["words"])


def edit(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    base = opened_with(file)
    changes = {name: value for name, value in given.items() if name != "words" and value != base["fields"][name]}
    return perform(complaints.edit, file.facts.id, changes=changes, seen=base["version"], words=given["words"])


def present(file: ComplaintFile) -> dict[str, Any]:
    return {name: getattr(file.facts, name) for name in EDITED}


def subtask(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    task = tasks.NewTask(title=given["title"], assignee_id=given["assignee_id"] or 0, due_at=_moment(given["due_at"]))
    return perform(complaints.give_subtask, file.facts.id, task=task)


def _moment(given: datetime | None) -> datetime:
    """None typed: the present moment, of which the command says what is wrong with it."""
    return given or clock.now()


def extend(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(
        complaints.ask_extension,
        file.facts.id,
        until=_moment(given["until"]),
        reason=given["reason"],
        told_customer=given["told_customer"],
    )


def decide(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(complaints.decide_extension, file.facts.id, approve=given["approve"], words=given["words"])


def acknowledge(_file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(complaints.acknowledge, address.part(), note=given["note"])


def escalate(file: ComplaintFile, given: Mapping[str, Any]) -> object:
    return perform(complaints.escalate, file.facts.id, words=given["words"])


def may_ask_for_time(file: ComplaintFile) -> bool:
    return works(file) and file.extension is None and any(face.kind is ClockKind.RESOLVE for face in file.faces)


def handlers(file: ComplaintFile) -> Offered:
    """Whoever does not decide on it may take it, and give it to nobody else."""
    people = told_apart({one.id: one.name for one in ask(complaints.complaint_choices).handlers})
    me = current.actor().id
    return {"handler_id": people if file.may_decide else {id_: name for id_, name in people.items() if id_ == me}}


def colleagues(_file: ComplaintFile) -> Offered:
    return {"assignee_id": told_apart({one.id: one.name for one in ask(tasks.people)})}


def orders(file: ComplaintFile) -> Offered:
    return {"order_id": {one.id: one.name for one in ask(complaints.linkable, file.facts.id).orders}}

"""Correcting what is known of a lead: the second of two writers is told and loses nothing."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import customers
from care.leads.finding import find_open
from care.leads.newcomers import LENGTHS, beyond, reaches_of, stored, too_long, with_lines
from core.errors import Conflict, Invalid
from core.i18n import _
from db.models import Lead, Source

EDITABLE = (*LENGTHS, "source")


def edit(session: Session, actor: Actor, lead_id: int, *, changes: Mapping[str, Any], seen: int) -> Lead:
    """Save these fields as they stood at version `seen`; Conflict when somebody saved it since."""
    actor.require(Permission.LEAD_WORK)
    lead = find_open(session, actor, lead_id, Permission.LEAD_WORK)
    values = _checked(lead, changes)
    if lead.row_version != seen:
        raise _conflict(lead, values)
    for field, value in values.items():
        setattr(lead, field, value)
    ways = [lead.phone, lead.email, lead.wechat]
    found = customers.findable(lead.name, lead.number, company=lead.company, others=ways)
    lead.name_key, lead.search_text = found.name_key, found.search_text
    audit.record(session, actor, "lead.changed", lead)
    return lead


def _checked(lead: Lead, changes: Mapping[str, Any]) -> dict[str, Any]:
    typed = {field: str(value or "").strip() for field, value in changes.items() if field in LENGTHS}
    problems = too_long(typed)
    ways = {field: typed.get(field, getattr(lead, field)) for field in ("phone", "email", "wechat")}
    reaches = reaches_of(ways, problems)
    if not typed.get("name", lead.name):
        problems["name"] = _("Please enter a name.")
    if not reaches and not problems:
        problems["phone"] = _("Please enter a way to reach them: a phone number, an e-mail address or WeChat.")
    if lines := beyond(reaches):
        typed["note"] = with_lines(typed.get("note", lead.note), lines)
        problems |= too_long(typed)
    if problems:
        raise Invalid(problems)
    told = {"source": Source(changes["source"])} if changes.get("source") else {}
    return typed | {field: value for field, value in stored(reaches).items() if field in typed} | told


def _conflict(lead: Lead, yours: Mapping[str, Any]) -> Conflict:
    theirs = {field: getattr(lead, field) for field in yours}
    differing = [field for field in yours if theirs[field] != yours[field]]
    return Conflict(
        version=lead.row_version,
        theirs={field: theirs[field] for field in differing},
        yours={field: yours[field] for field in differing},
    )

"""Handing a file out: once, to whoever asked for it; the log keeps who, how much and why."""

from sqlmodel import Session

from auth import downloads
from auth.actor import Actor
from care.sheets.writing import SheetFile
from core.errors import Invalid
from core.i18n import _

_LONGEST_REASON = 300


def hand_out(session: Session, actor: Actor, *, made: SheetFile, reason: str, name: str, action: str) -> str:
    """The address that hands it out. Whoever calls has checked that the actor may take it along."""
    if problem := reason_problem(reason):
        raise Invalid({"reason": problem})
    detail = {"reason": reason.strip()[:_LONGEST_REASON], "filtered": made.filtered}
    return downloads.offer(session, actor, name=name, content=made.path, action=action, count=made.count, detail=detail)


def reason_problem(reason: str) -> str:
    return "" if reason.strip() else _("Please say what the file is for; it is kept in the log.")

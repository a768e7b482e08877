"""The lanes of one person's day: what was promised, what the files of their customers ask for, and who is unplanned."""

from dataclasses import fields

from sqlalchemy import func
from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from care import rulebook
from care.customers import VerificationPolicy
from care.today.file_lines import Files, Heap
from care.today.items import Day, Lane
from care.today.lines import Group, in_time, in_turn, named
from care.today.promised import promised
from care.today.unplanned import unplanned
from db.models import AuditEntry


def my_day(session: Session, actor: Actor) -> Day:
    """Whoever looks after the whole firm sees, of single customers, those that are their own."""
    actor.require(Permission.CUSTOMER_EDIT)
    files = Files(session, actor, rulebook.in_force(session, VerificationPolicy))
    counts = files.counts()
    if not counts.mine:
        return Day(*(Lane() for _lane in fields(Day)))
    first = files.first(counts)

    def of(*heaps: Heap) -> Group:
        lines = [line for heap in heaps for line in first[heap]]
        return Group(lines, sum(getattr(counts, heap) for heap in heaps))

    due = promised(session, actor, only_own=actor.may(Permission.SETTINGS_CHANGE))
    groups = {
        "overdue": in_turn(*due.overdue, of(Heap.OVERDUE)),
        "today": in_turn(*due.today, of(Heap.VERIFY_TODAY, Heap.LOSE_TODAY)),
        "coming": in_time(*due.coming, of(Heap.VERIFY_COMING, Heap.LOSE_COMING)),
        "assigned": of(Heap.NEW),
        "bought": of(Heap.RECENT),
        "unplanned": unplanned(session, actor),
        "unconsented": of(Heap.SILENT),
    }
    return named(session, groups)


def stamp(session: Session, actor: Actor) -> int:
    """Another one after every deed that is in the log: a day that was kept for a screen is then old."""
    actor.require(Permission.CUSTOMER_EDIT)
    return session.exec(select(func.max(col(AuditEntry.id)))).one() or 0

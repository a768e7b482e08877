"""What happened to a lead, the newest first: how it moved, who had it, what was said, who was warned."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from db.models import AuditEntry, Interaction, Lead, LeadEscalation, LeadStageChange, User

_MOST = 200
_TOLD_BY_THE_LOG = ("lead.assigned", "lead.claimed", "lead.changed", "lead.revealed")


class Happened(StrEnum):
    MOVED = "moved"
    SAID = "said"
    WARNED = "warned"
    ASSIGNED = "assigned"
    CLAIMED = "claimed"
    CHANGED = "changed"
    REVEALED = "revealed"


@dataclass(frozen=True)
class Entry:
    """`facts`: what fills its sentence; `words`: what a person wrote."""

    at: datetime
    what: Happened
    by: str
    words: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def story(session: Session, lead: Lead) -> tuple[Entry, ...]:
    told = [*_moves(session, lead), *_contacts(session, lead), *_warnings(session, lead), *_deeds(session, lead)]
    return tuple(sorted(told, key=lambda entry: entry.at, reverse=True))


def _moves(session: Session, lead: Lead) -> Iterator[Entry]:
    rows = session.exec(
        select(LeadStageChange, User.name)
        .outerjoin(User, col(User.id) == col(LeadStageChange.by_id))
        .where(col(LeadStageChange.lead_id) == lead.id)
        .order_by(col(LeadStageChange.id).desc())
        .limit(_MOST)
    )
    for row, by in rows:
        yield Entry(row.at, Happened.MOVED, by or "", row.words, {"before": row.before, "after": row.after})


def _contacts(session: Session, lead: Lead) -> Iterator[Entry]:
    rows = session.exec(
        select(Interaction, User.name)
        .outerjoin(User, col(User.id) == col(Interaction.by_id))
        .where(col(Interaction.lead_id) == lead.id)
        .order_by(col(Interaction.at).desc())
        .limit(_MOST)
    )
    for row, by in rows:
        names = ("medium", "direction", "outcome", "next_step", "next_on")
        yield Entry(row.at, Happened.SAID, by or "", row.summary, {name: getattr(row, name) for name in names})


def _warnings(session: Session, lead: Lead) -> Iterator[Entry]:
    rows = select(LeadEscalation).where(col(LeadEscalation.lead_id) == lead.id)
    for row in session.exec(rows):
        yield Entry(row.fired_at, Happened.WARNED, "", facts={"cause": row.cause, "level": row.level})


def _deeds(session: Session, lead: Lead) -> Iterator[Entry]:
    rows = session.exec(
        select(AuditEntry, User.name)
        .outerjoin(User, col(User.id) == col(AuditEntry.actor_id))
        .where(
            col(AuditEntry.subject) == "leads",
            col(AuditEntry.subject_id) == lead.id,
            col(AuditEntry.action).in_(_TOLD_BY_THE_LOG),
        )
        .order_by(col(AuditEntry.id).desc())
        .limit(_MOST)
    ).all()
    people = _names(session, [json.loads(row.detail).get("owner_id") for row, _by in rows])
    for row, by in rows:
        before, after = json.loads(row.detail).get("owner_id") or (None, None)
        facts = {"before": people.get(before or 0, ""), "after": people.get(after or 0, "")}
        yield Entry(row.at, Happened(row.action.removeprefix("lead.")), by or "", facts=facts)


def _names(session: Session, pairs: list[Any]) -> dict[int, str]:
    wanted = {id_ for pair in pairs if pair for id_ in pair if id_}
    return dict(session.exec(select(User.id, User.name).where(col(User.id).in_(wanted))).all()) if wanted else {}


@dataclass(frozen=True)
class NextStep:
    words: str
    on: date | None


def next_step(session: Session, lead: Lead) -> NextStep | None:
    planned = select(Interaction).where(col(Interaction.lead_id) == lead.id, col(Interaction.is_open_step))
    row = session.exec(planned).first()
    return NextStep(row.next_step, row.next_on) if row else None

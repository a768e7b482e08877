"""A small firm by chance: leads, and customers with orders, contacts, visits, and what they were asked and answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pandas as pd

from care import orders
from care.surveys import Question, QuestionType, Words
from care.surveys.sheet import text_of
from core import clock
from db.models import (
    Answer,
    ClockVerdict,
    Customer,
    Direction,
    Interaction,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Lead,
    LeadOrigin,
    LeadStage,
    Medium,
    Order,
    OrderStatus,
    Outcome,
    Questionnaire,
    QuestionnaireKind,
    QuestionnaireVersion,
    Revisit,
    Tier,
    VisitState,
)

TODAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)
"""What the clock of the tests stands at."""
_EDGES = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2025, 3, 1), date(2025, 2, 1), TODAY]
_BACK = (0, 1, 7, 29, 30, 31, 59, 60, 61, 89, 90, 91, 200)
_HOURS = ((15, 59), (16, 0), (4, 0))
"""A minute before midnight on the firm's clock, midnight, and noon."""


WEIGHTS = ({"quality": 2.0, "service": 1.0}, {"quality": 3.0, "delivery": 1.0})
"""What each version of the questionnaire asks about, and how much it weighs."""


@dataclass
class World:
    customers: list[dict[str, Any]] = field(default_factory=list)
    bought: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    leads: list[dict[str, Any]] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)

    def frame(self, name: str, *columns: str) -> pd.DataFrame:
        return pd.DataFrame(getattr(self, name), columns=list(columns))


def made(session: Any, chance: Random, owners: list[Any]) -> World:
    world = World(versions=_versions(session))
    for _place in range(chance.randrange(1, 14)):
        customer = _customer(session, chance, owners, world)
        _orders(session, chance, customer, world)
        _contacts(session, chance, customer, world)
        _visits(session, chance, customer, world)
        _questions(session, chance, customer, world)
    for place in range(chance.randrange(12)):
        _lead(session, chance, place, chance.choice([*owners, None]), world)
    session.flush()
    orders.refresh_purchases(session)
    return world


def day(chance: Random) -> date:
    found = chance.choice(_EDGES) - timedelta(days=chance.choice(_BACK))
    return min(found, TODAY - timedelta(days=1))


def moment(chance: Random) -> datetime:
    on, (hour, minute) = day(chance), chance.choice(_HOURS)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


def _customer(session: Any, chance: Random, owners: list[Any], world: World) -> Customer:
    owner, is_gone = chance.choice(owners), chance.random() < 0.15
    row = Customer(
        number=f"W-{len(world.customers)}", name="x", name_key="x", tier=chance.choice(list(Tier)),
        region=chance.choice(["东", "西"]), owner_id=owner.id, team_id=owner.team_id,
        deleted_at=clock.now() if is_gone else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    world.customers.append(
        {"id": row.id, "tier": row.tier.value, "region": row.region, "owner_id": owner.id, "is_gone": is_gone}
    )
    return row


def _orders(session: Any, chance: Random, customer: Customer, world: World) -> None:
    for step in range(chance.randrange(4)):
        on, status = day(chance), chance.choice([OrderStatus.VALID, OrderStatus.VALID, OrderStatus.CANCELLED])
        cents, moment_ = chance.randrange(100, 90_000), datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
        session.add(
            Order(
                number=f"{customer.number}-{step}", customer_id=customer.id, ordered_at=moment_, ordered_on=on,
                amount_cents=cents, currency="CNY", status=status,
            )
        )  # fmt: skip
        if status is OrderStatus.VALID:
            world.bought.append({"customer_id": customer.id, "on": on, "cents": cents})


def _contacts(session: Any, chance: Random, customer: Customer, world: World) -> None:
    for _step in range(chance.randrange(5)):
        told: dict[str, Any] = {
            "customer_id": customer.id,
            "at": moment(chance),
            "medium": chance.choice([Medium.PHONE, Medium.PHONE, Medium.WECHAT]),
            "direction": chance.choice([Direction.OUTBOUND, Direction.OUTBOUND, Direction.INBOUND]),
            "outcome": chance.choice([Outcome.CONNECTED, Outcome.NO_ANSWER, Outcome.DECLINED]),
        }
        session.add(Interaction(**told))
        world.contacts.append(told | {"on": clock.local(told["at"]).date()})


def _visits(session: Any, chance: Random, customer: Customer, world: World) -> None:
    for step in range(chance.randrange(4)):
        states = [VisitState.DONE, VisitState.SKIPPED, VisitState.CANCELLED, *([VisitState.OPEN] if not step else [])]
        due, state, grace = day(chance) + timedelta(days=chance.choice([0, 0, 3])), chance.choice(states), 3
        done = None if state is VisitState.OPEN else due + timedelta(days=chance.randrange(-2, 7))
        told: dict[str, Any] = {
            "customer_id": customer.id, "due_on": due, "state": state, "done_on": done,
            "latest_on": due + timedelta(days=grace),
        }  # fmt: skip
        session.add(
            Revisit(
                **told, planned_on=due, grace_days=grace, since_at=moment(chance), cycle_days=90,
                assignee_id=customer.owner_id, team_id=customer.team_id,
            )
        )  # fmt: skip
        world.visits.append(told)


def _questions(session: Any, chance: Random, customer: Customer, world: World) -> None:
    for _step in range(chance.randrange(4)):
        asked_at = moment(chance) if chance.random() < 0.85 else None
        told: dict[str, Any] = {
            "customer_id": customer.id,
            "purpose": chance.choice(list(InvitationPurpose)),
            "asked_at": asked_at,
        }
        sent = asked_at or moment(chance)
        version = chance.randrange(len(WEIGHTS))
        row = Invitation(
            **told, mode=InvitationMode.LINK, sent_at=sent, expires_at=sent + timedelta(days=14),
            questionnaire_version_id=world.versions[version],
        )  # fmt: skip
        session.add(row)
        session.flush()
        answered = asked_at is not None and chance.random() < 0.7
        score = chance.choice([None, 1, 2, 3, 4, 5, 5])
        nps, ces = chance.choice([None, 0, 6, 7, 8, 9, 10]), chance.choice([None, 1, 4, 5, 7])
        said: dict[str, Any] = {"at": moment(chance) if answered else None, "score": score, "nps": nps, "ces": ces}
        sides = {side: chance.choice([None, 1, 3, 4, 5]) for side in WEIGHTS[version] if chance.random() < 0.8}
        if answered:
            session.add(Answer(invitation_id=row.id, **said, values=json.dumps(sides)))
        told |= (said if answered else dict.fromkeys(said)) | {"version": version, "sides": sides}
        world.asked.append(told | {"is_answered": answered})


def _lead(session: Any, chance: Random, place: int, owner: Any, world: World) -> None:
    received, ended = sorted((moment(chance), moment(chance)))
    told: dict[str, Any] = {
        "stage": (stage := chance.choice(list(LeadStage))), "received_at": received,
        "region": chance.choice(["东", "西"]),
        "ended_at": None if stage in (LeadStage.NEW, LeadStage.CONTACTED, LeadStage.QUALIFIED) else ended,
        "is_historical": chance.random() < 0.2,
        "due_at": chance.choice([None, received + timedelta(days=1), NOW - timedelta(minutes=1), NOW + timedelta(1)]),
        "verdict": chance.choice([None, None, *ClockVerdict]),
        "owner_id": owner and owner.id,
    }  # fmt: skip
    session.add(
        Lead(
            number=f"XS-{place}", name="x", name_key="x", origin=LeadOrigin.FORM, team_id=owner and owner.team_id,
            **told,
        )
    )  # fmt: skip
    world.leads.append(told)


def _versions(session: Any) -> list[int]:
    sheet = Questionnaire(kind=QuestionnaireKind.RELATIONSHIP, name_zh="满意度", name_en="Satisfaction")
    session.add(sheet)
    session.flush()
    rows = []
    for number, weights in enumerate(WEIGHTS, 1):
        questions = [
            Question(side, QuestionType.SCORE, Words(side, side), dimension=Words(side, side), weight=weight)
            for side, weight in weights.items()
        ]
        rows.append(QuestionnaireVersion(questionnaire_id=sheet.id, number=number, questions=text_of(questions)))
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]

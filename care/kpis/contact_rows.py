"""The customers and calls behind the numbers about speaking with customers; those not reached come first."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, and_, cast, func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.visibility import customers_visible_to
from care.kpis.complaint_population import between
from care.kpis.contact_formulas import SpokenKpi
from care.kpis.contact_population import active, calls, cycles_in_force, is_through, is_within_cycle, last_spoken
from care.kpis.plain_row import PlainRow
from care.kpis.providing import Question
from core import clock
from core.i18n import ngettext
from db.models import Customer, Interaction, Subject, User

Rows = tuple[int, Sequence[PlainRow]]


def rows(session: Session, actor: Actor, asked: Question, kpi: str, start: int, most: int) -> Rows:
    of = _customers if kpi == SpokenKpi.COVERED else _calls
    return of(session, actor, asked, start, most)


def _customers(session: Session, actor: Actor, asked: Question, start: int, most: int) -> Rows:
    cycles = cycles_in_force(session)
    counted = and_(active(actor, asked.filters, asked.now), customers_visible_to(actor))
    total = session.execute(select(func.count(col(Customer.id))).where(counted)).scalar_one()
    spoken = last_spoken(asked.now, cycles)
    hit = is_within_cycle(spoken.c.last, asked.now, cycles).label("hit")
    columns: Any = (Customer.id, Customer.name, Customer.tier, User.name, spoken.c.last, hit)
    query = select(*columns).select_from(Customer).outerjoin(spoken, spoken.c.customer_id == col(Customer.id))
    query = query.outerjoin(User, col(User.id) == col(Customer.owner_id)).where(counted)
    found = session.execute(
        query.order_by("hit", spoken.c.last.nulls_first(), col(Customer.id)).offset(start).limit(most)
    )
    told = [
        PlainRow(
            Subject.CUSTOMER, id_, name, f"{tier.value} · {_days(cycles[tier])}", owner or "", _day(last), bool(is_in)
        )
        for id_, name, tier, owner, last, is_in in found
    ]
    return total, told


def _calls(session: Session, actor: Actor, asked: Question, start: int, most: int) -> Rows:
    seen = select(col(Customer.id)).where(customers_visible_to(actor))
    days = between(col(Interaction.at), asked.now)
    counted = and_(calls(actor, asked.filters), days, col(Interaction.customer_id).in_(seen))
    total = session.execute(select(func.count(col(Interaction.id))).where(counted)).scalar_one()
    hit = cast(is_through(), Integer).label("hit")
    columns: Any = (Interaction.customer_id, Customer.name, User.name, Interaction.author, Interaction.at, hit)
    query = select(*columns).select_from(Interaction).join(Customer, col(Customer.id) == col(Interaction.customer_id))
    query = query.outerjoin(User, col(User.id) == col(Interaction.by_id)).where(counted)
    newest = query.order_by("hit", col(Interaction.at).desc(), col(Interaction.id).desc())
    told = [
        PlainRow(Subject.CUSTOMER, id_, name, "", by or author, _day(at), bool(is_in))
        for id_, name, by, author, at, is_in in session.execute(newest.offset(start).limit(most))
    ]
    return total, told


def _days(cycle: int) -> str:
    return ngettext("{n} day", "{n} days", cycle).format(n=cycle)


def _day(at: datetime | None) -> date | None:
    return None if at is None else clock.local(at).date()

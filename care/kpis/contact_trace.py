"""What speaking with a customer adds to which day: our calls, and whether the cycle of their tier is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, cast, or_, select, text
from sqlmodel import Session, col

from care.kpis import spells
from care.kpis.contact_population import cycles_in_force, is_call, is_through
from care.kpis.trace_measures import OF_CONTACTS, Amounts, Measure, slot
from care.kpis.trace_parts import OnFile, Part
from care.kpis.traces import active
from core import clock
from db import bulk
from db.models import Interaction


class Spoken(NamedTuple):
    """A contact that counts; the day as an ordinal."""

    day: int
    is_call: bool
    is_through: bool


def of_contacts(spoken: Iterable[Spoken], bought: Iterable[int], cycle: int) -> Amounts:
    """`spoken` in order; `bought`: the purchase days, in order; `cycle`: days within which to be spoken with again."""
    amounts: Amounts = defaultdict(int)
    contacts = list(spoken)
    for one in contacts:
        if one.is_call:
            amounts[slot(Measure.CALLS, one.day)] += 1
            amounts[slot(Measure.CALLS_THROUGH, one.day)] += one.is_through
    reached = spells.joined((one.day, one.day + cycle) for one in contacts if one.is_through)
    spells.add(amounts, Measure.IN_TOUCH, spells.shared(active(bought), reached))
    return {place: amount for place, amount in amounts.items() if amount}


def _reading(session: Session, ids: Sequence[int]) -> Callable[[OnFile], Amounts]:
    cycles, contacts = cycles_in_force(session), _contacts(session, ids)

    def added(one: OnFile) -> Amounts:
        spoken = contacts.get(one.id)
        return of_contacts(spoken, (day for day, *_rest in one.bought), cycles[one.tier]) if spoken else {}

    return added


def _contacts(session: Session, ids: Sequence[int]) -> dict[int, list[Spoken]]:
    flags = [cast(one, Integer) for one in (is_call(), is_through())]
    query: Any = select(col(Interaction.customer_id), col(Interaction.at), *flags)
    query = query.where(text(bulk.one_of("customer_id", ids)), or_(is_call(), is_through()))
    found: dict[int, list[Spoken]] = defaultdict(list)
    for id_, at, *told in session.execute(query.order_by(col(Interaction.customer_id), col(Interaction.at))):
        found[id_].append(Spoken(clock.local(at).toordinal(), *map(bool, told)))
    return found


PART = Part(frozenset(OF_CONTACTS), _reading)

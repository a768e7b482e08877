"""The numbers about speaking with customers: how many were reached within their cycle, how many calls got through."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlmodel import Session, col

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.complaint_population import Stretches
from care.kpis.contact_formulas import FORMULAS, SpokenKpi
from care.kpis.contact_population import (
    Cycles,
    active,
    calls,
    cycles_in_force,
    is_connected,
    is_within_cycle,
    last_spoken,
)
from care.kpis.contact_rows import rows
from care.kpis.figures import Bounds, Value
from care.kpis.numbers import Reading
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share, spans_of
from db.models import Customer, Interaction


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    cycles = cycles_in_force(session)
    now, before = (_covered(session, actor, asked, span, cycles) for span in (asked.now, asked.before))
    # Months are not told: which tier a customer had then is not known, and each would be counted anew.
    return {
        SpokenKpi.COVERED.value: Reading(now, before),
        SpokenKpi.CONNECTED.value: _connected(session, actor, asked),
    }


def _covered(session: Session, actor: Actor, asked: Question, span: Bounds, cycles: Cycles) -> Value:
    spoken = last_spoken(span, cycles)
    hits = func.coalesce(func.sum(is_within_cycle(spoken.c.last, span, cycles)), 0)
    query = select(func.count(col(Customer.id)), hits).select_from(Customer)
    query = query.outerjoin(spoken, spoken.c.customer_id == col(Customer.id))
    n, reached = session.execute(query.where(active(actor, asked.filters, span))).one()
    return share(int(reached), int(n))


def _connected(session: Session, actor: Actor, asked: Question) -> Reading:
    stretches = Stretches.of(spans_of(asked))
    at, place = col(Interaction.at), stretches.place(col(Interaction.at))
    query = select(place, func.count(), func.sum(is_connected())).where(calls(actor, asked.filters))
    found = session.execute(query.where(stretches.covers(at)).group_by(place))
    counted = {int(where): (int(n), int(hits)) for where, n, hits in found}

    def value(span: Bounds) -> Value:
        some = stretches.among(counted, span)
        return share(sum(hits for _n, hits in some), sum(n for n, _hits in some))

    return reading(asked, value)


PROVIDER = Provider(FORMULAS, _read, Permission.CUSTOMER_READ, rows)

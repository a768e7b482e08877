"""The numbers about speaking with customers: how many were reached within their cycle, how many calls got through."""

from collections.abc import Mapping

from sqlmodel import Session

from auth.actor import Actor
from auth.permissions import Permission
from care.kpis.contact_formulas import FORMULAS, SpokenKpi
from care.kpis.contact_rows import rows
from care.kpis.figures import Bounds, Value
from care.kpis.numbers import Reading
from care.kpis.providing import Provider, Question
from care.kpis.reading import reading, share
from care.kpis.tally_queries import tallies
from care.kpis.trace_measures import OF_CONTACTS, Measure

_MEASURES = (Measure.ACTIVE, *OF_CONTACTS)


def _read(session: Session, actor: Actor, asked: Question) -> Mapping[str, Reading]:
    found = tallies(session, actor, asked.filters, "customer", _MEASURES, asked.kept)

    def covered(span: Bounds) -> Value:
        return share(found[Measure.IN_TOUCH].before(span.end), found[Measure.ACTIVE].before(span.end))

    def through(span: Bounds) -> Value:
        return share(found.within(Measure.CALLS_THROUGH, span), found.within(Measure.CALLS, span))

    return {
        # Months are not told: which tier a customer had then is not known.
        SpokenKpi.COVERED.value: Reading(covered(asked.now), covered(asked.before)),
        SpokenKpi.CONNECTED.value: reading(asked, through),
    }


PROVIDER = Provider(FORMULAS, _read, Permission.CUSTOMER_READ, rows, {"customer": _MEASURES})

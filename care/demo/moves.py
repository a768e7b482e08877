"""Visits of the coming weeks that somebody has put on another day, as a calendar of a living firm shows them."""

from datetime import timedelta
from random import Random

from sqlmodel import Session, col, select

from care import revisits
from care.demo.office import Office
from core import clock
from core.errors import Refusal
from db.models import Customer, Revisit, VisitState

_ONE_OF = 7
_AHEAD = timedelta(days=21)
_WHY = ("客户要求改到下周", "客户出差", "联系不上，换一天再打", "当天安排太满", "等新样品到了一起拜访")


def move_some_visits(session: Session, office: Office, *, seed: int) -> None:
    """By whoever looks after the customer, a few hours ago."""
    chance, today = Random(seed), clock.today()  # noqa: S311
    soon = select(Revisit).where(
        col(Revisit.state) == VisitState.OPEN, col(Revisit.planned_on).between(today, today + _AHEAD)
    )
    for visit in session.exec(soon.order_by(col(Revisit.id))).all()[::_ONE_OF]:
        seller = office.seller_of(session.get_one(Customer, visit.customer_id))
        if seller is None:
            continue
        on = visit.planned_on + timedelta(days=chance.randrange(1, 6))
        with clock.replay(office.awake_from(clock.now() - timedelta(days=1))):
            try:
                revisits.reschedule(session, seller, visit.id, on=on, reason=chance.choice(_WHY))
            except Refusal:  # a day off: they left it where it was
                continue

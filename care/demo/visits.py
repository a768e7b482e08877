"""A year of revisits at the demo firm: made on their day, tried in vain, left out, a few forgotten."""

from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import revisits
from care.demo.office import Office
from care.interactions import NewInteraction
from care.revisits import VisitReport
from core import clock
from db.models import Customer, Demand, Direction, Medium, Outcome, Revisit, VisitState

_EVERY = 8
"""One customer of so many has been visited for a year, and whoever complained; all others are planned from today on."""
_BEGAN = timedelta(days=330)
_FORGOTTEN, _MISSED, _LEFT_OUT = 0.06, 0.15, 0.2
_SAID = (
    ("产品用得不错，暂时不缺货。", 5, (), ""),
    ("客户满意，问下季度有没有活动。", 4, (Demand.PRICE,), ""),
    ("准备扩店，想看看新品。", 5, (Demand.NEW_PRODUCT, Demand.REPURCHASE), "新店开业要一批货"),
    ("使用正常，希望有人上门教一下新员工。", 4, (Demand.TRAINING,), ""),
    ("觉得送货有点慢，其他都好。", 3, (Demand.DELIVERY,), ""),
    ("月底要补货，先发报价单。", 4, (Demand.REPURCHASE,), "月底补货"),
    ("换了包装规格，需要定制标签。", 4, (Demand.CUSTOM,), ""),
)
_WHY = ("客户出差，下月再联系", "客户在展会期间不便接听", "刚在投诉处理中沟通过")


def replay_visits(session: Session, office: Office, *, seed: int) -> None:
    """Each customer's visits one after the other, as the plan brings them; in the end everybody has a next one."""
    chance = Random(seed)  # noqa: S311
    theirs = select(Customer).where(col(Customer.owner_id).is_not(None)).order_by(col(Customer.number).desc())
    found = session.exec(theirs).all()
    for number, customer in enumerate(found):
        seller = office.seller_of(customer)
        if seller is not None and number < len(found) // _EVERY:
            with clock.replay(office.awake_from(clock.now() - _BEGAN * chance.random())):
                revisits.replan(session, customer.id)
        if seller is not None:
            _visit(session, chance, seller, customer.id)
    revisits.settle(session, session.exec(select(col(Customer.id))).all())


def _visit(session: Session, chance: Random, seller: Actor, customer_id: int) -> None:
    now = clock.now()
    while (visit := _open(session, customer_id)) is not None:
        at = _on_the_day(visit.planned_on, chance)
        if at > now or (at > now - timedelta(days=40) and chance.random() < _FORGOTTEN):
            return
        with clock.replay(at):
            _work(session, chance, seller, visit)


def _work(session: Session, chance: Random, seller: Actor, visit: Revisit) -> None:
    luck = chance.random()
    if luck < _MISSED:
        missed = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.NO_ANSWER, "")
        revisits.attempt(session, seller, visit.id, contact=missed)
    elif luck < _LEFT_OUT:
        revisits.skip(session, seller, visit.id, reason=chance.choice(_WHY))
    else:
        said, points, demands, chance_words = chance.choice(_SAID)
        contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, said)
        report = VisitReport(contact, satisfaction=points, demands=demands, opportunity=chance_words)
        revisits.complete(session, seller, visit.id, report=report)


def _open(session: Session, customer_id: int) -> Revisit | None:
    mine = select(Revisit).where(col(Revisit.customer_id) == customer_id, col(Revisit.state) == VisitState.OPEN)
    return session.exec(mine.execution_options(populate_existing=True)).first()


def _on_the_day(day: date, chance: Random) -> datetime:
    return clock.start_of(day) + timedelta(hours=9, minutes=chance.randrange(8 * 60))

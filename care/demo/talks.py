"""What the demo firm's sellers have talked about with their customers of late, and what they said comes next."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import interactions
from care.demo.office import Office
from care.interactions import NewInteraction
from core import clock
from db.models import Customer, Direction, Medium, Outcome

_CUSTOMERS = 120
_LATELY = timedelta(days=100)
_MEDIA = (Medium.PHONE, Medium.PHONE, Medium.PHONE, Medium.WECHAT, Medium.WECHAT, Medium.WECOM, Medium.VISIT)
_SAID = (
    ("介绍了新品，客户要最新价目表。", "发价目表"),
    ("客户准备补货，问有没有现货。", "确认库存后报价"),
    ("上次的货用着不错，下月可能再订一批。", "月初再问订货"),
    ("客户在比较另一家的价格。", "给阶梯价"),
    ("换了采购负责人，约下次上门认识。", "上门拜访"),
    ("问了开票资料，已发到微信。", ""),
    ("客户满意，暂时没有需求。", ""),
    ("样品已收到，等车间试用结果。", "问试用结果"),
)
_MISSED = (Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.LEFT_MESSAGE)


def replay_talks(session: Session, office: Office, *, seed: int) -> None:
    """Most do on the day what they said they would; now and then somebody forgets."""
    chance, now = Random(seed), clock.now()  # noqa: S311
    theirs = select(Customer).where(col(Customer.owner_id).is_not(None), col(Customer.order_count) > 0)
    for customer in session.exec(theirs.order_by(col(Customer.number)).limit(_CUSTOMERS)).all():
        seller = office.seller_of(customer)
        if seller is not None:
            for moment, contact in _talks(chance, office, now):
                _write(session, seller, customer, moment, contact)


def _write(session: Session, seller: Actor, customer: Customer, moment: datetime, contact: NewInteraction) -> None:
    with clock.replay(moment):
        interactions.write(session, seller, customer_id=customer.id, contact=contact)


def _talks(chance: Random, office: Office, now: datetime) -> Iterator[tuple[datetime, NewInteraction]]:
    moment = office.awake_from(now - _LATELY * chance.random())
    while moment <= now:
        medium, is_missed = chance.choice(_MEDIA), chance.random() < 0.15
        said, step = chance.choice(_SAID)
        ahead = timedelta(days=2) if is_missed else timedelta(days=chance.randrange(4, 30))
        on = clock.local(moment).date() + ahead if step or is_missed else None
        outcome = chance.choice(_MISSED) if is_missed else Outcome.CONNECTED
        words, step = ("", "再联系") if is_missed else (said, step)
        yield moment, NewInteraction(medium, _direction(chance), outcome, words, next_step=step, next_on=on)
        if on is None or (on <= clock.today() and chance.random() < 0.07):
            return
        moment = office.awake_from(_on_the_day(on, chance))


def _direction(chance: Random) -> Direction:
    return Direction.INBOUND if chance.random() < 0.2 else Direction.OUTBOUND


def _on_the_day(day: date, chance: Random) -> datetime:
    return clock.start_of(day) + timedelta(hours=9, minutes=chance.randrange(8 * 60))

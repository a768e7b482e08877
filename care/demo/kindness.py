"""How the demo firm looks after its customers: lunar birthdays, greetings of the last weeks, gifts, days of its own."""

from datetime import date, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import SYSTEM, Actor
from care import almanac, customers, greetings
from care.demo.office import Office
from care.greetings import NewDay, NewGift
from core import clock
from core.errors import Refusal
from db.models import Contact, Customer, CustomerKind, GiftState, Greeting, GreetingState, Medium, Tier

_DAYS = 60
_EVERY = timedelta(days=3)
_FIRM_DAYS = (
    NewDay("国际茶日", "05-21"),
    NewDay("教师节", "09-10", industry="教育"),
    NewDay("本店店庆", "04-18", since_year=2016),
)
_SERVICES = (("W-201", "养壶回访", 90), ("T-104", "普洱存放提醒", 180))
_GIFTS = (
    ("明前龙井品鉴装一盒", 98_00, "生日"), ("手写贺卡和茶点", 39_00, "生日"), ("白瓷盖碗一只", 79_00, "合作周年"),
    ("紫砂壶一把", 398_00, "老客户十年"), ("企业定制礼盒两份", 376_00, "中秋"), ("茉莉花茶一罐", 68_00, "生日"),
)  # fmt: skip
_SKIPPED = ("家中有丧事，暂不打扰", "已在店里当面祝贺", "客户说不过生日")


def replay_greetings(session: Session, office: Office, *, seed: int) -> None:
    """Sixty days of it, planned and sent as the product does it."""
    chance, now = Random(f"kindness {seed}"), clock.now()  # noqa: S311
    _birthdays(session, chance)
    for day in _FIRM_DAYS:
        greetings.add_day(session, office.boss, day=day)
    for sku, name, days in _SERVICES:
        greetings.set_interval(session, office.boss, sku=sku, name=name, days=days)
    moment = office.awake_from(now - timedelta(days=_DAYS))
    while moment < now - timedelta(hours=12):
        with clock.replay(moment):
            greetings.plan_due(session)
            _greet(session, office, chance)
        moment += _EVERY
    greetings.plan_due(session)


def _birthdays(session: Session, chance: Random) -> None:
    """The older ones keep the lunar one; the people at firms have birthdays too."""
    born = select(Customer).where(col(Customer.birthday).is_not(None), col(Customer.birthday) < date(1978, 1, 1))
    for row in session.exec(born.order_by(col(Customer.number))).all():
        if row.birthday and chance.random() < 0.6:
            _year, lunar = almanac.lunar_of(row.birthday)
            changes = {"birthday": None, "birthday_lunar": lunar.code}
            customers.edit_customer(session, SYSTEM, row.id, version=row.row_version, changes=changes)
    firms = select(Contact).join(Customer, col(Customer.id) == col(Contact.customer_id))
    for person in session.exec(firms.where(col(Customer.kind) != CustomerKind.PERSON)).all():
        if chance.random() < 0.4:
            person.birthday = date(1965, 1, 1) + timedelta(days=chance.randrange(30 * 365))
    session.flush()


def _greet(session: Session, office: Office, chance: Random) -> None:
    """What is due today or was due in the days before; now and then one is forgotten."""
    today = clock.today()
    due = select(Greeting, Customer).join(Customer, col(Customer.id) == col(Greeting.customer_id))
    due = due.where(col(Greeting.state) == GreetingState.PLANNED, col(Greeting.day) <= today)
    for row, customer in session.exec(due.order_by(col(Greeting.id))).all():
        seller = office.seller_of(customer)
        if seller is None or chance.random() < 0.12:
            continue
        try:
            _one(session, seller, row.id, chance)
            if chance.random() < (0.5 if customer.tier is Tier.A else 0.12):
                _gift(session, office, seller, customer, row.id, chance)
        except Refusal:  # whoever took their consent back is not greeted
            continue


def _one(session: Session, seller: Actor, greeting_id: int, chance: Random) -> None:
    if chance.random() < 0.07:
        greetings.skip(session, seller, greeting_id, reason=chance.choice(_SKIPPED))
        return
    medium = chance.choice((Medium.WECHAT, Medium.WECHAT, Medium.PHONE))
    words = greetings.greeting(session, seller, greeting_id).drafts[medium, "zh_CN"].words
    greetings.send(session, seller, greeting_id, medium=medium, words=words)


def _gift(
    session: Session, office: Office, seller: Actor, customer: Customer, greeting_id: int, chance: Random
) -> None:
    what, cents, why = chance.choice(_GIFTS)
    gift = greetings.ask_gift(session, seller, customer.id, gift=NewGift(what, cents, why, greeting_id))
    if gift.state is GiftState.ASKED and chance.random() < 0.7:
        approve = chance.random() < 0.8
        words = "" if approve else "今年已送过礼盒，改送小样"
        greetings.decide_gift(session, office.manager_of(customer), gift.id, approve=approve, words=words)
    if gift.state is GiftState.APPROVED and chance.random() < 0.8:
        greetings.give_gift(session, seller, gift.id)

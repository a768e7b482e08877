"""What the demo firm's customers think: two quarters' campaigns with their answers, and what is asked just now."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import complaints, feedback, privacy, surveys, tasks
from care.complaints import Move
from care.demo.office import Office
from care.demo.stories import Story
from care.surveys import Audience, CustomerAnswer, NewCampaign
from core import clock
from core.errors import Refusal
from db.models import (
    Answer,
    Complaint,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Invitation,
    InvitationMode,
    Medium,
    Order,
    Questionnaire,
    Task,
    Tier,
)

_SIDES = ("product", "delivery", "service", "price")
_NEXT = ("stock", "speed", "advice", "custom", "after")
_WORDS = (
    "铁观音能不能出小罐装？",
    "礼盒希望附冲泡说明。",
    "希望下单后能查到物流。",
    "发票抬头每次都要重填，有点麻烦。",
)
_RUN = timedelta(days=20)


@dataclass
class Opinions:
    """One campaign: launched, links handed over day by day, answers as they come, and what follows from them."""

    session: Session
    office: Office
    chance: Random
    quarter: str
    opens: datetime
    mood: float
    """How content people are, 0 to 1."""
    steps: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    def story(self) -> Story:
        self.at(self.opens, self.launch)
        self.at(self.opens + _RUN + timedelta(days=2), lambda: surveys.close_ended(self.session))
        while self.steps:
            moment, _order, step = heapq.heappop(self.steps)
            yield moment
            step()

    def at(self, moment: datetime, step: Callable[[], object]) -> None:
        heapq.heappush(self.steps, (self.office.awake_from(moment), next(self.order), step))

    def launch(self) -> None:
        day = clock.today()
        campaign = NewCampaign(
            f"{self.quarter} 季度客户满意度", _asked(self.session, "relationship"), InvitationMode.LINK,
            day, day + _RUN, Audience(tier=(Tier.A,)), self.quarter,
        )  # fmt: skip
        row = surveys.create_campaign(self.session, self.office.boss, campaign=campaign)
        surveys.launch(self.session, self.office.boss, row.id)
        waiting = select(Invitation).where(Invitation.campaign_id == row.id).order_by(col(Invitation.id))
        for one in self.session.exec(waiting).all():
            if self.chance.random() < 0.85:
                id_ = one.id
                self.at(clock.now() + timedelta(days=self.chance.uniform(0, 9)), lambda id_=id_: self.hand_over(id_))  # type: ignore[misc]

    def hand_over(self, invitation_id: int) -> None:
        invitation = self.session.get_one(Invitation, invitation_id)
        customer = self.session.get_one(Customer, invitation.customer_id)
        try:
            made = surveys.hand_over(self.session, self.office.seller_of(customer) or self.office.boss, invitation_id)
        except Refusal:
            return
        if self.chance.random() < 0.58:
            token = made.path.removeprefix(surveys.ADDRESS)
            self.at(clock.now() + timedelta(hours=self.chance.uniform(1, 90)), lambda: self.answer(token, customer))

    def answer(self, token: str, customer: Customer) -> None:
        try:
            feedback.take(self.session, token, given=self.given(), language="zh_CN")
        except Refusal:
            return
        newest = self.session.exec(select(Answer).order_by(col(Answer.id).desc()).limit(1)).one()
        if newest.task_id is not None:
            self.at(clock.now() + timedelta(days=1), lambda: self.look_into(newest, customer))
        if newest.led_to_id is not None:
            self.at(clock.now() + timedelta(hours=5), lambda: self.thank(newest))

    def given(self) -> CustomerAnswer:
        mood = min(1.0, max(0.0, self.chance.gauss(self.mood, 0.22)))
        values: dict[str, surveys.Value] = {}
        for side in _SIDES:
            score = round(1 + 4 * min(1.0, max(0.0, mood + self.chance.gauss(0.05, 0.12))))
            values[side] = None if self.chance.random() < 0.05 else score
        values["recommend"] = min(10, max(0, round(10 * (mood + self.chance.gauss(0.08, 0.1)))))
        if self.chance.random() < 0.6:
            values["next"] = tuple(sorted(self.chance.sample(_NEXT, self.chance.randrange(1, 3))))
        texts = {"suggestion": self.chance.choice(_WORDS)} if self.chance.random() < 0.12 else {}
        return CustomerAnswer(values=values, texts=texts)

    def look_into(self, answer: Answer, customer: Customer) -> None:
        task = self.session.get_one(Task, answer.task_id)
        if task.done_at is None and self.chance.random() < 0.9:
            whose = next((one for one in self.office.people.values() if one.id == task.assignee_id), self.office.boss)
            words = f"已致电{customer.name}，了解不满之处并致歉，下次到货前专人跟进。"
            tasks.finish(self.session, whose, task.id, outcome=words)

    def thank(self, answer: Answer) -> None:
        row = self.session.get_one(Complaint, answer.led_to_id)
        answers = {"summary": "已回复客户：建议收到，转产品组评估，月底给答复。", "medium": Medium.PHONE}
        complaints.move(
            self.session, self.office.service, row.id, move=Move.ANSWER, answers=answers, seen=row.row_version
        )


def opinions(session: Session, office: Office, chance: Random) -> Iterator[Story]:
    """The last two quarters, and a list of customers who agreed to be called."""
    surveys.ship(session)
    quarter = surveys.quarter_of(clock.today())
    for mood in (0.72, 0.66):
        quarter = surveys.quarter_of(quarter.start - timedelta(days=1))
        opens = clock.start_of(quarter.end - timedelta(days=21)) + timedelta(hours=9)
        yield Opinions(session, office, Random(chance.random()), quarter.name, opens, mood).story()  # noqa: S311
    yield _agreed(session, office, Random(chance.random()))  # noqa: S311


def _agreed(session: Session, office: Office, chance: Random) -> Story:
    """Some say whether they may be asked; those who agreed are to be called now, and buyers get a link."""
    yield clock.now() - timedelta(days=60)
    some = select(Customer).where(col(Customer.order_count) > 0, Customer.tier == Tier.C).order_by(col(Customer.number))
    for customer in session.exec(some.limit(45)).all():
        status = chance.choices((ConsentStatus.GIVEN, ConsentStatus.REFUSED), (5, 1))[0]
        privacy.record_consent(
            session, office.service, customer.id,
            purpose=ConsentPurpose.SURVEY, status=status, channel="phone", evidence="通话录音",
        )  # fmt: skip
    yield clock.now() + timedelta(days=58)
    _call_list(session, office.boss)
    since = clock.today() - timedelta(days=6)
    for order in session.exec(select(Order).where(Order.ordered_on >= since).limit(12)).all():
        surveys.ask_after_order(session, order)
    yield clock.now() + timedelta(days=1)
    surveys.ask_due(session)


def _call_list(session: Session, boss: Actor) -> None:
    day = clock.today()
    campaign = NewCampaign(
        "C 级客户电话满意度",
        _asked(session, "transaction"),
        InvitationMode.PHONE,
        day,
        day + _RUN,
        Audience(tier=(Tier.C,)),
    )
    row = surveys.create_campaign(session, boss, campaign=campaign)
    surveys.launch(session, boss, row.id)


def _asked(session: Session, key: str) -> int:
    return session.exec(select(Questionnaire.id).where(col(Questionnaire.key) == key)).one()

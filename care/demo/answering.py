"""Customers of the demo firm who get a link and answer it in their own time; and what follows from an answer."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from sqlmodel import Session, col, select

from care import complaints, feedback, surveys, tasks
from care.complaints import Move
from care.demo.office import Office
from care.demo.stories import Story
from care.surveys import CustomerAnswer
from core import clock
from core.errors import Refusal
from db.models import Answer, Complaint, Customer, Invitation, Medium, Task

_WORDS = (
    "铁观音能不能出小罐装？",
    "礼盒希望附冲泡说明。",
    "希望下单后能查到物流。",
    "发票抬头每次都要重填，有点麻烦。",
)


@dataclass
class Answering:
    """Links handed over, answers as they come, and what follows from them, one step after another."""

    session: Session
    office: Office
    chance: Random
    mood: float
    """How content people are, 0 to 1."""
    share: float = 0.58
    """Of those who get a link, so many answer."""
    steps: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    def told(self) -> Story:
        while self.steps:
            moment, _order, step = heapq.heappop(self.steps)
            yield moment
            step()

    def at(self, moment: datetime, step: Callable[[], object]) -> None:
        heapq.heappush(self.steps, (self.office.awake_from(moment), next(self.order), step))

    def values(self) -> dict[str, surveys.Value]:
        """What one customer answers, by question."""
        raise NotImplementedError

    def hand_over(self, invitation_id: int) -> None:
        invitation = self.session.get_one(Invitation, invitation_id)
        customer = self.session.get_one(Customer, invitation.customer_id)
        try:
            made = surveys.hand_over(self.session, self.office.seller_of(customer) or self.office.boss, invitation_id)
        except Refusal:
            return
        if self.chance.random() < self.share:
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
        texts = {"suggestion": self.chance.choice(_WORDS)} if self.chance.random() < 0.12 else {}
        return CustomerAnswer(values=self.values(), texts=texts)

    def one_mood(self) -> float:
        return min(1.0, max(0.0, self.chance.gauss(self.mood, 0.22)))

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

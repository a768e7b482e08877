"""Who works on the demo firm's complaints, when they work, and what they do besides."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor, actor_of
from care import causes, complaints, notices, surveys, tasks
from care.tasks import TaskKind
from core import clock
from core.errors import Refusal
from db.models import (
    ActionState,
    Complaint,
    CorrectiveAction,
    Customer,
    Escalation,
    InvitationPurpose,
    Order,
    Severity,
    Task,
    User,
)

_PATIENCE = timedelta(hours=3)
_BEFORE = timedelta(hours=20)
"""Calls are made the day before they are due at the latest, when nothing comes between."""
_MORNING, _DUTY, _NIGHT = timedelta(hours=8, minutes=30), timedelta(hours=12), timedelta(hours=24)


@dataclass(frozen=True)
class Planned:
    action_id: int
    owner: Actor
    at: datetime


@dataclass
class Office:
    session: Session
    people: dict[str, Actor]
    chance: Random
    actions: list[Planned] = field(default_factory=list)
    has_read: bool = False

    @property
    def service(self) -> Actor:
        return self.people["hemin"]

    @property
    def boss(self) -> Actor:
        return self.people["chenjianguo"]

    def seller_of(self, customer: Customer) -> Actor | None:
        return next((actor for actor in self.people.values() if actor.id == customer.owner_id), None)

    def last_order(self, customer: Customer, before: datetime) -> int | None:
        """What was bought last before it went wrong."""
        bought = select(Order.id).where(Order.customer_id == customer.id, Order.ordered_at < before)
        return self.session.exec(bought.order_by(col(Order.ordered_at).desc()).limit(1)).first()

    def manager_of(self, customer: Customer) -> Actor:
        managers = (self.people["zhoukai"], self.people["wuxia"])
        return next((actor for actor in managers if actor.team_id == customer.team_id), self.boss)

    def invite(self, complaint_id: int) -> surveys.Invited | None:
        """How was it handled? Whoever was asked for another opinion not long ago is spared."""
        try:
            return surveys.invite(self.session, self.service, complaint_id, purpose=InvitationPurpose.HANDLING)
        except surveys.MayNotAsk:
            return None

    def closer_of(self, row: Complaint, handler: Actor) -> Actor:
        """Four eyes on what is serious."""
        if row.severity is Severity.CRITICAL:
            return self.boss
        if row.severity is not Severity.MAJOR:
            return handler
        managers = (self.people["zhoukai"], self.people["wuxia"])
        return next((actor for actor in managers if actor.team_id == row.team_id), self.boss)

    def awake_from(self, moment: datetime) -> datetime:
        """Then, or the next morning: somebody is on duty every day until nine in the evening."""
        morning = clock.start_of(clock.local(moment).date()) + _MORNING
        if moment < morning:
            return morning + timedelta(minutes=self.chance.randrange(40))
        return moment if moment < morning + _DUTY else morning + _NIGHT + timedelta(minutes=self.chance.randrange(40))

    def planned(self, action_id: int, owner: Actor, at: datetime) -> None:
        self.actions.append(Planned(action_id, owner, at))

    def tick(self) -> None:
        """What happens beside the stories: late complaints escalate, managers answer, actions are carried out."""
        complaints.escalate_due(self.session)
        self._acknowledge()
        self._visit()
        for planned in [one for one in self.actions if clock.now() - one.at > timedelta(days=4)]:
            self.actions.remove(planned)
            if self.chance.random() < 0.85:
                self._carry_out(planned)

    def read_everything(self) -> None:
        self.has_read = True
        for actor in self.people.values():
            notices.mark_all_read(self.session, actor)

    def _visit(self) -> None:
        """The calls that ask whether all is well."""
        due = select(Task).where(Task.kind == TaskKind.FOLLOW_UP_VISIT, Task.due_at < clock.now() + _BEFORE)
        for task in self.session.exec(
            due.where(col(Task.done_at).is_(None), col(Task.cancelled_at).is_(None)).limit(20)
        ).all():
            whose = next((actor for actor in self.people.values() if actor.id == task.assignee_id), self.boss)
            tasks.finish(self.session, whose, task.id, outcome="电话回访，客户表示满意，没有再出现。")

    def _acknowledge(self) -> None:
        before = clock.now() - _PATIENCE
        waiting = select(Escalation).where(col(Escalation.acknowledged_at).is_(None), Escalation.fired_at < before)
        for row in self.session.exec(waiting.limit(20)).all():
            try:
                complaints.acknowledge(self.session, self.boss, row.id, note="已督促处理人，今天内给客户答复。")
            except Refusal:
                continue  # it was answered together with a higher level

    def _carry_out(self, planned: Planned) -> None:
        row = self.session.get(CorrectiveAction, planned.action_id)
        assert row is not None
        causes.start_action(self.session, planned.owner, row.id, seen_version=row.row_version)
        causes.report_done(
            self.session, planned.owner, row.id, words="已按措施执行，并向班组宣贯。", seen_version=row.row_version
        )
        if self.chance.random() < 0.8 and row.state is ActionState.TO_VERIFY:
            words = "抽查一周，执行到位。"
            causes.verify_action(
                self.session, self.boss, row.id, effective=True, words=words, seen_version=row.row_version
            )


def office_of(session: Session, chance: Random) -> Office:
    people = {user.username: actor_of(user) for user in session.exec(select(User))}
    return Office(session, people, chance)

"""One complaint's life at the demo firm, told step by step through the very commands that people use.

A story yields the moment of its next step, which is taken when it is resumed. What lies after today has not happened.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from care import causes, complaints, surveys
from care.causes import NewAction, NewCause
from care.complaints import Move, NewComplaint
from care.demo import scenes
from care.demo.office import Office
from care.demo.scenes import Scene
from care.interactions import NewInteraction
from care.surveys import CustomerAnswer
from core import clock
from db.models import (
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    Confirmation,
    Customer,
    Decision,
    Direction,
    Medium,
    Outcome,
    Severity,
)

Story = Iterator[datetime]
_MEDIA = (Medium.PHONE, Medium.PHONE, Medium.WECHAT, Medium.WECHAT, Medium.EMAIL)


@dataclass
class Teller:
    """Tells one story: `then` is when its next step is taken."""

    session: Session
    office: Office
    chance: Random
    customer: Customer
    then: datetime
    product: str
    complaint_id: int = 0

    def complaint(self, scene: Scene) -> Story:
        """From the first word to the call that asks whether all is well; now and then once more."""
        yield self.then
        self._register(ComplaintKind.COMPLAINT, scene.category, scene.said, wanted=scene.wanted)
        yield self.after(minutes=self._late(8, 150))
        handler = self._accept(scene)
        yield self.after(minutes=self._late(30, 400))
        self._move(handler, Move.INVESTIGATE, summary="已致电了解情况，向客户致歉，请客户发照片。", **self._spoken())
        if self.chance.random() < 0.22:
            yield from self._wait(handler)
        yield self.after(hours=self.chance.uniform(1, 6))
        self._analyse(handler, scene)
        yield from self._agree(handler, scene)
        yield from self._survey(handler, scene)

    def inquiry(self, kind: ComplaintKind, said: str, answered: str) -> Story:
        yield self.then
        self._register(kind, self.chance.choice((ComplaintCategory.OTHER, ComplaintCategory.PRICE)), said)
        yield self.after(minutes=self._late(20, 300))
        self._move(self.office.service, Move.ANSWER, summary=answered, **self._spoken())

    def after(self, **span: float) -> datetime:
        """The next step, while somebody is on duty."""
        self.then = self.office.awake_from(self.then + timedelta(**span))
        return self.then

    def _register(self, kind: ComplaintKind, category: ComplaintCategory, said: str, *, wanted: str = "") -> None:
        opener = self.office.seller_of(self.customer) if self.chance.random() < 0.4 else None
        new = NewComplaint(
            kind=kind,
            channel=self.chance.choice(_MEDIA),
            category=category,
            description=said,
            customer_id=self.customer.id,
            order_id=self.office.last_order(self.customer, self.then) if wanted else None,
            product=self.product if wanted else "",
            remedy_requested=wanted,
            notice_shown=True,
        )
        made = complaints.register(self.session, opener or self.office.service, complaint=new)
        self.complaint_id = made.id

    def _accept(self, scene: Scene) -> Actor:
        row = self._row()
        severity = row.severity if row.severity is Severity.CRITICAL else scene.severity
        serious = severity is Severity.CRITICAL
        handler = self.office.manager_of(self.customer) if serious else self.office.service
        told = "电话告知客户已受理，48 小时内给出处理方案。"
        self._move(self.office.service, Move.ACCEPT, handler_id=handler.id, severity=severity, told_how=told)
        return handler

    def _wait(self, handler: Actor) -> Story:
        """For the customer mostly, whose answer ends the wait by itself."""
        if self.chance.random() < 0.7:
            chase_on = clock.today() + timedelta(days=1)
            self._move(
                handler,
                Move.WAIT_CUSTOMER,
                asked="请客户提供破损照片与快递面单。",
                medium=Medium.WECHAT,
                chase_on=chase_on,
            )
            yield self.after(hours=self.chance.uniform(4, 60))
            came = NewInteraction(Medium.WECHAT, Direction.INBOUND, Outcome.CONNECTED, "客户发来照片三张。")
            complaints.log_contact(self.session, handler, self.complaint_id, contact=came)
        else:
            party = self.chance.choice(scenes.THIRD_PARTIES)
            promised = clock.today() + timedelta(days=2)
            self._move(handler, Move.WAIT_THIRD, party=party, promised_on=promised, asked="请核实并书面回复。")
            yield self.after(hours=self.chance.uniform(6, 40))
            self._move(handler, Move.RESUME, words=f"{party}已书面回复，责任在对方。")

    def _analyse(self, handler: Actor, scene: Scene) -> None:
        row = self._row()
        if row.repeat_of_id is None and row.severity not in _SERIOUS and self.chance.random() < 0.35:
            return
        cause = NewCause(scene.cause, words=scene.whys[-1], whys=scene.whys, escape=scene.escape)
        causes.record_cause(self.session, handler, self.complaint_id, cause=cause)
        if row.repeat_of_id is not None or row.severity in _SERIOUS or self.chance.random() < 0.3:
            owner = self.office.seller_of(self.customer) or self.office.service
            action = NewAction(scene.deed, owner.id or 0, clock.today() + timedelta(days=self.chance.randrange(5, 20)))
            made = causes.plan_action(self.session, handler, self.complaint_id, action=action)
            self.office.planned(made.id, owner, self.then)

    def _agree(self, handler: Actor, scene: Scene) -> Story:
        """The solution is told, sometimes declined and told anew; then the case is closed."""
        self._propose(handler, scene)
        yield self.after(hours=self.chance.uniform(1, 5))
        if self.chance.random() < 0.08:
            self._move(handler, Move.OBJECT, words=self.chance.choice(scenes.OBJECTIONS))
            yield self.after(hours=self.chance.uniform(2, 20))
            self._propose(handler, scene)
            yield self.after(hours=self.chance.uniform(2, 24))
        by = self.office.closer_of(self._row(), handler)
        how = {"confirmed_by": self.customer.name[:100], "confirmed_how": "电话确认"}
        self._move(by, Move.CLOSE, confirmation=Confirmation.CONFIRMED, **how)

    def _propose(self, handler: Actor, scene: Scene) -> None:
        self._move(
            handler,
            Move.PROPOSE,
            facts=scene.found,
            decision=self.chance.choice((Decision.UPHELD, Decision.UPHELD, Decision.UPHELD, Decision.PARTLY)),
            remedy=scene.remedy,
            remedy_given=scene.given,
            cost=self.chance.choice((0, 1500, 3000, 6800, 12800)),
            summary=f"已告知客户处理方案：{scene.given}",
            confirm_by=clock.today() + timedelta(days=3),
            **self._spoken(),
        )

    def _survey(self, handler: Actor, scene: Scene) -> Story:
        """Six of ten answer; who is not content may be taken up again."""
        yield self.after(days=self.chance.uniform(1, 4))
        invited = self.office.invite(self.complaint_id)
        if invited is None:
            return  # they were asked for another opinion not long ago
        yield self.after(hours=self.chance.uniform(1, 60))
        if self.chance.random() > 0.62:
            return
        score = self.chance.choices((5, 4, 3, 2, 1), (52, 30, 10, 5, 3))[0]
        solved = score > 2 or self.chance.random() < 0.4
        comment = self.chance.choice(scenes.COMMENTS if solved else scenes.REASONS_NOT_SOLVED)
        surveys.answer(self.session, invited.path.rsplit("/", 1)[-1], given=CustomerAnswer(solved, score, comment))
        if not solved:
            yield self.after(hours=5)
            self._move(self.office.manager_of(self.customer), Move.REOPEN, words=f"客户评价未解决：{comment}")
            yield self.after(hours=self.chance.uniform(2, 8))
            yield from self._agree(handler, scene)

    def _move(self, actor: Actor, move: Move, **answers: Any) -> None:
        complaints.move(
            self.session, actor, self.complaint_id, move=move, answers=answers, seen=self._row().row_version
        )

    def _row(self) -> Complaint:
        return self.session.get_one(Complaint, self.complaint_id)

    def _spoken(self) -> dict[str, Any]:
        return {"medium": self.chance.choice((Medium.PHONE, Medium.WECHAT))}

    def _late(self, soon: float, usual: float) -> float:
        """Minutes; one in eight takes far longer than it should."""
        return self.chance.uniform(soon, usual) * (5 if self.chance.random() < 0.08 else 1)


_SERIOUS = (Severity.MAJOR, Severity.CRITICAL)

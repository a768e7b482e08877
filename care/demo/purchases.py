"""Buyers of the demo firm's last hundred days, some of whom are asked how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from care import surveys
from care.demo.answering import Answering
from care.demo.stories import Story
from core import clock
from db.models import Invitation, InvitationMode, Order

_DAYS, _EVERY = 100, 4
_AT_ONCE = 6
_HANDED_OVER = 0.8
"""The rest waits for another day."""


@dataclass
class Purchases(Answering):
    """Every few days: buyers of these days are noted, those whose day has come get their link."""

    def begin(self, now: datetime) -> Story:
        for days in range(_DAYS, 0, -_EVERY):
            self.at(now - timedelta(days=days), self.ask)
        return self.told()

    def ask(self) -> None:
        since = clock.today() - timedelta(days=_EVERY)
        some = select(Order).where(Order.ordered_on >= since, Order.ordered_on < clock.today()).order_by(col(Order.id))
        for order in self.session.exec(some.limit(_AT_ONCE)).all():
            surveys.ask_after_order(self.session, order)
        surveys.ask_due(self.session)
        waiting = select(Invitation.id).where(
            col(Invitation.campaign_id).is_(None), col(Invitation.to_do_since).is_not(None),
            col(Invitation.mode) == InvitationMode.LINK, col(Invitation.order_id).is_not(None),
        )  # fmt: skip
        for id_ in self.session.exec(waiting).all():
            if self.chance.random() < _HANDED_OVER:
                self.at(clock.now() + timedelta(hours=self.chance.uniform(1, 40)), lambda id_=id_: self.hand_over(id_))  # type: ignore[misc]

    def values(self) -> dict[str, surveys.Value]:
        mood = self.one_mood()
        ease = round(1 + 6 * (mood + self.chance.gauss(0.05, 0.1)))
        return {"overall": round(1 + 4 * mood), "ease": min(7, max(1, ease)) if self.chance.random() < 0.9 else None}

"""What the demo firm's customers think: two quarters' campaigns, purchases, and what is asked just now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import privacy, surveys
from care.demo.answering import Answering
from care.demo.office import Office
from care.demo.purchases import Purchases
from care.demo.stories import Story
from care.surveys import Audience, NewCampaign
from core import clock
from db.models import (
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Invitation,
    InvitationMode,
    Questionnaire,
    Tier,
)

_SIDES = ("product", "delivery", "service", "price")
_NEXT = ("stock", "speed", "advice", "custom", "after")
_RUN = timedelta(days=20)


@dataclass
class Campaign(Answering):
    """One quarter: launched, links handed over day by day."""

    quarter: str = ""

    def begin(self, opens: datetime) -> Story:
        self.at(opens, self.launch)
        self.at(opens + _RUN + timedelta(days=2), lambda: surveys.close_ended(self.session))
        return self.told()

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

    def values(self) -> dict[str, surveys.Value]:
        mood, values = self.one_mood(), dict[str, surveys.Value]()
        for side in _SIDES:
            score = round(1 + 4 * min(1.0, max(0.0, mood + self.chance.gauss(0.05, 0.12))))
            values[side] = None if self.chance.random() < 0.05 else score
        values["recommend"] = min(10, max(0, round(10 * (mood + self.chance.gauss(0.08, 0.1)))))
        if self.chance.random() < 0.6:
            values["next"] = tuple(sorted(self.chance.sample(_NEXT, self.chance.randrange(1, 3))))
        return values


def opinions(session: Session, office: Office, chance: Random) -> Iterator[Story]:
    """The last two quarters, and a list of customers who agreed to be called."""
    surveys.ship(session)
    quarter = surveys.quarter_of(clock.today())
    for mood in (0.72, 0.66):
        quarter = surveys.quarter_of(quarter.start - timedelta(days=1))
        opens = clock.start_of(quarter.end - timedelta(days=21)) + timedelta(hours=9)
        yield Campaign(session, office, Random(chance.random()), mood, quarter=quarter.name).begin(opens)  # noqa: S311
    yield _agreed(session, office, Random(chance.random()))  # noqa: S311
    yield Purchases(session, office, Random(chance.random()), 0.74, share=0.64).begin(clock.now())  # noqa: S311


def _agreed(session: Session, office: Office, chance: Random) -> Story:
    """Some say whether they may be asked; those who agreed are to be called now."""
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

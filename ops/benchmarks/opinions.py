"""Two hundred thousand invitations and sixty thousand answers for the firm that is measured, over two years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from care import surveys
from core import clock
from db import bulk
from db import session as database
from db.models import (
    Campaign,
    CampaignState,
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    PrivacyNotice,
    Questionnaire,
    QuestionnaireVersion,
)
from ops.benchmarks.world import insert

INVITATIONS, ANSWERS, CAMPAIGNS = 200_000, 60_000, 8
_EACH = 2
"""Invitations of a customer, in a smaller firm."""
_AGREED = 30_000
_AT_ONCE = 20_000
_INVITATIONS = (
    "id", "purpose", "mode", "campaign_id", "questionnaire_version_id", "customer_id", "owner_id", "team_id", "tier",
    "sent_at", "asked_at", "expires_at", "dials", "created_at", "updated_at",
)  # fmt: skip
_ANSWERS = ("invitation_id", "campaign_id", "at", "score", "nps", "values", "texts", "comment", "language")
_QUARTER = timedelta(days=91)


@dataclass
class Opinions:
    """Campaign by campaign, each of other customers, three in ten of whom answer."""

    people: list[tuple[int, int | None, int | None, str]]
    version_id: int
    written: Callable[[datetime], str]
    random: Random = field(default_factory=lambda: Random(20260309))  # noqa: S311
    now: datetime = field(default_factory=lambda: clock.now().astimezone(UTC).replace(tzinfo=None))
    invitations: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)

    def ask(self, id_: int, campaign_id: int) -> None:
        customer_id, owner_id, team_id, tier = self.people[(id_ * 7) % len(self.people)]
        back = _QUARTER * (CAMPAIGNS - campaign_id) + timedelta(days=40, minutes=self.random.randrange(20_000))
        at, expires = self.written(self.now - back), self.written(self.now - back + timedelta(days=14))
        self.invitations.append(
            (id_, InvitationPurpose.RELATIONSHIP.value, InvitationMode.MAIL.value, campaign_id, self.version_id,
             customer_id, owner_id, team_id, tier, at, at, expires, 0, at, at)
        )  # fmt: skip
        if self.random.random() < ANSWERS / INVITATIONS:
            said = self.written(self.now - back + timedelta(days=2))
            one, two, three, four = self.random.choices(range(1, 6), (3, 6, 16, 40, 35), k=4)
            nps = self.random.randrange(11)
            values = f'{{"delivery":{two},"price":{four},"product":{one},"recommend":{nps},"service":{three}}}'
            self.answers.append((id_, campaign_id, said, one, nps, values, "{}", "", "zh_CN"))


def fill() -> None:
    """Once for a world: whoever measures surveys asks for it."""
    with database.reading() as session:
        if session.exec(select(Invitation.id).limit(1)).first():
            return
    with database.transaction() as session:
        version_id = _campaigns(session)
        people: Any = select(Customer.id, Customer.owner_id, Customer.team_id, Customer.tier)
        found = [(i, o, t, tier.value) for i, o, t, tier in session.exec(people.order_by(col(Customer.id)))]
        opinions = Opinions(found, version_id, partial(bulk.moment, session))
        _agree(session, [one[0] for one in found[:_AGREED]])
    number = min(INVITATIONS, _EACH * len(found))
    each = number // CAMPAIGNS
    for start in range(0, number, _AT_ONCE):
        with database.transaction() as session:
            bulk.load_in_bulk(session)
            ids = bulk.reserve_ids(session, "invitations", min(_AT_ONCE, number - start))
            for n, id_ in enumerate(ids, start):
                opinions.ask(id_, min(n // each + 1, CAMPAIGNS))
            insert(session, Invitation, _INVITATIONS, opinions.invitations)
            bulk.insert_rows(session, "answers", _ANSWERS, opinions.answers)
            opinions.invitations, opinions.answers = [], []


def _campaigns(session: Session) -> int:
    surveys.ship(session)
    sheet = session.exec(select(Questionnaire).where(col(Questionnaire.key) == "relationship")).one()
    version = session.exec(
        select(QuestionnaireVersion).where(col(QuestionnaireVersion.questionnaire_id) == sheet.id)
    ).one()
    for n in range(CAMPAIGNS):
        opens_on = clock.today() - _QUARTER * (CAMPAIGNS - n)
        session.add(
            Campaign(
                name=f"季度 {n + 1}", questionnaire_id=sheet.id, version_id=version.id, mode=InvitationMode.MAIL,
                opens_on=opens_on, closes_on=opens_on + timedelta(days=20), state=CampaignState.CLOSED,
            )
        )  # fmt: skip
        session.flush()
    return version.id


def _agree(session: Session, ids: list[int]) -> None:
    """Every tenth of them declined."""
    notice = PrivacyNotice(version="bench", text_zh="", text_en="", effective_from=clock.today())
    session.add(notice)
    session.flush()
    at = bulk.moment(session, clock.now().astimezone(UTC).replace(tzinfo=None))
    rows = [
        (id_, ConsentPurpose.SURVEY.value, (ConsentStatus.GIVEN if id_ % 10 else ConsentStatus.REFUSED).value,
         notice.id, "phone", at)
        for id_ in ids
    ]  # fmt: skip
    insert(session, Consent, ("customer_id", "purpose", "status", "notice_id", "channel", "at"), rows)

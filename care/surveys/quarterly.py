"""The campaign of each quarter, which comes due by itself: made once, however many servers look."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from auth.actor import SYSTEM
from auth.permissions import Permission
from care import notices, rulebook
from care.notices import NoticeKind
from care.surveys.asking import AskingPolicy
from care.surveys.audience import Audience, text_of
from care.surveys.launching import launch
from care.surveys.quarters import Quarter, quarter_of
from care.surveys.shipped import RELATIONSHIP, ship
from core import clock
from db import dialect
from db.models import (
    Campaign,
    CampaignState,
    InvitationMode,
    Lifecycle,
    Questionnaire,
    QuestionnaireKind,
    QuestionnaireState,
    Subject,
)

_AHEAD = timedelta(days=7)
"""So long before its first day it is there to be looked at."""
CUSTOMERS = Audience(lifecycle=(Lifecycle.NEW, Lifecycle.ACTIVE, Lifecycle.LOYAL))


def open_quarterly_survey(session: Session) -> int:
    """Make the campaign of this quarter when its time has come, and launch it where the policy says so.

    It runs in the last weeks of the quarter that it is about. After days without a server it is made late, and a
    quarter that passed altogether is left out: nobody is asked about it any more.
    """
    policy, today = rulebook.in_force(session, AskingPolicy), clock.today()
    quarter = quarter_of(today)
    opens_on = quarter.end - policy.quarter_days
    if not policy.each_quarter or today < opens_on - _AHEAD or today >= quarter.last_day:
        return 0
    made = _make(session, quarter, max(opens_on, today))
    return made + (_launch(session, quarter, opens_on) if policy.launches_itself else 0)


def _make(session: Session, quarter: Quarter, opens_on: date) -> int:
    ship(session)
    asked = _questionnaire(session)
    if asked is None:
        return 0  # no questionnaire of this kind is in use
    row = Campaign(
        key=f"quarter:{quarter.name}",
        name=f"{asked.name_zh} {quarter.name}",
        period=quarter.name,
        questionnaire_id=asked.id,
        audience=text_of(CUSTOMERS),
        mode=InvitationMode.MAIL,
        opens_on=opens_on,
        closes_on=quarter.last_day,
    )
    stored = row.model_dump(exclude={"id"}) | {"row_version": 1}
    if not dialect.insert_new(session, Campaign, [stored]):
        return 0
    people = notices.who_may(session, Permission.SURVEY_DESIGN)
    id_ = session.exec(select(Campaign.id).where(col(Campaign.key) == row.key)).one()
    notices.tell(
        session, people, NoticeKind.SURVEY_READY,
        key=f"survey-ready:{quarter.name}", subject=Subject.CAMPAIGN, subject_id=id_, detail={"period": quarter.name},
    )  # fmt: skip
    return 1


def _launch(session: Session, quarter: Quarter, opens_on: date) -> int:
    if clock.today() < opens_on:
        return 0
    waiting = (col(Campaign.key) == f"quarter:{quarter.name}", col(Campaign.state) == CampaignState.DRAFT)
    found = session.exec(select(Campaign).where(*waiting).with_for_update()).first()
    if found is None:
        return 0
    launch(session, SYSTEM, found.id)
    return 1


def _questionnaire(session: Session) -> Questionnaire | None:
    """The firm's own newest for customers at large, else the one that came with the product."""
    in_use = select(Questionnaire).where(
        col(Questionnaire.kind) == QuestionnaireKind.RELATIONSHIP, col(Questionnaire.state) == QuestionnaireState.IN_USE
    )
    return max(session.exec(in_use).all(), key=lambda one: (one.key != RELATIONSHIP.key, one.id), default=None)

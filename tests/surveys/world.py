"""A questionnaire in use, a campaign of some customers, an invitation: what tests of surveys begin with."""

from datetime import timedelta

from sqlmodel import col, select

from care import privacy, surveys
from care.surveys import Audience, CustomerAnswer, Draft, NewCampaign, Question, QuestionType, Words
from core import clock
from db.models import (
    ConsentPurpose,
    ConsentStatus,
    Invitation,
    InvitationMode,
    Questionnaire,
    QuestionnaireKind,
)

QUESTIONS = (
    Question("overall", QuestionType.SCORE, Words("满意吗？", "Satisfied?"), may_not_apply=True),
    Question("recommend", QuestionType.NPS, Words("推荐吗？", "Recommend?"), is_required=False),
    Question("wish", QuestionType.TEXT, Words("建议", "Suggestions"), is_required=False, is_suggestion=True),
)
GOOD = CustomerAnswer(values={"overall": 5, "recommend": 9})
POOR = CustomerAnswer(values={"overall": 1}, texts={"wish": "送货太慢"})


def a_questionnaire(session, actor, *, kind=QuestionnaireKind.RELATIONSHIP, questions=QUESTIONS) -> Questionnaire:
    draft = Draft("季度问卷", "Quarter", kind, questions)
    row = surveys.create_questionnaire(session, actor, draft=draft)
    return surveys.put_in_use(session, actor, row.id)


def a_campaign(session, actor, *, mode=InvitationMode.LINK, audience=None, sheet=None):
    sheet = sheet or a_questionnaire(session, actor)
    today = clock.today()
    new = NewCampaign("春季调查", sheet.id, mode, today, today + timedelta(days=20), audience or Audience(), "2026-Q1")
    return surveys.create_campaign(session, actor, campaign=new)


def launched(session, actor, **how):
    row = a_campaign(session, actor, **how)
    surveys.launch(session, actor, row.id)
    return row


def invitations(session):
    return session.exec(select(Invitation).order_by(col(Invitation.id))).all()


def said(session, actor, customer, status):
    """What the customer says of being asked for opinions."""
    evidence = "录音 7" if status is ConsentStatus.GIVEN else ""
    privacy.record_consent(
        session, actor, customer.id, purpose=ConsentPurpose.SURVEY, status=status, channel="phone", evidence=evidence
    )


def token_of(made):
    return made.path.removeprefix(surveys.ADDRESS)

"""Answers as an Excel file: those of a questionnaire, and those about how complaints were handled."""

from io import BytesIO

from openpyxl import load_workbook

from care import feedback, surveys
from care.surveys import CustomerAnswer, Slice
from db.models import ComplaintState, InvitationPurpose
from tests.surveys.world import GOOD, invitations, launched, token_of

HANDLING = InvitationPurpose.HANDLING


def exported(session, actor, of):
    made = surveys.export_file(session, actor, of=of)
    sheet = load_workbook(BytesIO(made.path.read_bytes())).active
    assert sheet is not None
    head, *rows = sheet.values
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_how_complaints_were_handled_leaves_the_house_with_the_fixed_questions(
    session, chen, he, lin, a_customer, a_complaint, a_link
):
    complaint = a_complaint(ComplaintState.CLOSED, handler=he, customer=a_customer("王芳", owner=lin))
    surveys.answer(session, a_link(he, complaint, HANDLING), given=CustomerAnswer(False, 4, "等了很久"))

    (row,) = exported(session, chen, Slice(purpose=HANDLING))

    assert row["Customer"] == "王芳"
    assert (row["Satisfaction (1 to 5)"], row["What they wrote"]) == (4, "等了很久")
    assert row["Is what you told us about solved in the end?"] == "No"


def test_a_campaign_leaves_with_a_column_for_each_question(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    campaign = launched(session, chen)
    feedback.take(session, token_of(surveys.hand_over(session, lin, invitations(session)[0].id)), given=GOOD)

    (row,) = exported(session, chen, Slice(campaign_id=campaign.id))

    assert (row["Customer"], row["Satisfied?"], row["Recommend?"]) == ("王芳", 5, 9)

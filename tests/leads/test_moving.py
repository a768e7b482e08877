"""Every stage and move of a lead, held against a table written by hand."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from care import leads
from care.leads import Answers, Move
from core.errors import Conflict, Invalid
from db.models import ClockVerdict, InvalidReason, Lead, LeadStage, LeadStageChange, LostReason
from tests.leads.conftest import a_call

S = LeadStage
# As the firm wants it: from where one may go where, and by which move. Not derived from the code.
ALLOWED = {
    (S.NEW, Move.CONTACT): S.CONTACTED,
    (S.NEW, Move.LOSE): S.LOST,
    (S.NEW, Move.INVALIDATE): S.INVALID,
    (S.CONTACTED, Move.QUALIFY): S.QUALIFIED,
    (S.CONTACTED, Move.CONVERT): S.CONVERTED,
    (S.CONTACTED, Move.LOSE): S.LOST,
    (S.CONTACTED, Move.INVALIDATE): S.INVALID,
    (S.QUALIFIED, Move.CONVERT): S.CONVERTED,
    (S.QUALIFIED, Move.BACK): S.CONTACTED,
    (S.QUALIFIED, Move.LOSE): S.LOST,
    (S.QUALIFIED, Move.INVALIDATE): S.INVALID,
    (S.LOST, Move.REOPEN): S.CONTACTED,
    (S.INVALID, Move.REOPEN): S.CONTACTED,
}
ANSWERS = {
    Move.LOSE: Answers(LostReason.PRICE),
    Move.INVALIDATE: Answers(InvalidReason.SPAM),
    Move.QUALIFY: Answers(words="五百件,六月前"),
    Move.REOPEN: Answers(words="又来电了"),
}


@pytest.mark.parametrize("stage", list(S))
@pytest.mark.parametrize("move", list(Move))
def test_a_lead_moves_where_the_table_says_and_nowhere_else(session, lin, a_lead, stage, move):
    lead = a_lead(lin)
    lead.stage, lead.first_contact_at = stage, None if stage is S.NEW else lead.received_at
    session.flush()
    by_another_deed = move in (Move.CONTACT, Move.CONVERT)

    def go():
        return leads.move(session, lin, lead.id, move=move, answers=ANSWERS.get(move, Answers()), seen=lead.row_version)

    if by_another_deed or (stage, move) not in ALLOWED:
        with pytest.raises((leads.IllegalMove, leads.OnlyByContact, leads.OnlyAsCustomer)):
            go()
        assert lead.stage is stage
    else:
        assert go().stage is ALLOWED[stage, move]
    assert (move in leads.moves_from(stage)) is ((stage, move) in ALLOWED)


@pytest.mark.parametrize(("move", "answers", "field"), [
    (Move.LOSE, Answers(), "reason"),
    (Move.LOSE, Answers(InvalidReason.SPAM), "reason"),
    (Move.LOSE, Answers(LostReason.OTHER), "words"),
    (Move.LOSE, Answers(LostReason.PRICE, "贵" * 301), "words"),
    (Move.INVALIDATE, Answers(LostReason.PRICE), "reason"),
])  # fmt: skip
def test_who_ends_a_lead_says_why(session, lin, a_lead, move, answers, field):
    lead = a_lead(lin)

    with pytest.raises(Invalid) as refused:
        leads.move(session, lin, lead.id, move=move, answers=answers, seen=lead.row_version)

    assert set(refused.value.problems) == {field}


def test_a_lead_lost_before_anybody_spoke_with_them_missed_its_promise(session, lin, a_lead):
    lead = a_lead(lin)

    leads.move(session, lin, lead.id, move=Move.LOSE, answers=Answers(LostReason.NO_ANSWER), seen=lead.row_version)

    assert (lead.verdict, lead.alarm_at, lead.ended_at) == (ClockVerdict.MISSED, None, lead.received_at)


def test_what_never_was_a_lead_is_not_counted_and_its_clock_goes_on_when_that_was_a_slip(session, lin, a_lead):
    lead = a_lead(lin)
    leads.move(session, lin, lead.id, move=Move.INVALIDATE, answers=ANSWERS[Move.INVALIDATE], seen=lead.row_version)
    assert str(lead.verdict) == "excluded"

    leads.move(session, lin, lead.id, move=Move.REOPEN, answers=Answers(words="误操作"), seen=lead.row_version)

    assert (lead.stage, lead.verdict, lead.invalid_reason, lead.ended_at) == (S.NEW, None, None, None)
    assert lead.alarm_at is not None


def test_who_comes_back_is_to_be_called_on_the_day_that_was_planned(session, lin, a_lead):
    lead = a_lead(lin)
    planned = date(2026, 3, 20)
    leads.log_contact(session, lin, lead.id, contact=a_call(next_step="寄样品", next_on=planned))
    leads.move(session, lin, lead.id, move=Move.LOSE, answers=ANSWERS[Move.LOSE], seen=lead.row_version)
    assert lead.next_on is None

    leads.move(session, lin, lead.id, move=Move.REOPEN, answers=ANSWERS[Move.REOPEN], seen=lead.row_version)

    assert lead.next_on == planned


def test_every_step_is_kept_with_who_made_it_and_when(session, lin, a_lead, later):
    lead = a_lead(lin)
    leads.log_contact(session, lin, lead.id, contact=a_call())
    later(days=1)
    leads.move(session, lin, lead.id, move=Move.QUALIFY, answers=ANSWERS[Move.QUALIFY], seen=lead.row_version)

    steps = session.exec(select(LeadStageChange).order_by(col(LeadStageChange.id))).all()

    assert [(step.before, step.after) for step in steps] == [
        (None, S.NEW), (S.NEW, S.CONTACTED), (S.CONTACTED, S.QUALIFIED),
    ]  # fmt: skip
    assert [step.by_id for step in steps] == [None, lin.id, lin.id]
    assert lead.need == "五百件,六月前"


@pytest.mark.parametrize("deed", [
    "UPDATE lead_stage_changes SET after = 'lost'",
    "UPDATE lead_stage_changes SET words = '', by_id = NULL",
    "UPDATE lead_stage_changes SET words = '改了'",
    "DELETE FROM lead_stage_changes",
])  # fmt: skip
def test_a_step_once_taken_is_neither_changed_nor_deleted(session, lin, a_lead, deed):
    a_lead(lin)
    session.flush()

    with pytest.raises(DBAPIError, match="append-only"):
        session.connection().execute(text(deed))
    session.rollback()


def test_of_a_step_its_words_alone_can_be_emptied(session, lin, a_lead):
    a_lead(lin)
    session.flush()

    session.connection().execute(text("UPDATE lead_stage_changes SET words = ''"))

    assert session.exec(select(LeadStageChange.words)).one() == ""


def test_the_second_of_two_is_told_who_was_quicker(session, lin, zhou, a_lead):
    lead = a_lead(lin)
    seen = lead.row_version
    leads.move(session, lin, lead.id, move=Move.LOSE, answers=Answers(LostReason.PRICE), seen=seen)

    with pytest.raises(leads.StaleMove, match="林静"):
        leads.move(session, zhou, lead.id, move=Move.INVALIDATE, answers=ANSWERS[Move.INVALIDATE], seen=seen)


def test_the_second_of_two_writers_loses_nothing(session, lin, zhou, a_lead):
    lead = a_lead(lin, need="报价")
    seen = lead.row_version
    leads.edit(session, lin, lead.id, changes={"need": "五百件报价"}, seen=seen)

    with pytest.raises(Conflict) as met:
        leads.edit(session, zhou, lead.id, changes={"need": "样品", "region": "杭州"}, seen=seen)

    assert met.value.theirs == {"need": "五百件报价", "region": ""}
    assert met.value.yours == {"need": "样品", "region": "杭州"}


def test_a_corrected_number_is_found_and_a_wrong_one_refused(session, lin, a_lead):
    lead = a_lead(lin)
    leads.edit(session, lin, lead.id, changes={"phone": "139 1111 2222", "name": "王晓芳"}, seen=lead.row_version)

    found = leads.listing(session, lin, filters=leads.LeadFilters(search="wangxiaofang 13911112222"))
    with pytest.raises(Invalid):
        leads.edit(session, lin, lead.id, changes={"phone": "12"}, seen=lead.row_version)

    assert [line.id for line in found.lines] == [lead.id]
    assert session.get(Lead, lead.id).phone == "+8613911112222"


def test_a_lead_whose_number_has_an_extension_can_be_corrected(session, lin, a_lead):
    lead = a_lead(lin, phone="0755-88886666-801")

    leads.edit(session, lin, lead.id, changes={"region": "深圳"}, seen=lead.row_version)

    assert (lead.region, lead.phone) == ("深圳", "+8675588886666;ext=801")

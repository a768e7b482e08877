"""One complaint on its page: each gate asks for exactly its fields, nothing typed is lost, nobody is overrun."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import casefile, complaints
from core import clock
from db import session as database
from db.models import (
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    Confirmation,
    Escalation,
    Interaction,
    Medium,
    Outcome,
    Severity,
)
from tests.pages.complaint_screen import (
    FILE,
    M,
    S,
    accepted,
    fill,
    gate,
    investigating,
    key,
    move,
    opened,
    proposed,
    registered,
    said,
    save,
    stored,
)


def test_a_closed_complaint_is_taken_up_again_and_the_story_shows_the_round(screen, he, complaint):
    proposed(he, complaint)
    move(he, complaint, M.CLOSE, confirmation=Confirmation.CONFIRMED, confirmed_by="王芳", confirmed_how="电话")
    at = gate(screen, he, complaint, M.REOPEN)
    fill(at, complaint, M.REOPEN, {"words": "又漏了"})
    save(at, complaint, M.REOPEN)

    assert (stored(complaint).state, stored(complaint).cycle) == (S.INVESTIGATING, 2)
    at = opened(screen, he, complaint)
    assert "Round 1" in said(at)
    assert "又漏了" in said(at)


def test_a_step_that_somebody_took_first_is_told_and_the_words_stay(screen, he, zhou, complaint):
    at = gate(screen, he, complaint, M.ACCEPT)
    at.text_input(key=key(complaint, M.ACCEPT, "told_how")).set_value("电话告知")
    move(zhou, complaint, M.ACCEPT, handler_id=zhou.id, severity=Severity.NORMAL, told_how="短信")
    save(at, complaint, M.ACCEPT)

    assert "周凯 moved this complaint to “Accepted”" in said(at)
    assert "It stands at “Accepted” now, with 周凯" in said(at)
    assert at.text_input(key=key(complaint, M.ACCEPT, "told_how")).value == "电话告知"
    assert stored(complaint).handler_id == zhou.id


def test_a_change_aside_needs_a_second_look_and_then_goes_through(screen, he, complaint):
    investigating(he, complaint)
    at = gate(screen, he, complaint, M.WAIT_CUSTOMER)
    at.text_area(key=key(complaint, M.WAIT_CUSTOMER, "asked")).set_value("请寄回杯子")
    with database.transaction() as session:
        complaints.regrade(session, he, complaint, severity=Severity.MAJOR, words="影响大")
    save(at, complaint, M.WAIT_CUSTOMER)
    assert stored(complaint).state is S.INVESTIGATING

    save(at, complaint, M.WAIT_CUSTOMER)
    assert stored(complaint).state is S.WAITING_CUSTOMER


def test_a_move_that_is_not_ones_own_is_refused_in_words(screen, he, lin, complaint):
    at = gate(screen, lin, complaint, M.ACCEPT)
    assert "Your role does not allow this" in said(at)

    at = gate(screen, he, complaint, M.CLOSE)
    assert "cannot be taken from there" in said(at)


def test_a_stranger_finds_nothing(screen, xu, complaint):
    assert "does not exist" in opened(screen, xu, complaint).error[0].value


def test_what_the_customer_said_is_logged_and_starts_the_response(screen, lin, complaint):
    at = opened(screen, lin, complaint, do="contact")
    at.text_area(key=f"deed_{complaint}_contact_0_summary").set_value("已致电安抚")
    at.button(key=f"deed_{complaint}_contact_0_save").click().run()

    with database.reading() as session:
        contact = session.exec(select(Interaction)).one()
    assert (contact.medium, contact.outcome, contact.summary) == (Medium.PHONE, Outcome.CONNECTED, "已致电安抚")
    assert stored(complaint).responded_at is not None
    assert "已致电安抚" in said(opened(screen, lin, complaint))


@pytest.mark.parametrize(
    ("deed", "typed"),
    [("note", {"words": "备注一"}), ("subtask", {"title": "查库存"}), ("regrade", {"words": "影响大"})],
)
def test_each_deed_is_written_into_the_story(screen, he, complaint, deed, typed):
    investigating(he, complaint)
    at = opened(screen, he, complaint, do=deed)
    start = f"deed_{complaint}_{deed}_0_"
    for code, value in typed.items():
        widgets = {one.key: one for kind in ("text_input", "text_area") for one in getattr(at, kind)}
        widgets[f"{start}{code}"].set_value(value)
    if deed == "subtask":
        at.selectbox(key=f"{start}assignee_id").set_value(he.id)
        due = clock.local(clock.now()).replace(tzinfo=None, hour=18)
        at.datetime_input(key=f"{start}due_at").set_value(due)
    if deed == "regrade":
        at.button_group(key=f"{start}severity").set_value(Severity.MAJOR)
    at.button(key=f"{start}save").click().run()

    assert "do" not in at.query_params
    assert next(iter(typed.values())) in said(opened(screen, he, complaint))


def test_an_empty_deed_says_what_is_missing(screen, he, complaint):
    at = opened(screen, he, complaint, do="subtask")
    at.button(key=f"deed_{complaint}_subtask_0_save").click().run()

    assert "Please say in a sentence" in said(at)
    assert "still to come" in said(at)


def test_two_people_edit_and_the_second_is_told_what_the_first_changed(screen, he, complaint):
    at = opened(screen, he, complaint, do="edit")
    start = f"deed_{complaint}_edit_0_"
    at.text_input(key=f"{start}product").set_value("保温杯")
    with database.transaction() as session:
        version = session.get_one(Complaint, complaint).row_version
        complaints.edit(session, he, complaint, changes={"product": "茶杯"}, seen=version)
    at.button(key=f"{start}save").click().run()
    assert stored(complaint).product == "茶杯"
    assert "They changed: Product or service: 茶杯" in said(at)
    assert at.text_input(key=f"{start}product").value == "保温杯"

    at.button(key=f"{start}save").click().run()
    assert stored(complaint).product == "保温杯"


def test_more_time_is_asked_for_and_decided_by_another(screen, he, zhou, complaint):
    investigating(he, complaint)
    with database.transaction() as session:
        session.get_one(Complaint, complaint).team_id = zhou.team_id
    at = opened(screen, he, complaint, do="extend")
    start = f"deed_{complaint}_extend_0_"
    at.datetime_input(key=f"{start}until").set_value(clock.local(clock.now()).replace(tzinfo=None, day=20))
    at.text_area(key=f"{start}reason").set_value("等厂家")
    at.text_input(key=f"{start}told_customer").set_value("电话")
    at.button(key=f"{start}save").click().run()

    at = opened(screen, zhou, complaint)
    at.button(key="decide_extension").click().run()
    at.button(key=f"deed_{complaint}_decide_0_save").click().run()
    text = said(opened(screen, he, complaint))
    assert "extended to Mar 20" in text
    assert "due Mar" in text


def test_the_page_names_the_next_step_and_what_it_still_takes(screen, he, zhou, lin, complaint):
    at = opened(screen, he, complaint)
    assert "Next: Accept" in said(at)
    assert "How the customer was told that we have it in hand" in said(at)

    with database.transaction() as session:
        complaints.regrade(session, he, complaint, severity=Severity.MAJOR, words="影响大")
    move(he, complaint, M.ACCEPT, handler_id=he.id, severity=Severity.MAJOR, told_how="电话告知")
    move(he, complaint, M.INVESTIGATE, medium=Medium.PHONE, summary="问清了经过")
    assert "needs its root cause" in said(opened(screen, he, complaint))
    assert "何敏 has it in hand" in said(opened(screen, lin, complaint))


def test_the_gate_s_answers_are_read_back_in_words(screen, he, complaint):
    at = gate(screen, he, complaint, M.ACCEPT, language="zh_CN")
    fill(at, complaint, M.ACCEPT, {"told_how": "电话告知"})
    save(at, complaint, M.ACCEPT)

    at = screen(FILE, he, language="zh_CN", complaint=str(complaint))
    text = said(at)
    assert "受理：已登记 → 已受理" in text
    assert "处理人：何敏" in text
    assert "严重程度：一般" in text
    assert not at.exception


def test_an_inquiry_is_answered_and_closed_in_one_step(screen, he, lin, complaint):
    inquiry = registered(lin, stored(complaint).customer_id, kind=ComplaintKind.INQUIRY)
    at = gate(screen, he, inquiry, M.ANSWER)
    fill(at, inquiry, M.ANSWER, {"summary": "已解答"})
    save(at, inquiry, M.ANSWER)

    assert stored(inquiry).state is S.CLOSED


def test_every_state_has_a_page_in_both_languages(screen, he, lin, complaint):
    steps = (None, accepted, investigating, proposed)
    for step, category in zip(steps, list(ComplaintCategory)[1:], strict=False):
        number = registered(lin, stored(complaint).customer_id, category=category)
        if step:
            step(he, number)
        for language in ("en", "zh_CN"):
            at = screen(FILE, he, language=language, complaint=str(number))
            assert not at.exception
            assert not at.error
            assert at.title[0].value.replace("\\", "") == stored(number).number


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_files_are_kept_and_refused_each_by_name(screen, lin, complaint):
    at = opened(screen, lin, complaint)
    box = at.file_uploader[0]
    box.set_value([("杯子.png", PNG, "image/png"), ("page.jpg", b"<html><script>", "image/jpeg")])
    at.run()

    assert "page.jpg: This file is none of those that are taken" in said(at)
    with database.reading() as session:
        (kept,) = casefile.attachments(session, lin, complaint)
    assert at.button(key=f"file_{kept.id}").label == "杯子\\.png"

    at.button(key=f"remove_{kept.id}").click().run()
    assert not [one for one in at.button if one.key == f"file_{kept.id}"]
    assert "Removed an attached file" in said(at)


def test_the_auditor_reads_the_files_and_adds_none(screen, lin, qian, complaint):
    with database.transaction() as session:
        kept = casefile.attach(session, lin, complaint, file=casefile.NewFile("杯子.png", PNG)).id
    at = opened(screen, qian, complaint)

    assert at.button(key=f"file_{kept}")
    assert not at.file_uploader
    assert not [one for one in at.button if (one.key or "").startswith(("remove_", "page_"))]


def test_the_drawer_beside_the_board_says_the_gist_and_leads_to_each_form(screen, he, complaint):
    at = screen("complaints/board.py", he, complaint=str(complaint))
    assert "杯子漏水" in said(at)
    assert "Latest" in said(at)

    at.button(key="drawer_accept").click().run()
    assert "accept" in at.query_params["move"]
    fill(at, complaint, M.ACCEPT, {"told_how": "电话告知"})
    save(at, complaint, M.ACCEPT)
    assert stored(complaint).state is S.ACCEPTED
    assert "complaint" not in at.query_params
    assert any("Accepted" in toast.value for toast in at.toast)


def test_too_late_to_take_it_up_again_a_new_one_follows_it(screen, he, complaint):
    proposed(he, complaint)
    move(he, complaint, M.CLOSE, confirmation=Confirmation.CONFIRMED, confirmed_by="王芳", confirmed_how="电话")
    clock.freeze(clock.now() + timedelta(days=40))
    at = gate(screen, he, complaint, M.REOPEN)
    assert "more than 30 days ago" in said(at)
    assert any(f"follows={complaint}" in str(link.proto.query_string) for link in at.page_link)

    customer = str(stored(complaint).customer_id)
    at = screen("complaints/new.py", he, customer=customer, follows=str(complaint))
    at.button_group(key="intake_category").set_value(ComplaintCategory.QUALITY)
    at.text_area(key="intake_description").set_value("又漏了")
    at.text_input(key="intake_remedy_requested").set_value("退款")
    at.button(key="intake_save").click().run()
    with database.reading() as session:
        assert session.exec(select(Complaint.follows_id).where(Complaint.id != complaint)).one() == complaint


def test_an_escalation_is_acknowledged_with_a_note_by_whom_it_was_raised_to(screen, lin, zhou, chen, complaint):
    with database.transaction() as session:
        complaints.escalate(session, lin, complaint, words="要见经理")
        raised = session.exec(select(Escalation.id)).first()
    managers = opened(screen, zhou, complaint)
    at = opened(screen, chen, complaint)
    assert "Raised to the owner: the customer asked for somebody above" in said(at)
    assert f"ack_{raised}" not in {button.key for button in managers.button}

    at.button(key=f"ack_{raised}").click().run()
    at.text_input(key=f"deed_{complaint}_acknowledge_{raised}_note").set_value("今天回电")
    at.button(key=f"deed_{complaint}_acknowledge_{raised}_save").click().run()
    assert "acknowledged: 陈建国 · 今天回电" in said(opened(screen, zhou, complaint))


@pytest.mark.parametrize(
    "query",
    [
        {"move": "explode"}, {"do": "explode"}, {"do": "acknowledge", "part": "999"}, {"move": "", "do": ""},
        {"move": "accept", "do": "note"},
    ],
)  # fmt: skip
def test_whatever_an_address_asks_for_there_is_a_page(screen, he, complaint, query):
    at = opened(screen, he, complaint, **query)

    assert not at.exception
    assert "杯子漏水" in said(at)
    assert not [error.value for error in at.error if "Reference" in error.value]


def test_a_deed_that_is_not_ones_own_is_not_offered(screen, lin, complaint):
    at = opened(screen, lin, complaint, do="regrade")

    assert "not by you" in said(at)
    assert not [one for one in at.button if (one.key or "").endswith("_save")]

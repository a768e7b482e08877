"""Asking from the complaint's page: a link to hand over, the phone's script, what came back."""

import pytest
from sqlmodel import select

from care import surveys
from care.surveys import CustomerAnswer
from core import i18n
from core.settings import settings
from db import session as database
from db.models import Answer, ComplaintState, Invitation, InvitationPurpose

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
PAGE = "complaints/complaint.py"


def opened(screen, actor, complaint, **more):
    return screen(PAGE, actor, complaint=str(complaint.id), **more)


def shown(at):
    groups = (at.markdown, at.caption, at.success, at.warning, at.error)
    return "\n".join(part.value for group in groups for part in group)


def key(purpose, complaint, what):
    return f"survey-{purpose.value}-{complaint.id}-{what}"


def call(purpose, complaint, what):
    return f"survey-call-{purpose.value}-{complaint.id}-{what}"


def test_the_handler_makes_a_link_sees_it_once_and_takes_it_back(screen, he, a_complaint):
    complaint = a_complaint(ComplaintState.PROPOSED, handler=he)
    at = opened(screen, he, complaint)

    at.button(key=key(CONFIRMATION, complaint, "link")).click().run()

    assert not at.exception
    link = at.code[-1].value
    token = link.rsplit(surveys.ADDRESS)[-1]
    assert "GUANJIA_PUBLIC_URL" in shown(at)
    with database.reading() as session:
        assert surveys.form(session, token).purpose is CONFIRMATION
    at.button(key=key(CONFIRMATION, complaint, "back")).click().run()
    assert not [code for code in at.code if surveys.ADDRESS in code.value]
    with database.reading() as session, pytest.raises(surveys.LinkWithdrawn):
        surveys.form(session, token)


def test_the_link_leads_to_the_domain_of_the_settings(screen, monkeypatch, he, a_complaint):
    monkeypatch.setenv("GUANJIA_PUBLIC_URL", "https://care.example.cn")
    settings.cache_clear()
    complaint = a_complaint(ComplaintState.CLOSED, handler=he)
    try:
        at = opened(screen, he, complaint)
        at.button(key=key(HANDLING, complaint, "link")).click().run()
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    assert at.code[-1].value.startswith("https://care.example.cn/s/")
    assert "GUANJIA_PUBLIC_URL" not in shown(at)


def test_a_colleague_reads_the_script_and_writes_the_answer_down(screen, chen, he, a_complaint):
    complaint = a_complaint(ComplaintState.CLOSED, handler=he)
    at = opened(screen, chen, complaint)

    at.button(key=call(HANDLING, complaint, "save")).click().run()
    assert "Please choose one of the five." in shown(at).replace("\\", "")
    at.radio(key=call(HANDLING, complaint, "solved")).set_value(False)
    at.radio(key=call(HANDLING, complaint, "score")).set_value(2)
    at.text_area(key=call(HANDLING, complaint, "comment")).set_value("太慢")
    at.button(key=call(HANDLING, complaint, "save")).click().run()

    assert not at.exception
    with database.reading() as session:
        answer = session.exec(select(Answer)).one()
    assert (answer.is_solved, answer.score, answer.comment, answer.collector_id) == (False, 2, "太慢", chen.id)
    assert "2 Dissatisfied" in shown(at)
    assert "not satisfied" in shown(at)


def test_the_handler_is_told_to_ask_a_colleague(screen, he, a_complaint):
    complaint = a_complaint(ComplaintState.CLOSED, handler=he)

    at = opened(screen, he, complaint)

    assert "Ask a colleague to call" in shown(at).replace("\\", "")
    assert not [radio for radio in at.radio if "survey" in (radio.key or "")]


def test_what_the_customer_wrote_is_shown_as_text(screen, he, a_complaint, a_link):
    complaint = a_complaint(ComplaintState.PROPOSED, handler=he)
    token = a_link(he, complaint)
    with database.transaction() as session:
        surveys.answer(session, token, given=CustomerAnswer(True, None, "![x](http://evil.example/x.png)"))

    at = opened(screen, he, complaint)

    assert "![x](http" not in shown(at)
    assert "It can be closed" in shown(at)


def test_whoever_only_reads_is_offered_nothing(screen, qian, he, a_complaint, a_link):
    complaint = a_complaint(ComplaintState.PROPOSED, handler=he)
    a_link(he, complaint)

    at = opened(screen, qian, complaint)

    assert "waiting for an answer" in shown(at)
    assert not [button for button in at.button if "survey" in (button.key or "")]


def test_nothing_is_shown_before_anything_can_be_asked(screen, he, a_complaint):
    complaint = a_complaint(ComplaintState.INVESTIGATING, handler=he)

    at = opened(screen, he, complaint)

    assert "confirmation" not in shown(at)
    with database.reading() as session:
        assert not session.exec(select(Invitation)).all()


def test_the_panel_speaks_chinese(screen, he, a_complaint):
    i18n.use(None)
    at = opened(screen, he, a_complaint(ComplaintState.PROPOSED, handler=he), language="zh_CN")

    assert "客户确认" in shown(at)
    assert "生成链接" in [button.label for button in at.button]

"""Whom a campaign asks: by consent, by what we know of them, and never anybody twice within a month."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from care import surveys
from care.surveys import Audience, NewCampaign, Way
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from core.settings import settings
from db import session as database
from db.models import (
    AuditEntry,
    Campaign,
    CampaignState,
    ConsentStatus,
    CustomerKind,
    Invitation,
    InvitationMode,
    Lifecycle,
    Mail,
    MailState,
    Notice,
    Task,
    Tier,
)
from tests.surveys.world import GOOD, a_campaign, a_questionnaire, invitations, launched, said, token_of

GIVEN, REFUSED, WITHDRAWN = ConsentStatus.GIVEN, ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN
LINK, MAIL, PHONE = InvitationMode.LINK, InvitationMode.MAIL, InvitationMode.PHONE


@pytest.fixture
def mail_works(monkeypatch):
    monkeypatch.setenv("GUANJIA_SMTP_URL", "smtp://127.0.0.1:2525")
    monkeypatch.setenv("GUANJIA_MAIL_FROM", "care@example.cn")
    monkeypatch.setenv("GUANJIA_PUBLIC_URL", "https://care.example.cn")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def ways(session, actor, mode, **filters):
    found = surveys.preview(session, actor, audience=Audience(**filters), mode=mode)
    return {way.value: n for way, n in found.by_way.items() if n}


def later(**span):
    clock.freeze(clock.now() + timedelta(**span))


def test_a_link_may_be_handed_to_anybody_but_those_who_declined(session, chen, lin, a_customer):
    for name, status in (("王芳", GIVEN), ("李明", REFUSED), ("张伟", WITHDRAWN), ("赵敏", None)):
        customer = a_customer(name, owner=lin)
        if status:
            said(session, chen, customer, status)
    a_customer("孤儿")

    assert ways(session, chen, LINK) == {"hand_over": 2, "declined": 2, "no_channel": 1}


def test_we_write_unasked_only_to_those_who_agreed_and_hand_the_others_a_link(
    session, mail_works, chen, lin, a_customer, an_email
):
    agreed, silent, unreachable = (a_customer(name, owner=lin) for name in ("王芳", "李明", "张伟"))
    for customer in (agreed, silent):
        an_email(customer.id, f"{customer.id}@example.cn")
    for customer in (agreed, unreachable):
        said(session, chen, customer, GIVEN)

    assert ways(session, chen, MAIL) == {"mail": 1, "hand_over": 2}
    row = launched(session, chen, mode=MAIL)
    made = {one.customer_id: one for one in invitations(session)}
    assert [made[c.id].mode for c in (agreed, silent, unreachable)] == [MAIL, LINK, LINK]
    assert made[agreed.id].asked_at == clock.now()
    assert made[silent.id].asked_at is None
    (letter,) = session.exec(select(Mail)).all()
    assert "https://care.example.cn/s/" in letter.body
    assert "王芳" not in letter.body
    assert surveys.campaign(session, chen, row.id).line.response.n == 1


def test_only_those_who_agreed_are_called(session, chen, lin, a_customer, an_email):
    agreed, silent = a_customer("王芳", owner=lin), a_customer("李明", owner=lin)
    said(session, chen, agreed, GIVEN)
    an_email(agreed.id, "a@example.cn")

    assert ways(session, chen, PHONE) == {"no_channel": 1, "no_consent": 1}
    assert silent.id


def test_what_a_customer_said_last_counts(session, chen, lin, a_customer):
    customer = a_customer("王芳", owner=lin)
    said(session, chen, customer, REFUSED)
    later(days=1)
    said(session, chen, customer, GIVEN)

    assert ways(session, chen, LINK) == {"hand_over": 1}


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, "王李张"),
        ({"tier": (Tier.A,)}, "王"),
        ({"region": ("华东",)}, "王李"),
        ({"kind": (CustomerKind.LARGE_COMPANY,)}, "张"),
        ({"lifecycle": (Lifecycle.POTENTIAL,)}, "李张"),
        ({"bought_since": date(2026, 1, 1)}, "王"),
        ({"tier": (Tier.A,), "region": ("华南",)}, ""),
    ],
)
def test_the_audience_is_what_all_filters_leave(session, chen, lin, a_customer, filters, names):
    bought = {"first_order_on": date(2026, 2, 1), "last_order_on": date(2026, 2, 1), "lapses_on": date(2026, 8, 1)}
    a_customer("王", owner=lin, tier=Tier.A, region="华东", **bought)
    a_customer("李", owner=lin, tier=Tier.B, region="华东")
    a_customer("张", owner=lin, tier=Tier.B, region="华南", kind=CustomerKind.LARGE_COMPANY)

    assert surveys.preview(session, chen, audience=Audience(**filters), mode=LINK).audience == len(names)
    row = launched(session, chen, audience=Audience(**filters))
    assert len(invitations(session)) == len(names)
    assert surveys.campaign(session, chen, row.id).audience == Audience(**filters)


def test_nobody_is_asked_twice_within_a_month_and_afterwards_they_may_be(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    launched(session, chen)
    surveys.hand_over(session, lin, invitations(session)[0].id)

    assert ways(session, chen, LINK) == {"lately": 1}
    launched(session, chen)
    assert len(invitations(session)) == 1
    later(days=31)
    assert ways(session, chen, LINK) == {"hand_over": 1}


def test_a_list_that_was_never_worked_off_is_no_reason_once_it_is_closed(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    surveys.close_campaign(session, chen, row.id)

    assert ways(session, chen, LINK) == {"hand_over": 1}


def test_of_campaigns_launched_at_once_one_asks_each_customer(chen, lin, a_customer):
    for n in range(5):
        a_customer(f"客户{n}", owner=lin)
    with database.transaction() as own:
        sheet = a_questionnaire(own, chen)
        rows = [a_campaign(own, chen, sheet=sheet).id for _n in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda id_: database.attempt(lambda own: surveys.launch(own, chen, id_)), rows))

    with database.reading() as session:
        assert sorted(one.customer_id or 0 for one in invitations(session)) == [1, 2, 3, 4, 5]


def test_of_two_who_launch_one_campaign_the_second_is_told(chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    with database.transaction() as own:
        row = a_campaign(own, chen)

    def launch(_n):
        try:
            database.attempt(lambda own: surveys.launch(own, chen, row.id))
        except surveys.CampaignOver:
            return "late"
        return "launched"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(launch, range(4))) == ["late", "late", "late", "launched"]
    with database.reading() as session:
        assert len(invitations(session)) == 1


def test_nobody_is_asked_by_a_campaign_whose_last_day_has_passed(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = a_campaign(session, chen)
    later(days=21)

    with pytest.raises(Refusal, match="later one"):
        surveys.launch(session, chen, row.id)

    assert not invitations(session)
    assert ways(session, chen, LINK) == {"hand_over": 1}, "nobody rests from a survey that never was"


def test_launching_says_who_was_left_out_and_gives_one_task_to_each_owner(session, chen, zhou, lin, xu, a_customer):
    for name, owner in (("甲", lin), ("乙", lin), ("丙", xu)):
        a_customer(name, owner=owner)
    said(session, chen, a_customer("丁", owner=lin), REFUSED)

    row = launched(session, chen)

    file = surveys.campaign(session, chen, row.id)
    assert file.left_out == {Way.DECLINED: 1}
    assert (file.to_hand_over, file.line.invited) == (3, 3)
    tasks = session.exec(select(Task).order_by(col(Task.assignee_id))).all()
    assert [(one.kind, one.assignee_id) for one in tasks] == [("survey_link", lin.id), ("survey_link", xu.id)]
    (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "campaign.launched")).all()
    assert entry.count == 3


def test_a_manager_asks_the_customers_of_the_team_and_no_others(session, chen, zhou, lin, xu, a_customer):
    ours = a_customer("王芳", owner=lin)
    a_customer("李明", owner=xu)
    sheet = a_questionnaire(session, chen)

    row = a_campaign(session, zhou, sheet=sheet)
    surveys.launch(session, chen, row.id)

    assert [one.customer_id for one in invitations(session)] == [ours.id]
    theirs = a_campaign(session, chen, sheet=sheet)
    with pytest.raises(NotFound):
        surveys.launch(session, zhou, theirs.id)
    with pytest.raises(NotAllowed):
        a_campaign(session, lin, sheet=sheet)


def test_a_teams_campaign_is_counted_as_it_will_be_launched(session, chen, zhou, lin, xu, a_customer):
    a_customer("王芳", owner=lin)
    a_customer("李明", owner=xu)
    row = a_campaign(session, zhou, sheet=a_questionnaire(session, chen))
    file = surveys.campaign(session, chen, row.id)

    found = surveys.preview(session, chen, audience=file.audience, mode=LINK, team_id=file.team_id)

    assert (found.audience, found.reached) == (1, 1)
    assert surveys.launch(session, chen, row.id).asked == 1


def test_a_campaign_cannot_end_before_it_begins_or_have_passed(session, chen):
    sheet, today = a_questionnaire(session, chen), clock.today()

    for name, opens, closes, wrong in (
        ("", today, today + timedelta(days=9), {"name"}),
        ("春", today + timedelta(days=5), today + timedelta(days=5), {"closes_on"}),
        ("春", today - timedelta(days=9), today - timedelta(days=1), {"closes_on"}),
        ("春", today, today + timedelta(days=400), {"closes_on"}),
    ):
        with pytest.raises(Invalid) as refused:
            surveys.create_campaign(session, chen, campaign=NewCampaign(name, sheet.id, LINK, opens, closes))
        assert set(refused.value.problems) == wrong


def test_a_second_editor_is_told_and_a_launched_one_stays_as_it_is(session, chen, lin, a_customer):
    row = a_campaign(session, chen)
    seen = row.row_version
    today = clock.today()
    wanted = NewCampaign("夏季", row.questionnaire_id, LINK, today, today + timedelta(days=9))
    surveys.change_campaign(session, chen, row.id, campaign=wanted, seen_version=seen)

    with pytest.raises(Conflict):
        surveys.change_campaign(session, chen, row.id, campaign=wanted, seen_version=seen)
    surveys.launch(session, chen, row.id)
    with pytest.raises(surveys.CampaignOver):
        surveys.change_campaign(session, chen, row.id, campaign=wanted, seen_version=row.row_version)
    with pytest.raises(surveys.CampaignOver):
        surveys.cancel_campaign(session, chen, row.id)


def test_when_its_last_day_is_over_a_campaign_closes_and_its_links_end(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = launched(session, chen)
    token = token_of(surveys.hand_over(session, lin, invitations(session)[0].id))
    later(days=20)
    assert surveys.close_ended(session) == 0
    assert surveys.form(session, token)
    later(days=1)

    assert surveys.close_ended(session) == 1
    assert surveys.close_ended(session) == 0
    assert session.get_one(Campaign, row.id).state is CampaignState.CLOSED
    with pytest.raises(surveys.LinkOver):
        surveys.answer(session, token, given=GOOD)


def test_mail_that_never_arrived_asked_nobody(session, mail_works, chen, lin, a_customer, an_email):
    customer = a_customer("王芳", owner=lin)
    an_email(customer.id, "a@example.cn")
    said(session, chen, customer, GIVEN)
    row = launched(session, chen, mode=MAIL)
    (letter,) = session.exec(select(Mail)).all()
    letter.state = MailState.FAILED
    session.flush()

    assert surveys.note_undelivered(session) == 1
    assert surveys.note_undelivered(session) == 0
    assert surveys.campaign(session, chen, row.id).line.response.n == 0
    assert ways(session, chen, LINK) == {"hand_over": 1}


def test_the_quarters_campaign_is_made_once_however_often_and_late_anybody_looks(session, chen, sun):
    clock.freeze(clock.start_of(date(2026, 3, 2)))
    assert surveys.open_quarterly_survey(session) == 0, "three weeks and a week before the quarter ends"
    clock.freeze(clock.start_of(date(2026, 3, 20)))

    assert surveys.open_quarterly_survey(session) == 1
    assert surveys.open_quarterly_survey(session) == 0
    (row,) = session.exec(select(Campaign)).all()
    assert (row.period, row.state, row.closes_on) == ("2026-Q1", CampaignState.DRAFT, date(2026, 3, 31))
    told = session.exec(select(Notice).where(Notice.kind == "survey_ready")).all()
    assert {one.user_id for one in told} == {chen.id, sun.id}


def test_two_servers_make_the_quarters_campaign_once(chen):
    clock.freeze(clock.start_of(date(2026, 3, 20)))

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: database.attempt(surveys.open_quarterly_survey), range(4)))

    assert sorted(made) == [0, 0, 0, 1]
    with database.reading() as session:
        assert len(session.exec(select(Campaign)).all()) == 1
        assert not session.exec(select(Invitation)).all()

"""Who gets a lead: by rule, by hand, or whoever takes it from the queue."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import select

from auth.actor import SYSTEM
from care import leads, rulebook
from care.leads import AssignmentRule, AssignmentRules, GivenBy, NewLead
from care.leads.assignment import Candidate, chosen
from care.notices import NoticeKind
from core.errors import Conflict, Invalid, NotAllowed
from db.models import Lead, LeadOrigin, Notice, Source, User, UserStatus
from tests.conftest import MONDAY_TEN, a_person


def come(session, n=1, **typed):
    given_ = {"name": "王芳", "region": "上海", "source": Source.WEBSITE} | typed
    new = NewLead(phone="13900001111", **given_)
    return [leads.register(session, SYSTEM, lead=new, despite=True) for _lead in range(n)]


@pytest.fixture
def rules(session, sun):
    def set_rules(*chosen_rules):
        _present, version = rulebook.present(session, sun, AssignmentRules)
        rulebook.change(session, sun, AssignmentRules(chosen_rules), reason="试行", seen_version=version)

    return set_rules


@pytest.fixture
def asked(session) -> Iterator[list[str]]:
    """Every statement, as it is sent."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield sent
    event.remove(session.get_bind(), "before_cursor_execute", note)


def owners(made):
    return [lead.owner_id for lead in made]


def test_without_a_rule_a_lead_waits_in_the_queue(session):
    assert owners(come(session)) == [None]


def test_the_first_rule_that_fits_decides(session, rules, lin, xu, he):
    rules(
        AssignmentRule(regions=("上海",), sources=(Source.EXHIBITION,), people=(he.id,)),
        AssignmentRule(regions=("上海", "江苏"), people=(lin.id,)),
        AssignmentRule(people=(xu.id,)),
    )

    assert owners(come(session, source=Source.EXHIBITION)) == [he.id]
    assert owners(come(session, region="江苏省苏州")) == [lin.id]
    assert owners(come(session, region="北京")) == [xu.id]


def test_a_team_takes_turns(session, rules, lin):
    ma = a_person("ma", "马超", lin.role, "一队")
    rules(AssignmentRule(team_id=lin.team_id))

    assert owners(come(session, 4)) == [lin.id, ma.id, lin.id, ma.id]


def test_whoever_has_the_fewest_open_leads_is_next(session, rules, lin, xu, a_lead):
    for _busy in range(3):
        a_lead(lin)
    rules(AssignmentRule(people=(lin.id, xu.id), by=GivenBy.LOAD))

    assert owners(come(session, 4)) == [xu.id, xu.id, xu.id, lin.id]


def test_who_is_away_or_has_left_is_passed_over_and_nobody_left_means_the_next_rule(session, rules, lin, xu, he):
    session.get(User, lin.id).away_until = date(2026, 3, 9)
    session.get(User, xu.id).status = UserStatus.DISABLED
    rules(AssignmentRule(people=(lin.id, xu.id)), AssignmentRule(people=(he.id,)))

    assert owners(come(session)) == [he.id]

    session.get(User, lin.id).away_until = date(2026, 3, 8)
    assert owners(come(session)) == [lin.id]


def test_the_one_who_gets_it_is_told(session, rules, lin):
    rules(AssignmentRule(people=(lin.id,)))

    come(session)

    assert [row.kind for row in session.exec(select(Notice).where(Notice.user_id == lin.id))] == [
        NoticeKind.LEAD_ASSIGNED
    ]


def test_rules_are_for_managers_and_two_of_them_do_not_overwrite_each_other(session, zhou, sun, lin, rules):
    rule = AssignmentRules((AssignmentRule(people=(lin.id,)),))
    rulebook.change(session, zhou, rule, reason="试行", seen_version=0)

    with pytest.raises(Conflict):
        rulebook.change(session, sun, AssignmentRules(), reason="取消", seen_version=0)
    with pytest.raises(NotAllowed):
        rulebook.change(session, lin, AssignmentRules(), reason="都给我", seen_version=1)


def test_a_rule_that_gives_to_nobody_is_refused(session, zhou):
    with pytest.raises(Invalid) as refused:
        rulebook.change(session, zhou, AssignmentRules((AssignmentRule(),)), reason="x", seen_version=0)

    assert set(refused.value.problems) == {"rule_0"}


def test_whoever_is_quicker_takes_it_from_the_queue(session, lin, he, a_lead):
    lead = a_lead(None)

    leads.claim(session, lin, lead.id)

    assert (lead.owner_id, lead.team_id) == (lin.id, lin.team_id)
    with pytest.raises(leads.AlreadyTaken, match="林静"):
        leads.claim(session, he, lead.id)


def test_a_manager_gives_to_the_own_team_and_back_into_the_queue(session, zhou, lin, xu, a_lead):
    lead = a_lead(None)

    leads.assign(session, zhou, lead.id, owner_id=lin.id, seen=lead.row_version)
    assert lead.owner_id == lin.id
    with pytest.raises(Invalid):
        leads.assign(session, zhou, lead.id, owner_id=xu.id, seen=lead.row_version)
    leads.assign(session, zhou, lead.id, owner_id=None, seen=lead.row_version)

    assert (lead.owner_id, lead.team_id) == (None, None)
    assert lead.alarm_at is not None


def test_what_waits_is_shared_out_by_the_rules(session, zhou, rules, lin, a_lead):
    for _waiting in range(3):
        a_lead(None)
    assert leads.share_out(session, zhou) == 0

    rules(AssignmentRule(people=(lin.id,)))

    assert leads.share_out(session, zhou) == 3
    assert {lead.owner_id for lead in session.exec(select(Lead))} == {lin.id}


def test_what_fits_no_rule_keeps_nothing_behind_it_waiting(session, zhou, rules, lin, xu, a_lead):
    came = MONDAY_TEN - timedelta(days=2)
    session.add_all(
        Lead(number=f"北京-{n}", name="李雷", name_key="李雷", region="北京", origin=LeadOrigin.WEB, received_at=came)
        for n in range(1_001)
    )
    fitting = [a_lead(None, region="上海") for _lead in range(3)]
    rules(AssignmentRule(regions=("上海",), people=(lin.id, xu.id)))

    assert leads.share_out(session, zhou) == 3

    assert owners(fitting) == [lin.id, xu.id, lin.id]
    assert owners(come(session)) == [xu.id], "whose turn it is was kept"


def test_sharing_out_asks_the_database_little_of_each_lead(session, zhou, rules, lin, xu, a_lead, asked):
    for _waiting in range(20):
        a_lead(None)
    rules(AssignmentRule(people=(lin.id, xu.id), by=GivenBy.LOAD))
    asked.clear()

    assert leads.share_out(session, zhou) == 20

    assert len(asked) / 20 < 8
    assert all(lead.alarm_at for lead in session.exec(select(Lead)))


@given(people=st.integers(1, 7), n=st.integers(1, 60), by=st.sampled_from(list(GivenBy)))
def test_nobody_gets_two_more_than_anybody_else(people, n, by):
    """Whether by turns or by load: in the long run it is shared evenly."""
    rule = AssignmentRule(people=tuple(range(1, people + 1)), by=by)
    here = {id_: Candidate(id_, None, 0, 0) for id_ in rule.people}
    given_: Counter[int] = Counter()
    for turn in range(1, n + 1):
        one = chosen([rule], Source.OTHER, "", list(here.values()))
        assert one is not None
        given_[one.id] += 1
        here[one.id] = one._replace(open_leads=one.open_leads + 1, turn=turn)

    assert max(given_.values()) - min(given_[id_] for id_ in here) <= 1

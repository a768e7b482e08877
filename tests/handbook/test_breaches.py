"""A breach: explained by its person, decided by somebody above, counted apart when it was excused."""

from datetime import timedelta

import pytest
from sqlmodel import select

from care import handbook
from care.complaints import clocks
from care.kpis import month_of
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import AuditEntry, BreachState, ClockKind, Notice, Task
from tests.conftest import MONDAY_TEN


@pytest.fixture
def late(session, book, zhou, lin, a_customer, a_complaint):
    """林静 solved one complaint in time and one too late."""
    rows = [a_complaint(a_customer(owner=lin), handler=lin) for _ in range(2)]
    clocks.stop(session, rows[0], ClockKind.RESOLVE, at=clock.now())
    clock.freeze(MONDAY_TEN + timedelta(hours=50))
    clocks.stop(session, rows[1], ClockKind.RESOLVE, at=clock.now())
    return rows[1]


def found(session, actor, book):
    return handbook.breaches(session, actor, book["3.1"].id, period=month_of(clock.today()))


def rate(session, actor, book):
    return kept_of(session, actor, book).rate


def kept_of(session, actor, book):
    kept = handbook.rule_file(session, actor, book["3.1"].id, period=month_of(clock.today())).kept
    assert kept is not None
    return kept


def test_the_rows_are_those_that_the_rate_counts(session, book, late, chen):
    page = found(session, chen, book)

    assert page.total == rate(session, chen, book).breaches == 1
    row = page.rows[0]
    assert (row.subject_id, row.who, row.team, row.at) == (late.id, "林静", "一队", clock.now())
    assert late.number in row.about


def test_each_sees_what_is_within_reach(session, book, late, request):
    people = [request.getfixturevalue(name) for name in ("zhou", "lin", "xu", "he", "fang", "qian")]
    seen = {one.name: found(session, one, book).total for one in people}

    assert seen == {"周凯": 1, "林静": 1, "许宁": 0, "何敏": 0, "方圆": 1, "钱正": 1}
    assert found(session, people[4], book).rows[0].about == ""


def test_the_person_explains_and_the_manager_excuses_it(session, book, late, chen, zhou, lin):
    case = found(session, lin, book).rows[0]
    assert (case.may_explain, case.may_decide) == (True, False)
    handbook.explain_breach(session, lin, book["3.1"].id, case.case_id, words="客户出差")
    assert session.exec(select(Notice).where(Notice.user_id == zhou.id, Notice.kind == "breach_explained")).one()

    waiting = found(session, zhou, book).rows[0]
    assert (waiting.may_decide, waiting.state, waiting.explanation) == (True, BreachState.EXPLAINED, "客户出差")
    handbook.decide_breach(session, zhou, book["3.1"].id, case.case_id, excuse=True, words="属实", seen=waiting.version)

    kept = rate(session, chen, book)
    assert (kept.met, kept.n, kept.excused) == (1, 2, 1)
    assert kept.without_excused.value == 1.0
    parts = kept_of(session, chen, book).people
    assert [(part.name, part.rate.n, part.rate.excused) for part in parts] == [("林静", 2, 1)]
    assert session.exec(select(Notice).where(Notice.user_id == lin.id, Notice.kind == "breach_decided")).one()
    actions = session.exec(select(AuditEntry.action)).all()
    assert {"breach.explained", "breach.excused"} <= set(actions)


def test_one_that_is_not_excused_counts_as_before(session, book, late, chen, zhou):
    case = found(session, zhou, book).rows[0]
    handbook.decide_breach(session, zhou, book["3.1"].id, case.case_id, excuse=False, words="可以延期", seen=0)

    assert rate(session, chen, book).excused == 0
    assert found(session, chen, book).rows[0].state is BreachState.REFUSED


def test_a_decision_is_made_once_and_never_on_ones_own(session, book, late, chen, zhou, lin, xu):
    rule, case = book["3.1"].id, found(session, chen, book).rows[0].case_id
    for person in (lin, xu):
        with pytest.raises(NotAllowed):
            handbook.decide_breach(session, person, rule, case, excuse=True, words="好", seen=0)
    handbook.decide_breach(session, chen, rule, case, excuse=True, words="好", seen=0)
    with pytest.raises(handbook.BreachDecided):
        handbook.decide_breach(session, zhou, rule, case, excuse=False, words="不好", seen=0)
    with pytest.raises(handbook.BreachDecided):
        handbook.explain_breach(session, lin, rule, case, words="补充")


def test_who_saw_an_older_explanation_is_told(session, book, late, zhou, lin):
    rule, case = book["3.1"].id, found(session, lin, book).rows[0].case_id
    handbook.explain_breach(session, lin, rule, case, words="第一次")
    seen = found(session, zhou, book).rows[0].version
    handbook.explain_breach(session, lin, rule, case, words="第二次")

    with pytest.raises(Conflict):
        handbook.decide_breach(session, zhou, rule, case, excuse=True, words="好", seen=seen)


def test_something_may_be_done_about_it(session, book, late, zhou, lin):
    rule, case = book["3.1"].id, found(session, zhou, book).rows[0].case_id
    handbook.act_on_breach(session, zhou, rule, case, deed="设提醒", assignee_id=lin.id, seen=0)

    task = session.exec(select(Task).where(Task.kind == "rule_follow_up")).one()
    assert (task.assignee_id, task.title) == (lin.id, "设提醒")
    assert found(session, zhou, book).rows[0].task_id == task.id


def test_a_case_that_was_kept_or_is_nobodys_to_see_is_not_found(session, book, late, chen, xu):
    case = found(session, chen, book).rows[0].case_id
    for actor, number in ((chen, case + 500), (xu, case)):
        with pytest.raises(NotFound):
            handbook.breach(session, actor, book["3.1"].id, number)
    with pytest.raises(NotFound):
        handbook.breaches(session, chen, book["1.1"].id, period=month_of(clock.today()))


def test_words_are_needed(session, book, late, zhou, lin):
    rule, case = book["3.1"].id, found(session, zhou, book).rows[0].case_id
    with pytest.raises(Invalid):
        handbook.explain_breach(session, lin, rule, case, words=" ")
    with pytest.raises(Invalid):
        handbook.decide_breach(session, zhou, rule, case, excuse=True, words="", seen=0)

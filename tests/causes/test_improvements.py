"""A cause that recurs proposes an improvement once; people decide, with a word."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from care import causes, rulebook
from care.causes import CausePolicy, NewCause
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import CauseCategory, ComplaintState, Improvement, ImprovementState, Notice, Role
from tests.conftest import a_person

SUPPLIER = NewCause(CauseCategory.SUPPLIER, words="It leaks")


def proposals(session):
    return session.exec(select(Improvement).order_by(col(Improvement.id))).all()


def test_the_third_complaint_of_a_cause_within_thirty_days_proposes_an_improvement(
    session, he, caused, a_complaint, chen, zhou
):
    counted = [caused(days_ago=29).id, caused(days_ago=5).id]
    caused(CauseCategory.DESIGN)
    caused(days_ago=31)
    third = a_complaint(handler=he)
    assert causes.propose_improvements(session) == 0

    causes.record_cause(session, he, third.id, cause=SUPPLIER)

    (proposal,) = proposals(session)
    assert proposal.cause is CauseCategory.SUPPLIER
    assert json.loads(proposal.evidence)["complaints"] == [*counted, third.id]
    told = session.exec(select(Notice.user_id).where(Notice.kind == "improvement_proposed")).all()
    assert set(told) == {chen.id, zhou.id}


def test_however_often_it_is_looked_for_it_is_proposed_once(session, caused, chen):
    for days_ago in (1, 2, 3):
        caused(days_ago=days_ago)

    assert [causes.propose_improvements(session) for _time in range(3)] == [1, 0, 0]
    caused()
    assert causes.propose_improvements(session) == 0
    assert len(proposals(session)) == 1


def test_three_fresh_complaints_propose_again(session, caused, chen):
    for days_ago in (1, 2, 3):
        caused(days_ago=days_ago)
    causes.propose_improvements(session)
    clock.freeze(clock.now() + timedelta(days=10))
    for days_ago in (1, 2, 3):
        caused(days_ago=days_ago)

    assert causes.propose_improvements(session) == 1
    first, second = proposals(session)
    assert first.key != second.key
    assert not set(json.loads(first.evidence)["complaints"]) & set(json.loads(second.evidence)["complaints"])


def test_duplicates_and_imported_history_raise_no_alarm(session, caused, chen):
    for columns in ({}, {}, {"state": ComplaintState.DUPLICATE}, {"is_historical": True}):
        caused(**columns)

    assert causes.propose_improvements(session) == 0


def test_how_many_within_how_long_is_the_firms_to_say(session, sun, caused, chen):
    rulebook.change(
        session, sun, CausePolicy(recurring_count=2, recurring_days=60), reason="Look further", seen_version=0
    )
    caused(days_ago=1)
    caused(days_ago=59)

    assert causes.propose_improvements(session) == 1


@pytest.fixture
def proposed(session, caused, he, lin):
    for days_ago in (1, 2, 3):
        caused(days_ago=days_ago, handler=he, team_id=lin.team_id)
    causes.propose_improvements(session)
    return proposals(session)[0]


@pytest.mark.parametrize(("accept", "state"), [(True, "accepted"), (False, "dismissed")])
def test_a_manager_decides_with_a_word(session, zhou, proposed, accept, state):
    with pytest.raises(Invalid, match="why"):
        causes.decide_improvement(
            session, zhou, proposed.id, accept=accept, words=" ", seen_version=proposed.row_version
        )

    row = causes.decide_improvement(
        session, zhou, proposed.id, accept=accept, words="Audit suppliers", seen_version=proposed.row_version
    )

    assert row.state is ImprovementState(state)
    assert (row.words, row.decided_by_id) == ("Audit suppliers", zhou.id)


def test_a_decision_stands_and_a_stale_one_is_told(session, chen, zhou, proposed):
    decide: dict[str, Any] = {"accept": False, "words": "Once is enough"}
    with pytest.raises(Conflict):
        causes.decide_improvement(session, chen, proposed.id, **decide, seen_version=proposed.row_version + 1)
    causes.decide_improvement(session, zhou, proposed.id, **decide, seen_version=proposed.row_version)

    with pytest.raises(causes.AlreadyDecided):
        causes.decide_improvement(session, chen, proposed.id, **decide, seen_version=proposed.row_version)


def test_another_teams_manager_and_sales_decide_nothing(session, lin, proposed):

    wu = a_person("wu", "吴霞", Role.MANAGER, "二队")
    for actor, refusal in ((wu, NotFound), (lin, NotAllowed)):
        with pytest.raises(refusal):
            causes.decide_improvement(
                session, actor, proposed.id, accept=True, words="x", seen_version=proposed.row_version
            )

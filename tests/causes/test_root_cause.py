"""Why it happened: found with enough whys or a text, revised by whoever saw the last version, kept once it is over."""

import json

import pytest
from sqlmodel import col, select

from care import casefile, causes, rulebook
from care.causes import CausePolicy, NewCause
from core import clock
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db.models import AuditEntry, CauseCategory, ComplaintEventKind, EscapeCause
from tests.causes.conftest import SUPPLIER


def test_the_handler_records_a_cause_with_its_escape_and_the_case_file_tells_it(session, he, a_complaint):
    complaint = a_complaint(handler=he)
    cause = NewCause(CauseCategory.PROCESS, whys=("a", " b ", "c", ""), escape=EscapeCause.NOT_CHECKED)

    row = causes.record_cause(session, he, complaint.id, cause=cause)

    assert json.loads(row.whys) == ["a", "b", "c"]
    told = casefile.entries_of(session, complaint.id)[0]
    assert told.kind is ComplaintEventKind.CAUSE_FOUND
    assert told.detail["category"] == "process"
    assert told.detail["escape"] == "not_checked"
    assert session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id).desc())).first() == "cause.recorded"


@pytest.mark.parametrize(
    ("words", "whys", "is_enough"),
    [("", ("a", "b"), False), ("", ("a", "b", "c"), True), ("Worn out.", (), True), ("  ", (" ", "", "b"), False)],
)
def test_three_whys_or_a_text_make_a_cause(session, he, a_complaint, words, whys, is_enough):
    complaint = a_complaint(handler=he)
    cause = NewCause(CauseCategory.SKILL, words=words, whys=whys)

    if is_enough:
        assert causes.record_cause(session, he, complaint.id, cause=cause).id
    else:
        with pytest.raises(Invalid, match="at least 3 times"):
            causes.record_cause(session, he, complaint.id, cause=cause)


def test_how_many_whys_are_enough_is_the_firms_to_say(session, he, sun, a_complaint):
    rulebook.change(session, sun, CausePolicy(whys_needed=4), reason="Dig deeper", seen_version=0)

    with pytest.raises(Invalid, match="at least 4 times"):
        causes.record_cause(
            session, he, a_complaint(handler=he).id, cause=NewCause(CauseCategory.SKILL, whys=("a", "b", "c"))
        )


@pytest.mark.parametrize(
    ("name", "value"), [("whys_needed", 0), ("whys_needed", 8), ("recurring_count", 0), ("effect_days", 366)]
)
def test_numbers_that_cannot_be_are_refused(session, sun, name, value):
    with pytest.raises(Invalid) as refused:
        rulebook.change(session, sun, CausePolicy(**{name: value}), reason="Try", seen_version=0)
    assert set(refused.value.problems) == {name}


def test_a_cause_is_revised_by_who_saw_it_and_a_second_writer_is_told(session, he, a_complaint):
    complaint = a_complaint(handler=he)
    seen = causes.record_cause(session, he, complaint.id, cause=SUPPLIER).row_version
    revised = NewCause(CauseCategory.DESIGN, words="The groove is too shallow.")

    row = causes.record_cause(session, he, complaint.id, cause=revised, seen_version=seen)
    assert row.category is CauseCategory.DESIGN

    for stale in (seen, None):
        with pytest.raises(Conflict) as refused:
            causes.record_cause(session, he, complaint.id, cause=SUPPLIER, seen_version=stale)
        assert refused.value.theirs["words"] == "The groove is too shallow."


def test_what_was_found_stays_once_the_complaint_is_over(session, he, a_complaint):
    complaint = a_complaint(handler=he, closed_at=clock.now())

    with pytest.raises(causes.ComplaintOver, match="Reopen it"):
        causes.record_cause(session, he, complaint.id, cause=SUPPLIER)


def test_sales_and_another_teams_manager_do_not_record_causes(session, lin, zhou, xu, a_customer, a_complaint):
    own = a_complaint(customer=a_customer("王芳", owner=lin))
    other_team = a_complaint(team_id=xu.team_id)

    with pytest.raises(NotAllowed):
        causes.record_cause(session, lin, own.id, cause=SUPPLIER)
    with pytest.raises(NotFound):
        causes.record_cause(session, zhou, other_team.id, cause=SUPPLIER)


def test_the_gate_learns_whether_there_is_a_cause_and_an_action(session, he, lin, a_complaint):
    complaint = a_complaint(handler=he)
    assert causes.standing(session, complaint.id) == causes.CauseStanding(has_cause=False, has_action=False)

    causes.record_cause(session, he, complaint.id, cause=SUPPLIER)
    assert causes.standing(session, complaint.id) == causes.CauseStanding(has_cause=True, has_action=False)

    causes.plan_action(session, he, complaint.id, action=causes.NewAction("Change the supplier", lin.id, clock.today()))
    assert causes.standing(session, complaint.id) == causes.CauseStanding(has_cause=True, has_action=True)

"""A customer is asked once, answers once, and what they say reaches whoever has to act."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from auth.sessions import digest
from care import surveys
from care.surveys import CustomerAnswer, Proposal, Standing
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from db import session as database
from db.models import (
    Answer,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Notice,
    Severity,
    Task,
)

CONFIRMATION, HANDLING = InvitationPurpose.CONFIRMATION, InvitationPurpose.HANDLING
PROPOSED, CLOSED, INVESTIGATING = ComplaintState.PROPOSED, ComplaintState.CLOSED, ComplaintState.INVESTIGATING
GOOD, POOR = CustomerAnswer(True, 5, "谢谢"), CustomerAnswer(True, 2, "太慢了")
UNSOLVED = CustomerAnswer(False, None, "还是坏的")


def later(**span):
    clock.freeze(clock.now() + timedelta(**span))


def notices(session):
    return sorted((row.user_id, row.kind) for row in session.exec(select(Notice)) if row.kind != "task_given")


def reviews(session):
    return [task for task in session.exec(select(Task)) if task.kind == "manager_review"]


def test_of_a_link_only_the_digest_is_kept(session, he, a_complaint, a_link):
    token = a_link(he, a_complaint(PROPOSED, handler=he))

    assert len(token) == 43
    assert session.exec(select(Invitation.token_hash)).one() == digest(token)
    tables = ("invitations", "complaint_events", "audit_entries", "notices")
    everything = [str(session.connection().execute(text(f"SELECT * FROM {table}")).all()) for table in tables]
    assert token not in " ".join(everything)


def test_a_link_works_for_fourteen_days_and_looking_does_not_use_it_up(session, he, a_complaint, a_link):
    token = a_link(he, a_complaint(PROPOSED, handler=he))

    later(days=14, seconds=-1)
    assert surveys.form(session, token) == surveys.form(session, token)
    later(seconds=1)
    with pytest.raises(surveys.LinkExpired):
        surveys.form(session, token)
    with pytest.raises(surveys.LinkExpired):
        surveys.answer(session, token, given=GOOD)


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "A" * 5000, "王芳", "a\0b", "../../x", "A" * 42 + "\n"])
def test_what_is_no_token_of_ours_opens_nothing(session, token):
    with pytest.raises(surveys.LinkUnknown):
        surveys.form(session, token)
    with pytest.raises(surveys.LinkUnknown):
        surveys.answer(session, token, given=GOOD)


def test_a_newer_link_takes_the_place_of_the_older(session, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    older, newer = a_link(he, complaint), a_link(he, complaint)

    with pytest.raises(surveys.LinkWithdrawn):
        surveys.answer(session, older, given=GOOD)
    assert surveys.answer(session, newer, given=GOOD) is CONFIRMATION


def test_an_answer_locks_the_link_and_is_never_changed(session, he, a_complaint, a_link):
    token = a_link(he, a_complaint(PROPOSED, handler=he))
    surveys.answer(session, token, given=GOOD)

    for again in (GOOD, UNSOLVED):
        with pytest.raises(surveys.AlreadyAnswered):
            surveys.answer(session, token, given=again)
    with pytest.raises(surveys.AlreadyAnswered):
        surveys.form(session, token)
    assert session.exec(select(Answer.comment)).all() == ["谢谢"]


def test_links_that_a_colleague_takes_back_work_no_longer(session, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    token = a_link(he, complaint)

    assert surveys.withdraw(session, he, complaint.id, purpose=CONFIRMATION) == 1
    assert surveys.withdraw(session, he, complaint.id, purpose=CONFIRMATION) == 0
    with pytest.raises(surveys.LinkWithdrawn):
        surveys.form(session, token)


@pytest.mark.parametrize("state", [s for s in ComplaintState if s is not PROPOSED])
def test_nobody_is_asked_whether_it_is_solved_before_they_were_told_how(session, he, a_complaint, state):
    complaint = a_complaint(state, handler=he)

    with pytest.raises(surveys.MayNotAsk, match="told the solution"):
        surveys.invite(session, he, complaint.id, purpose=CONFIRMATION)


@pytest.mark.parametrize("state", [s for s in ComplaintState if s not in (CLOSED, ComplaintState.REJECTED)])
def test_nobody_is_asked_about_the_handling_before_it_is_over(session, he, a_complaint, state):
    complaint = a_complaint(state, handler=he)

    with pytest.raises(surveys.MayNotAsk, match="once the complaint is closed"):
        surveys.invite(session, he, complaint.id, purpose=HANDLING)


def test_who_may_not_see_the_complaint_may_not_ask(session, lin, zhou, xu, a_complaint, a_customer):
    complaint = a_complaint(PROPOSED, handler=zhou, customer=a_customer("李明", owner=lin))

    with pytest.raises(NotAllowed):
        surveys.invite(session, lin, complaint.id, purpose=CONFIRMATION)
    with pytest.raises(NotFound):
        surveys.of_complaint(session, xu, complaint.id)


def test_history_that_was_imported_is_not_asked_about(session, he, a_complaint):
    complaint = a_complaint(CLOSED, handler=he, is_historical=True)

    surveys.queue_handling(session, complaint)
    with pytest.raises(surveys.MayNotAsk, match="history"):
        surveys.invite(session, he, complaint.id, purpose=HANDLING)
    assert not session.exec(select(Task)).all()


@pytest.mark.parametrize(
    ("purpose", "given", "wrong"),
    [
        (CONFIRMATION, CustomerAnswer(None, 5), {"is_solved"}),
        (HANDLING, CustomerAnswer(True, None), {"score"}),
        (HANDLING, CustomerAnswer(None, None), {"is_solved", "score"}),
        (CONFIRMATION, CustomerAnswer(True, 0), {"score"}),
        (CONFIRMATION, CustomerAnswer(True, 6), {"score"}),
        (CONFIRMATION, CustomerAnswer(True, None, "长" * 501), {"comment"}),
    ],
)
def test_an_answer_says_what_it_lacks_and_leaves_the_link_open(session, he, a_complaint, a_link, purpose, given, wrong):
    token = a_link(he, a_complaint(PROPOSED if purpose is CONFIRMATION else CLOSED, handler=he), purpose)

    with pytest.raises(Invalid) as refused:
        surveys.answer(session, token, given=given)

    assert set(refused.value.problems) == wrong
    assert surveys.form(session, token)


def test_it_is_solved_reaches_the_handler_and_proposes_to_close(session, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    version = complaint.row_version

    surveys.answer(session, a_link(he, complaint), given=GOOD)

    assert notices(session) == [(he.id, "complaint_answered")]
    said = surveys.confirmation_of(session, complaint)
    assert said is not None
    assert said.is_solved is True
    assert surveys.of_complaint(session, he, complaint.id).proposal is Proposal.CLOSE
    assert not reviews(session)
    session.refresh(complaint)
    assert (complaint.state, complaint.row_version) == (PROPOSED, version)


@pytest.mark.parametrize(("severity", "closer"), [(Severity.MAJOR, "周凯"), (Severity.CRITICAL, "陈建国")])
def test_that_a_serious_one_is_solved_reaches_whoever_closes_it(  # noqa: PLR0913 - the cast
    session, chen, zhou, he, a_complaint, a_link, severity, closer
):
    complaint = a_complaint(PROPOSED, handler=he, team_id=zhou.team_id, severity=severity)

    surveys.answer(session, a_link(he, complaint), given=GOOD)

    told = {chen.id: "陈建国", zhou.id: "周凯", he.id: "何敏"}
    assert {(told[id_], kind) for id_, kind in notices(session)} == {
        (closer, "complaint_answered"),
        ("何敏", "complaint_answered"),
    }


def test_what_the_customer_answered_is_not_chased_any_more(session, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    token = a_link(he, complaint)
    later(days=3)
    surveys.remind_due(session)
    (chase,) = session.exec(select(Task)).all()
    assert chase.done_at is None

    surveys.answer(session, token, given=GOOD)

    session.refresh(chase)
    assert [chase.done_at, chase.outcome] == [clock.now(), "谢谢"]


def test_it_is_not_solved_gives_the_manager_one_task_and_proposes_to_object(session, zhou, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he, team_id=zhou.team_id)

    surveys.answer(session, a_link(he, complaint), given=UNSOLVED)

    assert [(task.assignee_id, task.subject_id) for task in reviews(session)] == [(zhou.id, complaint.id)]
    assert notices(session) == [(he.id, "customer_dissatisfied")]
    assert surveys.of_complaint(session, he, complaint.id).proposal is Proposal.OBJECT


@pytest.mark.parametrize("given", [CustomerAnswer(True, 2), CustomerAnswer(True, 1), CustomerAnswer(False, 5)])
def test_a_poor_answer_after_closing_makes_one_task_and_one_proposal_and_reopens_nothing(
    session, zhou, he, a_complaint, a_link, given
):
    complaint = a_complaint(CLOSED, handler=he, team_id=zhou.team_id)

    surveys.answer(session, a_link(he, complaint, HANDLING), given=given)

    assert [(task.assignee_id, task.subject_id) for task in reviews(session)] == [(zhou.id, complaint.id)]
    assert notices(session) == [(he.id, "customer_dissatisfied")]
    assert surveys.of_complaint(session, zhou, complaint.id).proposal is Proposal.REOPEN
    assert complaint.state is CLOSED


@pytest.mark.parametrize("given", [CustomerAnswer(True, 3), CustomerAnswer(True, 5)])
def test_a_good_answer_after_closing_asks_nothing_of_the_manager(session, zhou, he, a_complaint, a_link, given):
    complaint = a_complaint(CLOSED, handler=he, team_id=zhou.team_id)

    surveys.answer(session, a_link(he, complaint, HANDLING), given=given)

    assert not reviews(session)
    assert surveys.of_complaint(session, zhou, complaint.id).proposal is None


def test_a_manager_does_not_review_what_he_handled_himself(session, chen, zhou, a_complaint, a_link):
    complaint = a_complaint(CLOSED, handler=zhou)

    surveys.answer(session, a_link(zhou, complaint, HANDLING), given=POOR)

    assert [task.assignee_id for task in reviews(session)] == [chen.id]


def test_a_confirmation_counts_for_the_solution_it_was_given_for(session, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    first = a_link(he, complaint)
    surveys.answer(session, first, given=UNSOLVED)
    later(hours=1)
    complaint.proposed_at = clock.now()
    session.flush()
    later(hours=1)

    assert surveys.confirmation_of(session, complaint) is None
    surveys.answer(session, a_link(he, complaint), given=GOOD)
    said = surveys.confirmation_of(session, complaint)
    assert said is not None
    assert said.is_solved is True


@pytest.mark.parametrize("state", [INVESTIGATING, ComplaintState.WITHDRAWN, ComplaintState.DUPLICATE])
def test_a_link_about_a_solution_ends_when_the_work_goes_on(session, he, a_complaint, a_link, state):
    complaint = a_complaint(PROPOSED, handler=he)
    token = a_link(he, complaint)
    complaint.state = state
    session.flush()

    with pytest.raises(surveys.LinkWithdrawn):
        surveys.answer(session, token, given=GOOD)
    asked = surveys.of_complaint(session, he, complaint.id).asked
    assert [one.standing for one in asked] == [Standing.WITHDRAWN]


def test_not_solved_after_all_is_heard_after_closing_too(session, chen, he, a_complaint, a_link):
    complaint = a_complaint(PROPOSED, handler=he)
    token = a_link(he, complaint)
    complaint.state, complaint.closed_at = CLOSED, clock.now()
    session.flush()
    later(days=1)

    surveys.answer(session, token, given=UNSOLVED)

    assert surveys.of_complaint(session, he, complaint.id).proposal is Proposal.REOPEN
    assert [task.assignee_id for task in reviews(session)] == [chen.id]


def test_a_poor_answer_about_an_earlier_cycle_makes_no_task(session, chen, he, a_complaint, a_link):
    complaint = a_complaint(CLOSED, handler=he)
    token = a_link(he, complaint, HANDLING)
    complaint.state, complaint.cycle, complaint.closed_at = INVESTIGATING, 2, None
    session.flush()

    surveys.answer(session, token, given=POOR)

    assert not reviews(session)
    assert (he.id, "customer_dissatisfied") in notices(session)


def test_the_case_file_tells_who_asked_and_that_the_customer_answered(session, he, a_complaint, a_link):
    surveys.answer(session, a_link(he, a_complaint(PROPOSED, handler=he)), given=UNSOLVED, language="zh_CN")

    events = session.exec(select(ComplaintEvent).order_by(col(ComplaintEvent.id))).all()
    assert [(e.kind, e.by_id, e.words) for e in events] == [
        (ComplaintEventKind.INVITED, he.id, ""),
        (ComplaintEventKind.ANSWERED, None, "还是坏的"),
    ]


def test_a_colleague_writes_down_what_was_said_on_the_phone(session, chen, he, a_complaint, a_link):
    complaint = a_complaint(CLOSED, handler=he)
    token = a_link(he, complaint, HANDLING)

    surveys.record_by_phone(session, chen, complaint.id, purpose=HANDLING, answer=GOOD)

    latest = surveys.of_complaint(session, he, complaint.id).latest(HANDLING)
    assert latest is not None
    assert latest.said is not None
    assert (latest.mode, latest.standing, latest.said.collector) == (
        InvitationMode.PHONE, Standing.ANSWERED, "陈建国",
    )  # fmt: skip
    with pytest.raises(surveys.LinkWithdrawn):
        surveys.answer(session, token, given=POOR)
    with pytest.raises(surveys.MayNotAsk, match="answered this already"):
        surveys.record_by_phone(session, chen, complaint.id, purpose=HANDLING, answer=GOOD)


@pytest.mark.parametrize("purpose", [CONFIRMATION, HANDLING])
def test_nobody_surveys_himself(session, chen, he, a_complaint, purpose):
    complaint = a_complaint(PROPOSED if purpose is CONFIRMATION else CLOSED, handler=he)

    with pytest.raises(surveys.MayNotAsk, match="Ask a colleague"):
        surveys.record_by_phone(session, he, complaint.id, purpose=purpose, answer=GOOD)

    assert "colleague" in surveys.of_complaint(session, he, complaint.id).why_not_by_phone[purpose]
    assert not surveys.of_complaint(session, chen, complaint.id).why_not_by_phone[purpose]
    assert not session.exec(select(Answer)).all()


def test_closing_sends_the_handler_to_hand_the_link_over_and_making_it_does_the_errand(session, he, a_complaint):
    complaint = a_complaint(CLOSED, handler=he)

    surveys.queue_handling(session, complaint)
    surveys.queue_handling(session, complaint)

    (task,) = session.exec(select(Task)).all()
    assert (task.kind, task.assignee_id, task.done_at) == ("survey_link", he.id, None)
    surveys.invite(session, he, complaint.id, purpose=HANDLING)
    assert task.done_at is not None


def test_praise_and_whoever_left_no_way_to_reach_them_are_not_asked(session, he, a_complaint):
    surveys.queue_handling(session, a_complaint(CLOSED, handler=he, kind=ComplaintKind.PRAISE))
    surveys.queue_handling(session, a_complaint(CLOSED, handler=he, customer_id=None))

    assert not session.exec(select(Task)).all()


def test_two_answers_at_once_leave_one(he, a_complaint, a_link):
    from concurrent.futures import ThreadPoolExecutor

    token = a_link(he, a_complaint(PROPOSED, handler=he))

    def post(given):
        try:
            with database.transaction() as own:
                surveys.answer(own, token, given=given)
        except surveys.AlreadyAnswered:
            return "late"
        return "counted"

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(post, [GOOD, UNSOLVED] * 4))

    assert sorted(done) == ["counted"] + ["late"] * 7
    with database.reading() as session:
        assert len(session.exec(select(Answer)).all()) == 1
        told = session.exec(select(Notice)).all()
    assert len([n for n in told if n.kind in ("complaint_answered", "customer_dissatisfied")]) == 1

"""Tasks: given, made by rules, done once, handed on, called off, and seen by whom they concern."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import col, select

from auth import accounts
from care import complaints, notices, tasks
from care.complaints import NewComplaint
from care.tasks import NewTask, TaskKind, TaskOver
from core import clock, i18n
from core.errors import Invalid, NotAllowed, NotFound
from db import session as database
from db.models import AuditEntry, ComplaintCategory, ComplaintKind, Medium, Subject, Task, User, UserStatus


def tomorrow():
    return clock.now() + timedelta(days=1)


@pytest.fixture
def a_task(session, zhou, lin):
    """周凯 asks 林静 for something."""

    def make(title="Send the price list", *, to=lin, by=zhou, **details):
        return tasks.give(session, by, task=NewTask(title, to.id, details.pop("due_at", tomorrow()), **details))

    return make


def titles(page):
    return [row.title for row in page.rows]


def told(session, person):
    return [row.sentence for row in notices.inbox(session, person).rows]


def actions(session):
    return [entry.action for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]


def test_a_task_is_on_the_list_of_who_has_it_and_of_who_gave_it(session, a_task, zhou, lin, xu):
    a_task()

    assert titles(tasks.mine(session, lin)) == ["Send the price list"]
    assert titles(tasks.given(session, zhou)) == ["Send the price list"]
    assert titles(tasks.mine(session, xu)) == titles(tasks.team(session, xu)) == []
    assert told(session, lin) == ["For you to do: Send the price list"]


def test_one_may_note_something_for_oneself_and_is_not_told_of_it(session, a_task, lin):
    a_task(to=lin, by=lin)

    assert titles(tasks.mine(session, lin)) == ["Send the price list"]
    assert notices.unread(session, lin) == 0


def test_what_is_missing_is_said_beside_each_field(session, chen, a_task, zhou, lin):
    accounts.deactivate(session, chen, lin.id)

    with pytest.raises(Invalid) as refused:
        a_task("  ", due_at=clock.now(), about="TS-000")

    assert set(refused.value.problems) == {"title", "due_at", "assignee", "about"}


def test_a_task_is_about_the_customer_of_the_number_that_was_typed(session, a_task, a_customer, lin, zhou):
    customer = a_customer("王芳", owner=lin, number="KH-77")

    task = a_task(about=" kh-77 ")

    assert (task.subject, task.subject_id) == (Subject.CUSTOMER, customer.id)
    assert tasks.mine(session, lin).rows[0].about == "王芳"


def test_nobody_gives_a_task_about_a_customer_they_may_not_see(session, a_task, a_customer, lin, xu):
    strangers = a_customer("王芳", owner=xu, number="KH-77")

    for about in ({"about": "KH-77"}, {"subject": Subject.CUSTOMER, "subject_id": strangers.id}):
        with pytest.raises(Invalid, match="you may not see it"):
            a_task(by=lin, **about)


def test_the_name_of_a_customer_stays_hidden_from_who_may_not_see_them(session, a_task, a_customer, lin, zhou, fang):
    customer = a_customer("王芳", owner=lin)
    a_task(to=fang, subject=Subject.CUSTOMER, subject_id=customer.id)

    assert tasks.mine(session, fang).rows[0].about == ""


def test_a_task_is_done_with_a_word_and_its_giver_is_told(session, a_task, zhou, lin):
    task = a_task()
    with pytest.raises(Invalid, match="what came of it"):
        tasks.finish(session, lin, task.id, outcome="  ")

    tasks.finish(session, lin, task.id, outcome="Sent")

    assert (task.done_by_id, task.outcome, task.done_at) == (lin.id, "Sent", clock.now())
    assert told(session, zhou) == ["Done: Send the price list"]
    assert titles(tasks.mine(session, lin)) == []
    assert titles(tasks.mine(session, lin, done=True)) == ["Send the price list"]
    assert actions(session) == ["task.given", "task.done"]


def test_who_finishes_second_is_told_who_was_first_and_nothing_is_done_twice(session, a_task, zhou, lin):
    task = a_task()
    tasks.finish(session, lin, task.id, outcome="Sent")

    with pytest.raises(TaskOver, match="林静 has already done this task: Sent"):
        tasks.finish(session, zhou, task.id, outcome="Me too")

    assert task.outcome == "Sent"
    assert actions(session).count("task.done") == 1


def test_a_task_that_was_called_off_is_not_done_afterwards(session, a_task, zhou, lin):
    task = a_task()
    tasks.cancel(session, zhou, task.id, reason="The customer has it")

    with pytest.raises(TaskOver, match="called off meanwhile"):
        tasks.finish(session, lin, task.id, outcome="Sent")

    assert told(session, lin)[0] == "No longer to be done: Send the price list"


def test_who_gave_it_may_call_it_off_or_hand_it_on_but_not_say_that_it_is_done(session, a_task, lin, xu):
    task = a_task(to=xu, by=lin)

    with pytest.raises(NotAllowed):
        tasks.finish(session, lin, task.id, outcome="Surely")
    tasks.hand_on(session, lin, task.id, to=lin.id)

    assert task.assignee_id == lin.id


def test_a_manager_finishes_what_their_team_has_and_no_other_teams(session, a_task, chen, zhou, lin, xu):
    ours, theirs = a_task(to=lin, by=chen), a_task(to=xu, by=chen)

    tasks.finish(session, zhou, ours.id, outcome="Done for her")
    with pytest.raises(NotFound):
        tasks.finish(session, zhou, theirs.id, outcome="Not mine")


def test_handed_on_it_is_anothers_and_both_are_told_once(session, a_task, zhou, lin, xu):
    task = a_task()

    tasks.hand_on(session, lin, task.id, to=xu.id)

    assert (task.assignee_id, task.team_id) == (xu.id, xu.team_id)
    assert told(session, xu) == ["For you to do: Send the price list"]
    assert titles(tasks.mine(session, lin)) == []
    with pytest.raises(NotFound):
        tasks.task(session, lin, task.id)
    with pytest.raises(Invalid, match="another colleague"):
        tasks.hand_on(session, xu, task.id, to=xu.id)


def test_a_rule_makes_the_task_of_a_key_once(session, lin):
    made = [
        tasks.make(session, kind=TaskKind.CALLBACK, assignee_id=lin.id, due_at=tomorrow(), key="k") for _n in range(3)
    ]

    assert {task.id for task in made} == {made[0].id}
    assert told(session, lin) == ["For you to do: Call the customer back"]
    assert actions(session) == ["task.made"]
    assert made[0].team_id == lin.team_id


def test_the_words_of_a_rules_task_are_in_the_language_of_the_reader(session, lin):
    tasks.make(session, kind=TaskKind.CALLBACK, assignee_id=lin.id, due_at=tomorrow())

    i18n.use("zh_CN")

    assert titles(tasks.mine(session, lin)) == ["给客户回电"]
    assert told(session, lin) == ["新任务：给客户回电"]


def test_what_nobody_has_is_done_by_whoever_of_the_team_sees_it(session, zhou, lin):
    nobodys = tasks.make(
        session, kind=TaskKind.MANAGER_REVIEW, assignee_id=None, team_id=zhou.team_id, due_at=tomorrow()
    )

    assert titles(tasks.mine(session, zhou)) == ["Look into a complaint as its manager"]
    tasks.finish(session, zhou, nobodys.id, outcome="Looked into")


def test_who_sees_the_customer_sees_what_is_to_be_done_about_them(session, a_task, a_customer, chen, zhou, lin, xu):
    customer = a_customer("王芳", owner=lin)
    a_task(to=xu, by=chen, subject=Subject.CUSTOMER, subject_id=customer.id)

    assert [row.assignee for row in tasks.about(session, lin, Subject.CUSTOMER, customer.id)] == ["许宁"]
    assert not tasks.about(session, lin, Subject.CUSTOMER, customer.id)[0].may_finish


def test_what_its_subject_settles_is_done_and_what_it_ends_goes_quietly(session, lin, a_customer):
    customer = a_customer(owner=lin)
    about = {"subject": Subject.CUSTOMER, "subject_id": customer.id}
    for kind in (TaskKind.CALLBACK, TaskKind.CHASE_CUSTOMER, TaskKind.OTHER):
        tasks.make(session, kind=kind, assignee_id=lin.id, due_at=tomorrow(), **about)

    settled = tasks.settle(session, Subject.CUSTOMER, customer.id, [TaskKind.CALLBACK], by_id=lin.id, outcome="Called")
    dropped = tasks.drop_open(session, Subject.CUSTOMER, customer.id, [TaskKind.CHASE_CUSTOMER, TaskKind.CALLBACK])

    assert (settled, dropped) == (1, 1)
    assert titles(tasks.mine(session, lin)) == ["Something to do"]


def test_everybody_is_reminded_once_of_what_is_due(session, a_task, lin):
    a_task()
    clock.freeze(tomorrow())

    assert tasks.remind_due(session) == 1
    assert tasks.remind_due(session) == 0
    assert told(session, lin)[0] == "Due: Send the price list"


def test_after_a_long_absence_the_reminders_come_as_one(session, a_task, lin):
    for number in range(25):
        a_task(f"Task {number}")
    notices.mark_all_read(session, lin)
    clock.freeze(tomorrow())

    tasks.remind_due(session)

    assert notices.unread(session, lin) == 1
    assert told(session, lin)[0] == "25 of your tasks are due."
    assert tasks.remind_due(session) == 0


def test_who_has_left_is_reminded_of_nothing_and_keeps_nobody_else_from_it(session, a_task, monkeypatch, lin, xu):
    monkeypatch.setattr("care.tasks.rules._AT_ONCE", 2)
    for number in range(2):
        a_task(f"Task {number}", to=xu)
    a_task(due_at=tomorrow() + timedelta(hours=1))
    session.get_one(User, xu.id).status = UserStatus.DISABLED
    clock.freeze(tomorrow() + timedelta(hours=1))

    assert tasks.remind_due(session) == 1
    assert told(session, lin)[0] == "Due: Send the price list"


def test_what_presses_is_overdue_or_due_within_a_week(session, a_task, lin):
    for days in (1, 6, 8):
        a_task(f"in {days}", due_at=clock.now() + timedelta(days=days))
    clock.freeze(clock.now() + timedelta(days=2))

    assert [(row.title, row.is_overdue) for row in tasks.pressing(session, lin)] == [
        ("in 1", True), ("in 6", False), ("in 8", False),
    ]  # fmt: skip
    clock.freeze(clock.now() - timedelta(days=1, hours=1))
    assert [row.title for row in tasks.pressing(session, lin)] == ["in 1", "in 6"]


def test_a_long_list_comes_in_pages_the_first_due_first(session, a_task, lin):
    for number in range(tasks.PAGE + 2):
        a_task(f"{number:02}", due_at=tomorrow() + timedelta(minutes=number))

    first, second = tasks.mine(session, lin), tasks.mine(session, lin, page=2)

    assert (first.total, first.overdue, len(first.rows)) == (tasks.PAGE + 2, 0, tasks.PAGE)
    assert titles(first)[0] == "00"
    assert titles(second) == ["25", "26"]


def test_two_who_finish_at_once_do_it_once(zhou, lin):
    with database.transaction() as session:
        task_id = tasks.give(session, zhou, task=NewTask("Send it", lin.id, tomorrow())).id
    ready = Barrier(2)

    def finish(who):
        ready.wait()
        with database.transaction() as session:
            tasks.finish(session, who, task_id, outcome=who.name)
        return who.name

    with ThreadPoolExecutor(2) as people:
        running = [people.submit(finish, who) for who in (zhou, lin)]
        refused = [done.exception() for done in running]

    (winner,) = [done.result() for done, refusal in zip(running, refused, strict=True) if refusal is None]
    assert [type(refusal) for refusal in refused if refusal] == [TaskOver]
    with database.reading() as session:
        assert session.get_one(Task, task_id).outcome == winner
        assert actions(session).count("task.done") == 1


def test_a_notice_of_a_task_names_the_complaint_it_is_about(session, lin, he, a_customer):
    filed = complaints.register(
        session, he,
        complaint=NewComplaint(
            ComplaintKind.COMPLAINT, Medium.PHONE, ComplaintCategory.QUALITY, "茶叶受潮",
            customer_id=a_customer(owner=lin).id, remedy_requested="换货",
        ),
    )  # fmt: skip
    tasks.make(
        session, kind=TaskKind.CHASE_CUSTOMER, assignee_id=lin.id, due_at=tomorrow(), subject=Subject.COMPLAINT,
        subject_id=filed.id,
    )  # fmt: skip
    session.flush()

    assert filed.number in [row.about for row in notices.inbox(session, lin).rows]


def test_an_auditor_opens_no_complaint_to_others(session, qian, lin, xu):
    complaint = register(session, lin)
    about = {"subject": Subject.COMPLAINT, "subject_id": complaint.id}

    with pytest.raises(NotAllowed):
        tasks.give(session, qian, task=NewTask("Look at this", xu.id, tomorrow(), **about))
    assert tasks.give(session, qian, task=NewTask("Look at it again", qian.id, tomorrow(), **about))


def test_nobody_goes_on_reading_a_complaint_by_a_task_for_themselves(session, a_customer, lin, xu, he):
    customer = a_customer("王芳", owner=xu)
    complaint = register(session, he, customer)
    tasks.give(session, xu, task=NewTask("Call", xu.id, tomorrow(), about=complaint.number))

    customer.owner_id, customer.team_id = lin.id, lin.team_id
    session.flush()

    with pytest.raises(NotFound):
        complaints.complaint_file(session, xu, complaint.id)


def register(session, actor, customer=None):
    form = NewComplaint(
        ComplaintKind.COMPLAINT, Medium.PHONE, ComplaintCategory.QUALITY, "It leaks.", remedy_requested="A new one"
    )
    return complaints.register(session, actor, complaint=replace(form, customer_id=customer.id if customer else None))

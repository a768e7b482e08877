"""The tasks screen: what is mine, done from its line with a word; given to others; seen by whom it concerns."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from care import tasks
from care.tasks import NewTask, TaskKind
from core import clock
from db import session as database
from db.models import Subject, Task

PAGE = "work/tasks.py"


def listed(at):
    """The rows of the list: what is to be done, about, due, by whom, given by."""
    parts = at.get("bidi_component")
    return [row["cells"] for row in json.loads(parts[0].proto.json)["rows"]] if parts else []


def texts(at):
    kinds = (at.title, at.markdown, at.caption, at.info, at.error, at.success)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def the_task():
    with database.reading() as session:
        return session.exec(select(Task)).one()


@pytest.fixture
def a_task(zhou, lin):
    def make(title="Send the price list", *, to=lin, by=zhou, due_at=None, **about):
        with database.transaction() as session:
            due = due_at or clock.now() + timedelta(days=1)
            return tasks.give(session, by, task=NewTask(title, to.id, due, **about)).id

    return make


@pytest.mark.parametrize(("language", "title", "due", "nobody"), [
    ("en", "Tasks", "tomorrow 10:00", "Nothing to do."),
    ("zh_CN", "任务", "明天 10:00", "没有待办任务。"),
])  # fmt: skip
def test_the_list_and_its_absence_are_in_the_language_of_the_reader(
    screen, a_task, lin, xu, language, title, due, nobody
):
    a_task()

    at, empty = screen(PAGE, lin, language=language), screen(PAGE, xu, language=language)

    assert not at.exception
    assert at.title[0].value == title
    assert [cell["text"] for cell in listed(at)[0]] == ["Send the price list", "—", due, "林静", "周凯"]
    assert nobody in texts(empty)
    assert not listed(empty)


def test_the_first_due_stands_first_and_what_is_overdue_is_marked_with_a_word(screen, a_task, lin):
    a_task("later", due_at=clock.now() + timedelta(days=3))
    a_task("sooner", due_at=clock.now() + timedelta(hours=1))
    clock.freeze(clock.now() + timedelta(hours=2))

    at = screen(PAGE, lin)

    assert [cells[0]["text"] for cells in listed(at)] == ["sooner", "later"]
    assert listed(at)[0][0]["marks"][0]["text"] == "▲ overdue"
    assert "marks" not in listed(at)[1][0]
    assert "2 tasks · :red[▲ 1 overdue]" in texts(at)


def test_a_task_is_finished_from_its_line_with_one_field(screen, a_task, lin):
    task_id = a_task()
    at = screen(PAGE, lin, task=str(task_id))

    at.text_input(key=f"task-outcome-{task_id}").set_value("Sent by mail")
    at.button(key=f"FormSubmitter:task-{task_id}-Done").click().run()

    assert not at.exception
    assert the_task().outcome == "Sent by mail"
    assert "task" not in at.query_params
    assert not listed(at)


def test_without_a_word_it_is_not_done_and_the_field_says_so(screen, a_task, lin):
    task_id = a_task()
    at = screen(PAGE, lin, task=str(task_id))

    at.button(key=f"FormSubmitter:task-{task_id}-Done").click().run()

    assert "Please say in a word what came of it." in texts(at)
    assert the_task().done_at is None


def test_who_comes_second_is_told_who_was_first(screen, a_task, zhou, lin):
    task_id = a_task()
    at = screen(PAGE, zhou, task=str(task_id))
    with database.transaction() as session:
        tasks.finish(session, lin, task_id, outcome="Sent")

    at.text_input(key=f"task-outcome-{task_id}").set_value("Me too")
    at.button(key=f"FormSubmitter:task-{task_id}-Done").click().run()

    assert "林静 did this on Mar 9, 2026 10:00: Sent" in texts(at)
    assert the_task().outcome == "Sent"


def test_a_task_is_given_to_a_colleague(screen, lin, xu):
    at = screen(PAGE, lin)

    at.button(key="give-task-new").click().run()
    at.text_input(key="give-title").set_value("Check the stock")
    at.selectbox(key="give-to").set_value(xu.id)
    at.button(key="FormSubmitter:give-task-Give the task").click().run()

    assert not at.exception
    assert (the_task().assignee_id, the_task().created_by_id) == (xu.id, lin.id)
    assert clock.local(the_task().due_at).isoformat() == "2026-03-10T18:00:00+08:00"


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(screen, lin):
    at = screen(PAGE, lin, new="1")

    at.text_input(key="give-about").set_value("TS-404")
    at.button(key="FormSubmitter:give-task-Give the task").click().run()

    assert "Please say in a sentence what is to be done." in texts(at)
    assert "no complaint and no customer with this number" in texts(at)
    assert at.text_input(key="give-about").value == "TS-404"


def test_a_task_given_from_a_customers_page_is_about_that_customer(screen, a_customer, lin):
    customer = a_customer("王芳", owner=lin)
    at = screen(PAGE, lin, new="1", customer=str(customer.id))

    at.text_input(key="give-title").set_value("Ask for the invoice address")
    at.button(key="FormSubmitter:give-task-Give the task").click().run()

    assert (the_task().subject, the_task().subject_id) == (Subject.CUSTOMER, customer.id)
    assert listed(screen(PAGE, lin))[0][1]["text"] == "王芳"


def test_it_is_handed_on_or_called_off_in_the_drawer(screen, a_task, lin, xu):
    task_id = a_task()
    at = screen(PAGE, lin, task=str(task_id))
    at.selectbox(key=f"task-to-{task_id}").set_value(xu.id)
    at.button(key=f"FormSubmitter:task-on-{task_id}-Hand on").click().run()
    assert the_task().assignee_id == xu.id

    at = screen(PAGE, xu, task=str(task_id))
    at.text_input(key=f"task-reason-{task_id}").set_value("Has it already")
    at.button(key=f"FormSubmitter:task-off-{task_id}-Call off").click().run()

    assert the_task().cancelled_at is not None


def test_only_who_answers_for_others_sees_theirs(screen, a_task, zhou, lin):
    a_task("Of the team", by=lin)

    at = screen(PAGE, zhou)
    assert not listed(at)
    at.button_group(key="tasks-whose").set_value("team").run()

    assert listed(at)[0][0]["text"] == "Of the team"
    assert "team" not in str(screen(PAGE, lin).button_group(key="tasks-whose").options)


def test_what_is_over_has_a_list_of_its_own(screen, a_task, lin):
    task_id = a_task()
    with database.transaction() as session:
        tasks.finish(session, lin, task_id, outcome="Sent")
    at = screen(PAGE, lin)

    at.toggle(key="tasks-done").set_value(True).run()

    assert listed(at)[0][0]["marks"][0]["text"] == "✓ done"
    assert "林静 did this on Mar 9, 2026 10:00: Sent" in texts(screen(PAGE, lin, task=str(task_id)))


def test_a_long_list_has_pages(screen, lin):
    with database.transaction() as session:
        for number in range(tasks.PAGE + 3):
            due = clock.now() + timedelta(hours=number + 1)
            tasks.make(session, kind=TaskKind.OTHER, assignee_id=lin.id, due_at=due, title=f"{number}")

    at = screen(PAGE, lin)

    assert len(listed(at)) == tasks.PAGE
    assert at.get("pagination")


def test_somebody_elses_task_is_not_there(screen, a_task, xu):
    at = screen(PAGE, xu, task=str(a_task()))

    assert "does not exist, or you may not see it" in texts(at)

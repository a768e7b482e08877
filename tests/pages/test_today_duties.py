"""What a working day brings besides customers, on the home page."""

from datetime import timedelta

from care import complaints, tasks
from care.tasks import TaskKind
from db import session as database
from db.models import Severity
from tests.complaints.conftest import a_complaint  # noqa: F401
from tests.conftest import MONDAY_TEN
from tests.pages.day_on_screen import boxes, click


def test_whoever_handles_complaints_sees_theirs_and_what_was_escalated(screen, he, a_customer, a_complaint):  # noqa: F811
    wang = a_customer("王芳")
    a_complaint(wang, handler=he, number="TS-1", received_at=MONDAY_TEN - timedelta(hours=5), severity=Severity.MAJOR)
    with database.transaction() as session:
        complaints.escalate_due(session)

    home = screen("today/my_day.py", he)

    assert not home.exception
    (raised,) = boxes(home)["Escalations to answer"]
    (mine,) = boxes(home)["Complaints in my hands"]
    assert (raised.who, raised.deed) == ("TS-1 · 王芳", "Answer")
    assert (mine.who, mine.tone) == ("TS-1 · 王芳", "overdue")


def test_an_escalation_is_answered_beside_the_day(screen, he, a_customer, a_complaint):  # noqa: F811
    row = a_complaint(a_customer("王芳"), handler=he, number="TS-1", received_at=MONDAY_TEN - timedelta(hours=5))
    with database.transaction() as session:
        complaints.escalate_due(session)
    home = screen("today/my_day.py", he)

    click(home, boxes(home)["Escalations to answer"][0])

    assert not home.exception
    assert (home.query_params["complaint"], home.query_params["do"]) == (str(row.id), "acknowledge")


def test_tasks_of_the_week_are_there_and_a_quiet_day_has_no_empty_boxes(screen, he, lin, a_customer):
    a_customer("王芳", owner=lin)
    quiet = screen("today/my_day.py", he)
    with database.transaction() as session:
        tasks.make(
            session, kind=TaskKind.OTHER, assignee_id=he.id, due_at=MONDAY_TEN - timedelta(days=1), title="给王芳回电话"
        )
    busy = screen("today/my_day.py", he)

    assert "Tasks of this week" not in boxes(quiet)
    (line,) = boxes(busy)["Tasks of this week"]
    assert (line.who, line.tone, line.deed) == ("给王芳回电话", "overdue", "Done")

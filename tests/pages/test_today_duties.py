"""What a working day brings besides customers, on the home page."""

from datetime import timedelta

from care import complaints, tasks
from care.tasks import TaskKind
from db import session as database
from db.models import Severity
from tests.complaints.conftest import a_complaint  # noqa: F401
from tests.conftest import MONDAY_TEN


def told(screen):
    return "\n".join(str(element.value) for element in (*screen.markdown, *screen.caption))


def labels(screen):
    return {element.proto.label.replace("\\", "") for element in screen.get("page_link")}


def test_whoever_handles_complaints_sees_theirs_and_what_was_escalated(screen, he, a_customer, a_complaint):  # noqa: F811
    wang = a_customer("王芳")
    a_complaint(wang, handler=he, number="TS-1", received_at=MONDAY_TEN - timedelta(hours=5), severity=Severity.MAJOR)
    with database.transaction() as session:
        complaints.escalate_due(session)

    home = screen("today/my_day.py", he)

    assert not home.exception
    assert "Escalations to answer" in told(home)
    assert "Complaints in my hands · 1" in told(home)
    assert "TS-1 · 王芳" in labels(home)


def test_tasks_of_the_week_are_there_and_a_quiet_day_has_no_empty_boxes(screen, he, lin, a_customer):
    a_customer("王芳", owner=lin)
    quiet = screen("today/my_day.py", he)
    with database.transaction() as session:
        tasks.make(
            session, kind=TaskKind.OTHER, assignee_id=he.id, due_at=MONDAY_TEN - timedelta(days=1), title="给王芳回电话"
        )
    busy = screen("today/my_day.py", he)

    assert "Tasks of this week" not in told(quiet)
    assert "Tasks of this week · 1" in told(busy)
    assert "给王芳回电话" in labels(busy)
    assert "▲" in told(busy)

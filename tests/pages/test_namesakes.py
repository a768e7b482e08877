"""Two colleagues of one name: every list to choose from tells them apart, and the one who was chosen is meant."""

from datetime import timedelta

import pytest

from care import leads, tasks
from care.leads import NewLead
from care.tasks import NewTask
from core import clock
from db import session as database
from db.models import Customer, Role, Task
from tests.conftest import a_person


@pytest.fixture
def other(lin):
    """Another 林静, of the same team."""
    return a_person("linjing2", "林静", Role.SALES, "一队")


def options(at):
    lists = [*at.selectbox, *at.multiselect]
    return {one.key: list(one.options) for one in lists}


def test_a_customer_goes_to_the_namesake_who_was_chosen(screen, zhou, lin, other, a_customer):
    for chosen, label in ((lin, "林静 (lin)"), (other, "林静 (linjing2)")):
        customer = a_customer("王芳", owner=zhou)
        at = screen("customers/profile.py", zhou, customer=str(customer.id), do="owner")
        assert {"林静 (lin)", "林静 (linjing2)"} < set(at.selectbox(key="new_owner").options)

        at.selectbox(key="new_owner").select(label)
        at.button(key="dialog_save").click().run()

        with database.reading() as session:
            assert session.get_one(Customer, customer.id).owner_id == chosen.id


def test_whoever_is_in_charge_and_out_of_reach_is_told_from_a_namesake_within_reach(screen, zhou, lin, a_customer):
    stranger = a_person("lin-of-two", "林静", Role.SALES, "二队")
    customer = a_customer("王芳", owner=lin, backup_owner_id=stranger.id)
    at = screen("customers/profile.py", zhou, customer=str(customer.id), do="owner")

    at.button(key="dialog_save").click().run()

    with database.reading() as session:
        row = session.get_one(Customer, customer.id)
    assert (row.owner_id, row.backup_owner_id) == (lin.id, stranger.id)


def test_a_task_goes_to_the_namesake_who_was_chosen(screen, zhou, lin, other):
    with database.transaction() as session:
        task = tasks.give(session, zhou, task=NewTask("Send it", zhou.id, clock.now() + timedelta(days=1))).id
    at = screen("work/tasks.py", zhou, task=str(task))

    at.selectbox(key=f"task-to-{task}").set_value(lin.id)
    next(button for button in at.button if button.label == "Hand on").click().run()

    with database.reading() as session:
        assert session.get_one(Task, task).assignee_id == lin.id


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("revisits/calendar.py", "revisits_whose"),
        ("customers/directory.py", "directory_owner_id"),
        ("leads/board.py", "leads_owner_id"),
        ("kpis/dashboard.py", "kpi_owner"),
        ("admin/audit_log.py", "log-by"),
    ],
)
def test_a_list_never_shows_one_word_twice(screen, chen, lin, other, a_customer, file, key):
    a_customer("王芳", owner=lin)
    a_customer("张伟", owner=other)
    at = screen(file, chen)

    shown = options(at)[key]
    assert {"林静 (lin)", "林静 (linjing2)"} <= set(shown)
    assert len(shown) == len(set(shown))


def test_a_complaint_goes_to_the_namesake_who_was_chosen(screen, chen, he):
    a_person("hemin2", "何敏", Role.SERVICE)
    at = screen("complaints/new.py", chen)

    assert {"何敏 (he)", "何敏 (hemin2)"} <= set(options(at)["intake_handler_id"])


def test_a_lead_goes_to_the_namesake_who_was_chosen(screen, zhou, lin, other):
    with database.transaction() as session:
        lead = leads.register(session, zhou, lead=NewLead("赵丽", phone="13900000001"), owner_id=zhou.id).id
    at = screen("leads/board.py", zhou, lead=str(lead), do="assign")

    assert {"林静 (lin)", "林静 (linjing2)"} <= set(options(at)[f"lead_{lead}_assign_owner"])


def test_a_name_that_nobody_shares_stands_alone(screen, zhou, lin, xu):
    at = screen("revisits/calendar.py", zhou)

    assert "林静" in options(at)["revisits_whose"]

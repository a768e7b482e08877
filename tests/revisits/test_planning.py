"""Planning: who is visited when."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from care import revisits
from core.errors import Invalid, NotFound
from db import session as database
from db.models import Customer, Revisit, RevisitMove, Tier, VisitState

TODAY = date(2026, 3, 9)


def open_visit(customer: Customer) -> Revisit:
    with database.reading() as session:
        found = select(Revisit).where(Revisit.customer_id == customer.id, Revisit.state == VisitState.OPEN)
        return session.exec(found).one()


@pytest.mark.parametrize(("tier", "days"), [(Tier.A, 30), (Tier.B, 60), (Tier.C, 90)])
def test_a_new_customer_is_visited_after_the_cycle_of_the_tier(tier, days, lin, a_customer):
    wang = a_customer(owner=lin, tier=tier)

    revisits.plan_all()

    visit = open_visit(wang)
    assert visit.due_on in (TODAY + timedelta(days=n) for n in range(days, days + 4))
    assert visit.planned_on == visit.due_on
    assert (visit.assignee_id, visit.team_id) == (lin.id, lin.team_id)


def test_planning_twice_makes_nothing_twice(lin, a_customer):
    for _n in range(5):
        a_customer(owner=lin)

    assert revisits.plan_all() == 5
    assert revisits.plan_all() == 0


def test_a_visit_is_put_on_another_day_with_a_reason_that_is_kept(lin, a_customer):
    wang = a_customer(owner=lin)
    revisits.plan_all()
    visit = open_visit(wang)

    with database.transaction() as session:
        revisits.reschedule(
            session, lin, visit.id, on=TODAY + timedelta(days=3), reason="客户出差", seen=visit.row_version
        )

    assert open_visit(wang).planned_on == TODAY + timedelta(days=3)
    with database.reading() as session:
        kept = session.exec(select(RevisitMove)).one()
    assert (kept.before, kept.after, kept.reason) == (visit.planned_on, TODAY + timedelta(days=3), "客户出差")


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY - timedelta(days=1), "This day is over. Please choose today or later."),
        (date(2026, 5, 1), "We are closed on this day (Labour Day). The next working day is May 6, 2026."),
        (date(2026, 3, 14), "We are closed on this day. The next working day is Mar 16, 2026."),
        (date(2027, 4, 1), "Please choose a day within a year."),
    ],
)
def test_no_visit_is_put_on_a_day_that_is_over_closed_or_far(on, sentence, lin, a_customer):
    wang = a_customer(owner=lin)
    revisits.plan_all()

    with database.transaction() as session, pytest.raises(Invalid) as refused:
        revisits.reschedule(session, lin, open_visit(wang).id, on=on, reason="x", seen=None)

    assert refused.value.problems == {"on": sentence}


def test_another_ones_visit_looks_like_none(lin, xu, a_customer):
    wang = a_customer(owner=lin)
    revisits.plan_all()

    with database.transaction() as session, pytest.raises(NotFound):
        revisits.reschedule(session, xu, open_visit(wang).id, on=TODAY, reason="x", seen=None)

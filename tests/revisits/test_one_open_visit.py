"""Whatever happens to a customer: one open visit while they are on a plan, none otherwise, never two."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from auth.actor import Actor
from care import customers, orders, privacy, revisits
from care.orders import NewOrder
from core import clock
from core.errors import Refusal
from db import session as database
from db.models import (
    Consent,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Lifecycle,
    Outcome,
    RevisitPlan,
    Tier,
    VisitState,
)
from tests.conftest import MONDAY_TEN
from tests.revisits.conftest import made, open_visit, said, visits


@dataclass
class Life:
    """What may happen to one customer; whatever is refused at that moment did not happen."""

    actor: Actor
    owners: tuple[Actor, ...]
    id: int

    def tier(self, session, n):
        customers.set_tier(session, self.actor, self.id, tier=list(Tier)[n % 3], reason="reviewed")

    def owner(self, session, n):
        customers.assign_owner(session, self.actor, self.id, owner_id=self.owners[n % len(self.owners)].id)

    def remove(self, session, _n):
        customers.remove_customer(session, self.actor, self.id, reason="asked for it")

    def restore(self, session, _n):
        customers.restore_customer(session, self.actor, self.id)

    def consent(self, session, n):
        status = list(ConsentStatus)[n % 3]
        details = {"purpose": ConsentPurpose.SERVICE, "status": status, "channel": "phone", "evidence": "call"}
        privacy.record_consent(session, self.actor, self.id, **details)

    def pause(self, session, _n):
        revisits.pause(session, self.actor, self.id, reason="closed for repairs")

    def resume(self, session, _n):
        revisits.resume(session, self.actor, self.id)

    def cycle(self, session, n):
        revisits.set_cycle(session, self.actor, self.id, days=[None, 14, 200][n % 3], reason="agreed")

    def order(self, session, n):
        on = clock.today() - timedelta(days=n % 12)
        orders.record_order(session, self.actor, self.id, order=NewOrder(on, 10_000))

    def contact(self, session, n):
        outcome = [Outcome.CONNECTED, Outcome.BUSY][n % 2]
        revisits.log_contact(session, self.actor, contact=said("talked", outcome), customer_id=self.id)

    def complete(self, session, _n):
        revisits.complete(session, self.actor, open_visit(self.id).id, report=made())

    def attempt(self, session, _n):
        revisits.attempt(session, self.actor, open_visit(self.id).id, contact=said("", Outcome.NO_ANSWER))

    def skip(self, session, _n):
        revisits.skip(session, self.actor, open_visit(self.id).id, reason="on leave")

    def day(self, session, n):
        revisits.set_day(session, self.actor, self.id, on=clock.today() + timedelta(days=n), reason="agreed")


DEEDS = [name for name in vars(Life) if not name.startswith("_") and name not in ("actor", "owners", "id")]
events = st.lists(st.tuples(st.sampled_from([*DEEDS, "days", "plan"]), st.integers(0, 60)), max_size=14)


def is_on_a_plan(customer_id) -> bool:
    """Said once more, in other words than the planner's."""
    with database.reading() as session:
        customer = session.get_one(Customer, customer_id)
        plan = session.exec(select(RevisitPlan).where(RevisitPlan.customer_id == customer_id)).first()
        answers = select(Consent).where(Consent.customer_id == customer_id, Consent.purpose == ConsentPurpose.SERVICE)
        newest = session.exec(answers.order_by(col(Consent.id).desc())).first()
        facts = customers.Purchases(
            customer.first_order_on, customer.last_order_on, customer.third_last_order_on,
            customer.usual_gap_days, customer.lapses_on,
        )  # fmt: skip
        is_lost = customers.lifecycle(facts, clock.today()) is Lifecycle.LOST
        is_declined = newest is not None and newest.status is not ConsentStatus.GIVEN
        return not (customer.deleted_at or (plan and plan.paused_reason) or is_declined or is_lost)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happens=events)
def test_every_customer_on_a_plan_has_exactly_one_open_visit_whatever_happened(happens, chen, lin, xu, a_customer):
    clock.freeze(MONDAY_TEN)
    life = Life(chen, (lin, xu), a_customer(owner=lin).id)
    for deed, n in happens:
        if deed == "days":
            clock.freeze(clock.now() + timedelta(days=n))
        elif deed == "plan":
            revisits.plan_all()
        else:
            happen(life, deed, n)
        assert len(visits(life.id, VisitState.OPEN)) <= 1

    revisits.plan_all()

    assert len(visits(life.id, VisitState.OPEN)) == is_on_a_plan(life.id)
    assert revisits.plan_all() == 0


def happen(life, deed, n):
    if deed in ("complete", "attempt", "skip") and not visits(life.id, VisitState.OPEN):
        return
    try:
        with database.transaction() as session:
            getattr(life, deed)(session, n)
    except Refusal:
        return


@pytest.mark.parametrize("deed", ["remove", "consent", "pause"])
def test_whoever_leaves_the_plan_has_no_visit_from_that_moment_and_one_again_when_back(deed, chen, lin, planned):
    life = Life(chen, (lin,), planned().id)
    back = {"remove": ("restore", 0), "consent": ("consent", 0), "pause": ("resume", 0)}[deed]

    happen(life, deed, 2)
    assert visits(life.id, VisitState.OPEN) == []

    happen(life, *back)
    assert open_visit(life.id).due_on >= clock.today()

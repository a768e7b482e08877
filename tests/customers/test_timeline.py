"""What happened with a customer, in one story."""

from datetime import date

import pytest

from care import customers, interactions, orders, privacy
from care.interactions import NewInteraction
from core import clock
from core.errors import NotFound
from db.models import (
    Answer,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    ConsentPurpose,
    ConsentStatus,
    Direction,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Medium,
    Outcome,
    Tier,
)


def test_the_timeline_tells_everything_the_newest_first(session, he, lin, file):
    wang = file(lin, "王芳")
    orders.record_order(session, he, wang.id, order=orders.NewOrder(date(2026, 1, 5), 100))
    customers.set_tier(session, he, wang.id, tier=Tier.A, reason="大客户")
    privacy.record_consent(
        session, he, wang.id, purpose=ConsentPurpose.CARE, status=ConsentStatus.GIVEN, channel="form", evidence="表1"
    )

    events = customers.timeline(session, lin, wang.id).events

    assert {event.kind for event in events} == {"order", "consent", "tier", "customer.created"}
    assert events[-1].kind == "order"
    assert [event.by for event in events if event.kind == "tier"] == ["何敏"]


def test_long_timelines_come_in_pages(session, chen, a_customer, an_order):
    wang = a_customer("王芳")
    for day in range(1, 29):
        an_order(wang, on=date(2026, 2, day))

    first, both = (customers.timeline(session, chen, wang.id, pages=pages) for pages in (1, 2))

    assert (len(first.events), first.has_more) == (20, True)
    assert (len(both.events), both.has_more) == (28, False)


def test_changes_hold_only_edits(session, lin, file, an_order):
    wang = file(lin, "王芳")
    an_order(wang, on=date(2026, 2, 1))
    customers.edit_customer(session, lin, wang.id, version=wang.row_version, changes={"region": "上海"})

    kinds = {event.kind for event in customers.changes(session, lin, wang.id).events}

    assert kinds == {"customer.created", "customer.changed"}


def test_contacts_and_answers_stand_in_the_same_story(session, he, lin, qian, file):
    wang = file(lin, "王芳")
    contact = NewInteraction(
        Medium.WECHAT, Direction.OUTBOUND, Outcome.CONNECTED, "要报价单", next_step="发报价", next_on=date(2026, 3, 12)
    )  # fmt: skip
    interactions.write(session, lin, customer_id=wang.id, contact=contact)
    complaint = Complaint(
        number="TS-1", customer_id=wang.id, received_at=clock.now(), channel=Medium.PHONE, state=ComplaintState.CLOSED,
        category=ComplaintCategory.QUALITY, description="杯子碎了",
    )  # fmt: skip
    session.add(complaint)
    session.flush()
    invitation = Invitation(
        purpose=InvitationPurpose.HANDLING, mode=InvitationMode.PHONE, complaint_id=complaint.id, cycle=1,
        customer_id=wang.id, sent_at=clock.now(), expires_at=clock.now(),
    )  # fmt: skip
    session.add(invitation)
    session.flush()
    session.add(Answer(invitation_id=invitation.id, at=clock.now(), score=4, comment="处理得快"))
    session.flush()

    for reader in (he, lin, qian):
        told = {event.kind: event for event in customers.timeline(session, reader, wang.id).events}
        assert told["contact"].by == "林静"
        assert told["contact"].facts == {
            "medium": Medium.WECHAT, "outcome": Outcome.CONNECTED, "summary": "要报价单",
            "next_step": "发报价", "next_on": date(2026, 3, 12), "revisit_id": None,
        }  # fmt: skip
        assert (told["answer"].facts["score"], told["answer"].facts["comment"]) == (4, "处理得快")
        assert told["answer"].facts["number"] == told["complaint"].facts["number"] == "TS-1"


def test_a_stranger_hears_nothing_of_it(session, lin, xu, file):
    wang = file(lin, "王芳")
    contact = NewInteraction(Medium.WECHAT, Direction.OUTBOUND, Outcome.CONNECTED, "要报价单")
    interactions.write(session, lin, customer_id=wang.id, contact=contact)

    with pytest.raises(NotFound):
        customers.timeline(session, xu, wang.id)

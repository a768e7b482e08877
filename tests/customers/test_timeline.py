"""What happened with a customer, in one story."""

from datetime import date

from care import customers, orders, privacy
from db.models import ConsentPurpose, ConsentStatus, Tier


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

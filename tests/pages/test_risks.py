"""The customers at risk on the screen: each with its reasons in words, and the way to do something."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from care import orders
from core import clock
from db import session as database
from db.models import Complaint, ComplaintCategory, Medium


@pytest.fixture
def wang(a_customer, an_order, lin):
    """Nothing bought for 160 days, and a complaint that is open."""
    customer = a_customer("王芳", owner=lin)
    an_order(customer, on=clock.today() - timedelta(days=160))
    with database.transaction() as session:
        orders.refresh_purchases(session)
        what: dict[str, Any] = {
            "channel": Medium.PHONE,
            "category": ComplaintCategory.QUALITY,
            "description": "包装破损",
        }
        received = clock.start_of(date(2026, 3, 5))
        session.add(Complaint(number="TS-1", customer_id=customer.id, received_at=received, **what))
    return customer


def rows(at):
    found = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    return [[cell["text"] for cell in row["cells"]] for part in found for row in part.get("rows", [])]


@pytest.mark.usefixtures("wang")
@pytest.mark.parametrize(
    ("language", "why"), [("en", "no order for 160 days; 1 open complaint"), ("zh_CN", "160 天没有下单；1 件未结投诉")]
)
def test_the_list_says_who_and_why(screen, chen, language, why):
    at = screen("kpis/risks.py", chen, language=language)

    assert not at.exception
    assert [(row[0], row[2]) for row in rows(at)] == [("王芳", why)]


def test_a_picked_customer_shows_what_one_can_do(screen, chen, wang):
    at = screen("kpis/risks.py", chen, risk=str(wang.id))

    assert "王芳" in [heading.value for heading in at.subheader]
    assert {"Log a contact", "Open the file"} <= {link.proto.label for link in at.get("page_link")}


@pytest.mark.usefixtures("wang")
def test_a_stranger_sees_nobody_elses_customers(screen, xu):
    at = screen("kpis/risks.py", xu)

    assert rows(at) == []
    assert "Nobody is at risk" in at.success[0].value

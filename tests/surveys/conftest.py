"""A complaint somewhere on its way, and the link that its customer got."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from auth.actor import Actor
from care import surveys
from core import clock
from db.models import (
    Channel,
    ChannelType,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Contact,
    Customer,
    InvitationMode,
    InvitationPurpose,
    Medium,
)
from tests.conftest import _transaction


@pytest.fixture
def a_complaint(a_customer: Callable[..., Customer]) -> Callable[..., Complaint]:
    """Make a bare complaint row: a_complaint(ComplaintState.PROPOSED, handler=he)."""
    made: list[int] = []

    def make(state: ComplaintState, *, handler: Actor | None = None, **columns: Any) -> Complaint:
        customer_id = columns.pop("customer_id", 0)
        if customer_id == 0:
            customer_id = (columns.pop("customer", None) or a_customer("王芳")).id
        made.append(1)
        with _transaction() as opened:
            now = clock.now()
            row = Complaint(
                number=f"TS-202603-{len(made):04d}", customer_id=customer_id, received_at=now - timedelta(days=2),
                channel=Medium.PHONE, category=ComplaintCategory.QUALITY, description="杯子碎了", state=state,
                handler_id=handler.id if handler else None, team_id=handler.team_id if handler else None,
                proposed_at=now - timedelta(hours=1),
            )  # fmt: skip
            if state in (ComplaintState.CLOSED, ComplaintState.REJECTED):
                row.closed_at = now
            for name, value in columns.items():
                setattr(row, name, value)
            opened.add(row)
            opened.flush()
            return row

    return make


@pytest.fixture
def a_link() -> Callable[..., str]:
    """Ask the customer; the token of the link: a_link(he, complaint)."""

    def make(actor: Actor, complaint: Complaint, purpose: InvitationPurpose = InvitationPurpose.CONFIRMATION) -> str:
        with _transaction() as opened:
            asked = surveys.invite(opened, actor, complaint.id, purpose=purpose, mode=InvitationMode.LINK)
            return asked.path.removeprefix(surveys.ADDRESS)

    return make


@pytest.fixture
def an_email() -> Callable[..., None]:
    """Give a customer an e-mail address."""

    def make(customer_id: int, address: str) -> None:
        with _transaction() as opened:
            contact = Contact(customer_id=customer_id, name="王芳", is_primary=True)
            opened.add(contact)
            opened.flush()
            opened.add(
                Channel(
                    contact_id=contact.id, customer_id=customer_id, type=ChannelType.EMAIL,
                    value=address, value_key=address, is_primary=True,
                )
            )  # fmt: skip
            opened.flush()

    return make

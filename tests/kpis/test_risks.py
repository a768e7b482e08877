"""Who may leave or complain next: points that add up, for the customers one sees."""

from datetime import date, timedelta
from typing import Any

import pytest

from care import kpis
from care.kpis.risk import Facts, Reason, RiskPolicy, weigh
from core import clock
from db.models import (
    Answer,
    Complaint,
    ComplaintCategory,
    ComplaintState,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Medium,
)

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(), []),
        (Facts(lapses_on=TODAY), []),
        (Facts(lapses_on=TODAY + timedelta(days=1)), [(Reason.SILENT, 40)]),
        (Facts(lapses_on=TODAY + timedelta(days=30)), [(Reason.SILENT, 40)]),
        (Facts(lapses_on=TODAY + timedelta(days=31)), []),
        (Facts(open_complaints=1), [(Reason.OPEN_COMPLAINTS, 20)]),
        (Facts(open_complaints=5), [(Reason.OPEN_COMPLAINTS, 40)]),
        (Facts(lowest_score=2, refusals=1), [(Reason.LOW_SCORE, 25), (Reason.REFUSED, 15)]),
        (Facts(lowest_score=3), []),
    ],
)
def test_each_reason_has_its_points(facts, expected):
    assert [(one.reason, one.points) for one in weigh(facts, TODAY, RiskPolicy())] == expected


@pytest.fixture
def troubled(session, a_buyer, lin, he):
    """Declined a solution, gave one point of five, and has another complaint open."""
    customer = a_buyer("王芳", "2026-03-01", owner=lin)
    what: dict[str, Any] = {
        "channel": Medium.PHONE,
        "category": ComplaintCategory.QUALITY,
        "description": "x",
        "customer_id": customer.id,
    }
    received = clock.start_of(date(2026, 2, 20))
    closed = Complaint(number="1", received_at=received, state=ComplaintState.CLOSED, refusal_count=1, **what)
    closed.closed_at = received + timedelta(days=2)
    session.add_all([closed, Complaint(number="2", received_at=received, **what)])
    session.flush()
    asked: dict[str, Any] = {"purpose": InvitationPurpose.HANDLING, "mode": InvitationMode.PHONE, "cycle": 1}
    asked |= {"complaint_id": closed.id, "customer_id": customer.id, "sent_at": received, "expires_at": clock.now()}
    invitation = Invitation(by_id=he.id, **asked)
    session.add(invitation)
    session.flush()
    session.add(Answer(invitation_id=invitation.id, at=clock.now(), score=1))
    session.flush()
    return customer


def test_the_riskiest_comes_first_with_every_reason(session, chen, lin, a_buyer, troubled):
    a_buyer("快要流失", (TODAY - timedelta(days=160)).isoformat(), owner=lin)
    a_buyer("已经流失", (TODAY - timedelta(days=300)).isoformat(), owner=lin)
    a_buyer("一切正常", (TODAY - timedelta(days=20)).isoformat(), owner=lin)

    found = kpis.risks(session, chen)

    assert [(line.customer_id, line.points) for line in found.lines][:1] == [(troubled.id, 60)]
    assert [line.name for line in found.lines] == ["王芳", "快要流失"]
    assert [one.reason for one in found.lines[0].reasons] == [
        Reason.LOW_SCORE,
        Reason.OPEN_COMPLAINTS,
        Reason.REFUSED,
    ]


def test_only_customers_one_sees_are_listed(session, lin, xu, troubled):
    assert [line.customer_id for line in kpis.risks(session, lin).lines] == [troubled.id]
    assert not kpis.risks(session, xu).lines
    assert not kpis.risks(session, lin, owner_id=xu.id).lines

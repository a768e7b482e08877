"""Who is shown an escalation, who may answer it, and who can read what they were told of."""

import pytest

from care import complaints
from care.complaints import clocks
from core.errors import NotFound, Refusal
from db.models import ClockKind, Escalation
from tests.conftest import MONDAY_TEN


@pytest.fixture
def raised(session):
    """An escalation of this complaint that nobody has answered."""

    def make(complaint, *, level, cause="ack"):
        row = Escalation(complaint_id=complaint.id, cycle=1, cause=cause, level=level, fired_at=MONDAY_TEN)
        session.add(row)
        session.flush()
        return row

    return make


def test_the_owners_level_is_acknowledged_by_the_owner_alone(session, chen, zhou, a_complaint, raised):
    row = raised(a_complaint(team_id=zhou.team_id), level=3)

    assert [one.id for one in complaints.open_escalations(session, chen).rows] == [row.id]
    assert complaints.open_escalations(session, zhou).rows == ()
    with pytest.raises(Refusal):
        complaints.acknowledge(session, zhou, row.id, note="我来")


def test_nobody_is_reminded_of_a_clock_that_has_stopped_or_of_somebody_elses_case(
    session, he, chen, a_complaint, raised
):
    met, running, nobodys = a_complaint(handler=he), a_complaint(handler=he), a_complaint()
    for row in (met, running, nobodys):
        raised(row, level=0, cause="ack_soon")
    clocks.stop(session, met, ClockKind.ACK, at=MONDAY_TEN)

    assert {one.complaint_id for one in complaints.open_escalations(session, he).rows} == {running.id}
    assert complaints.open_escalations(session, chen).rows == ()


def test_what_heads_of_departments_are_told_they_can_read_until_it_is_answered(
    session, chen, zhou, xu, a_complaint, raised
):
    elsewhere = a_complaint(team_id=xu.team_id)
    with pytest.raises(NotFound):
        complaints.complaint_file(session, zhou, elsewhere.id)
    row = raised(elsewhere, level=2)
    assert complaints.complaint_file(session, zhou, elsewhere.id).facts.id == elsewhere.id

    complaints.acknowledge(session, chen, row.id, note="知道了")
    with pytest.raises(NotFound):
        complaints.complaint_file(session, zhou, elsewhere.id)

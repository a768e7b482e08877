"""`python3 -m ops complaints --open`: what is open and when it is due, for a script or a morning's list."""

import json
from datetime import timedelta

import pytest

from care import complaints
from care.complaints import NewComplaint, clocks
from core import clock
from core.errors import Refusal
from db import session as database
from db.models import ClockKind, Complaint, ComplaintCategory, ComplaintKind, Extension, Medium, Severity
from ops import complaints as command
from tests.conftest import MONDAY_TEN


def run(capsys, *argv):
    assert command.main(list(argv)) == 0
    return capsys.readouterr().out


@pytest.fixture
def register(a_customer, chen):
    def make(text="包装破损", *, handler=None, severity=Severity.NORMAL, owner=None):
        new = NewComplaint(
            kind=ComplaintKind.COMPLAINT, channel=Medium.PHONE, category=ComplaintCategory.QUALITY, description=text,
            remedy_requested="换货", customer_id=a_customer(owner=owner).id, handler_id=handler and handler.id,
            severity=severity,
        )  # fmt: skip
        with database.transaction() as session:
            return complaints.register(session, chen, complaint=new)

    return make


def test_json_says_whose_it_is_and_what_is_due(capsys, register, he):
    case = register(handler=he, severity=Severity.MAJOR)

    (told,) = json.loads(run(capsys, "--open", "--json"))

    assert (told["number"], told["kind"], told["state"], told["severity"], told["category"]) == (
        case.number, "complaint", "new", "major", "quality",
    )  # fmt: skip
    assert (told["handler"], told["received"]) == ("何敏", "2026-03-09T10:00:00+08:00")
    assert (told["clock"], told["due"], told["standing"]) == ("ack", "2026-03-09T12:00:00+08:00", "on_time")
    assert (told["left_minutes"], told["escalation_level"]) == (120, None)


def test_the_extended_moment_is_the_due_one_and_the_first_one_is_told_too(capsys, he, register):
    case = register(handler=he)
    with database.transaction() as session:
        for kind in (ClockKind.ACK, ClockKind.RESPONSE):
            clocks.stop(session, session.get_one(Complaint, case.id), kind, at=MONDAY_TEN)
        session.add(
            Extension(
                complaint_id=case.id, cycle=1, asked_at=MONDAY_TEN, until=MONDAY_TEN + timedelta(hours=72),
                reason="等配件", told_customer="电话", decided_at=MONDAY_TEN, is_approved=True,
            )
        )  # fmt: skip

    (told,) = json.loads(run(capsys, "--open", "--json"))

    assert (told["clock"], told["due"], told["original_due"]) == (
        "resolve", "2026-03-12T10:00:00+08:00", "2026-03-11T10:00:00+08:00",
    )  # fmt: skip


def test_what_is_late_can_be_asked_for_alone_and_says_who_was_told(capsys, register, he, zhou):
    late = register("等了三天", handler=he)
    clock.freeze(MONDAY_TEN + timedelta(days=3))
    register("刚登记", handler=he)
    with database.transaction() as session:
        complaints.escalate_due(session)

    (told,) = json.loads(run(capsys, "--open", "--overdue", "--json"))

    assert (told["number"], told["standing"], told["left_minutes"] < 0) == (late.number, "overdue", True)
    assert told["escalation_level"] >= 1


def test_more_than_a_page_is_listed_whole_what_is_due_first_in_front(capsys, register):
    numbers = [
        register(f"第{n}件", severity=Severity.CRITICAL if n == 55 else Severity.NORMAL).number for n in range(56)
    ]

    told = json.loads(run(capsys, "--open", "--json"))

    assert told[0]["number"] == numbers[55]
    assert sorted(one["number"] for one in told) == sorted(numbers)


def test_as_somebody_lists_what_that_person_may_see(capsys, register, lin, xu):
    register(owner=xu)

    assert json.loads(run(capsys, "--open", "--json", "--as", "lin")) == []
    assert len(json.loads(run(capsys, "--open", "--json", "--as", "xu"))) == 1


def test_without_json_each_is_a_line_and_nothing_is_a_sentence(capsys, register):
    assert run(capsys, "--open").strip() == "No complaint is open."
    assert run(capsys, "--open", "--overdue").strip() == "Nothing is overdue."
    case = register()

    head, line = run(capsys, "--open").splitlines()

    assert head == "1 open complaint"
    assert line.startswith(f"{case.number}  Registered  Normal  Product quality  nobody  On time 2026-03-09 14:00")


def test_it_is_refused_to_those_who_are_not_there_or_may_not_read(fang):
    with pytest.raises(Refusal, match="no active user named nobody"):
        command.main(["--open", "--as", "nobody"])
    with pytest.raises(Refusal):
        command.main(["--open", "--as", "fang"])


def test_it_has_to_be_asked_for_what_is_open():
    with pytest.raises(SystemExit) as usage:
        command.main(["--json"])
    assert usage.value.code == 2

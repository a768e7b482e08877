"""What each gate asks for: what is missing has its sentence, what does not fit has another, and nothing is written."""

from datetime import date, datetime, timedelta

import pytest

from care import causes, complaints, surveys
from care.causes import NewAction, NewCause
from care.complaints import Move
from care.interactions import NewInteraction
from care.surveys import CustomerAnswer
from core.errors import Invalid
from db.models import (
    CauseCategory,
    ComplaintKind,
    ComplaintState,
    Confirmation,
    Direction,
    InvitationPurpose,
    Medium,
    Outcome,
    Severity,
)
from tests.auth.test_matrix import everything
from tests.complaints.forms import TALKED, a_form, filled, make, make_all
from tests.conftest import MONDAY_TEN

# By hand, from complaints.md 5.2: what cannot be left out, and what is said to whoever leaves it out.
FILL_IN, CHOOSE = "Please fill this in.", "Please choose one from the list."
WHY = "Please say why, for whoever reads the file later."
SAID, HOW = "Please write down what was said.", "Please say how we talked with the customer."
REQUIRED = {
    ("accept", "handler_id"): "Please choose who handles it.",
    ("accept", "severity"): "Please choose how severe it is.",
    ("accept", "told_how"): "Please say how the customer was told.",
    ("investigate", "medium"): HOW,
    ("investigate", "summary"): SAID,
    ("wait_customer", "asked"): "Please write down what was asked for.",
    ("wait_customer", "medium"): HOW,
    ("wait_customer", "chase_on"): "Please choose a day.",
    ("wait_third", "party"): "Please say whom we wait for.",
    ("wait_third", "promised_on"): "Please choose a day.",
    ("wait_third", "asked"): "Please write down what was asked for.",
    ("resume", "words"): "Please write down what has come in.",
    ("propose", "facts"): "Please write down what was found.",
    ("propose", "decision"): "Please say whether the complaint is upheld.",
    ("propose", "remedy"): "Please choose a remedy; “None” is one.",
    ("propose", "remedy_given"): "Please write down what the customer gets.",
    ("propose", "medium"): HOW,
    ("propose", "summary"): SAID,
    ("propose", "confirm_by"): "Please choose a day.",
    ("object", "words"): "Please write down what the customer objects to.",
    ("close", "confirmation"): "Please say how it ended with the customer.",
    ("close", "confirmed_by"): "Please say who confirmed.",
    ("close", "confirmed_how"): "Please say how they confirmed: by phone, in writing, in person.",
    ("answer", "medium"): HOW,
    ("answer", "summary"): SAID,
    ("mark_duplicate", "duplicate_of_id"): "Please choose the complaint that this repeats.",
    ("reject", "words"): WHY,
    ("reject", "evidence"): "Please write down what shows it.",
    ("reject", "medium"): HOW,
    ("reject", "summary"): SAID,
    ("withdraw", "words"): "Please write down what the customer said.",
    ("reopen", "words"): WHY,
}
STANDS_AT = {
    "accept": "new", "investigate": "accepted", "wait_customer": "investigating", "wait_third": "investigating",
    "resume": "waiting_customer", "propose": "investigating", "object": "proposed", "close": "proposed",
    "answer": "new", "mark_duplicate": "new", "reject": "new", "withdraw": "new", "reopen": "closed",
}  # fmt: skip


@pytest.fixture
def at_gate(session, zhou, he, lin, a_customer, a_complaint):
    """A complaint that stands before this move."""

    def stand(move: str, **columns):
        state = ComplaintState(STANDS_AT[move])
        if move == "answer":
            columns["kind"] = ComplaintKind.INQUIRY
        if state is ComplaintState.CLOSED:
            columns["closed_at"] = MONDAY_TEN
        if state is ComplaintState.PROPOSED:
            columns["proposed_at"] = MONDAY_TEN - timedelta(days=4)
        return a_complaint(a_customer(owner=lin), handler=he, team_id=zhou.team_id, state=state, **columns)

    return stand


def refused(session, actor, complaint, move, form) -> dict[str, str]:
    """The sentences by field; whatever was refused wrote nothing."""
    before = everything(session)
    with pytest.raises(Invalid) as refusal:
        complaints.move(session, actor, complaint.id, move=move, answers=form, seen=complaint.row_version)
    assert everything(session) == before
    return refusal.value.problems


def test_the_list_names_every_field_that_has_to_be_filled():
    asked = {(rule.move.value, ask.code) for rule in complaints.RULES for ask in rule.asks if ask.is_required}

    assert asked == {*REQUIRED, ("close", "words")}  # asked for only when the customer does not agree


@pytest.mark.parametrize("move", STANDS_AT)
def test_whatever_is_left_out_has_its_sentence_and_nothing_is_written(move, session, at_gate, zhou):
    complaint = at_gate(move)
    form = filled(Move(move), zhou)
    wanted = {field: sentence for (of, field), sentence in REQUIRED.items() if of == move}

    one_by_one = {
        field: refused(
            session, zhou, complaint, Move(move), form | {field: "  " if isinstance(form[field], str) else None}
        )
        for field in wanted
    }
    # What depends on how it was confirmed is asked for once that is said.
    all_at_once = refused(session, zhou, complaint, Move(move), {})

    if move == "close":
        assert one_by_one.pop("confirmation") == all_at_once == {"confirmation": wanted["confirmation"]}
        wanted.pop("confirmation")
    else:
        assert all_at_once == wanted
    assert one_by_one == {field: {field: sentence} for field, sentence in wanted.items()}


SOON, LONG_AGO = date(2026, 3, 10), datetime.fromisoformat("2026-03-01T08:00:00+08:00")
TOO_LONG = "Please use at most {} characters; these are {}."
MISFITS = [
    ("accept", {"handler_id": 987_654}, "handler_id", "Please choose somebody who may handle complaints."),
    ("accept", {"severity": "awful"}, "severity", CHOOSE),
    ("accept", {"is_safety": True}, "severity", "Where somebody's safety is at stake, the complaint is critical."),
    ("accept", {"is_safety": "perhaps"}, "is_safety", "Please answer yes or no."),
    ("accept", {"told_how": "x" * 301}, "told_how", TOO_LONG.format(300, 301)),
    ("investigate", {"summary": "x" * 4001}, "summary", TOO_LONG.format(4000, 4001)),
    ("investigate", {"contacted_at": MONDAY_TEN + timedelta(minutes=1)}, "contacted_at",
     "This moment is still to come."),
    ("investigate", {"contacted_at": LONG_AGO}, "contacted_at",
     "This is before the step that it follows, at 03-09 10:00."),
    ("investigate", {"contacted_at": "yesterday"}, "contacted_at", "This is not a moment."),
    ("wait_customer", {"chase_on": date(2026, 3, 9)}, "chase_on", "Please choose one of the next 7 days."),
    ("wait_customer", {"chase_on": date(2026, 3, 17)}, "chase_on", "Please choose one of the next 7 days."),
    ("wait_third", {"promised_on": date(2026, 3, 8)}, "promised_on",
     "Please choose a day from today on, within a year."),
    ("propose", {"confirm_by": date(2026, 3, 8)}, "confirm_by", "Please choose a day from today on, within 60 days."),
    ("propose", {"cost": -1}, "cost", "This amount cannot be right."),
    ("propose", {"cost": 10.5}, "cost", "This amount cannot be right."),
    ("propose", {"confirm_by": "soon"}, "confirm_by", "This is not a day."),
    ("close", {"confirmed_at": LONG_AGO}, "confirmed_at", "This is before the step that it follows, at 03-05 10:00."),
]  # fmt: skip


@pytest.mark.parametrize(("move", "changes", "field", "sentence"), MISFITS)
def test_what_does_not_fit_is_refused_beside_its_field(move, changes, field, sentence, session, at_gate, he, zhou):
    complaint = at_gate(move)

    assert refused(session, zhou, complaint, Move(move), filled(Move(move), he) | changes) == {field: sentence}


def test_nobody_but_a_decider_takes_critical_back_when_accepting(session, at_gate, he, zhou):
    complaint = at_gate("accept", severity=Severity.CRITICAL, is_safety=True)

    sentences = refused(session, he, complaint, Move.ACCEPT, filled(Move.ACCEPT, he))
    make(session, zhou, complaint, Move.ACCEPT, is_safety=False)

    assert sentences == {"severity": "Only somebody who decides on complaints may take “critical” back."}
    assert (complaint.severity, complaint.is_safety) == (Severity.NORMAL, False)


def test_no_reply_takes_three_attempts_on_two_days_since_the_solution(session, at_gate, he, later):
    complaint = at_gate("close")
    complaint.proposed_at = MONDAY_TEN
    session.flush()
    no_reply = {"confirmation": "no_reply"}

    def attempt(direction=Direction.OUTBOUND):
        complaints.log_contact(
            session, he, complaint.id,
            contact=NewInteraction(Medium.PHONE, direction, Outcome.NO_ANSWER, ""),
        )  # fmt: skip

    for _ in range(3):
        later(minutes=10)
        attempt()
    hint = complaints.gate(session, he, complaint.id, move=Move.CLOSE).hints
    on_one_day = refused(session, he, complaint, Move.CLOSE, no_reply)
    later(days=1)
    attempt(Direction.INBOUND)  # the customer's own call is no attempt of ours
    assert refused(session, he, complaint, Move.CLOSE, no_reply) == on_one_day
    attempt()

    assert on_one_day == {"confirmation": hint[0]}
    assert "So far: 3, on 1." in hint[0]
    assert make(session, he, complaint, Move.CLOSE, **no_reply).state is ComplaintState.CLOSED


def test_a_customer_who_does_not_agree_is_told_where_else_to_turn(session, at_gate, he):
    complaint = at_gate("close")

    missing = refused(session, he, complaint, Move.CLOSE, {"confirmation": "not_accepted"})
    make(session, he, complaint, Move.CLOSE, confirmation="not_accepted", words="12315 was named to them.")

    assert missing == {"words": WHY}
    assert complaint.confirmed_by == ""


@pytest.mark.parametrize(
    "columns", [{"severity": Severity.MAJOR}, {"severity": Severity.CRITICAL}, {"repeat_of_id": 1}]
)
def test_serious_and_repeated_complaints_need_cause_and_action_before_the_customer_is_answered(
    columns, session, at_gate, a_complaint, he, zhou
):
    a_complaint()
    complaint = at_gate("propose", **columns)
    before = everything(session)

    with pytest.raises(complaints.NotReady) as refusal:
        make(session, zhou, complaint, Move.PROPOSE)
    assert everything(session) == before
    assert complaints.gate(session, zhou, complaint.id, move=Move.PROPOSE).unmet == refusal.value.sentences
    assert [sentence[:40] for sentence in refusal.value.sentences] == [
        "A serious or repeated complaint needs it",
        "It also needs a corrective action with s",
    ]

    cause = NewCause(CauseCategory.SUPPLIER, "A bad batch of seals.")
    causes.record_cause(session, zhou, complaint.id, cause=cause, seen_version=None)
    causes.plan_action(session, zhou, complaint.id, action=NewAction("Check every batch.", he.id, date(2026, 3, 20)))
    assert make(session, zhou, complaint, Move.PROPOSE).state is ComplaintState.PROPOSED


def test_an_ordinary_complaint_is_answered_without_a_cause(session, at_gate, he):
    assert make(session, he, at_gate("propose"), Move.PROPOSE).state is ComplaintState.PROPOSED


def test_a_gate_is_filled_with_what_is_known(session, lin, he, a_customer):
    complaint = complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))

    accepting = complaints.gate(session, he, complaint.id, move=Move.ACCEPT)
    make(session, he, complaint, Move.ACCEPT)
    talked = NewInteraction(Medium.WECHAT, Direction.OUTBOUND, Outcome.CONNECTED, "They sent a photo.")
    complaints.log_contact(session, he, complaint.id, contact=talked)
    contacting = complaints.gate(session, he, complaint.id, move=Move.INVESTIGATE)
    make(session, he, complaint, Move.INVESTIGATE)
    waiting = complaints.gate(session, he, complaint.id, move=Move.WAIT_CUSTOMER)
    proposing = complaints.gate(session, he, complaint.id, move=Move.PROPOSE)

    assert accepting.prefilled == {"handler_id": he.id, "severity": Severity.NORMAL}
    assert [face.kind for face in accepting.due] == ["ack", "response", "resolve"]
    assert contacting.prefilled["summary"] == "They sent a photo."
    assert waiting.prefilled["chase_on"] == date(2026, 3, 10)
    assert proposing.prefilled["confirm_by"] == date(2026, 3, 12)


def test_a_gate_that_cannot_be_passed_says_so_before_anything_is_typed(session, at_gate, he, lin):
    complaint = at_gate("accept")

    with pytest.raises(complaints.IllegalMove, match="stands at “Registered”"):
        complaints.gate(session, he, complaint.id, move=Move.CLOSE)


def test_a_duplicate_is_another_complaint_of_the_same_customer_and_never_goes_round(
    session, lin, he, a_customer, a_complaint
):
    wang, li = a_customer("王芳", owner=lin), a_customer("李雷", owner=lin)
    first, second, third = (a_complaint(wang) for _ in range(3))
    strangers, anonymous, unknown = a_complaint(li), a_complaint(), a_complaint()

    def fault(complaint, of):
        return refused(session, he, complaint, Move.MARK_DUPLICATE, {"duplicate_of_id": of})["duplicate_of_id"]

    assert fault(first, first.id) == "A complaint cannot be a duplicate of itself."
    assert fault(first, 987_654) == "This complaint does not exist, or you may not see it."
    assert fault(first, strangers.id) == fault(anonymous, unknown.id) == "A duplicate is of the same customer."
    make(session, he, second, Move.MARK_DUPLICATE, duplicate_of_id=first.id)
    assert fault(first, second.id) == "That complaint is itself a duplicate of this one."
    assert fault(third, second.id) == "That complaint is a duplicate itself. Please choose the one it repeats."


def test_what_nobody_asks_for_is_not_taken(session, lin, he, a_customer):
    complaint = complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))
    make_all(session, he, complaint, Move.ACCEPT)

    form = TALKED | {"state": "closed", "severity": "minor", "closed_at": MONDAY_TEN}
    complaints.move(session, he, complaint.id, move=Move.INVESTIGATE, answers=form, seen=complaint.row_version)

    assert (complaint.state, complaint.severity) == (ComplaintState.INVESTIGATING, Severity.NORMAL)
    assert complaint.closed_at is None


@pytest.mark.parametrize("by_phone", [True, False])
def test_what_the_customer_answered_is_not_typed_again(session, at_gate, he, zhou, by_phone):
    complaint = at_gate("close")
    purpose = InvitationPurpose.CONFIRMATION
    answer = CustomerAnswer(is_solved=True, score=None, comment="")
    if by_phone:
        surveys.record_by_phone(session, zhou, complaint.id, purpose=purpose, answer=answer)
    else:
        token = surveys.invite(session, he, complaint.id, purpose=purpose).path.removeprefix(surveys.ADDRESS)
        surveys.answer(session, token, given=answer)

    known = complaints.gate(session, he, complaint.id, move=Move.CLOSE).prefilled

    assert (known["confirmation"], known["confirmed_by"]) == (Confirmation.CONFIRMED, "王芳")
    assert known["confirmed_how"] == (
        "by phone, asked by 周凯" if by_phone else "the customer's own answer through the link"
    )
    assert make(session, he, complaint, Move.CLOSE, **known).state is ComplaintState.CLOSED


def test_what_the_customer_objects_to_is_not_typed_again(session, at_gate, he):
    complaint = at_gate("close")
    link = surveys.invite(session, he, complaint.id, purpose=InvitationPurpose.CONFIRMATION)
    given = CustomerAnswer(is_solved=False, score=None, comment="It leaks again.")
    surveys.answer(session, link.path.removeprefix(surveys.ADDRESS), given=given)

    assert complaints.gate(session, he, complaint.id, move=Move.OBJECT).prefilled == {"words": "It leaks again."}

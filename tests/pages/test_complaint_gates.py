"""Every gate of a complaint on the screen: what it asks for, what it says is missing, where it leads."""

from typing import Any

import pytest

from care.complaints import Field, Move, rule_of
from core import clock
from db.models import (
    Confirmation,
    Decision,
    Remedy,
)
from tests.pages.complaint_screen import (
    M,
    S,
    accepted,
    fields,
    fill,
    gate,
    investigating,
    key,
    proposed,
    registered,
    said,
    save,
    stored,
)

# Each gate: how the complaint got before it, and what is typed.
GATES: dict[Move, tuple[Any, dict[str, Any], Any]] = {
    M.ACCEPT: (None, {"told_how": "电话告知已受理"}, S.ACCEPTED),
    M.INVESTIGATE: (accepted, {"summary": "问清了经过"}, S.INVESTIGATING),
    M.WAIT_CUSTOMER: (investigating, {"asked": "请寄回杯子"}, S.WAITING_CUSTOMER),
    M.WAIT_THIRD: (investigating, {"party": "厂家", "asked": "化验", "promised_on": clock.today}, S.WAITING_THIRD),
    M.PROPOSE: (
        investigating,
        {
            "facts": "密封圈老化", "decision": Decision.UPHELD, "remedy": Remedy.EXCHANGE, "remedy_given": "换新",
            "summary": "告知换货", "cost": 35.5,
        },
        S.PROPOSED,
    ),
    M.OBJECT: (proposed, {"words": "不要换货，要退款"}, S.INVESTIGATING),
    M.CLOSE: (
        proposed,
        {"confirmation": Confirmation.CONFIRMED, "confirmed_by": "王芳", "confirmed_how": "电话"},
        S.CLOSED,
    ),
    M.WITHDRAW: (accepted, {"words": "客户说算了"}, S.WITHDRAWN),
}  # fmt: skip


@pytest.mark.parametrize("to", GATES)
def test_a_gate_asks_for_its_fields_and_then_the_complaint_stands_further_on(screen, he, complaint, to):
    before, answers, after = GATES[to]
    if before:
        before(he, complaint)
    at = gate(screen, he, complaint, to)
    expected = {ask.code for ask in rule_of(to).asks if ask.when.value == "always"}
    assert fields(at, complaint, to) == expected

    fill(at, complaint, to, answers)
    save(at, complaint, to)

    assert stored(complaint).state is after
    assert "move" not in at.query_params


@pytest.mark.parametrize("to", GATES)
def test_what_is_missing_is_told_beside_its_field_and_nothing_moves(screen, he, complaint, to):
    before, answers, _after = GATES[to]
    if before:
        before(he, complaint)
    state = stored(complaint).state
    at = gate(screen, he, complaint, to)
    last = [code for code in answers if isinstance(answers[code], str)][-1]
    rest = {code: value for code, value in answers.items() if code != last}
    fill(at, complaint, to, rest)
    save(at, complaint, to)

    assert stored(complaint).state is state
    assert ":red[" in "".join(caption.value for caption in at.caption)
    for code, value in rest.items():
        fields = [one for kind in ("text_input", "text_area") for one in getattr(at, kind)]
        kept = {one.key: one.value for one in fields}
        if isinstance(value, str) and key(complaint, to, code) in kept:
            assert kept[key(complaint, to, code)] == value


def test_closing_asks_by_what_the_customer_says(screen, he, complaint):
    proposed(he, complaint)
    at = gate(screen, he, complaint, M.CLOSE)
    assert fields(at, complaint, M.CLOSE) == {"confirmation"}

    at.button_group(key=key(complaint, M.CLOSE, "confirmation")).set_value(Confirmation.NOT_ACCEPTED).run()
    assert fields(at, complaint, M.CLOSE) == {"confirmation", "words"}
    at.button_group(key=key(complaint, M.CLOSE, "confirmation")).set_value(Confirmation.CONFIRMED).run()
    assert fields(at, complaint, M.CLOSE) == {"confirmation", "confirmed_by", "confirmed_at", "confirmed_how"}


def test_no_reply_takes_attempts_and_the_gate_counts_them(screen, he, complaint):
    proposed(he, complaint)
    at = gate(screen, he, complaint, M.CLOSE)
    at.button_group(key=key(complaint, M.CLOSE, "confirmation")).set_value(Confirmation.NO_REPLY).run()
    save(at, complaint, M.CLOSE)

    assert stored(complaint).state is S.PROPOSED
    assert "at least 3 attempts" in said(at)


def test_a_manager_rejects_and_a_duplicate_points_to_the_other(screen, he, chen, lin, complaint):
    other = registered(lin, stored(complaint).customer_id)
    at = gate(screen, he, other, M.MARK_DUPLICATE)
    fill(at, other, M.MARK_DUPLICATE, {"duplicate_of_id": complaint})
    save(at, other, M.MARK_DUPLICATE)
    assert (stored(other).state, stored(other).duplicate_of_id) == (S.DUPLICATE, complaint)

    at = gate(screen, chen, complaint, M.REJECT)
    answers = {ask.code: "查无此事" for ask in rule_of(M.REJECT).asks if ask.field in (Field.TEXT, Field.WORDS)}
    fill(at, complaint, M.REJECT, answers)
    save(at, complaint, M.REJECT)
    assert stored(complaint).state is S.REJECTED

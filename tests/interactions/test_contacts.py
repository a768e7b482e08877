"""Writing contacts down: with whom, about what, and what cannot be written down."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from care import interactions
from care.interactions import NewInteraction
from core.errors import Invalid, NotAllowed, NotFound
from db.models import AuditEntry, Direction, Interaction, Medium, Outcome
from tests.auth.test_matrix import everything
from tests.conftest import MONDAY_TEN


def said(summary: str = "They asked for a price list.", **changes) -> NewInteraction:
    given = {"medium": Medium.PHONE, "direction": Direction.INBOUND, "outcome": Outcome.CONNECTED, "summary": summary}
    return NewInteraction(**(given | changes))


def test_a_contact_is_kept_with_who_when_and_how(session, lin, a_customer):
    wang = a_customer(owner=lin)
    at = MONDAY_TEN - timedelta(hours=2)

    interactions.write(
        session, lin, customer_id=wang.id, contact=said(" A price list. ", at=at, next_on=date(2026, 3, 12))
    )  # fmt: skip

    row = session.exec(select(Interaction)).one()
    assert (row.customer_id, row.by_id, row.at, row.summary) == (wang.id, lin.id, at, "A price list.")
    assert (row.medium, row.direction, row.outcome) == (Medium.PHONE, Direction.INBOUND, Outcome.CONNECTED)
    assert row.next_on == date(2026, 3, 12)


def test_the_log_says_that_we_talked_and_not_what_was_said(session, lin, a_customer):
    interactions.write(session, lin, customer_id=a_customer(owner=lin).id, contact=said())

    entry = session.exec(select(AuditEntry)).one()
    assert entry.action == "interaction.written"
    assert "price" not in entry.detail


def test_about_a_complaint_it_is_its_customers_contact(session, he, lin, a_customer, a_complaint):
    wang = a_customer(owner=lin)

    row = interactions.write(session, he, complaint_id=a_complaint(wang).id, contact=said())

    assert row.customer_id == wang.id


def test_an_attempt_that_reached_nobody_needs_no_words(session, lin, a_customer):
    wang = a_customer(owner=lin)

    assert interactions.write(session, lin, customer_id=wang.id, contact=said("", outcome=Outcome.NO_ANSWER)).id


BAD = [
    ({"summary": " "}, "summary", "Please write down what was said."),
    ({"summary": "x" * 4001}, "summary", "Please use at most 4000 characters; these are 4001."),
    ({"next_step": "x" * 301}, "next_step", "Please use at most 300 characters; these are 301."),
    ({"at": MONDAY_TEN + timedelta(minutes=1)}, "at", "A contact cannot be of a moment to come."),
    ({"at": MONDAY_TEN - timedelta(days=400)}, "at", "A contact is written down within a year."),
    ({"next_on": date(2026, 3, 8)}, "next_on", "Please choose a day from today on, within a year."),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD)
def test_what_cannot_be_has_its_sentence_and_is_not_written(changes, field, sentence, session, lin, a_customer):
    wang = a_customer(owner=lin)
    before = everything(session)

    with pytest.raises(Invalid) as refusal:
        interactions.write(session, lin, customer_id=wang.id, contact=said(**changes))

    assert refusal.value.problems == {field: sentence}
    assert everything(session) == before


def test_a_contact_about_a_complaint_is_not_older_than_the_complaint(session, he, a_complaint):
    complaint = a_complaint()

    with pytest.raises(Invalid, match="before the customer came to us about it"):
        interactions.write(
            session, he, complaint_id=complaint.id, contact=said(at=MONDAY_TEN - timedelta(minutes=1))
        )  # fmt: skip


def test_a_strangers_customer_and_a_strangers_complaint_look_like_none(session, xu, lin, a_customer, a_complaint):
    wang = a_customer(owner=lin)

    for about in ({"customer_id": wang.id}, {"complaint_id": a_complaint(wang).id}, {"customer_id": None}):
        with pytest.raises(NotFound):
            interactions.write(session, xu, contact=said(), **about)


def test_the_auditor_writes_nothing_down(session, qian, a_customer):
    with pytest.raises(NotAllowed):
        interactions.write(session, qian, customer_id=a_customer().id, contact=said())

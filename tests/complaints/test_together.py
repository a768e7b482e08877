"""Two people, one complaint: exactly one wins, the other is told who was there first, and no event is lost."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from care import complaints
from care.complaints import Move
from core import i18n
from core.errors import Refusal
from db import session as database
from db.models import Complaint, ComplaintEvent, ComplaintEventKind
from tests.complaints.forms import a_form, filled, make


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Done in threads of their own that start together; what each gave, or refused."""
    start = threading.Barrier(len(deeds))
    results: list[object] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        i18n.use("en")
        start.wait(timeout=20)
        try:
            results[place] = deed()
        except Refusal as refused:
            results[place] = refused

    threads = [threading.Thread(target=run, args=both) for both in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def registered(lin, a_customer) -> tuple[int, int]:
    form = a_form(a_customer(owner=lin))
    with database.transaction() as session:
        row = complaints.register(session, lin, complaint=form)
        return row.id, row.row_version


def test_of_two_who_move_it_at_once_one_wins_and_the_other_is_told(lin, he, zhou, a_customer):
    id_, seen = registered(lin, a_customer)

    def accept(actor):
        def deed():
            with database.transaction() as session:
                form = filled(Move.ACCEPT, actor)
                return complaints.move(session, actor, id_, move=Move.ACCEPT, answers=form, seen=seen).handler_id

        return deed

    results = at_once(accept(he), accept(zhou))

    winner = next(result for result in results if isinstance(result, int))
    refused = [result for result in results if isinstance(result, complaints.StaleMove)]
    name = {he.id: "何敏", zhou.id: "周凯"}[winner]
    assert [one.sentence for one in refused] == [
        f"{name} moved this complaint to “Accepted” at 2026-03-09 10:00. Please look again: nothing of yours was saved."
    ]
    with database.reading() as session:
        assert session.exec(select(Complaint.handler_id)).one() == winner
        moved = select(ComplaintEvent.by_id).where(ComplaintEvent.kind == ComplaintEventKind.MOVED)
        assert session.exec(moved).all() == [winner]


def test_two_complaints_never_become_duplicates_of_each_other(lin, he, a_customer):
    form = a_form(a_customer(owner=lin))
    with database.transaction() as session:
        rows = [complaints.register(session, lin, complaint=form) for _ in range(2)]
        ends = [(row.id, row.row_version) for row in rows]

    def mark(one, other):
        def deed():
            with database.transaction() as session:
                answers = {"duplicate_of_id": other[0]}
                complaints.move(session, he, one[0], move=Move.MARK_DUPLICATE, answers=answers, seen=one[1])

        return deed

    results = at_once(mark(*ends), mark(*reversed(ends)))

    assert [str(result) for result in results if result] == ["That complaint is itself a duplicate of this one."]
    with database.reading() as session:
        assert len(session.exec(select(Complaint.id).where(Complaint.state == "duplicate")).all()) == 1


def test_notes_of_many_at_once_are_all_kept(lin, he, zhou, a_customer):
    id_, _seen = registered(lin, a_customer)

    def note(place):
        def deed():
            with database.transaction() as session:
                complaints.add_note(session, he, id_, words=f"Note {place}")

        return deed

    at_once(*(note(place) for place in range(6)))

    with database.reading() as session:
        kept = session.exec(select(ComplaintEvent.words).where(col(ComplaintEvent.kind) == "noted")).all()
    assert sorted(kept) == [f"Note {place}" for place in range(6)]


def test_complaints_registered_at_once_have_numbers_of_their_own(lin, he):
    def register():
        with database.transaction() as session:
            return complaints.register(session, lin, complaint=a_form()).number

    numbers = at_once(*[register] * 6)

    assert sorted(map(str, numbers)) == [f"TS-202603-000{place}" for place in range(1, 7)]


def test_who_comes_after_a_correction_is_told_that_too(session, lin, he, zhou, a_customer):
    row = complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))
    seen = row.row_version
    complaints.edit(session, zhou, row.id, changes={"product": "Kettle"}, seen=seen)

    with pytest.raises(complaints.StaleMove, match="周凯 changed this complaint at 2026-03-09 10:00"):
        complaints.move(session, he, row.id, move=Move.ACCEPT, answers=filled(Move.ACCEPT, he), seen=seen)


def test_a_note_makes_nobodys_screen_stale(session, lin, he, a_customer):
    row = complaints.register(session, lin, complaint=a_form(a_customer(owner=lin)))
    seen = row.row_version
    complaints.add_note(session, lin, row.id, words="She called again.")

    assert complaints.move(session, he, row.id, move=Move.ACCEPT, answers=filled(Move.ACCEPT, he), seen=seen)


@pytest.mark.parametrize("deed", ["UPDATE complaint_events SET words = 'x'", "DELETE FROM complaint_events"])
def test_what_happened_is_neither_changed_nor_removed(deed, lin, he, a_customer):
    form = a_form(a_customer(owner=lin))
    with database.transaction() as session:
        row = complaints.register(session, lin, complaint=form)
        make(session, he, row, Move.ACCEPT)

    with pytest.raises(DatabaseError, match="append-only"), database.transaction() as session:
        session.connection().execute(text(deed))

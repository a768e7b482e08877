"""The board, the list, the red list and the day's first lines: whose leads, in which order, how many."""

from datetime import date, timedelta

import pytest

from care import leads
from care.countdown import Standing
from care.leads import Answers, Column, LeadFilters, Move, Order, Span
from core.errors import NotFound
from db.models import LostReason, Source
from tests.conftest import MONDAY_TEN
from tests.leads.conftest import a_call


def ids(lines):
    return [line.id for line in lines]


def lose(session, actor, lead, reason=LostReason.PRICE):
    leads.move(session, actor, lead.id, move=Move.LOSE, answers=Answers(reason), seen=lead.row_version)


def column(board, code):
    return next(one for one in board.columns if one.column is code)


def test_one_sees_ones_own_and_what_waits_a_manager_the_teams_and_service_all(session, lin, xu, zhou, he, a_lead):
    mine, theirs, waiting = a_lead(lin), a_lead(xu), a_lead(None)

    def seen(actor):
        return set(ids(leads.listing(session, actor).lines))

    assert seen(lin) == {mine.id, waiting.id}
    assert seen(xu) == {theirs.id, waiting.id}
    assert seen(zhou) == {mine.id, waiting.id}
    assert seen(he) == {mine.id, theirs.id, waiting.id}
    with pytest.raises(NotFound):
        leads.lead_file(session, lin, theirs.id)


def test_the_board_puts_first_who_has_to_be_called_first(session, lin, a_lead, later):
    late = a_lead(lin, received_at=MONDAY_TEN - timedelta(hours=30))
    new, called, lost = a_lead(lin), a_lead(lin), a_lead(lin)
    leads.log_contact(session, lin, called.id, contact=a_call())
    lose(session, lin, lost)

    board = leads.board(session, lin)

    assert ids(column(board, Column.NEW).cards) == [late.id, new.id]
    assert (column(board, Column.NEW).count, column(board, Column.NEW).overdue) == (2, 1)
    assert ids(column(board, Column.CONTACTED).cards) == [called.id]
    assert [card.reason for card in column(board, Column.GONE).cards] == [LostReason.PRICE]
    later(days=8)
    assert column(leads.board(session, lin), Column.GONE).count == 0


def test_a_card_offers_what_the_table_allows_and_nothing_on_what_is_not_ones_own(session, lin, qian, a_lead):
    a_lead(lin), a_lead(None)

    moves = {card.owner: card.moves for card in column(leads.board(session, lin), Column.NEW).cards}

    assert moves == {"林静": (Move.CONTACT, Move.LOSE, Move.INVALIDATE), "": ()}
    assert all(not card.moves for one in leads.board(session, qian).columns for card in one.cards)


def test_the_red_list_is_of_those_not_spoken_with_within_the_day(session, chen, lin, a_lead, later):
    called, tried, _lost = a_lead(lin), a_lead(lin), a_lead(lin)
    leads.log_contact(session, lin, called.id, contact=a_call())
    lose(session, lin, _lost)
    later(hours=25)
    a_lead(lin)

    found = leads.listing(session, chen, filters=LeadFilters(overdue=True))

    assert ids(found.lines) == [tried.id]
    face = found.lines[0].clock
    assert face is not None
    assert face.standing is Standing.OVERDUE


def test_a_list_is_searched_filtered_and_sorted(session, chen, lin, a_lead):
    wang = a_lead(lin, name="王芳", company="竹里商贸", region="上海市", source=Source.EXHIBITION)
    li = a_lead(None, name="李强", phone="13966668888")
    lose(session, chen, li, LostReason.PRICE)

    def found(span=Span.ALL, order=Order.RECEIVED, **filters):
        return ids(leads.listing(session, chen, filters=LeadFilters(**filters), span=span, order=order).lines)

    assert found(search="zhuli wf") == [wang.id]
    assert found(search="6668888") == [li.id]
    assert found(search=li.number) == [li.id]
    assert found(search="100%") == []
    assert found(region="上海") == [wang.id]
    assert found(source=Source.EXHIBITION, owner_id=lin.id) == [wang.id]
    assert found(lost_reason=LostReason.PRICE) == [li.id]
    assert found(Span.OPEN) == [wang.id]
    assert found(Span.ENDED, Order.ENDED) == [li.id]


def test_a_day_starts_with_who_has_to_be_called(session, lin, xu, a_lead, later):
    late = a_lead(lin, received_at=MONDAY_TEN - timedelta(hours=25))
    new, waiting, called = a_lead(lin), a_lead(None), a_lead(lin)
    a_lead(xu)
    leads.log_contact(session, lin, called.id, contact=a_call(next_step="报价", next_on=date(2026, 3, 9)))

    found = leads.pressing(session, lin)

    assert [(ids(one.first), one.total) for one in (found.beyond, found.inside, found.waiting, found.steps)] == [
        ([late.id], 1), ([new.id], 1), ([waiting.id], 1), ([called.id], 1),
    ]  # fmt: skip
    assert not found.is_clear


def test_a_file_shows_masked_ways_and_showing_them_is_written_down(session, lin, xu, a_lead):
    lead = a_lead(lin, phone="13800138000", email="wang@qq.com")

    file = leads.lead_file(session, lin, lead.id)
    ways = leads.reveal(session, lin, lead.id)

    assert (file.ways.phone, file.ways.email) == ("138****8000", "w***@qq.com")
    assert (ways.phone, ways.email) == ("+8613800138000", "wang@qq.com")
    assert "revealed" in [entry.what for entry in leads.lead_file(session, lin, lead.id).story]
    waiting = a_lead(None)
    with pytest.raises(leads.NotYours):
        leads.reveal(session, xu, waiting.id)


def test_the_stamp_of_the_board_changes_with_whatever_is_done(session, lin, zhou, a_lead):
    stamps = [leads.board_stamp(session, lin)]
    lead = a_lead(lin)
    stamps.append(leads.board_stamp(session, lin))
    leads.log_contact(session, lin, lead.id, contact=a_call())
    stamps.append(leads.board_stamp(session, lin))
    leads.edit(session, lin, lead.id, changes={"need": "样品"}, seen=lead.row_version)
    stamps.append(leads.board_stamp(session, lin))
    leads.assign(session, zhou, lead.id, owner_id=zhou.id, seen=lead.row_version)
    stamps.append(leads.board_stamp(session, lin))
    lose(session, zhou, lead)
    stamps.append(leads.board_stamp(session, lin))

    assert len(set(stamps)) == len(stamps)

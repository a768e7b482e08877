"""What the board and the list show: whose complaints, in which order, counted how."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from care import complaints
from care.complaints import BoardFilters, Column, Move, Order, Span, Standing, clocks
from care.customers import findable
from core import clock
from db.models import ClockKind, ComplaintCategory, ComplaintKind, ComplaintState, Escalation, Role, Severity
from tests.conftest import MONDAY_TEN, a_person
from tests.databases import POSTGRESQL

HOUR = timedelta(hours=1)


def column(board, which):
    return next(found for found in board.columns if found.column is which)


def cards(board):
    return [card for found in board.columns for card in found.cards]


def numbers(found):
    return [card.number for card in found.cards]


def test_every_state_has_its_column(session, he, a_complaint):
    for state in ComplaintState:
        ended = {"closed_at": MONDAY_TEN} if state in complaints.ENDED else {}
        a_complaint(number=state.value, state=state, **ended)

    board = complaints.board(session, he)

    assert {found.column: set(numbers(found)) for found in board.columns} == {
        Column.TO_ACCEPT: {"new"},
        Column.IN_HAND: {"accepted", "investigating", "waiting_third"},
        Column.WITH_CUSTOMER: {"waiting_customer"},
        Column.TO_CONFIRM: {"proposed"},
        Column.ENDED: {"closed", "rejected", "duplicate", "withdrawn"},
    }


def test_what_is_overdue_comes_first_then_what_is_due_next_and_what_is_paused_last(session, he, a_complaint):
    paused = a_complaint(number="paused", state=ComplaintState.NEW, severity=Severity.CRITICAL)
    for kind in (ClockKind.ACK, ClockKind.RESPONSE):
        clocks.stop(session, paused, kind, at=clock.now())
    clocks.pause(
        session, paused, asked="照片", interaction_id=None, chase_on=clock.today() + timedelta(days=1), at=clock.now()
    )
    a_complaint(number="calm", received_at=MONDAY_TEN)
    a_complaint(number="late", received_at=MONDAY_TEN - 5 * HOUR)
    a_complaint(number="soon", received_at=MONDAY_TEN - 3.5 * HOUR)

    found = column(complaints.board(session, he), Column.TO_ACCEPT)

    assert numbers(found) == ["late", "soon", "calm", "paused"]
    assert [card.urgent.standing for card in found.cards] == [
        Standing.OVERDUE, Standing.AT_RISK, Standing.ON_TIME, Standing.PAUSED,
    ]  # fmt: skip
    assert (found.count, found.overdue) == (4, 1)


def test_of_what_ended_a_week_is_shown_and_all_of_that_week_is_counted(session, he, a_complaint):
    closed = {"state": ComplaintState.CLOSED}
    a_complaint(number="old", closed_at=MONDAY_TEN - timedelta(days=8), **closed)
    for day in range(35):
        a_complaint(number=f"new-{day}", closed_at=MONDAY_TEN - timedelta(hours=day), **closed)

    found = column(complaints.board(session, he), Column.ENDED)

    assert (len(found.cards), found.count) == (30, 35)
    assert found.cards[0].number == "new-0"


def test_a_board_shows_what_its_reader_may_see(session, he, zhou, lin, xu, a_customer, a_complaint):
    a_complaint(a_customer("王芳", owner=lin), number="lins", team_id=lin.team_id)
    a_complaint(a_customer("李雷", owner=xu), number="xus", team_id=xu.team_id)
    a_complaint(number="nobodys")
    a_complaint(number="opened-by-lin", opened_by_id=lin.id)

    seen = {actor.name: {card.number for card in cards(complaints.board(session, actor))} for actor in (he, zhou, lin)}

    assert seen == {
        "何敏": {"lins", "xus", "nobodys", "opened-by-lin"},
        "周凯": {"lins"},
        "林静": {"lins", "opened-by-lin"},
    }


def test_a_card_offers_the_moves_its_reader_may_make(session, he, lin, qian, a_customer, a_complaint):
    a_complaint(a_customer("王芳", owner=lin), handler=he, state=ComplaintState.ACCEPTED, team_id=lin.team_id)

    moves = {actor.name: cards(complaints.board(session, actor))[0].moves for actor in (he, lin, qian)}

    assert moves == {"何敏": (Move.INVESTIGATE, Move.MARK_DUPLICATE, Move.WITHDRAW), "林静": (), "钱正": ()}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (BoardFilters(), {"mine", "rude", "late", "asked"}),
        (BoardFilters(mine=True), {"mine"}),
        (BoardFilters(severity=Severity.MAJOR), {"mine"}),
        (BoardFilters(category=ComplaintCategory.ATTITUDE), {"rude"}),
        (BoardFilters(kind=ComplaintKind.INQUIRY), {"asked"}),
        (BoardFilters(overdue=True), {"late"}),
        (BoardFilters(search="受潮"), {"late"}),
        (BoardFilters(search="RUDE"), {"rude"}),
        (BoardFilters(search="wangfang"), {"mine"}),
        (BoardFilters(search="王芳 破损"), {"mine"}),
        (BoardFilters(search="100%"), set()),
    ],
)
def test_filters_narrow_the_board_and_the_list_alike(session, he, lin, a_customer, a_complaint, filters, expected):
    found_by = findable("王芳", "KH-000001")
    wang = a_customer("王芳", owner=lin, search_text=found_by.search_text, search_grams=found_by.search_grams)
    a_complaint(wang, number="mine", handler=he, severity=Severity.MAJOR)
    a_complaint(number="rude", category=ComplaintCategory.ATTITUDE)
    a_complaint(number="late", description="茶叶受潮", received_at=MONDAY_TEN - 60 * HOUR)
    a_complaint(number="asked", kind=ComplaintKind.INQUIRY)

    assert {card.number for card in cards(complaints.board(session, he, filters=filters))} == expected
    assert {line.number for line in complaints.listing(session, he, filters=filters).lines} == expected


def test_the_list_is_sorted_and_comes_in_pages(session, he, a_complaint):
    for n in range(60):
        a_complaint(number=f"n{n:02}", received_at=MONDAY_TEN - n * HOUR)

    first, second = (complaints.listing(session, he, page=page) for page in (1, 2))
    newest = complaints.listing(session, he, order=Order.RECEIVED)

    assert (first.total, first.pages, len(first.lines), len(second.lines)) == (60, 2, 50, 10)
    assert first.lines[0].number == "n59"
    assert newest.lines[0].number == "n00"


def test_the_list_of_ended_ones_says_how_their_resolution_ended(session, he, a_complaint):
    done = a_complaint(number="done")
    clocks.finish(session, done, at=MONDAY_TEN + 49 * HOUR)
    done.state, done.closed_at = ComplaintState.CLOSED, MONDAY_TEN + 49 * HOUR
    a_complaint(number="open")

    lines = complaints.listing(session, he, span=Span.ENDED, order=Order.CLOSED).lines

    (line,) = lines
    assert line.resolution is not None
    assert (line.number, line.resolution.standing, line.urgent) == ("done", Standing.MISSED, None)
    assert len(complaints.listing(session, he, span=Span.ALL).lines) == 2


def test_whoever_may_not_open_the_customers_file_is_given_no_way_there(session, xu, lin, a_customer, a_complaint):
    row = a_complaint(a_customer("王芳", owner=lin, mobile="+8613800138000"), opened_by_id=xu.id)

    theirs, ours = (complaints.complaint_file(session, actor, row.id).party for actor in (xu, lin))

    assert (theirs.id, theirs.name) == (None, "王芳")
    assert ours.id == row.customer_id
    assert {party.reach for party in (theirs, ours)} == {"138****8000"}


def test_how_a_stranger_is_reached_is_shown_in_full_to_who_handles_it(session, he, lin, a_complaint):
    row = a_complaint(reporter_name="刘女士", reporter_reach="13800138000", opened_by_id=lin.id)

    handler, opener = (complaints.complaint_file(session, actor, row.id).party.reach for actor in (he, lin))

    assert handler == "13800138000"
    assert "*" in opener
    assert "13800138000" not in opener


@pytest.mark.parametrize(
    ("reach", "shown"),
    [("wang1990@qq.com", "w***@qq.com"), ("wang88", "***"), ("0571-88123456", "*********3456"), ("", "")],
)
def test_however_a_stranger_is_reached_it_is_masked_for_who_only_reads(session, qian, a_complaint, reach, shown):
    row = a_complaint(reporter_name="刘女士", reporter_reach=reach)

    assert complaints.complaint_file(session, qian, row.id).party.reach == shown


def test_the_file_links_what_belongs_together_as_far_as_its_reader_sees(session, lin, a_customer, a_complaint):
    wang = a_customer("王芳", owner=lin)
    stranger = a_person("wu", "吴霞", Role.SALES, "三队")
    first = a_complaint(wang, number="first")
    again = a_complaint(wang, number="again", repeat_of_id=first.id)
    a_complaint(wang, number="same", duplicate_of_id=again.id)
    elsewhere = a_complaint(number="elsewhere", opened_by_id=stranger.id)
    again.follows_id = elsewhere.id
    session.flush()

    links = complaints.complaint_file(session, lin, again.id).links

    assert links.repeat_of is not None
    assert links.repeat_of.number == "first"
    assert [found.number for found in links.duplicates] == ["same"]
    assert {found.number for found in links.earlier} == {"first", "same"}
    assert links.follows is None


def test_whatever_happens_to_a_complaint_changes_the_stamp_of_the_board(session, he, a_complaint):
    row = a_complaint()
    before = complaints.board_stamp(session, he)
    unchanged = complaints.board_stamp(session, he)

    complaints.add_note(session, he, row.id, words="客户又来电话。")

    assert unchanged == before
    assert complaints.board_stamp(session, he) != before


def test_a_card_names_the_highest_level_that_waits_and_no_reminder(session, he, a_complaint):
    reminded, raised, closed = (a_complaint(number=number) for number in ("reminded", "raised", "closed"))
    closed.state, closed.closed_at = ComplaintState.CLOSED, MONDAY_TEN
    for row, level in ((reminded, 0), (raised, 1), (raised, 2), (closed, 1)):
        session.add(Escalation(complaint_id=row.id, cycle=1, cause="ack", level=level, fired_at=MONDAY_TEN))
    session.flush()

    found = {card.number: card.escalation for card in cards(complaints.board(session, he))}

    assert found == {"reminded": None, "raised": 2, "closed": None}


@pytest.mark.skipif(bool(POSTGRESQL), reason="PostgreSQL chooses by how much there is")
def test_however_much_has_ended_the_board_reads_what_is_open_what_ended_lately_and_ones_own_tasks(session, zhou):
    connection, asked = session.connection(), []

    def note(_connection, _cursor, statement, parameters, *_rest):
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    complaints.board(session, zhou)
    event.remove(connection, "before_cursor_execute", note)

    explain = "EXPLAIN QUERY PLAN "
    plans = [str(connection.exec_driver_sql(explain + s, p).all()) for s, p in asked if "complaints.row_version" in s]
    assert ["ix_tasks_assignee" in plan for plan in plans] == [True, True]
    assert "ix_complaints_open" in plans[0]
    assert "ix_complaints_closed" in plans[1]

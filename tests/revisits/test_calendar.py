"""The calendar and the list of visits: who sees what, what stands on which day, and how little is read for it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from care import revisits, worktime
from care.revisits import Face, Whose
from core.errors import NotAllowed, NotFound
from db import session as database
from db.models import CalendarDay, Customer, DayKind, Role, VisitState
from tests.conftest import a_person
from tests.revisits.visit_rows import a_visit

MONDAY = date(2026, 3, 9)
FRIDAY = MONDAY + timedelta(days=4)
MONTH = {"first": date(2026, 2, 23), "last": date(2026, 4, 5)}
ALL = Whose()


def month(actor, whose=ALL, **details):
    with database.reading() as session:
        return revisits.calendar(session, actor, whose=whose, **(MONTH | details))


def agenda(actor, whose=ALL, **details):
    with database.reading() as session:
        return revisits.agenda(session, actor, whose=whose, **details)


def names(sheet):
    return [visit.name for visit in sheet.visits]


def on_day(sheet, day):
    return next(date_ for date_ in sheet.days if date_.day == day)


@pytest.fixture
def wang(lin, a_customer):
    return a_customer("王芳", owner=lin)


@pytest.fixture
def li(xu, a_customer):
    return a_customer("李强", owner=xu)


def test_every_state_has_its_face_on_the_day_it_belongs_to(lin, a_customer):
    yesterday = MONDAY - timedelta(days=3)
    customers = [a_customer(name, owner=lin) for name in ("逾", "今", "后", "成", "略", "消")]
    a_visit(customers[0], yesterday)
    a_visit(customers[1], MONDAY)
    a_visit(customers[2], FRIDAY)
    a_visit(customers[3], MONDAY, state=VisitState.DONE, due_on=FRIDAY)
    a_visit(customers[4], yesterday, state=VisitState.SKIPPED)
    a_visit(customers[5], yesterday, state=VisitState.CANCELLED)

    sheet = month(lin)

    assert {(visit.name, visit.on, visit.face) for visit in sheet.visits} == {
        ("逾", yesterday, Face.OVERDUE),
        ("今", MONDAY, Face.TODAY),
        ("后", FRIDAY, Face.PLANNED),
        ("成", MONDAY, Face.DONE),
        ("略", yesterday, Face.SKIPPED),
    }
    assert on_day(sheet, yesterday).counts == {Face.OVERDUE: 1, Face.SKIPPED: 1}
    assert on_day(sheet, MONDAY).total == 2


def test_each_sees_as_far_as_their_role_reaches(lin, xu, zhou, chen, fang, wang, li):
    a_visit(wang, MONDAY)
    a_visit(li, MONDAY)

    assert names(month(lin)) == ["王芳"]
    assert names(month(xu)) == ["李强"]
    assert names(month(zhou)) == ["王芳"]
    assert sorted(names(month(chen))) == ["李强", "王芳"]
    with pytest.raises(NotAllowed):
        month(fang)


def test_asking_for_another_ones_calendar_shows_nothing_and_counts_nothing(lin, xu, zhou, li):
    a_visit(li, MONDAY)
    a_visit(li, MONDAY, state=VisitState.DONE)

    for whose in (Whose(user_id=xu.id), Whose(team_id=xu.team_id)):
        for stranger in (lin, zhou):
            sheet = month(stranger, whose)
            assert (sheet.visits, sum(day.total for day in sheet.days)) == ((), 0)
            assert agenda(stranger, whose).total == 0


def test_a_stand_in_sees_the_visits_of_the_customers_they_stand_in_for(lin, xu, a_customer):
    a_visit(a_customer("王芳", owner=lin, backup_owner_id=xu.id), MONDAY)

    assert names(month(xu)) == ["王芳"]
    assert names(month(xu, Whose(user_id=xu.id))) == []


def test_one_chooses_among_the_colleagues_within_reach(lin, zhou, chen, xu):
    def choices(actor):
        with database.reading() as session:
            found = revisits.calendar_choices(session, actor)
        return [team.name for team in found.teams], [person.name for person in found.colleagues]

    assert choices(lin) == ([], [])
    assert choices(zhou) == ([], ["林静"])
    assert choices(chen)[0] == ["一队", "二队"]
    assert {"林静", "许宁", "周凯"} <= set(choices(chen)[1])


def test_a_full_day_names_a_few_and_counts_them_all(lin, a_customer):
    for number in range(8):
        a_visit(a_customer(f"客户{number}", owner=lin), MONDAY)

    sheet = month(lin, a_day=3)

    assert len(sheet.visits) == 3
    assert on_day(sheet, MONDAY).counts == {Face.TODAY: 8}


def test_on_a_full_day_what_is_still_to_be_done_comes_before_what_is_over(lin, a_customer):
    for number in range(3):
        a_visit(a_customer(f"过{number}", owner=lin), MONDAY, state=VisitState.DONE)
    for number in range(2):
        a_visit(a_customer(f"开{number}", owner=lin), MONDAY)

    assert names(month(lin, a_day=3)) == ["开0", "开1", "过0"]


def test_days_off_holidays_and_days_worked_in_exchange_are_marked(lin):
    with database.transaction() as session:
        session.add(CalendarDay(day=date(2026, 3, 10), kind=DayKind.OFF, name="公司年会"))

    festival = month(lin, first=date(2026, 2, 9), last=date(2026, 3, 15))

    assert on_day(festival, date(2026, 2, 17)).is_off
    assert on_day(festival, date(2026, 2, 17)).name in worktime.NAMES
    made_up = on_day(festival, date(2026, 2, 14))
    assert (made_up.day.weekday(), made_up.is_off, made_up.is_made_up) == (5, False, True)
    assert on_day(festival, date(2026, 3, 10)).name == "公司年会"
    weekend = on_day(festival, date(2026, 3, 14))
    assert (weekend.is_off, weekend.name, weekend.is_made_up) == (True, "", False)


def test_a_year_whose_holidays_are_not_known_is_told(lin):
    assert not month(lin).warning
    assert "2031" in month(lin, first=date(2030, 12, 30), last=date(2031, 1, 31)).warning


def test_of_a_removed_customer_no_visit_is_named(chen, lin, wang):
    a_visit(wang, MONDAY, state=VisitState.DONE)
    with database.transaction() as session:
        session.get_one(Customer, wang.id).deleted_at = wang.created_at

    assert not month(chen).visits


def test_nobody_asks_for_ten_years_at_once(lin):
    sheet = month(lin, first=MONDAY, last=date(2036, 1, 1))

    assert len(sheet.days) <= 63


@pytest.mark.parametrize("many", [5, 40])
def test_a_month_takes_no_more_questions_the_fuller_its_days_are(lin, a_customer, many):
    for number in range(many):
        a_visit(a_customer(f"客户{number}", owner=lin), MONDAY)
    asked = []
    note = lambda *told: asked.append(told[2])  # noqa: E731
    event.listen(database.engine(), "before_cursor_execute", note)
    month(lin)
    event.remove(database.engine(), "before_cursor_execute", note)

    assert 1 < len([statement for statement in asked if statement.startswith("SELECT")]) <= 6


def test_the_list_begins_with_the_longest_overdue_and_goes_on_day_by_day(lin, a_customer):
    for name, days in (("后天", 2), ("逾期久", -5), ("今天", 0), ("逾期", -3)):
        a_visit(a_customer(name, owner=lin, address="杭州市湖滨路 73 号"), MONDAY + timedelta(days=days))

    found = agenda(lin)

    assert names(found) == ["逾期久", "逾期", "今天", "后天"]
    assert (found.overdue, found.today, found.coming, found.total) == (2, 1, 1, 4)
    assert found.visits[0].address == "杭州市湖滨路 73 号"


def test_the_list_is_turned_page_by_page_and_a_page_beyond_the_last_is_the_last(lin, a_customer):
    for number in range(revisits.AGENDA_PAGE + 3):
        a_visit(a_customer(f"客户{number:02}", owner=lin), MONDAY + timedelta(days=number))

    first, second, beyond = agenda(lin), agenda(lin, page=2), agenda(lin, page=99)

    assert (len(first.visits), len(second.visits), first.pages) == (revisits.AGENDA_PAGE, 3, 2)
    assert (beyond.page, names(beyond)) == (2, names(second))
    assert not set(names(first)) & set(names(second))


def test_one_day_alone_holds_what_was_done_on_it_too(lin, a_customer):
    a_visit(a_customer("待办", owner=lin), MONDAY)
    a_visit(a_customer("已办", owner=lin), MONDAY, state=VisitState.DONE)
    a_visit(a_customer("别的", owner=lin), FRIDAY)

    assert names(agenda(lin, day=MONDAY)) == ["待办", "已办"]


def test_a_day_that_is_fuller_than_a_page_says_how_full_and_is_turned(lin, a_customer):
    for number in range(58):
        a_visit(a_customer(f"待办{number:02}", owner=lin), MONDAY)
    for number in range(5):
        a_visit(a_customer(f"已办{number}", owner=lin), MONDAY, state=VisitState.DONE)

    first, second = agenda(lin, day=MONDAY), agenda(lin, day=MONDAY, page=2)

    assert (first.total, first.pages, len(first.visits)) == (63, 2, 60)
    assert names(first)[-3:] == ["待办57", "已办0", "已办1"]
    assert names(second) == ["已办2", "已办3", "已办4"]
    assert names(agenda(lin, day=MONDAY, page=9)) == names(second)


def test_the_drawer_tells_whom_when_and_why_it_stands_where_it_does(lin, he, wang):
    visit = a_visit(wang, MONDAY)
    with database.transaction() as session:
        revisits.reschedule(session, lin, visit.id, on=FRIDAY, reason="客户出差")
    with database.reading() as session:
        sheet = revisits.visit_sheet(session, he, visit.id)

    assert (sheet.name, sheet.planned_on, sheet.due_on, sheet.may_work) == ("王芳", FRIDAY, MONDAY, True)
    (moved,) = sheet.moves
    assert (moved.by, moved.before, moved.after, moved.reason) == ("林静", MONDAY, FRIDAY, "客户出差")


def test_the_drawer_opens_for_nobody_beyond_their_reach_and_an_auditor_only_reads(xu, qian, wang):
    visit = a_visit(wang, MONDAY)

    with database.reading() as session:
        with pytest.raises(NotFound):
            revisits.visit_sheet(session, xu, visit.id)
        assert not revisits.visit_sheet(session, qian, visit.id).may_work


def problem(actor, visit, on):
    with database.reading() as session:
        return revisits.move_problem(session, actor, visit.id, on=on)


def test_a_day_that_cannot_be_is_refused_before_a_reason_is_asked(lin, wang):
    visit = a_visit(wang, MONDAY)

    assert problem(lin, visit, FRIDAY) == ""
    assert "This day is over" in problem(lin, visit, MONDAY - timedelta(days=3))
    assert "We are closed" in problem(lin, visit, date(2026, 3, 14))
    assert "Mar 16, 2026" in problem(lin, visit, date(2026, 3, 14))
    assert "within a year" in problem(lin, visit, date(2028, 1, 3))


def test_a_visit_that_somebody_ended_meanwhile_says_so_when_it_is_dragged(lin, xu, zhou, wang):
    visit = a_visit(wang, MONDAY)
    with database.transaction() as session:
        revisits.skip(session, zhou, visit.id, reason="已在展会见过")

    assert "周凯 has already left out" in problem(lin, visit, FRIDAY)
    assert "does not exist" in problem(xu, visit, FRIDAY)


def test_the_stamp_changes_with_every_deed_and_stays_without_one(lin, wang):
    def stamp():
        with database.reading() as session:
            return revisits.calendar_stamp(session, lin)

    visit = a_visit(wang, MONDAY)
    before = stamp()
    assert stamp() == before

    with database.transaction() as session:
        revisits.reschedule(session, lin, visit.id, on=FRIDAY, reason="客户要求")

    assert stamp() != before


def test_a_colleague_who_left_the_team_is_no_longer_offered(zhou, lin):
    a_person("gone", "高远", Role.SALES, "二队")

    with database.reading() as session:
        offered = revisits.calendar_choices(session, zhou).colleagues

    assert [person.name for person in offered] == ["林静"]

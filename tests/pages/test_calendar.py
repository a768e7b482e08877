"""The calendar of revisits on the screen: what it is told to draw, what a drag opens, the drawer, the list."""

import json
from datetime import date, timedelta

import pytest

from care import customers, revisits
from core import clock
from db import session as database
from db.models import ChannelType, Revisit, VisitState
from tests.conftest import MONDAY_TEN
from tests.revisits.conftest import open_visit
from tests.revisits.visit_rows import a_visit

FILE = "revisits/calendar.py"
MONDAY = date(2026, 3, 9)
FRIDAY = MONDAY + timedelta(days=4)
SATURDAY = MONDAY + timedelta(days=5)


def drawn(at):
    """What the calendar was told to draw."""
    told = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return next(one for one in told if "is_grid" in one)


def wish(at, kind, **said):
    """As the calendar in the browser says what somebody asked for."""
    at.session_state["revisit_calendar_asked"] = (kind, said)
    return at.run()


def texts(at):
    kinds = (at.markdown, at.caption, at.warning, at.info, at.error)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def stands(visit):
    with database.reading() as session:
        row = session.get_one(Revisit, visit.id)
        return row.planned_on, row.state


def submit(at, visit, deed):
    (button,) = [b for b in at.button if b.key.endswith(f"visit-{visit.id}-{deed}-save")]
    return button.click().run()


@pytest.fixture
def visit(lin, a_customer):
    return a_visit(a_customer("王芳", owner=lin, address="杭州市湖滨路 73 号"), MONDAY)


@pytest.mark.parametrize(("language", "title", "state"), [("en", "Revisits", "For today"), ("zh_CN", "回访", "今天")])
def test_a_month_opens_in_the_language_of_the_reader(screen, lin, visit, language, title, state):
    at = screen(FILE, lin, language=language)

    assert not at.exception
    assert [found.value for found in at.title] == [title]
    sheet = drawn(at)
    assert (sheet["is_grid"], sheet["view"]) == (True, "month")
    assert (sheet["first"], sheet["until"]) == ("2026-02-23", "2026-04-06")
    (one,) = sheet["visits"]
    told = [one[name] for name in ("title", "on", "state", "state_word")]
    assert told == ["王芳", "2026-03-09", "today", state]
    assert one["is_movable"]


def test_it_loads_no_script_from_elsewhere_and_the_large_one_from_its_own_address(screen, lin, visit):
    sheet = drawn(screen(FILE, lin, language="zh_CN"))

    assert len(sheet["scripts"]) == 2
    assert all(address.startswith("/art/") for address in sheet["scripts"])
    assert len(json.dumps(sheet)) < 20_000


def test_holidays_and_weekend_days_that_are_worked_have_their_words(screen, lin):
    at = screen(FILE, lin)
    days = drawn(wish(at, "turned", day="2026-02-01"))["days"]

    assert days["2026-02-17"]["mark"] == "Spring Festival"
    assert days["2026-02-17"]["is_off"]
    assert days["2026-02-14"] == {"mark": "Working day", "href": "/revisits?day=2026-02-14"}


def test_turning_to_another_month_loads_that_month_alone(screen, lin, visit):
    at = wish(screen(FILE, lin), "turned", day="2026-05-01")

    sheet = drawn(at)
    assert (sheet["first"], sheet["until"], sheet["visits"]) == ("2026-04-27", "2026-06-01", [])
    assert drawn(wish(at, "turned", day="9999-12-31"))["day"] == "2026-03-09"


def test_a_week_is_seven_days(screen, lin, visit):
    at = screen(FILE, lin)
    at.segmented_control(key="revisits_view").set_value("week").run()

    sheet = drawn(at)
    assert (sheet["view"], sheet["first"], sheet["until"]) == ("week", "2026-03-09", "2026-03-16")


def test_a_dropped_visit_asks_for_the_reason_and_moves_with_it(screen, lin, visit):
    at = wish(screen(FILE, lin), "moved", id=visit.id, day=str(FRIDAY), sign="1")
    assert drawn(at)["asking"] == {"id": visit.id, "day": str(FRIDAY)}
    assert stands(visit)[0] == MONDAY
    assert at.date_input[0].value == FRIDAY

    at.button_group(key=f"visit-{visit.id}-move-why").set_value("travel")
    at.text_input(key=f"visit-{visit.id}-move-words").set_value("去杭州")
    submit(at, visit, "move")

    assert not at.exception
    assert stands(visit)[0] == FRIDAY
    assert "revisit" not in at.query_params
    with database.reading() as session:
        (moved,) = revisits.visit_sheet(session, lin, visit.id).moves
    assert moved.reason == "On a business trip · 去杭州"


def test_without_a_reason_nothing_moves_and_that_is_said_beside_the_field(screen, lin, visit):
    at = wish(screen(FILE, lin), "moved", id=visit.id, day=str(FRIDAY), sign="1")

    submit(at, visit, "move")

    assert "Please say why" in texts(at)
    assert stands(visit)[0] == MONDAY
    assert "revisit" in at.query_params


@pytest.mark.parametrize(
    ("day", "sentence"), [(MONDAY - timedelta(days=3), "This day is over"), (SATURDAY, "We are closed on this day")]
)
def test_a_day_that_cannot_be_sends_the_visit_back_with_a_sentence(screen, lin, visit, day, sentence):
    at = wish(screen(FILE, lin), "moved", id=visit.id, day=str(day), sign="1")

    assert sentence in at.warning[0].value
    assert "asking" not in drawn(at) or drawn(at)["asking"] is None
    assert drawn(at)["visits"][0]["on"] == str(MONDAY)
    assert "revisit" not in at.query_params


def test_what_a_browser_makes_up_is_nobodys_visit_and_no_day(screen, lin, xu, a_customer, visit):
    strangers = a_visit(a_customer("李强", owner=xu), MONDAY)
    at = screen(FILE, lin)

    assert "does not exist" in wish(at, "moved", id=strangers.id, day=str(FRIDAY)).warning[0].value
    for said in ({"id": "x", "day": str(FRIDAY)}, {"id": visit.id, "day": "soon"}, {}):
        assert not wish(at, "moved", **said).exception
    assert stands(strangers)[0] == MONDAY


def test_whoever_saves_over_a_colleagues_move_is_told_first(screen, lin, zhou, visit):
    at = wish(screen(FILE, lin), "moved", id=visit.id, day=str(FRIDAY), sign="1")
    with database.transaction() as session:
        revisits.reschedule(session, zhou, visit.id, on=MONDAY + timedelta(days=2), reason="客户要求")
    at.button_group(key=f"visit-{visit.id}-move-why").set_value("asked")

    submit(at, visit, "move")
    assert "A colleague has moved it to Wed, Mar 11" in texts(at)
    assert stands(visit)[0] == MONDAY + timedelta(days=2)

    submit(at, visit, "move")
    assert stands(visit)[0] == FRIDAY


def test_the_drawer_leaves_a_visit_out_with_a_reason(screen, lin, visit):
    at = wish(screen(FILE, lin), "opened", id=visit.id)
    assert "王芳" in str(at.get("dialog")) or "For today" in texts(at)
    at.button(key="visit-skip").click().run()
    at.button_group(key=f"visit-{visit.id}-skip-why").set_value("met")

    submit(at, visit, "skip")

    assert not at.exception
    assert stands(visit)[1] is VisitState.SKIPPED


def test_the_number_is_shown_when_somebody_asks_for_it_and_can_be_dialled(screen, lin):
    with database.transaction() as session:
        wang = customers.create_customer(session, lin, details={"name": "王芳"})
        ways = {ChannelType.MOBILE: "13800138000"}
        customers.add_contact(session, lin, wang.id, name="王芳", title="", channels=ways)
    at = wish(screen(FILE, lin), "opened", id=open_visit(wang).id)
    assert "138 0013" not in texts(at)

    at.button(key="visit-reveal").click().run()

    (link,) = [part.proto for part in at.get("link_button")]
    assert (link.url, link.label) == ("tel:+8613800138000", "138 0013 8000")


def test_the_list_begins_with_what_is_overdue_and_knows_the_way(screen, lin, a_customer, visit):
    a_visit(a_customer("李强", owner=lin), MONDAY - timedelta(days=4))
    at = screen(FILE, lin)
    at.segmented_control(key="revisits_view").set_value("list").run()

    words = texts(at)
    assert words.index("4 days overdue") < words.index("For today")
    assert "▲ 1 overdue" in words
    assert "https://uri.amap.com/search?keyword=%E6%9D%AD" in words
    assert not drawn(at)["is_grid"]


def test_a_narrow_window_gets_the_list_and_a_wide_one_the_grid_again(screen, lin, visit):
    at = wish(screen(FILE, lin), "width", is_narrow=True)
    assert (drawn(at)["is_grid"], drawn(at)["is_narrow"]) == (False, True)
    assert "王芳" in texts(at)

    at = wish(at, "width", is_narrow=False)
    assert drawn(at)["is_grid"]


def test_a_full_day_opens_as_a_list_of_that_day(screen, lin, a_customer):
    for number in range(5):
        a_visit(a_customer(f"客户{number}", owner=lin), FRIDAY)
    at = screen(FILE, lin)
    assert len(drawn(at)["visits"]) == 3
    assert drawn(at)["days"][str(FRIDAY)]["total"] == 5

    at = wish(at, "day", day=str(FRIDAY))
    assert all(f"客户{number}" in texts(at) for number in range(5))

    at.button(key="agenda-all").click().run()
    assert drawn(at)["is_grid"]


def test_a_day_fuller_than_a_page_is_turned(screen, lin, a_customer):
    for number in range(61):
        a_visit(a_customer(f"客户{number:02}", owner=lin), FRIDAY)
    at = screen(FILE, lin, day=str(FRIDAY))
    assert "61 visits" in texts(at)
    assert "客户60" not in texts(at)

    at.button(key="agenda-later").click().run()

    assert "客户60" in texts(at)


def test_a_line_of_the_list_opens_its_drawer(screen, lin, visit):
    at = screen(FILE, lin)
    at.segmented_control(key="revisits_view").set_value("list").run()

    at.button(key=f"open-{visit.id}").click().run()

    assert at.query_params["revisit"] == str(visit.id)
    assert "Planned for Mon, Mar 9" in texts(at)


def test_a_manager_begins_with_the_team_and_chooses_a_colleague(screen, zhou, lin, xu, a_customer, visit):
    a_visit(a_customer("李强", owner=xu), MONDAY)
    at = screen(FILE, zhou)
    assert [one["title"] for one in drawn(at)["visits"]] == ["王芳"]
    assert drawn(at)["visits"][0]["who"] == "林静"

    at.selectbox(key="revisits_whose").select("My revisits").run()
    assert drawn(at)["visits"] == []


def test_an_auditor_looks_and_moves_nothing(screen, qian, visit):
    at = screen(FILE, qian)

    (one,) = drawn(at)["visits"]
    assert "is_movable" not in one
    at = wish(at, "moved", id=visit.id, day=str(FRIDAY), sign="1")
    assert stands(visit)[0] == MONDAY


def test_nobody_without_visits_to_see_opens_it(screen, fang):
    assert "Your role does not allow this" in texts(screen(FILE, fang))


def test_a_day_later_the_same_calendar_says_overdue(screen, lin, visit):
    clock.freeze(MONDAY_TEN + timedelta(days=1))

    assert drawn(screen(FILE, lin))["visits"][0]["state"] == "overdue"


def test_an_address_that_names_no_visit_is_said_so(screen, lin):
    at = screen(FILE, lin, revisit="987654")

    assert "does not exist" in texts(at)

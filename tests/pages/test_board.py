"""The board of complaints on the screen: what stands where, what narrows it down, what a wish on it opens."""

import json
from datetime import timedelta

import pytest

from care import complaints, customers
from care.complaints import Move, NewComplaint
from core import clock
from db import session as database
from db.models import ComplaintCategory, ComplaintKind, Medium, Severity
from tests.conftest import FRAME, MONDAY_TEN

FILE = "complaints/board.py"


def drawn(at):
    """What the board was told to draw."""
    told = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return next(one for one in told if "columns" in one and "moves" in one)


def lanes(at):
    """Who stands in which column."""
    return {column["code"]: [card["title"] for card in column["cards"]] for column in drawn(at)["columns"]}


def everybody(at):
    return [title for titles in lanes(at).values() for title in titles]


def card(at, title):
    return next(c for column in drawn(at)["columns"] for c in column["cards"] if c["title"] == title)


def ways(at, title):
    """Where the one who looks may take this card, and by which move."""
    return {code: target for code, _label, target in drawn(at)["moves"][card(at, title)["moves"]]}


def wish(at, **said):
    """As the board in the browser says what somebody asked for."""
    at.session_state["complaint_board_asked"] = said
    return at.run()


def logged(actor, customer, words="包装破损", **details):
    """Registered by telephone; the id."""
    new = NewComplaint(
        kind=details.pop("kind", ComplaintKind.COMPLAINT),
        channel=Medium.PHONE,
        category=details.pop("category", ComplaintCategory.QUALITY),
        description=words,
        customer_id=customer.id,
        remedy_requested="没说",
        **details,
    )
    with database.transaction() as session:
        return complaints.register(session, actor, complaint=new).id


def taken_up(actor, complaint_id, **details):
    """Accepted by the one who will handle it."""
    answers = {"handler_id": actor.id, "severity": Severity.NORMAL, "told_how": "电话告知"} | details
    with database.transaction() as session:
        gate = complaints.gate(session, actor, complaint_id, move=Move.ACCEPT)
        complaints.move(session, actor, complaint_id, move=Move.ACCEPT, answers=answers, seen=gate.version)


def known(lin, name):
    """Entered as people do it, so that the search knows them."""
    with database.transaction() as session:
        return customers.create_customer(session, lin, details={"name": name})


@pytest.fixture
def wang(lin):
    return known(lin, "王芳")


@pytest.fixture
def li(lin):
    return known(lin, "李强")


@pytest.fixture
def two_cases(he, wang, li):
    """王芳's waits to be accepted; 李强's is in 何敏's hands."""
    first, second = logged(he, wang), logged(he, li, "发票开错", category=ComplaintCategory.PRICE)
    taken_up(he, second)
    return first, second


@pytest.mark.usefixtures("two_cases")
def test_cards_stand_where_they_are_and_offer_what_this_person_may_do(screen, he, lin):
    at = screen(FILE, he)

    assert lanes(at) == {
        "to_accept": ["王芳"], "in_hand": ["李强"], "with_customer": [], "to_confirm": [], "ended": []
    }  # fmt: skip
    assert ways(at, "王芳") == {"accept": "in_hand", "mark_duplicate": "ended"}
    assert ways(at, "李强")["investigate"] == "in_hand"
    assert ways(screen(FILE, lin), "王芳") == {}


@pytest.mark.usefixtures("two_cases")
def test_time_makes_a_card_overdue_and_its_column_counts_it(screen, he):
    at = screen(FILE, he)
    assert card(at, "王芳")["chip"]["state"] == "on_time"

    clock.freeze(MONDAY_TEN + timedelta(hours=5))
    at.run()

    assert card(at, "王芳")["chip"]["state"] == "overdue"
    assert card(at, "王芳")["chip"]["ends"] == (MONDAY_TEN + timedelta(hours=4)).timestamp()
    assert [column["overdue"] for column in drawn(at)["columns"]] == [1, 0, 0, 0, 0]


@pytest.mark.usefixtures("two_cases")
def test_nothing_is_sent_again_while_nothing_changes(screen, he, wang):
    at = screen(FILE, he)
    before = drawn(at)

    clock.freeze(MONDAY_TEN + timedelta(seconds=5))
    assert drawn(at.run()) == before

    clock.freeze(MONDAY_TEN + timedelta(seconds=10))
    logged(he, wang, "又破了")
    assert drawn(at.run())["as_of"] == (MONDAY_TEN + timedelta(seconds=10)).timestamp()


@pytest.mark.usefixtures("two_cases")
def test_what_a_colleague_did_is_there_when_the_board_looks_again(screen, he, zhou, two_cases):
    at = screen(FILE, he)

    taken_up(he, two_cases[0])

    assert lanes(at.run())["in_hand"] == ["王芳", "李强"]


@pytest.mark.usefixtures("two_cases")
def test_mine_are_mine(screen, he, chen):
    at = screen(FILE, he)
    at.pills(key="complaints_only").set_value(["mine"]).run()
    assert everybody(at) == ["李强"]

    at = screen(FILE, chen)
    at.pills(key="complaints_only").set_value(["mine"]).run()
    assert "No complaint fits" in at.info[0].value


def test_only_what_is_overdue(screen, he, wang, li):
    clock.freeze(MONDAY_TEN - timedelta(hours=6))
    logged(he, wang)
    clock.freeze(MONDAY_TEN)
    logged(he, li)
    at = screen(FILE, he)

    at.pills(key="complaints_only").set_value(["overdue"]).run()

    assert everybody(at) == ["王芳"]


@pytest.mark.usefixtures("two_cases")
@pytest.mark.parametrize("words", ["王芳", "wf", "包装"])
def test_the_search_finds_by_customer_initials_and_words(screen, he, words):
    at = screen(FILE, he)

    at.text_input(key="complaints_search").set_value(words).run()

    assert everybody(at) == ["王芳"]


@pytest.mark.usefixtures("two_cases")
def test_a_choice_of_the_menu_is_a_chip_that_a_click_takes_away(screen, he):
    at = screen(FILE, he)
    at.selectbox(key="complaints_category").set_value(ComplaintCategory.PRICE).run()
    assert everybody(at) == ["李强"]

    at.button(key="complaint_chip_category").click().run()
    assert set(everybody(at)) == {"王芳", "李强"}


@pytest.mark.usefixtures("two_cases")
def test_nothing_fits_and_one_click_clears_all(screen, he):
    at = screen(FILE, he)
    at.text_input(key="complaints_search").set_value("不存在").run()
    at.selectbox(key="complaints_severity").set_value(Severity.MINOR).run()

    at.button(key="complaints_clear").click().run()

    assert set(everybody(at)) == {"王芳", "李强"}


@pytest.mark.usefixtures("two_cases")
def test_filters_stay_while_one_looks_at_something_else(screen, he):
    at = screen(FILE, he)
    at.pills(key="complaints_only").set_value(["mine"]).run()

    at.switch_page(str(FRAME.parent.parent / "pages/today/my_day.py")).run()
    at.switch_page(str(FRAME.parent.parent / "pages" / FILE)).run()

    assert everybody(at) == ["李强"]


@pytest.mark.usefixtures("two_cases")
def test_a_link_brings_filters_and_they_leave_the_address(screen, he):
    at = screen(FILE, he, category="price", q="李")

    assert everybody(at) == ["李强"]
    assert not {"category", "q"} & set(at.query_params)


@pytest.mark.usefixtures("two_cases")
@pytest.mark.parametrize("nonsense", [{"category": "<b>"}, {"team_id": "9" * 30}, {"severity": "price"}])
def test_what_is_no_filter_in_an_address_is_none(screen, he, nonsense):
    at = screen(FILE, he, **nonsense)

    assert not at.exception
    assert set(everybody(at)) == {"王芳", "李强"}


def test_a_wish_opens_the_drawer_at_its_form_and_moves_nothing(screen, he, two_cases):
    at = wish(screen(FILE, he), id=two_cases[0], move="accept")

    assert at.query_params["complaint"] == str(two_cases[0])
    assert at.query_params["move"] == "accept"
    assert lanes(at)["to_accept"] == ["王芳"]


def test_opening_another_card_leaves_the_form_of_the_first(screen, he, two_cases):
    at = wish(screen(FILE, he), id=two_cases[0], move="accept")
    at = wish(at, id=two_cases[1])

    assert at.query_params["complaint"] == str(two_cases[1])
    assert "move" not in at.query_params


@pytest.mark.usefixtures("two_cases")
@pytest.mark.parametrize("said", [{"id": "x"}, {"id": -1}, {}, {"id": 10**12}, {"move": "accept"}, {"id": [1]}])
def test_what_a_browser_makes_up_opens_nothing(screen, he, said):
    at = wish(screen(FILE, he), **said)

    assert not at.exception
    assert "complaint" not in at.query_params


def test_a_move_that_there_is_not_opens_the_file_alone(screen, he, two_cases):
    at = wish(screen(FILE, he), id=two_cases[0], move="delete everything")

    assert not at.exception
    assert "move" not in at.query_params


def lines(at):
    """The list, line by line."""
    told = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return next(one for one in told if "rows" in one)


@pytest.fixture
def sixty_cases(he, wang):
    with database.transaction() as session:
        for number in range(60):
            new = NewComplaint(
                ComplaintKind.COMPLAINT,
                Medium.PHONE,
                ComplaintCategory.QUALITY,
                f"第{number}件",
                wang.id,
                remedy_requested="没说",
            )
            complaints.register(session, he, complaint=new)


@pytest.mark.usefixtures("sixty_cases")
def test_the_list_has_pages_and_another_choice_starts_at_its_first(screen, he):
    at = screen(FILE, he)
    at.segmented_control(key="complaints_view").set_value("list").run()
    assert (len(lines(at)["rows"]), lines(at)["paging"]["caption"]) == (50, "60 cases")

    at.session_state["complaint_list"] = {"turn": {"of": lines(at)["paging"]["of"], "page": 2, "order": "received"}}
    assert len(lines(at.run())["rows"]) == 10

    at.segmented_control(key="complaints_span").set_value("all").run()
    assert lines(at)["paging"]["page"] == 1


@pytest.mark.usefixtures("two_cases")
def test_the_list_of_what_ended_is_empty_while_nothing_ended(screen, he):
    at = screen(FILE, he)
    at.segmented_control(key="complaints_view").set_value("list").run()
    assert len(lines(at)["rows"]) == 2

    at.segmented_control(key="complaints_span").set_value("ended").run()
    assert not [part for part in at.get("bidi_component") if "rows" in json.loads(part.proto.json)]


def test_nothing_open_is_good_news(screen, he):
    assert "every customer has been answered" in screen(FILE, he).success[0].value


@pytest.mark.usefixtures("two_cases")
def test_a_stranger_sees_no_card_and_the_analyst_no_board(screen, xu, fang):
    assert "every customer has been answered" in screen(FILE, xu).success[0].value
    assert "Your role does not allow this" in screen(FILE, fang).error[0].value


@pytest.mark.usefixtures("two_cases")
def test_only_who_may_register_is_offered_it(screen, he, qian):
    def offered(at):
        return "Register a complaint" in [link.proto.label for link in at.get("page_link")]

    assert offered(screen(FILE, he))
    assert not offered(screen(FILE, qian))
    assert everybody(screen(FILE, qian))


@pytest.mark.usefixtures("two_cases")
def test_the_board_speaks_chinese(screen, he):
    at = screen(FILE, he, language="zh_CN")

    assert at.title[0].value == "投诉"
    assert drawn(at)["words"]["left"] == "剩 {time}"
    assert not at.exception

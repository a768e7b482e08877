"""The directory on the screen."""

import json

import pytest
from sqlmodel import col, select

from care import customers
from care.customers import NewContact
from db import session as database
from db.models import AuditEntry, ChannelType, Tier
from tests.conftest import FRAME

FILE = "customers/directory.py"


def lines(at):
    """What the list shows, line by line."""
    (part,) = at.get("bidi_component")
    return [[cell["text"] for cell in row["cells"]] for row in json.loads(part.proto.json)["rows"]]


def names(at):
    return [line[0] for line in lines(at)]


@pytest.fixture
def two_customers(lin):
    with database.transaction() as session:
        for name, mobile, region in (("王芳", "13800138000", "上海"), ("李强", "13911112222", "北京")):
            contact = NewContact(channels={ChannelType.MOBILE: mobile})
            customers.create_customer(session, lin, details={"name": name, "region": region}, contacts=(contact,))


@pytest.mark.usefixtures("two_customers")
def test_typing_finds_by_initials_and_by_four_digits(screen, lin):
    at = screen(FILE, lin)
    assert set(names(at)) == {"王芳", "李强"}

    at.text_input(key="directory_search").set_value("wf").run()
    assert names(at) == ["王芳"]

    at.text_input(key="directory_search").set_value("2222").run()
    assert names(at) == ["李强"]
    assert lines(at)[0][2] == "139****2222"


@pytest.mark.usefixtures("two_customers")
def test_the_search_above_every_page_arrives_as_q_and_leaves_the_address(screen, lin):
    at = screen(FILE, lin, q="王")

    assert names(at) == ["王芳"]
    assert "q" not in at.query_params


@pytest.mark.usefixtures("two_customers")
def test_filters_in_use_are_chips_that_a_click_takes_away(screen, lin):
    at = screen(FILE, lin)
    at.multiselect(key="directory_region").set_value(["上海"]).run()
    assert names(at) == ["王芳"]

    at.button(key="chip_0").click().run()
    assert set(names(at)) == {"王芳", "李强"}


def paging(at):
    """What stands around the list."""
    (part,) = at.get("bidi_component")
    return json.loads(part.proto.json)["paging"]


def turn(at, **chosen):
    """As the list in the browser says which page or order was chosen."""
    at.session_state["directory"] = {"turn": {"of": paging(at)["of"], "page": 1, "order": "recent"} | chosen}
    return at.run()


@pytest.fixture
def sixty_customers(a_customer, lin):
    for number in range(60):
        a_customer(f"客户{number:02}", owner=lin)


@pytest.mark.usefixtures("sixty_customers")
def test_the_second_page_has_the_rest_and_another_choice_starts_at_its_first(screen, lin):
    at = screen(FILE, lin)
    first = names(at)
    assert (len(first), paging(at)["caption"], paging(at)["numbers"]) == (50, "60 customers", [1, 2])

    turn(at, page=2)
    assert len(names(at)) == 10
    assert not set(first) & set(names(at))

    at.multiselect(key="directory_tier").set_value([Tier.C]).run()
    assert (len(names(at)), paging(at)["page"]) == (50, 1)


@pytest.mark.usefixtures("sixty_customers")
def test_the_list_is_sorted_as_chosen(screen, lin):
    at = screen(FILE, lin)
    assert list(dict(paging(at)["orders"])) == ["recent", "name", "newest", "revenue"]

    assert names(turn(at, order="name"))[0] == "客户00"
    assert names(turn(at, order="newest"))[0] == "客户59"


@pytest.mark.usefixtures("sixty_customers")
@pytest.mark.parametrize("nonsense", [{"page": "x"}, {"page": -3}, {"page": 10**9}, {"order": "; DROP"}, {"of": ""}])
def test_what_a_browser_makes_up_about_pages_shows_a_page_that_exists(screen, lin, nonsense):
    at = turn(screen(FILE, lin), **nonsense)

    assert not at.exception
    assert names(at)


@pytest.mark.usefixtures("two_customers")
def test_nothing_found_offers_to_clear_search_and_filters(screen, lin):
    at = screen(FILE, lin)
    at.multiselect(key="directory_tier").set_value([Tier.A]).run()
    at.text_input(key="directory_search").set_value("不存在").run()
    assert "Nobody fits" in at.info[0].value

    at.button(key="clear").click().run()
    assert set(names(at)) == {"王芳", "李强"}


def test_an_empty_directory_leads_to_the_import_or_to_the_form(screen, chen, lin):
    assert "no customer here yet" in screen(FILE, chen).info[0].value
    assert [link.proto.label for link in screen(FILE, chen).get("page_link")].count("Import a spreadsheet") == 1
    assert "Import a spreadsheet" not in [link.proto.label for link in screen(FILE, lin).get("page_link")]


@pytest.mark.usefixtures("two_customers")
def test_a_stranger_finds_nobody(screen, xu):
    at = screen(FILE, xu)

    assert not at.get("bidi_component")
    at = screen(FILE, xu, q="王芳")
    assert "Nobody fits" in at.info[0].value


def test_the_analyst_may_not_open_it(screen, fang):
    at = screen(FILE, fang)

    assert "Your role does not allow this" in at.error[0].value
    assert not at.get("bidi_component")


@pytest.mark.usefixtures("two_customers")
def test_only_who_may_export_is_offered_it(screen, lin, zhou):
    assert "Export to Excel" not in [button.label for button in screen(FILE, lin).button]
    assert "Export to Excel" in [button.label for button in screen(FILE, zhou).button]


@pytest.mark.usefixtures("two_customers")
def test_an_export_asks_what_for_and_then_hands_the_file_out(screen, zhou):
    at = screen(FILE, zhou)
    export = next(button for button in at.button if button.label == "Export to Excel")
    at = export.click().run()
    assert any("say what the file is for" in caption.value for caption in at.caption)

    at.text_input(key="customer_export_reason").set_value("年度拜访")
    at = next(button for button in at.button if button.label == "Export to Excel").click().run()

    assert not at.exception
    with database.reading() as session:
        assert session.exec(select(AuditEntry.action).where(col(AuditEntry.actor_id) == zhou.id)).all() == [
            "customer.exported"
        ]


@pytest.mark.usefixtures("two_customers")
def test_the_screen_speaks_chinese(screen, lin):
    at = screen(FILE, lin, language="zh_CN")

    assert at.title[0].value == "客户"
    assert not at.exception


@pytest.mark.usefixtures("two_customers")
def test_a_region_that_was_just_typed_can_be_filtered_by(screen, lin):
    at = screen(FILE, lin)
    assert "广州" not in at.multiselect(key="directory_region").options

    at.switch_page(str(FRAME.parent.parent / "pages/customers/new.py")).run()
    at.text_input(key="new_name").set_value("周杰")
    at.text_input(key="new_region").set_value("广州")
    next(button for button in at.button if button.label == "Save").click().run()
    at.switch_page(str(FRAME.parent.parent / "pages" / FILE)).run()

    assert "广州" in at.multiselect(key="directory_region").options

"""Registering a complaint on the screen: found, new or unknown, and nothing typed is ever lost."""

import pytest
from sqlmodel import col, select

from care import customers
from care.customers import NewContact
from db import session as database
from db.models import ChannelType, Complaint, ComplaintCategory, ComplaintKind, Customer, Medium, Severity

FILE = "complaints/new.py"


@pytest.fixture
def wang(lin):
    """王芳, whom 林静 looks after."""
    with database.transaction() as session:
        contact = NewContact(channels={ChannelType.MOBILE: "13800138000"})
        return customers.create_customer(session, lin, details={"name": "王芳"}, contacts=(contact,)).id


def complaints():
    with database.reading() as session:
        return list(session.exec(select(Complaint).order_by(col(Complaint.id))))


def fill(at, *, said="杯子漏水", wants="换一个"):
    at.button_group(key="intake_category").set_value(ComplaintCategory.QUALITY)
    at.text_area(key="intake_description").set_value(said)
    at.text_input(key="intake_remedy_requested").set_value(wants)
    return at


def save(at):
    return at.button(key="intake_save").click().run()


def told(at):
    """The captions, as they are read."""
    return [caption.value.replace("\\", "") for caption in at.caption]


@pytest.mark.parametrize("typed", ["8000", "王芳", "wf", "wangfang"])
def test_a_customer_is_found_by_digits_name_or_pinyin_and_the_complaint_is_theirs(screen, lin, wang, typed):
    at = screen(FILE, lin, language="zh_CN")
    at.text_input(key="intake_search").set_value(typed).run()
    at.button(key=f"pick_{wang}").click().run()
    save(fill(at))

    (row,) = complaints()
    assert (row.customer_id, row.category, row.channel) == (wang, ComplaintCategory.QUALITY, Medium.PHONE)
    assert row.number.startswith("TS-202603-")
    assert row.opened_by_id == lin.id
    assert any("已登记" in words.value for words in at.markdown)
    assert not at.text_area, "Enter once more would register it twice"
    at.button(key="intake_another").click().run()
    assert at.text_area(key="intake_description").value == ""


def test_from_a_customers_file_the_customer_is_chosen_already(screen, lin, wang):
    save(fill(screen(FILE, lin, customer=str(wang))))

    assert [row.customer_id for row in complaints()] == [wang]


def test_the_customer_file_leads_here(screen, lin, wang):
    at = screen("customers/profile.py", lin, customer=str(wang))

    assert any("new-complaint" in str(link.proto) or "Register a complaint" in str(link.proto) for link in at.page_link)


def test_a_new_customer_is_added_on_the_way(screen, he):
    at = screen(FILE, he)
    at.button_group(key="intake_who").set_value("new").run()
    at.text_input(key="intake_name").set_value("赵雷")
    at.text_input(key="intake_mobile").set_value("13900139000")
    save(fill(at))

    with database.reading() as session:
        customer = session.exec(select(Customer)).one()
    assert (customer.name, customer.mobile) == ("赵雷", "+8613900139000")
    assert [row.customer_id for row in complaints()] == [customer.id]


def test_a_new_customer_who_is_here_already_is_shown_and_can_be_taken(screen, he, wang):
    at = screen(FILE, he)
    at.button_group(key="intake_who").set_value("new").run()
    at.text_input(key="intake_name").set_value("王小芳")
    at.text_input(key="intake_mobile").set_value("13800138000")
    save(fill(at))

    assert complaints() == []
    assert "seems to be here already" in at.warning[0].value
    at.button(key=f"same_{wang}").click().run()
    assert at.text_area(key="intake_description").value == "杯子漏水"
    save(at)
    assert [row.customer_id for row in complaints()] == [wang]


def test_somebody_unknown_is_told_of_their_data_or_leaves_none(screen, he):
    at = screen(FILE, he)
    at.button_group(key="intake_who").set_value("other").run()
    at.text_input(key="intake_reporter_name").set_value("路人甲")
    save(fill(at))
    assert complaints() == []
    assert any("tell them first" in words for words in told(at))

    at.checkbox(key="intake_notice_shown").check()
    save(at)
    assert [(row.customer_id, row.reporter_name) for row in complaints()] == [(None, "路人甲")]


def test_anonymous_needs_nothing_but_what_was_said(screen, he):
    at = screen(FILE, he)
    at.button_group(key="intake_who").set_value("other").run()
    save(fill(at))

    assert [(row.customer_id, row.reporter_name) for row in complaints()] == [(None, "")]


@pytest.mark.parametrize(("language", "missing"), [("en", "Please choose what it is about."), ("zh_CN", "新建投诉")])
def test_each_problem_stands_beside_its_field_and_what_was_typed_stays(screen, lin, wang, language, missing):
    at = screen(FILE, lin, language=language, customer=str(wang))
    at.text_area(key="intake_description").set_value("杯子漏水")
    save(at)

    assert complaints() == []
    assert any(":red[" in words for words in told(at))
    assert missing in " ".join([*told(at), at.title[0].value])
    assert at.text_area(key="intake_description").value == "杯子漏水"


def test_without_a_customer_the_form_asks_and_keeps_what_was_typed(screen, lin):
    at = save(fill(screen(FILE, lin)))

    assert "Please choose the customer" in at.error[0].value
    assert at.text_area(key="intake_description").value == "杯子漏水"


def test_words_of_danger_make_it_critical_and_the_screen_says_so(screen, lin, wang):
    at = save(fill(screen(FILE, lin, customer=str(wang)), said="插头漏电，有人受伤"))

    assert complaints()[0].severity is Severity.CRITICAL
    badges = " ".join(words.value for words in at.markdown)
    assert "Critical because of what the customer said" in badges
    assert "First response" in badges


def test_praise_needs_no_wish_and_has_its_kind(screen, lin, wang):
    at = screen(FILE, lin, customer=str(wang))
    at.button_group(key="intake_kind").set_value(ComplaintKind.PRAISE).run()
    save(fill(at, wants=""))

    assert [row.kind for row in complaints()] == [ComplaintKind.PRAISE]


def test_an_open_case_of_the_customer_is_shown_before_another_is_typed(screen, lin, wang):
    save(fill(screen(FILE, lin, customer=str(wang))))
    at = screen(FILE, lin, customer=str(wang))

    assert "open cases" in at.info[0].value


def test_the_very_same_once_more_is_the_one_that_is_there(screen, he):
    at = screen(FILE, he)
    for _again in range(2):
        at.button_group(key="intake_who").set_value("other").run()
        save(fill(at))
        assert "TS-202603-0001" in " ".join(words.value.replace("\\", "") for words in at.markdown)
        at.button(key="intake_another").click().run()

    assert len(complaints()) == 1


def test_a_stranger_cannot_register_for_anothers_customer(screen, xu, wang):
    at = screen(FILE, xu, customer=str(wang))

    assert "does not exist" in at.error[0].value


def test_the_auditor_may_not_register(screen, qian):
    at = screen(FILE, qian)

    assert "Your role does not allow this" in at.error[0].value


@pytest.mark.parametrize("said", ["![x](http://evil)", "$$\\frac", "</style><script>", "😀" * 500, "a\n\n# b", "‮abc"])
def test_absurd_words_are_shown_as_they_are(screen, lin, wang, said):
    at = save(fill(screen(FILE, lin, customer=str(wang)), said=said))
    at = screen("complaints/complaint.py", lin, complaint=str(complaints()[0].id))

    assert not at.exception
    assert not any("http://evil)" in words.value for words in at.markdown)

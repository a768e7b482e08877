"""Adding a customer on the screen."""

from sqlmodel import col, select

from care import customers
from care.customers import NewContact
from db import session as database
from db.models import ChannelType, Customer

FILE = "customers/new.py"


def save(at):
    return next(button for button in at.button if button.label == "Save").click().run()


def everybody():
    with database.reading() as session:
        return [(row.name, row.mobile) for row in session.exec(select(Customer).order_by(col(Customer.id)))]


def test_phone_and_name_are_enough_and_the_new_file_opens(screen, lin):
    at = screen(FILE, lin)
    at.text_input(key="new_mobile").set_value("138 0013 8000")
    at.text_input(key="new_name").set_value("王芳")
    at = save(at)

    assert everybody() == [("王芳", "+8613800138000")]
    assert at.title[0].value == "王芳"


def test_each_problem_stands_beside_its_field_and_what_was_typed_stays(screen, lin):
    at = screen(FILE, lin)
    at.text_input(key="new_mobile").set_value("1380013")
    at = save(at)

    said = [caption.value for caption in at.caption]
    assert any("not a phone number" in words for words in said)
    assert any("enter a name" in words for words in said)
    assert at.text_input(key="new_mobile").value == "1380013"
    assert everybody() == []


def test_a_likely_duplicate_is_shown_and_saved_only_when_a_person_says_so(screen, lin):
    with database.transaction() as session:
        contact = NewContact(channels={ChannelType.MOBILE: "13800138000"})
        customers.create_customer(session, lin, details={"name": "王芳"}, contacts=(contact,))
    at = screen(FILE, lin)
    at.text_input(key="new_mobile").set_value("13800138000")
    at.text_input(key="new_name").set_value("王小芳")
    at = save(at)

    assert "seems to be here already" in at.warning[0].value
    assert any("王芳" in words.value and "same phone" in words.value for words in at.markdown)
    assert len(everybody()) == 1

    at.button(key="save_anyway").click().run()
    assert len(everybody()) == 2


def test_the_auditor_may_not_add_customers(screen, qian):
    at = screen(FILE, qian)

    assert "Your role does not allow this" in at.error[0].value
    assert "new_name" not in [field.key for field in at.text_input]


def test_the_form_speaks_chinese(screen, lin):
    at = screen(FILE, lin, language="zh_CN")

    assert at.title[0].value == "新建客户"
    assert not at.exception

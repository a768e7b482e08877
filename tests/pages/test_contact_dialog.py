"""A customer's contact in its dialog: nothing is lost that the reader did not take away."""

import pytest
from sqlmodel import col, select

from care import customers
from care.customers import NewContact
from db import session as database
from db.models import AuditEntry, Channel, ChannelType, Contact

FILE = "customers/profile.py"


@pytest.fixture
def wang(lin):
    """王芳 with a mobile, and her contact's id."""
    with database.transaction() as session:
        contact = NewContact(channels={ChannelType.MOBILE: "13800138000"})
        row = customers.create_customer(session, lin, details={"name": "王芳"}, contacts=(contact,))
        return row.id, session.exec(select(Contact.id)).one()


def numbers():
    with database.reading() as session:
        return list(session.exec(select(Channel.value).order_by(col(Channel.value))))


def opened(screen, actor, wang):
    customer_id, contact_id = wang
    return screen(FILE, actor, customer=str(customer_id), do="contact", contact=str(contact_id))


def save(at):
    return at.button(key="dialog_save").click().run()


def test_a_contact_opened_by_its_address_keeps_its_numbers_when_saved(screen, lin, wang):
    at = opened(screen, lin, wang)
    assert at.text_input(key=f"contact_mobile_{wang[1]}").value == "+8613800138000"
    at.text_input(key=f"contact_title_{wang[1]}").set_value("经理")
    save(at)

    assert numbers() == ["+8613800138000"]
    with database.reading() as session:
        assert session.exec(select(Contact.title)).one() == "经理"
        assert session.exec(select(AuditEntry.action)).all().count("customer.revealed") == 1


def test_a_number_that_a_colleague_added_meanwhile_stays(screen, lin, he, wang):
    at = opened(screen, lin, wang)
    seen = customers.Reach(ChannelType.MOBILE, "+8613800138000")
    with database.transaction() as session:
        both = {ChannelType.MOBILE: "13800138000; 13900139000"}
        customers.edit_contact(session, he, wang[1], name="王芳", title="", channels=both, seen=(seen,))

    at.text_input(key=f"contact_email_{wang[1]}").set_value("wang@qq.com")
    save(at)

    assert numbers() == ["+8613800138000", "+8613900139000", "wang@qq.com"]


def test_a_number_taken_out_of_the_field_goes(screen, lin, wang):
    at = opened(screen, lin, wang)
    at.text_input(key=f"contact_mobile_{wang[1]}").set_value("13700137000")
    save(at)

    assert numbers() == ["+8613700137000"]


def test_a_way_that_has_no_field_here_stays(screen, lin, wang):
    with database.transaction() as session:
        customers.edit_contact(session, lin, wang[1], name="王芳", title="", channels={ChannelType.QQ: "12345"})

    save(opened(screen, lin, wang))

    assert numbers() == ["+8613800138000", "12345"]

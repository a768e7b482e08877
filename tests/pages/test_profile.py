"""A customer's file on the screen."""

from datetime import date

import pytest
from sqlmodel import select

from care import customers, orders
from care.customers import NewContact
from db import session as database
from db.models import AuditEntry, ChannelType, Customer, OrderStatus, Tier
from ui.safe import esc

FILE = "customers/profile.py"


@pytest.fixture
def wang(lin):
    with database.transaction() as session:
        contact = NewContact(channels={ChannelType.MOBILE: "13800138000"})
        row = customers.create_customer(session, lin, details={"name": "王芳", "region": "上海"}, contacts=(contact,))
        return row.id


def stored(customer_id):
    with database.reading() as session:
        return session.get(Customer, customer_id)


def said(at):
    return " ".join(part.value for parts in (at.markdown, at.caption, at.warning, at.info) for part in parts)


def save(at):
    return next(button for button in at.button if button.label == "Save").click().run()


def edit(screen, actor, customer_id, **typed):
    """Open the drawer and type; nothing is saved yet."""
    at = screen(FILE, actor, customer=str(customer_id))
    at.button(key="edit").click().run()
    for name, value in typed.items():
        at.text_input(key=f"edit_{customer_id}_{name}").set_value(value)
    return at


def test_the_file_opens_by_its_address(screen, lin, wang):
    at = screen(FILE, lin, customer=str(wang))

    assert at.title[0].value == "王芳"
    assert "上海" in said(at)
    assert esc("138****8000") in at.caption[0].value
    assert not at.exception


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_tab_and_dialog_opens_in_both_languages(screen, chen, wang, language):
    with database.transaction() as session:
        orders.record_order(session, chen, wang, order=orders.NewOrder(date(2026, 3, 1), 12_000))
    for what in ("", "tier", "owner", "consent", "tags", "remove", "order", "contact"):
        at = screen(FILE, chen, language=language, customer=str(wang), **({"do": what} if what else {}))
        assert not at.exception, what
        assert not at.error, what
    at = screen(FILE, chen, language=language, customer=str(wang), edit="1")
    assert not at.exception


@pytest.mark.parametrize("address", [{}, {"customer": "999"}, {"customer": "x"}, {"customer": "-1"}])
def test_a_wrong_address_and_somebody_elses_file_look_alike(screen, xu, wang, address):
    theirs = screen(FILE, xu, customer=str(wang))
    wrong = screen(FILE, xu, **address)

    assert [error.value for error in theirs.error] == [error.value for error in wrong.error]
    assert "王芳" not in said(theirs)


def test_an_edit_is_saved_and_the_drawer_closes(screen, lin, wang):
    at = save(edit(screen, lin, wang, region="杭州"))

    assert stored(wang).region == "杭州"
    assert "edit" not in at.query_params
    assert "杭州" in said(at)


def test_a_problem_stands_beside_its_field(screen, lin, wang):
    at = save(edit(screen, lin, wang, name=" "))

    assert "Please enter a name." in said(at).replace("\\", "")
    assert stored(wang).name == "王芳"


def test_two_writers_the_second_is_told_sees_both_and_loses_nothing(screen, lin, he, wang):
    first = edit(screen, he, wang, region="杭州", industry="餐饮")
    second = edit(screen, lin, wang, region="苏州", address="人民路 1 号")
    save(first)

    second = save(second)
    assert stored(wang).region == "杭州"
    (choice,) = [radio for radio in second.radio if radio.key == "choose_region"]
    assert choice.options == ["Theirs: 杭州", "Mine: 苏州"]
    assert "餐饮" in said(second)
    assert "人民路" in said(second)

    second.button(key="settle").click().run()
    kept = stored(wang)
    assert (kept.region, kept.industry, kept.address) == ("苏州", "餐饮", "人民路 1 号")


def test_the_second_writer_may_leave_the_field_to_the_first(screen, lin, he, wang):
    first = edit(screen, he, wang, region="杭州")
    second = edit(screen, lin, wang, region="苏州", address="人民路 1 号")
    save(first)
    second = save(second)

    second.radio(key="choose_region").set_value("theirs")
    second.button(key="settle").click().run()

    kept = stored(wang)
    assert (kept.region, kept.address) == ("杭州", "人民路 1 号")


def test_numbers_are_masked_until_shown_in_full_and_that_is_logged(screen, lin, wang):
    at = screen(FILE, lin, customer=str(wang))
    at.session_state["profile_tabs"] = "Contacts"
    at.run()
    assert "138\\*\\*\\*\\*8000" in said(at)

    at.button(key="reveal").click().run()

    assert "138 0013 8000" in said(at)
    with database.reading() as session:
        assert session.exec(select(AuditEntry.count).where(AuditEntry.action == "customer.revealed")).all() == [1]


def test_one_click_verifies_and_one_takes_it_back(screen, lin, a_customer):
    old = a_customer("李强", owner=lin)
    at = screen(FILE, lin, customer=str(old.id))

    at.button(key="verify").click().run()
    assert stored(old.id).last_verified_at is not None

    at.button(key="unverify").click().run()
    assert stored(old.id).last_verified_at is None


def test_the_tier_is_set_with_a_reason(screen, he, wang):
    at = screen(FILE, he, customer=str(wang), do="tier")
    at.session_state["new_tier"] = Tier.A
    at.button(key="dialog_save").click().run()
    assert "say why" in said(at)

    at.text_input(key="tier_reason").set_value("大客户")
    at.button(key="dialog_save").click().run()

    assert stored(wang).tier is Tier.A


def test_a_new_stand_in_leaves_an_owner_out_of_reach_in_charge(screen, zhou, lin, xu, a_customer):
    theirs = a_customer("李强", owner=xu, backup_owner_id=zhou.id)
    at = screen(FILE, zhou, customer=str(theirs.id), do="owner")
    assert at.selectbox(key="new_owner").value == xu.id

    at.selectbox(key="new_backup_owner").set_value(lin.id)
    at.button(key="dialog_save").click().run()

    kept = stored(theirs.id)
    assert (kept.owner_id, kept.backup_owner_id) == (xu.id, lin.id)


def test_sales_are_not_offered_what_they_may_not_do(screen, lin, wang):
    keys = {button.key for button in screen(FILE, lin, customer=str(wang)).button}

    assert {"edit", "verify", "do_tags"} <= keys
    assert not keys & {"do_tier", "do_owner", "do_consent", "do_remove"}
    assert not screen(FILE, lin, customer=str(wang), do="tier").get("dialog")


def test_an_order_opens_by_its_address_and_can_be_cancelled(screen, he, wang):
    with database.transaction() as session:
        order = orders.record_order(session, he, wang, order=orders.NewOrder(date(2026, 3, 1), 12_000))
    at = screen(FILE, he, customer=str(wang), order=str(order.id))

    at.session_state[f"order_status_{order.id}"] = OrderStatus.CANCELLED
    at.button(key="order_save").click().run()

    assert stored(wang).order_count == 0
    assert "order" not in at.query_params


@pytest.mark.parametrize(
    ("do", "field"),
    [("tier", "tier_reason"), ("consent", "consent_evidence"), ("contact", "contact_name_0"), ("order", "order_note")],
)
def test_enter_saves_a_dialog(screen, chen, wang, do, field):
    at = screen(FILE, chen, customer=str(wang), do=do)

    assert at.text_input(key=field).form_id

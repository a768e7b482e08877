"""Taking a customer off every list, and back with one click."""

from sqlmodel import col, select

from care import customers
from db import session as database
from db.models import AuditEntry, Customer

LIST = "customers/directory.py"


def test_a_removal_is_taken_back_with_one_click(screen, chen, a_customer):
    wang = a_customer("王芳", owner=chen)
    at = screen(LIST, chen)
    assert "restore" not in [button.key for button in at.button]
    with database.transaction() as session:
        customers.remove_customer(session, chen, wang.id, reason="重复")
    at.session_state["removed"] = {"id": wang.id, "name": "王芳"}

    at = at.run()
    assert any("王芳 was removed" in caption.value for caption in at.caption)
    at.button(key="restore").click().run()

    assert "restore" not in [button.key for button in at.button]
    with database.reading() as session:
        assert session.get_one(Customer, wang.id).deleted_at is None
        deeds = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
    assert deeds == ["customer.removed", "customer.restored"]

"""Customers made the way people make them."""

import pytest

from care import customers
from db.models import ChannelType


@pytest.fixture
def file(session):
    """Create a customer by the command: file(lin, "王芳", mobile="13800138000", region="上海")."""

    def make(actor, name="王芳", *, mobile="", email="", owner_id=None, is_another=True, **details):
        channels = {ChannelType.MOBILE: mobile, ChannelType.EMAIL: email}
        return customers.create_customer(
            session,
            actor,
            details={"name": name, **details},
            contacts=(customers.NewContact(channels=channels),),
            owner_id=owner_id,
            is_another=is_another,
        )

    return make

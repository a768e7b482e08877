"""Texts that no keyboard writes: refused or kept, on every database alike, never an error without words."""

from contextlib import suppress
from functools import partial

import pytest

from care import customers, orders, privacy
from care.customers import NewContact
from core import clock
from core.errors import Refusal
from db import session as database
from db.models import ChannelType, ConsentPurpose, ConsentStatus

NUL = "王\x00芳"
ABSURD = [NUL, "王" * 10_000, "👩‍👩‍👧‍👦" * 40, "㍿" * 200, "\u202eevil", "a" * 250 + "@example.com", "İ" * 200]


@pytest.fixture
def wang(chen):
    with database.transaction() as session:
        return customers.create_customer(session, chen, details={"name": "王芳"}).id


def deeds(actor, customer_id, text):
    """Everything that takes a text typed by hand."""
    contact = NewContact(name=text, channels={ChannelType.WECHAT: text, ChannelType.EMAIL: text})
    consent = partial(privacy.record_consent, purpose=ConsentPurpose.CARE, status=ConsentStatus.GIVEN, channel="form")
    order = orders.NewOrder(ordered_on=clock.today(), amount_cents=1, number=text, store=text, note=text)
    return {
        "create": lambda s: customers.create_customer(s, actor, details={"name": text}, is_another=True),
        "contacts": lambda s: customers.create_customer(
            s, actor, details={"name": "李强"}, contacts=(contact,), is_another=True
        ),
        "edit": lambda s: customers.edit_customer(s, actor, customer_id, version=1, changes={"needs": text}),
        "tag": lambda s: customers.tag_customer(s, actor, customer_id, tags=[text]),
        "order": lambda s: orders.record_order(s, actor, customer_id, order=order),
        "consent": lambda s: consent(s, actor, customer_id, evidence=text),
        "search": lambda s: customers.directory(s, actor, search=text),
        "export": lambda s: customers.export_file(s, actor, search=text),
    }


@pytest.mark.parametrize("text", ABSURD, ids=[f"{t[:3]!r}-{len(t)}" for t in ABSURD])
@pytest.mark.parametrize("deed", ["create", "contacts", "edit", "tag", "order", "consent", "search", "export"])
def test_an_absurd_text_is_kept_or_refused_in_words(chen, wang, deed, text):
    with suppress(Refusal), database.transaction() as session:
        deeds(chen, wang, text)[deed](session)

    with database.reading() as session:
        assert customers.directory(session, chen).total >= 1

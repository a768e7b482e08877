"""Columns of the file that follow from other rows: kept in step by every command that changes those."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from care.customers.completeness import FACTS, completeness
from care.customers.indexing import findable
from db.models import Channel, ChannelType, Contact, Customer

_SEARCHED = frozenset({ChannelType.MOBILE, ChannelType.LANDLINE, ChannelType.EMAIL, ChannelType.WECHAT, ChannelType.QQ})


def keep_up(session: Session, customer: Customer) -> None:
    """Search text, sort name, first mobile and completeness, from the file as the session has it.

    Not part of anybody's edit: the version stays, so that a new phone number conflicts with nobody's form.
    """
    session.flush()
    channels = session.exec(
        select(Channel)
        .where(col(Channel.customer_id) == customer.id)
        .order_by(col(Channel.is_primary).desc(), col(Channel.id))
    ).all()
    names = session.exec(select(col(Contact.name)).where(col(Contact.customer_id) == customer.id)).all()
    searched = [channel.value for channel in channels if channel.type in _SEARCHED]
    found = findable(customer.name, customer.number, company=customer.company, others=[*names, *searched])
    facts = {field: getattr(customer, field, None) for field in FACTS}
    session.execute(
        update(Customer)
        .where(col(Customer.id) == customer.id)
        .values(
            name_key=found.name_key,
            sort_name=found.sort_name,
            search_text=found.search_text,
            search_grams=found.search_grams,
            mobile=next((c.value for c in channels if c.type is ChannelType.MOBILE), ""),
            completeness=completeness(facts, {channel.type for channel in channels}),
        )
    )

"""Free words that group customers across every other order (R8)."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care.customers.finding import find_to_change
from core.errors import Invalid
from core.i18n import _
from db.models import CustomerTag, Tag

_LONGEST = 40
_AT_MOST = 20


def tag_customer(session: Session, actor: Actor, customer_id: int, *, tags: Iterable[str]) -> list[str]:
    """The customer carries exactly these tags; one nobody used before comes into being."""
    actor.require(Permission.CUSTOMER_EDIT)
    customer = find_to_change(session, actor, customer_id, Permission.CUSTOMER_EDIT)
    names = list(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip()))
    if any(len(name) > _LONGEST for name in names):
        raise Invalid({"tags": _("A tag has at most {limit} characters.").format(limit=_LONGEST)})
    if len(names) > _AT_MOST:
        raise Invalid({"tags": _("A customer has at most {limit} tags.").format(limit=_AT_MOST)})

    session.execute(delete(CustomerTag).where(col(CustomerTag.customer_id) == customer.id))
    for tag in _tags(session, names):
        session.add(CustomerTag(customer_id=customer.id, tag_id=tag.id))
    audit.record(session, actor, "customer.tagged", customer, detail={"tags": names})
    return names


def tags_of(session: Session, customer_id: int) -> tuple[str, ...]:
    query = (
        select(col(Tag.name))
        .join(CustomerTag, col(CustomerTag.tag_id) == col(Tag.id))
        .where(col(CustomerTag.customer_id) == customer_id)
        .order_by(col(Tag.name))
    )
    return tuple(session.exec(query))


def _tags(session: Session, names: list[str]) -> list[Tag]:
    known = {tag.name: tag for tag in session.exec(select(Tag).where(col(Tag.name).in_(names)))}
    for name in names:
        if name not in known:
            known[name] = Tag(name=name)
            session.add(known[name])
    session.flush()
    return [known[name] for name in names]

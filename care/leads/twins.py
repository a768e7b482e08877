"""Who seems to be here already: among leads and among customers, whoever looks after them (R7)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import leads_visible_to
from care import customers
from care.leads.newcomers import Checked, NewLead, checked
from core import clock
from core.errors import Refusal
from core.i18n import N_, _
from db.models import Lead, LeadStage, Subject, User

SAME_REACH, SAME_NAME = N_("same phone or e-mail"), N_("same name")
_AT_MOST = 5
_GONE = (LeadStage.CONVERTED, LeadStage.INVALID)
"""Who became a customer is found as one; what never was a lead is none."""


class LikelyTwin(Refusal):
    """Somebody very like this is here already; nothing is saved until a person says it is another one."""

    def __init__(self, twins: "tuple[Twin, ...]") -> None:
        self.twins = twins
        super().__init__(_("This person seems to be here already. Please look before you save another lead."))


@dataclass(frozen=True)
class Twin:
    """Somebody like the one described; of one whom the actor may not open, no more than whom to ask about them."""

    subject: Subject
    """LEAD or CUSTOMER."""
    id: int | None
    name: str
    phone: str
    owner: str
    """Empty: nobody."""
    why: str


def resembling(session: Session, actor: Actor, *, lead: NewLead) -> tuple[Twin, ...]:
    """Leads and customers, of everybody's, who share a phone, an e-mail address or the name."""
    actor.require(Permission.LEAD_CREATE)
    return twins_of(session, actor, checked(lead, clock.now()))


def twins_of(session: Session, actor: Actor, wanted: Checked, *, apart_from: int = 0) -> tuple[Twin, ...]:
    return (*_leads(session, actor, wanted, apart_from), *customers_like(session, actor, wanted))


def customers_like(session: Session, actor: Actor, wanted: Checked) -> tuple[Twin, ...]:
    """By phone, e-mail and name; the firm that a lead speaks for may be a customer as well."""
    values = wanted.values
    found = dict.fromkeys(customers.resembling(session, actor, values["name"], values["region"], wanted.reaches))
    if values["company"]:
        firms = customers.resembling(session, actor, values["company"], values["region"], ())
        found |= dict.fromkeys(firms)
    return tuple(Twin(Subject.CUSTOMER, one.id, one.name, one.mobile, one.owner, one.why) for one in found)[:_AT_MOST]


def _leads(session: Session, actor: Actor, wanted: Checked, apart_from: int) -> list[Twin]:
    values = wanted.values
    reached = _having(session, "phone", values["phone"]) | _having(session, "email", values["email"])
    named = _having(session, "name_key", customers.name_key(values["name"]))
    query = (
        select(Lead, col(User.name), leads_visible_to(actor).label("visible"))
        .outerjoin(User, col(User.id) == col(Lead.owner_id))
        .where(col(Lead.id).in_((reached | named) - {apart_from}))
        .order_by(col(Lead.id).desc())
    )
    found = [
        _twin(row, owner or "", bool(may_open), SAME_REACH if row.id in reached else SAME_NAME)
        for row, owner, may_open in session.exec(query)
        if row.id in reached or _is_near(row.region, values["region"])
    ]
    return found[:_AT_MOST]


def _having(session: Session, field: str, value: str) -> set[int]:
    """The newest of them: one question a field, each answered by its own index."""
    if not value:
        return set()
    same = select(col(Lead.id)).where(col(getattr(Lead, field)) == value, col(Lead.stage).not_in(_GONE))
    return set(session.exec(same.order_by(col(Lead.id).desc()).limit(_AT_MOST * 4)))


def _is_near(one: str, other: str) -> bool:
    """The same region, or one of both is unknown."""
    return not one or not other or one == other


def _twin(row: Lead, owner: str, may_open: bool, why: str) -> Twin:
    return Twin(
        Subject.LEAD,
        row.id if may_open else None,
        row.name if may_open else customers.mask_name(row.name),
        customers.mask_phone(row.phone) if may_open and row.phone else "",
        owner,
        why,
    )

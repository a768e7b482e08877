"""Registering a lead: on the form, on a phone, from a file, from the firm's own web page."""

from sqlmodel import Session

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from care import customers, privacy
from care.leads.agreed import consents_text, dated
from care.leads.clocks import start
from care.leads.newcomers import Checked, NewLead, checked
from care.leads.numbering import next_number
from care.leads.owners import give_at_first
from care.leads.stages import begin
from care.leads.telling import tell_owner
from care.leads.twins import LikelyTwin, Twin, twins_of
from core import clock
from db import dialect
from db.models import Lead


def register(
    session: Session,
    actor: Actor,
    *,
    lead: NewLead,
    despite: bool = False,
    owner_id: int | None = None,
    import_job_id: int | None = None,
    is_historical: bool = False,
    number: str = "",
) -> Lead:
    """Take the lead down and give it to somebody: LikelyTwin unless `despite` says that it is another one.

    Without `owner_id`, whoever sees only their own has it; else the rules decide, and what they leave is queued.
    """
    actor.require(Permission.LEAD_CREATE)
    wanted = checked(lead, clock.now())
    dialect.lock_leads(session)  # of two who register the same person at once, the later sees the earlier
    if not despite and (twins := twins_of(session, actor, wanted)):
        raise LikelyTwin(twins)
    row = _row(session, actor, lead, wanted, number or next_number(session, clock.today()))
    row.import_job_id, row.is_historical = import_job_id, is_historical
    session.add(row)
    begin(session, actor, row, at=row.received_at if is_historical else clock.now())
    give_at_first(session, actor, row, owner_id)
    audit.record(session, actor, "lead.registered", row, detail={"origin": lead.origin.value})
    start(session, row)
    tell_owner(session, row, by_id=actor.id)
    return row


def register_or_compare(session: Session, actor: Actor, *, lead: NewLead) -> Lead | tuple[Twin, ...]:
    """The new lead, or those who seem to be the same, for a form to show."""
    try:
        return register(session, actor, lead=lead)
    except LikelyTwin as likely:
        return likely.twins


def _row(session: Session, actor: Actor, lead: NewLead, wanted: Checked, number: str) -> Lead:
    values = wanted.values
    ways = [values["phone"], values["email"], values["wechat"]]
    came = lead.received_at or clock.now()
    notice = privacy.version_in_force(session) if lead.consents else ""
    found = customers.findable(values["name"], number, company=values["company"], others=ways)
    return Lead(
        number=number,
        name_key=found.name_key,
        search_text=found.search_text,
        origin=lead.origin,
        source=lead.source,
        received_at=came,
        registered_by_id=actor.id,
        consents=consents_text(dated(lead.consents, came, notice)),
        notice_version=notice,
        **values,
    )

"""A customer's answers, purpose by purpose: the newest one is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, update
from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care import revisits
from care.customers import hold
from care.privacy.notices import EFFECTIVE_FROM, TEXT_EN, TEXT_ZH, VERSION
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _, language
from db.models import Consent, ConsentPurpose, ConsentStatus, Customer, PrivacyNotice, User

CHANNELS = ("form", "phone", "wechat", "paper", "email", "store")


@dataclass(frozen=True)
class Given:
    """What somebody agreed to before they were a customer."""

    purpose: ConsentPurpose
    channel: str
    evidence: str
    at: datetime
    notice_version: str
    """Of the notice they were told."""


@dataclass(frozen=True)
class Answer:
    purpose: ConsentPurpose
    status: ConsentStatus
    at: datetime
    channel: str
    evidence: str
    notice_version: str
    by: str


@dataclass(frozen=True)
class ShownNotice:
    version: str
    text: str


def record_consent(
    session: Session,
    actor: Actor,
    customer_id: int,
    *,
    purpose: ConsentPurpose,
    status: ConsentStatus,
    channel: str,
    evidence: str = "",
) -> Consent:
    """Write down an answer, under the notice in force today; earlier answers stay as history."""
    actor.require(Permission.CUSTOMER_CONSENT)
    _see(session, actor, customer_id, Permission.CUSTOMER_CONSENT)
    hold(session, [customer_id])
    _check(status, channel, evidence)
    consent = Consent(
        customer_id=customer_id, purpose=purpose, status=status, notice_id=_notice(session).id, channel=channel,
        evidence=evidence.strip()[:300], at=clock.now(), by_id=actor.id,
    )  # fmt: skip
    session.add(consent)
    detail = {"purpose": purpose.value, "status": status.value, "customer": customer_id}
    audit.record(session, actor, "customer.consent_recorded", consent, detail=detail)
    _mark(session, customer_id)
    return consent


def carry_over(session: Session, customer_id: int, *, given: Sequence[Given], by_id: int | None) -> None:
    """Write down for the customer what the lead had agreed to, as of then, unless they have said otherwise since."""
    later = select(Consent.purpose, Consent.at).where(col(Consent.customer_id) == customer_id)
    said = session.exec(later).all()
    fresh = [one for one in given if not any(of is one.purpose and at > one.at for of, at in said)]
    if not fresh:
        return
    present = _notice(session)
    known = {notice.version: notice.id for notice in session.exec(select(PrivacyNotice))}
    if VERSION not in known and any(one.notice_version == VERSION for one in fresh):
        known[VERSION] = _made(session).id  # nobody had answered under it while it was in force
    for one in fresh:
        consent = Consent(
            customer_id=customer_id,
            purpose=one.purpose,
            status=ConsentStatus.GIVEN,
            notice_id=known.get(one.notice_version, present.id),
            channel=one.channel,
            evidence=one.evidence.strip()[:300],
            at=one.at,
            by_id=by_id,
        )
        session.add(consent)
    session.flush()
    _mark(session, customer_id)


def consents_of(session: Session, actor: Actor, customer_id: int) -> tuple[Answer, ...]:
    """Every answer, the newest first."""
    _see(session, actor, customer_id, Permission.CUSTOMER_READ)
    rows = session.exec(
        select(Consent, col(PrivacyNotice.version), col(User.name))
        .join(PrivacyNotice, col(PrivacyNotice.id) == col(Consent.notice_id))
        .outerjoin(User, col(User.id) == col(Consent.by_id))
        .where(col(Consent.customer_id) == customer_id)
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
        .limit(200)
    )
    return tuple(
        Answer(row.purpose, row.status, row.at, row.channel, row.evidence, version, by or "")
        for row, version, by in rows
    )


def notice_in_force(session: Session, actor: Actor) -> str:
    """What is read to the customer, in the language of whoever asks."""
    actor.require(Permission.CUSTOMER_READ)
    return notice_shown(session).text


def notice_shown(session: Session) -> ShownNotice:
    """What everybody may read, in the reader's language: on the public form too."""
    notice = _newest(session, clock.today())
    if notice is None:
        return ShownNotice(VERSION, TEXT_ZH if language() == "zh_CN" else TEXT_EN)
    return ShownNotice(notice.version, notice.text_zh if language() == "zh_CN" else notice.text_en)


def version_in_force(session: Session) -> str:
    """Of the notice that people are told today."""
    notice = _newest(session, clock.today())
    return notice.version if notice else VERSION


def _check(status: ConsentStatus, channel: str, evidence: str) -> None:
    if channel not in CHANNELS:
        raise Invalid({"channel": _("Please say how the answer came.")})
    if status is ConsentStatus.GIVEN and not evidence.strip():
        raise Invalid({"evidence": _("Please say where the proof is: a form, a recording, a message.")})


def _notice(session: Session) -> PrivacyNotice:
    notice = _newest(session, clock.today()) or _first(session)
    return _made(session) if notice is None else notice


def _made(session: Session) -> PrivacyNotice:
    """The one that this product came with."""
    notice = PrivacyNotice(version=VERSION, text_zh=TEXT_ZH, text_en=TEXT_EN, effective_from=EFFECTIVE_FROM)
    session.add(notice)
    session.flush()
    return notice


def _first(session: Session) -> PrivacyNotice | None:
    """What is replayed from before it came into force is told under it all the same."""
    return session.exec(select(PrivacyNotice).where(col(PrivacyNotice.version) == VERSION)).first()


def _newest(session: Session, today: date) -> PrivacyNotice | None:
    query = select(PrivacyNotice).where(col(PrivacyNotice.effective_from) <= today)
    order = col(PrivacyNotice.effective_from).desc(), col(PrivacyNotice.id).desc()
    return session.exec(query.order_by(*order)).first()


def _see(session: Session, actor: Actor, customer_id: int, permission: Permission) -> None:
    reached = select(col(Customer.id)).where(col(Customer.id) == customer_id, customers_visible_to(actor, permission))
    if session.exec(reached).first() is None:
        raise NotFound


def _mark(session: Session, customer_id: int) -> None:
    """Keep on the file whether any purpose is consented to; whoever may not be called is not visited either."""
    later = Consent.__table__.alias("later")  # type: ignore[attr-defined]
    newer = exists().where(
        later.c.customer_id == col(Consent.customer_id),
        later.c.purpose == col(Consent.purpose),
        later.c.id > col(Consent.id),
    )
    given = select(col(Consent.id)).where(
        col(Consent.customer_id) == customer_id, col(Consent.status) == ConsentStatus.GIVEN, ~newer
    )
    has = session.exec(given).first() is not None
    session.execute(update(Customer).where(col(Customer.id) == customer_id).values(has_consent=has))
    revisits.replan(session, customer_id)

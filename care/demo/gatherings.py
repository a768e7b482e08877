"""Two customer events of the demo firm: a spring thank-you that was held, and a product trial to come."""

from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor
from care import events
from care.demo.office import Office
from care.events import Choice, NewEvent
from care.interactions import NewInteraction
from core import clock
from db.models import Attendee, AttendeeState, Customer, Direction, EventKind, Medium, Outcome, Tier

_THANKED, _ASKED, _COMES = timedelta(days=9), timedelta(days=24), timedelta(days=12)
_SAID = (
    "感谢邀请，很喜欢现场的明前龙井，想再订两盒。",
    "觉得茶艺讲解很有意思，希望秋天再办一次。",
    "现场人多，品鉴时间短了些；礼盒很满意。",
    "带去的朋友想了解企业定制，约下周再谈。",
)
_MOST = 18


def replay_events(session: Session, office: Office, *, seed: int) -> None:
    """As the product does it: invited, answered, ticked at the door, called afterwards."""
    chance, now = Random(f"gatherings {seed}"), clock.now()  # noqa: S311
    day = clock.start_of(clock.local(now - _THANKED).date())
    with clock.replay(day - _ASKED):
        thanks = events.plan_event(session, office.service, event=_thanks(day))
        _invite(session, office, thanks.id, tier=Tier.A)
        _answer(session, office, thanks.id, chance)
    with clock.replay(day + timedelta(hours=18)):
        _hold(session, office, thanks.id, chance)
    with clock.replay(day + timedelta(days=2, hours=11)):
        _call(session, office, thanks.id, chance)
    comes = clock.start_of(clock.local(now + _COMES).date())
    with clock.replay(office.awake_from(now - timedelta(days=3))):
        trial = events.plan_event(session, office.service, event=_trial(comes))
        _invite(session, office, trial.id, tier=Tier.B)
        _answer(session, office, trial.id, chance)


def _thanks(day: datetime) -> NewEvent:
    return NewEvent(
        "老客户答谢会·品茶会", EventKind.THANKS, day + timedelta(hours=14), day + timedelta(hours=17), "西湖国宾馆茶室",
        "请老客户品茶、听茶艺师讲保存方法，现场送答谢礼盒。", 20, 6_800_00,
    )  # fmt: skip


def _trial(day: datetime) -> NewEvent:
    return NewEvent(
        "新款紫砂壶体验会", EventKind.PRODUCT_TRIAL, day + timedelta(hours=10), day + timedelta(hours=12),
        "河坊街体验店二楼",
        "新款紫砂壶试用，现场开壶演示，听取改进意见。", 20, 2_000_00,
    )  # fmt: skip


def _invite(session: Session, office: Office, event_id: int, *, tier: Tier) -> None:
    """Some of this tier who agreed; each by whoever looks after them."""
    counted = events.invite_count(session, office.boss, event_id, choice=Choice(tiers=(tier,)))
    if not counted.new:
        return
    query = select(Customer).where(col(Customer.tier) == tier, col(Customer.deleted_at).is_(None))
    query = query.where(col(Customer.has_consent).is_(True)).order_by(col(Customer.number))
    invited = 0
    for customer in session.exec(query.limit(200)).all():
        seller = office.seller_of(customer) or office.service
        try:
            invited += events.invite(session, seller, event_id, customer_id=customer.id).new
        except events.NoConsent:
            continue
        if invited == _MOST:
            return


def _answer(session: Session, office: Office, event_id: int, chance: Random) -> None:
    for line, _customer in _lines(session, event_id):
        said = chance.random()
        if said < 0.75:
            state = AttendeeState.ACCEPTED if said < 0.6 else AttendeeState.DECLINED
            note = "" if state is AttendeeState.ACCEPTED else "出差，下次再约"
            events.answer(session, office.service, line.id, state=state, note=note)


def _hold(session: Session, office: Office, event_id: int, chance: Random) -> None:
    came = {
        line.id: True
        for line, _customer in _lines(session, event_id)
        if chance.random() < {AttendeeState.ACCEPTED: 0.9, AttendeeState.INVITED: 0.4}.get(line.state, 0)
    }
    events.take_attendance(session, office.service, event_id, came=came)
    events.mark_held(session, office.service, event_id)


def _call(session: Session, office: Office, event_id: int, chance: Random) -> None:
    """Most of those who came; of the others the task is still open."""
    for line, customer in _lines(session, event_id):
        if line.state is AttendeeState.ATTENDED and chance.random() < 0.7:
            said = NewInteraction(Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, chance.choice(_SAID))
            caller: Actor = office.seller_of(customer) or office.service
            events.follow_up(session, caller, line.id, contact=said)


def _lines(session: Session, event_id: int) -> list[tuple[Attendee, Customer]]:
    query = select(Attendee, Customer).join(Customer, col(Customer.id) == col(Attendee.customer_id))
    return list(session.exec(query.where(col(Attendee.event_id) == event_id).order_by(col(Attendee.id))).all())

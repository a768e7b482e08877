"""Making the demo world: in one transaction, only where there is no customer yet."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from auth import audit, passwords
from auth.actor import Actor
from auth.permissions import Permission
from care import kpis, orders, reports
from care.demo.bulk_commands import Filler
from care.demo.cast import CAST, PASSWORD, SELLERS, TEAMS, Colleague
from care.demo.invention import invented
from care.demo.judging import replay_judging
from care.demo.queries import CREATED, has_customers
from care.demo.replay import replay_complaints
from care.demo.rulebook import replay_rulebook
from care.demo.wishes import wish
from core import clock
from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import bulk
from db.models import Team, User, UserStatus

CUSTOMERS = 400
SEED = 7
_AT_ONCE = 2_000
_EARLY = timedelta(hours=6)
"""On the first of the month the reports are made."""


class AlreadyInUse(Refusal):
    def __init__(self) -> None:
        super().__init__(_("There are customers here already. The demo world needs an empty data folder."))


@dataclass(frozen=True)
class Demo:
    customers: int
    orders: int
    complaints: int
    """With inquiries, suggestions and praise."""
    colleagues: tuple[Colleague, ...]
    """Those who were added; a name that was taken stays whose it was."""


def create_demo(
    session: Session, actor: Actor, *, customers: int = CUSTOMERS, seed: int = SEED, can_sign_in: bool = False
) -> Demo:
    """Fill an installation without customers. `can_sign_in`: the cast gets the password that everybody knows."""
    actor.require(Permission.SETTINGS_CHANGE)
    if has_customers(session):
        raise AlreadyInUse
    added = _hire(session, can_sign_in=can_sign_in)
    filler = Filler(session, seed, _sellers(session))
    chunk = []
    for one in invented(seed, clock.today(), settings().time_zone, customers):
        chunk.append(one)
        if len(chunk) == _AT_ONCE:
            filler.add(chunk)
            chunk = []
    filler.add(chunk)
    orders.refresh_purchases(session)
    bulk.learn_sizes(session)
    complaints = replay_complaints(session, seed=seed, customers=customers)
    kpis.rebuild(session)
    wish(session, actor, clock.today())
    replay_rulebook(session, seed=seed)
    replay_judging(session)
    with clock.replay(clock.start_of(clock.today().replace(day=1)) + _EARLY):
        reports.make_due(session)
    audit.record(session, actor, CREATED, count=customers, detail={"seed": seed, "passwords": can_sign_in})
    return Demo(customers, filler.orders, complaints, added)


def _hire(session: Session, *, can_sign_in: bool) -> tuple[Colleague, ...]:
    teams = {name: _team(session, name) for name in TEAMS}
    taken = set(session.exec(select(User.username)))
    added = tuple(colleague for colleague in CAST if colleague.username not in taken)
    # Without a password nobody can sign in by that name: a firm's own installation gets no doors that all know.
    secret = passwords.hashed(PASSWORD) if can_sign_in else ""
    for colleague in added:
        team = teams.get(colleague.team)
        session.add(
            User(
                username=colleague.username,
                name=colleague.name,
                role=colleague.role,
                team_id=team.id if team else None,
                status=UserStatus.ACTIVE,
                password_hash=secret,
            )
        )
    session.flush()
    return added


def _team(session: Session, name: str) -> Team:
    team = session.exec(select(Team).where(Team.name == name)).first() or Team(name=name)
    session.add(team)
    session.flush()
    return team


def _sellers(session: Session) -> list[User]:
    return list(session.exec(select(User).where(col(User.username).in_(SELLERS)).order_by(col(User.username))))

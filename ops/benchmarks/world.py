"""A firm of any size to measure on: people, customers with their channels, three years of orders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import Session

from auth import sessions
from auth.actor import Actor, actor_of
from care import kpis, orders
from db import bulk
from db import session as database
from db.models import Base, Channel, Contact, Customer, Order, Role, Team, User, UserStatus
from ops.benchmarks.crowd import CHANNELS, CONTACTS, CUSTOMERS, ORDERS, Crowd

SALES_PEOPLE = 20
_AT_ONCE = 10_000


@dataclass(frozen=True)
class World:
    folder: Path
    customers: int
    owner: Actor
    sales: Actor

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def sign_in(self, actor: Actor | None = None) -> str:
        """A session of the owner, or of somebody else; its token."""
        with database.transaction() as session:
            user = session.get(User, (actor or self.owner).id)
            assert user is not None
            return sessions.start(session, user)


def build(folder: Path, customers: int) -> World:
    with database.transaction() as session:
        owner, *sales = _people(session)
        crowd = Crowd([(person.id, person.team_id) for person in sales], partial(bulk.moment, session))
    for start in range(0, customers, _AT_ONCE):
        with database.transaction() as session:
            bulk.load_in_bulk(session)
            _move_in(session, crowd, min(_AT_ONCE, customers - start))
    kpis.absorb_all()
    return World(folder, customers, owner, sales[0])


def _people(session: Session) -> list[Actor]:
    teams = [Team(name=name) for name in ("一队", "二队")]
    session.add_all(teams)
    session.flush()
    users = [User(username="chen", name="陈建国", role=Role.OWNER, status=UserStatus.ACTIVE)]
    users += [
        User(username=f"sales{number}", name=f"销售{number}", role=Role.SALES, status=UserStatus.ACTIVE,
             team_id=teams[number % 2].id)
        for number in range(SALES_PEOPLE)
    ]  # fmt: skip
    session.add_all(users)
    session.flush()
    return [actor_of(user) for user in users]


def _move_in(session: Session, crowd: Crowd, count: int) -> None:
    ids = bulk.reserve_ids(session, "customers", count)
    bulk.reserve_ids(session, "contacts", count)  # one each, with the same ids: both tables start empty
    household = crowd.of(ids)
    insert(session, Customer, CUSTOMERS, household.customers)
    insert(session, Contact, CONTACTS, household.contacts)
    insert(session, Channel, CHANNELS, household.channels)
    insert(session, Order, ORDERS, household.orders)
    orders.refresh_purchases(session, ids)


def insert(session: Session, model: type[Base], columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """Past the models: a million customers are here in minutes, not in hours. What is not said has its default."""
    table = Base.metadata.tables[str(model.__tablename__)]
    rest = {
        column.name: getattr(column.default.arg, "value", column.default.arg)
        for column in table.c
        if column.name not in columns and isinstance(column.default, ScalarElementColumnDefault)
    }
    ending = tuple(rest.values())
    bulk.insert_rows(session, table.name, (*columns, *rest), [row + ending for row in rows])

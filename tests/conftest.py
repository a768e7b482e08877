"""The cast and the world every test starts in: a real database, a clock that stands, people one remembers."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import text
from sqlmodel import Session, select
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

_FOLDER = Path(tempfile.mkdtemp(prefix="guanjia-tests-"))
os.environ["GUANJIA_DATA"] = str(_FOLDER / "data")
os.environ.pop("DATABASE_URL", None)

# How fast a machine draws its examples says nothing about the product.
hypothesis.settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any_machine")

# Each AppTest would look through every installed package anew: longer than most screens take.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

from auth import passwords, sessions  # noqa: E402
from auth.actor import SYSTEM, Actor, actor_of  # noqa: E402
from care import demo  # noqa: E402
from core import clock, i18n  # noqa: E402
from core.settings import settings  # noqa: E402
from db import session as database  # noqa: E402
from db.models import AuditEntry, Base, Customer, Order, OrderStatus, Role, Team, User, UserStatus  # noqa: E402
from tests import databases  # noqa: E402
from tests.databases import POSTGRESQL  # noqa: E402
from ui import shelf  # noqa: E402

MONDAY_TEN = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
"""Monday 9 March 2026, ten o'clock in Shanghai."""


def pytest_sessionfinish() -> None:
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated() -> Iterator[Callable[[], None]]:
    """A migrated database, and a way to make it empty again."""
    with databases.copied(databases.empty, settings().data_dir) as address:
        if POSTGRESQL:
            with databases.used(address):
                yield _emptying()
        else:
            yield lambda: databases.put(databases.empty, _live())
        database.dispose()


def _live() -> Path:
    return settings().data_dir / "guanjia.db"


def _emptying() -> Callable[[], None]:
    with database.engine().connect() as connection:
        known = connection.execute(text("SELECT sequencename FROM pg_sequences")).scalars()
        numbered = {name.removesuffix("_id_seq") for name in known}
    tables = {table.name for table in Base.metadata.sorted_tables}

    def empty() -> None:
        """What was written is deleted: emptying every table and its indexes anew takes longer than most tests."""
        with database.engine().begin() as connection:
            counted = connection.execute(text("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"))
            sequences = {name: name.removesuffix("_id_seq") for name in counted.scalars()}
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no foreign keys, no triggers
            for table in sorted((tables - numbered) | set(sequences.values())):
                # The log is read in the order it was written: its place must not be filled again in another.
                emptying = "TRUNCATE" if table == AuditEntry.__tablename__ else "DELETE FROM"
                connection.execute(text(f"{emptying} {table}"))
            for sequence in sequences:
                connection.execute(text(f"ALTER SEQUENCE {sequence} RESTART"))

    return empty


@pytest.fixture(autouse=True)
def world(migrated: Callable[[], None], request: pytest.FixtureRequest) -> Iterator[None]:
    """An empty database, Monday ten o'clock, English sentences; the settings are those of the environment."""
    settings.cache_clear()
    migrated()
    clock.freeze(None if "browser" in request.keywords else MONDAY_TEN)
    i18n.use("en")
    yield
    _joined.clear()
    clock.freeze(None)
    i18n.use(None)


_joined: list[Session] = []


@pytest.fixture
def session() -> Iterator[Session]:
    """The test's one transaction, committed at the end; the cast and the factories join it."""
    with database.transaction() as opened:
        _joined.append(opened)
        yield opened
        _joined.clear()


@contextmanager
def _transaction() -> Iterator[Session]:
    if _joined:
        yield _joined[0]
    else:
        with database.transaction() as opened:
            yield opened


def a_person(username: str, name: str, role: Role, team: str = "", *, password: str = "") -> Actor:
    """An active colleague in a team, made if it is not there."""
    with _transaction() as opened:
        team_id = None
        if team:
            found = opened.exec(select(Team).where(Team.name == team)).first() or Team(name=team)
            opened.add(found)
            opened.flush()
            team_id = found.id
        user = User(username=username, name=name, role=role, team_id=team_id, status=UserStatus.ACTIVE)
        user.password_hash = passwords.hashed(password) if password else ""
        opened.add(user)
        opened.flush()
        return actor_of(user)


@pytest.fixture
def demo_firm(world: None) -> Iterator[None]:
    """The demo firm with 200 customers."""
    if POSTGRESQL:
        with databases.copied(_demo, settings().data_dir) as address, databases.used(address):
            yield
    else:
        databases.put(_demo, _live())
        yield


def _demo() -> None:
    with database.transaction() as opened:
        demo.create_demo(opened, SYSTEM, customers=200)


@pytest.fixture
def chen() -> Actor:
    """陈建国, the owner of the firm."""
    return a_person("chen", "陈建国", Role.OWNER)


@pytest.fixture
def sun() -> Actor:
    """孙丽, the administrator."""
    return a_person("sun", "孙丽", Role.ADMIN)


@pytest.fixture
def zhou() -> Actor:
    """周凯, manager of the first team."""
    return a_person("zhou", "周凯", Role.MANAGER, "一队")


@pytest.fixture
def lin() -> Actor:
    """林静, sales in the first team."""
    return a_person("lin", "林静", Role.SALES, "一队")


@pytest.fixture
def xu() -> Actor:
    """许宁, sales in the second team: a stranger to 林静's customers."""
    return a_person("xu", "许宁", Role.SALES, "二队")


@pytest.fixture
def he() -> Actor:
    """何敏, customer service."""
    return a_person("he", "何敏", Role.SERVICE)


@pytest.fixture
def fang() -> Actor:
    """方圆, data analyst: numbers, no person."""
    return a_person("fang", "方圆", Role.ANALYST)


@pytest.fixture
def qian() -> Actor:
    """钱正, auditor: reads, and sees the log."""
    return a_person("qian", "钱正", Role.AUDITOR)


@pytest.fixture
def a_customer() -> Callable[..., Customer]:
    """Make a bare customer row: a_customer("王芳", owner=lin). For history, not for testing creation."""

    def make(name: str = "王芳", *, owner: Actor | None = None, **columns: Any) -> Customer:
        with _transaction() as opened:
            number = columns.pop("number", None) or f"KH-{uuid4().int % 10**12:012d}"
            row = Customer(number=number, name=name, name_key=name, **columns)
            if owner is not None:
                row.owner_id, row.team_id = owner.id, owner.team_id
            opened.add(row)
            opened.flush()
            return row

    return make


@pytest.fixture
def an_order() -> Callable[..., Order]:
    """Make a bare order row: an_order(customer, on=date(2026, 1, 5), yuan=120)."""

    def make(customer: Customer, *, on: date, yuan: float = 100, **columns: Any) -> Order:
        with _transaction() as opened:
            row = Order(
                number=columns.pop("number", None) or f"D{uuid4().hex[:10]}",
                customer_id=customer.id,
                ordered_at=clock.start_of(on),
                ordered_on=on,
                amount_cents=round(yuan * 100),
                currency="CNY",
                status=columns.pop("status", OrderStatus.VALID),
                **columns,
            )
            opened.add(row)
            opened.flush()
            return row

    return make


FRAME = Path(__file__).resolve().parent.parent / "ui" / "frame.py"


@pytest.fixture
def screen() -> Callable[..., AppTest]:
    """Open a screen as somebody: screen("customers/directory.py", lin, customer="7"). Not yet run when `then` acts."""

    shelf.clear()

    def open_screen(file: str, actor: Actor | None, *, language: str = "en", **query: str) -> AppTest:
        i18n.use(None)
        at = AppTest.from_file(str(FRAME), default_timeout=300)
        at.session_state["language"] = language
        if actor is not None:
            with database.transaction() as opened:
                user = opened.get(User, actor.id)
                assert user is not None
                at.session_state["token"] = sessions.start(opened, user)
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        at.switch_page(str(FRAME.parent.parent / "pages" / file))
        at.run()
        # AppTest looks an option up by its word, outside the script's own language.
        i18n.use(language)
        return at

    return open_screen

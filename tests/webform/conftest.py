"""The public form, opened by the administrator of a firm that says its name."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from auth import keys
from auth.actor import Actor
from care import privacy, rulebook
from care.webform import Entry, WebFormPolicy
from care.webform.queries import KEY
from care.webform.seal import Seal, sealed
from core import clock
from core.settings import settings
from db import session as database

A_MINUTE = timedelta(minutes=1)


def a_seal(*, at: datetime | None = None, notice: str = "") -> str:
    """Of a page that was opened a minute ago."""
    with database.reading() as session:
        version = notice or privacy.notice_shown(session).version
    return sealed(Seal(at or clock.now() - A_MINUTE, secrets.token_hex(8), version), keys.key(KEY))


def open_it(actor: Actor, **numbers: Any) -> None:
    policy = WebFormPolicy(**{"is_open": True, "reach": "400-820-8820", **numbers})
    with database.transaction() as session:
        seen = rulebook.version_in_force(session, WebFormPolicy)
        rulebook.change(session, actor, policy, reason="官网上线", seen_version=seen)


def filled_in(**fields: Any) -> Entry:
    return Entry(**{"name": "王芳", "phone": "13812345678", "words": "想买茶", "may_contact": True, **fields})


@pytest.fixture
def firm(monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("GUANJIA_COMPANY", "云岭茶业")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def is_open(firm: None, sun: Actor) -> Callable[..., None]:
    """Open it again with other numbers."""
    open_it(sun)
    return lambda **numbers: open_it(sun, **numbers)

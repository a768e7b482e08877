"""Leads as their screens are tested: registered by people, boards read as they are sent to the browser."""

import json
from typing import Any

from auth.actor import SYSTEM, Actor
from care import leads
from care.leads import NewLead
from db import session as database
from db.models import Lead

BOARD, NEW, RULES = "leads/board.py", "leads/new.py", "leads/rules.py"


def registered(owner: Actor | None, name: str = "王芳", phone: str = "13800138000", **typed: Any) -> int:
    with database.transaction() as session:
        new = NewLead(name, phone=phone, **typed)
        return leads.register(session, SYSTEM, lead=new, despite=True, owner_id=owner.id if owner else None).id


def stored(lead_id: int) -> Lead:
    with database.reading() as session:
        return session.get_one(Lead, lead_id)


def drawn(at):
    """What the board was told to draw."""
    told = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return next(one for one in told if "columns" in one and "moves" in one)


def lanes(at):
    """Who stands in which column."""
    return {column["code"]: [card["title"] for card in column["cards"]] for column in drawn(at)["columns"]}


def card(at, title):
    return next(c for column in drawn(at)["columns"] for c in column["cards"] if c["title"] == title)


def press(at, label):
    return next(one for one in at.button if one.label == label).click().run()


def field(at, kind, ending):
    """The field whose key ends like this."""
    return next(one for one in getattr(at, kind) if one.key and one.key.endswith(ending))


def words(at):
    return " ".join(one.value for kind in ("markdown", "caption", "info", "success", "warning", "error") for one in
                    getattr(at, kind)).replace("\\", "")  # fmt: skip

"""Customers made in bulk: what can be worked out beforehand is, so that the transaction only inserts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from typing import Any

from sqlmodel import Session, col, select

from care.customers import completeness, findable, fold, grams
from care.imports.files import reaches_of
from core import clock
from db import bulk
from db.models import ChannelType, Customer, CustomerKind, CustomerTag, Source, Tag, Tier, User

_COMPANY = re.compile(
    r"公司|集团|厂$|商行|工作室|有限|株式会社|学校|医院|酒店|\b(?:ltd|inc|llc|gmbh|corp|co)\b", re.IGNORECASE
)
_SEARCHED = frozenset({ChannelType.MOBILE, ChannelType.LANDLINE, ChannelType.EMAIL, ChannelType.WECHAT, ChannelType.QQ})
_TEXTS = ("company", "industry", "region", "address", "scale", "needs", "preferences", "finance_note", "note")
_TAG_BREAKS = re.compile(r"[、,，;；|/\s]+")
_COLUMNS = (
    "id", "number", "name", "name_key", "sort_name", "kind", *_TEXTS, "source", "tier", "tier_reason", "birthday",
    "birthday_lunar", "owner_id", "team_id", "completeness", "mobile", "has_consent", "search_text", "search_grams",
    "order_count", "revenue_cents", "row_version", "import_job_id", "created_at", "updated_at",
)  # fmt: skip

Reaches = list[tuple[ChannelType, str, str]]


@dataclass(frozen=True)
class Newcomer:
    """A customer ready to be inserted, apart from the id and a number made from it."""

    row: int
    facts: dict[str, Any]
    reaches: Reaches
    tags: tuple[str, ...]


def newcomer(row: int, said: Mapping[str, Any]) -> Newcomer:
    """What a row says, completed by what follows from it."""
    name, company = said["name"], said.get("company") or ""
    reaches = reaches_of(dict(said))
    kinds = {type_ for type_, _value, _key in reaches}
    contact = (said.get("contact") or name)[:100]
    searched = [value for type_, value, _key in reaches if type_ in _SEARCHED]
    found = findable(name, said.get("number") or "", company=company, others=[contact, *searched])
    facts = {
        **{code: said.get(code) or "" for code in _TEXTS},
        "number": said.get("number"),
        "name": name,
        "name_key": found.name_key[:200],
        "sort_name": found.sort_name,
        "kind": said.get("kind") or _kind_of(name, company),
        "source": said.get("source") or Source.IMPORT.value,
        "tier": said.get("tier") or Tier.C.value,
        "birthday": said.get("birthday"),
        "birthday_lunar": said.get("birthday_lunar") or "",
        "owner_id": said.get("owner_id"),
        "mobile": next((value for type_, value, _key in reaches if type_ is ChannelType.MOBILE), ""),
        "search_text": found.search_text,
        "search_grams": found.search_grams,
        "contact": contact,
        "title": (said.get("title") or "")[:60],
    }
    filled = frozenset([code for code, value in facts.items() if value])
    facts["completeness"] = _completeness(facts["kind"], filled, frozenset(kinds))
    return Newcomer(row, facts, reaches, tag_names(said.get("tags")))


@lru_cache(maxsize=10_000)
def _completeness(kind: str, filled: frozenset[str], channels: frozenset[ChannelType]) -> int:
    """A file full of customers has the same few gaps in most of its rows."""
    return completeness({**dict.fromkeys(filled, True), "kind": kind}, channels)


def tag_names(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag[:40] for tag in _TAG_BREAKS.split(text or "") if tag))


def _kind_of(name: str, company: str) -> str:
    is_company = _COMPANY.search(name) or (company and name == company)
    return (CustomerKind.SMALL_COMPANY if is_company else CustomerKind.PERSON).value


def add(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> list[int]:
    """Insert them with contact, channels and tags; their ids in the same order."""
    ids = bulk.reserve_ids(session, "customers", len(newcomers))
    teams = dict(session.execute(select(col(User.id), col(User.team_id))).all())
    taken = _taken(session, [f"KH-{id_:06d}" for id_ in ids])
    now = bulk.moment(session, clock.now().astimezone(UTC).replace(tzinfo=None))
    fixed = {
        "tier_reason": "", "has_consent": False, "order_count": 0, "revenue_cents": 0, "row_version": 1,
        "import_job_id": job_id, "created_at": now, "updated_at": now,
    }  # fmt: skip
    rows = []
    for id_, new in zip(ids, newcomers, strict=True):
        facts = {**fixed, **new.facts, **_numbered(new, id_, taken), "id": id_}
        facts["team_id"] = teams.get(facts["owner_id"])
        rows.append(tuple([facts[column] for column in _COLUMNS]))
    bulk.insert_rows(session, "customers", _COLUMNS, rows)
    contacts = bulk.reserve_ids(session, "contacts", len(ids))
    people = zip(contacts, ids, newcomers, strict=True)
    add_contacts(session, now, [(c, id_, new.facts["contact"], new.facts["title"]) for c, id_, new in people])
    add_channels(session, now, [(c, id_, new.reaches) for c, id_, new in zip(contacts, ids, newcomers, strict=True)])
    add_tags(session, [(id_, new.tags) for id_, new in zip(ids, newcomers, strict=True) if new.tags])
    return ids


def _numbered(new: Newcomer, id_: int, taken: set[str]) -> dict[str, str]:
    if new.facts["number"]:
        return {}
    number = f"KH-{id_:06d}"
    if number in taken:
        number = f"{number}-{new.row}"
    text = fold(number)
    return {
        "number": number,
        "search_text": f"{new.facts['search_text']}\n{text}",
        "search_grams": f"{new.facts['search_grams']} {' '.join(sorted(grams([text])))}",
    }


def _taken(session: Session, numbers: list[str]) -> set[str]:
    number = col(Customer.number)
    portions = (numbers[start : start + 5_000] for start in range(0, len(numbers), 5_000))
    return {found for some in portions for found in session.exec(select(number).where(number.in_(some)))}


def add_contacts(session: Session, now: str, people: Iterable[tuple[int, int, str, str]]) -> None:
    columns = ("id", "customer_id", "name", "title", "is_primary", "created_at", "updated_at")
    bulk.insert_rows(session, "contacts", columns, [(*person, True, now, now) for person in people])


def add_channels(session: Session, now: str, reached: Iterable[tuple[int, int, Reaches]]) -> None:
    columns = ("contact_id", "customer_id", "type", "value", "value_key", "is_primary", "created_at", "updated_at")
    rows = [
        (contact, customer, type_.value, value, key, place == 0, now, now)
        for contact, customer, reaches in reached
        for place, (type_, value, key) in enumerate(reaches)
    ]
    bulk.insert_rows(session, "channels", columns, rows)


def add_tags(session: Session, tagged: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Tie customers to tags, making those that nobody used before."""
    wanted = {name for _id, names in tagged for name in names}
    if not wanted:
        return
    ids = dict(session.execute(select(col(Tag.name), col(Tag.id)).where(col(Tag.name).in_(wanted))).all())
    for name in sorted(wanted - ids.keys()):
        tag = Tag(name=name)
        session.add(tag)
        session.flush()
        ids[name] = tag.id
    pairs = {(customer, ids[name]) for customer, names in tagged for name in names}
    there = select(col(CustomerTag.customer_id), col(CustomerTag.tag_id))
    has = {
        (customer, tag)
        for customer, tag in session.execute(there.where(col(CustomerTag.customer_id).in_({p[0] for p in pairs})))
    }
    bulk.insert_rows(session, "customer_tags", ("customer_id", "tag_id"), sorted(pairs - has))

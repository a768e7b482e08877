"""The one transaction that brings customers in."""

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.customers import completeness, findable, hold
from care.imports.customer_rows import VALUES
from care.imports.files import FIELDS, File, files, reaches_of
from care.imports.meanwhile import customers_there, refuse
from care.imports.newcomers import Newcomer, Reaches, add, add_channels, add_contacts, add_tags, newcomer, tag_names
from core import clock
from db import bulk
from db.models import Channel, ChannelType, Contact, Customer, ImportRow, User, Verdict

_AT_ONCE = 2_000
_TEXTS = tuple(code for code in FIELDS if code not in {"birthday", "owner_id"})
_SAVED = (
    "id", *FIELDS, "name_key", "sort_name", "search_text", "search_grams", "mobile", "completeness", "team_id",
    "updated_at",
)  # fmt: skip


def staged(session: Session, job_id: int, verdict: Verdict) -> list[dict[str, Any]]:
    """The rows of one verdict as the check left them."""
    columns = [getattr(ImportRow, code) for code in ("row", "target_id", *VALUES)]
    query = select(*columns).where(col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == verdict)
    rows = [dict(row._mapping) for row in session.execute(query.order_by(col(ImportRow.row)))]
    for row in rows:
        row["birthday"] = row["birthday"] and row["birthday"].isoformat()
    return rows


def prepare(session: Session, job_id: int) -> list[Newcomer]:
    """Everything that needs no lock."""
    return [newcomer(row["row"], row) for row in staged(session, job_id, Verdict.CREATE)]


def apply_customers(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """Insert the new and change the known, as the database is at this moment."""
    late = customers_there(session, job_id, staged(session, job_id, Verdict.CREATE)) if newcomers else {}
    refuse(session, job_id, late)
    add(session, job_id, [new for new in newcomers if new.row not in late])
    changed = staged(session, job_id, Verdict.UPDATE)
    for start in range(0, len(changed), _AT_ONCE):
        _change(session, job_id, changed[start : start + _AT_ONCE])


def _change(session: Session, job_id: int, rows: list[dict[str, Any]]) -> None:
    ids = {row["target_id"] for row in rows}
    hold(session, ids)
    known, people = files(session, ids), _people(session, ids)
    teams = dict(session.execute(select(col(User.id), col(User.team_id))).all())
    own_teams = dict(
        session.execute(select(col(Customer.id), col(Customer.team_id)).where(col(Customer.id).in_(ids))).all()
    )
    now = bulk.moment(session, clock.now().astimezone(UTC).replace(tzinfo=None))
    saves: dict[int, tuple[Any, ...]] = {}  # two rows may be about one customer: the last one stands
    notes, reached = [], []
    for row in rows:
        id_, file = row["target_id"], known[row["target_id"]]
        changes = file.changes(row)
        fresh = [reach for reach in reaches_of(row) if reach[2] not in file.keys]
        saved = _saved(row, file, people.get(id_, []), fresh)
        team = teams.get(row["owner_id"]) if row["owner_id"] else own_teams.get(id_)
        saved |= {"id": id_, "team_id": team, "updated_at": now}
        saves[id_] = tuple([saved[column] for column in _SAVED])
        notes.append({"job": job_id, "row": row["row"], "changes": json.dumps(changes, ensure_ascii=False)})
        if fresh:
            reached.append((id_, fresh))
    bulk.update_rows(session, "customers", _SAVED, list(saves.values()), also=", row_version = row_version + 1")
    session.connection().execute(
        text("UPDATE import_rows SET changes = :changes WHERE job_id = :job AND row = :row"), notes
    )
    _reach(session, now, reached, people, {row["target_id"]: row["name"] for row in rows})
    add_tags(session, [(row["target_id"], tag_names(row["tags"])) for row in rows if row["tags"]])


def _saved(row: dict[str, Any], file: File, people: list[tuple[int, str]], fresh: Reaches) -> dict[str, Any]:
    values = {code: row[code] if row[code] is not None else file.values[code] for code in FIELDS}
    main = dict(file.main)
    for type_, value, _key in fresh:
        main[type_] = value
    names, reaches = [name for _id, name in people], [*file.keys, *[value for _type, value, _key in fresh]]
    found = findable(values["name"], file.number, company=values["company"], others=[*names, *reaches])
    return {
        **values,
        "name_key": found.name_key[:200],
        "sort_name": found.sort_name,
        "search_text": found.search_text,
        "search_grams": found.search_grams,
        "mobile": main.get(ChannelType.MOBILE, ""),
        "completeness": completeness(values, main.keys()),
    }


def _people(session: Session, ids: set[int]) -> dict[int, list[tuple[int, str]]]:
    people: dict[int, list[tuple[int, str]]] = {}
    columns = select(col(Contact.customer_id), col(Contact.id), col(Contact.name))
    query = columns.where(col(Contact.customer_id).in_(ids)).order_by(col(Contact.is_primary).desc(), col(Contact.id))
    for customer, id_, name in session.execute(query):
        people.setdefault(customer, []).append((id_, name))
    return people


def _reach(
    session: Session,
    now: str,
    reached: list[tuple[int, Reaches]],
    people: dict[int, list[tuple[int, str]]],
    names: dict[int, str],
) -> None:
    """New numbers and addresses come first from here on; the old ones stay behind them."""
    without = [id_ for id_, _fresh in reached if id_ not in people]
    made = dict(zip(without, bulk.reserve_ids(session, "contacts", len(without)), strict=True))
    add_contacts(session, now, [(contact, id_, names[id_][:100], "") for id_, contact in made.items()])
    contacts = {id_: made[id_] if id_ in made else people[id_][0][0] for id_, _fresh in reached}
    changed = sorted(contacts.values())
    if changed:
        session.execute(
            Channel.__table__.update().where(col(Channel.contact_id).in_(changed)).values(is_primary=False)  # type: ignore[attr-defined]
        )
    add_channels(session, now, [(contacts[id_], id_, fresh) for id_, fresh in reached])

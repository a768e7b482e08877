"""The one transaction that brings orders in: sets, not rows."""

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from sqlalchemy import or_, text
from sqlmodel import Session, col, select

from care.imports.meanwhile import bring_along
from care.imports.newcomers import Newcomer, newcomer
from core import clock
from core.settings import settings
from db import bulk
from db.models import ImportRow, Order, Verdict

_SAID = ("row", "number", "name", "phone", "email", "region")

# An order is there by now, although the check did not find it: somebody else was faster.
_CAME_MEANWHILE = """UPDATE import_rows SET verdict = 'error', problems = :problems WHERE job_id = :job
    AND verdict = 'create' AND order_no IN (SELECT number FROM orders)"""
# A credit note (its lines add up to less than nothing) is no purchase: it is kept as refunded.
_STATUS = """CASE WHEN SUM(amount_cents) < 0 AND MIN(COALESCE(status, 'valid')) = 'valid' THEN 'refunded'
    ELSE MIN(COALESCE(status, 'valid')) END"""
_ORDERS = f"""INSERT INTO orders (number, customer_id, ordered_at, ordered_on, amount_cents, refund_cents, status,
        currency, payment, store, note, import_job_id, created_at, updated_at)
    SELECT order_no, MIN(COALESCE(r.customer_id, made.customer_id)), MIN(ordered_at), MIN(ordered_on),
        SUM(amount_cents), 0, {_STATUS}, :currency, COALESCE(MAX(payment), ''), COALESCE(MAX(store), ''),
        COALESCE(MAX(note), ''), :job, {{now}}, {{now}}
    FROM import_rows r LEFT JOIN {{made}} made ON made.row = r.new_customer
    WHERE job_id = :job AND verdict = 'create' GROUP BY order_no ORDER BY MIN(r.row)"""
_LINES = """INSERT INTO order_lines (order_id, position, sku, item, quantity, price_cents, amount_cents)
    SELECT orders.id, r.position, COALESCE(r.sku, ''), COALESCE(r.item, ''), COALESCE(r.quantity, 1), r.price_cents,
        r.amount_cents
    FROM import_rows r JOIN orders ON orders.number = r.order_no
    WHERE r.job_id = :job AND r.verdict IN ('create', 'update') ORDER BY r.row"""
_OLD_VALUES = """SELECT o.id, MIN(r.row), o.ordered_at, o.amount_cents, o.status, o.payment, o.store, o.note,
        SUM(r.amount_cents), MIN(r.ordered_at)
    FROM import_rows r JOIN orders o ON o.id = r.target_id WHERE r.job_id = :job AND r.verdict = 'update'
    GROUP BY o.id, o.ordered_at, o.amount_cents, o.status, o.payment, o.store, o.note"""
_CHANGED = "SELECT target_id FROM import_rows WHERE job_id = :job AND verdict = 'update'"
_FORGET_LINES = f"DELETE FROM order_lines WHERE order_id IN ({_CHANGED})"
_CHANGE = f"""UPDATE orders SET updated_at = {{now}},
        (ordered_at, ordered_on, amount_cents, status, payment, store, note) = (
        SELECT MIN(r.ordered_at), MIN(r.ordered_on), SUM(r.amount_cents),
            CASE WHEN MAX(r.status) IS NULL THEN orders.status ELSE {_STATUS.replace("status", "r.status")} END,
            COALESCE(MAX(r.payment), orders.payment), COALESCE(MAX(r.store), orders.store),
            COALESCE(MAX(r.note), orders.note)
        FROM import_rows r WHERE r.job_id = :job AND r.verdict = 'update' AND r.target_id = orders.id)
    WHERE id IN ({_CHANGED})"""
_CREDIT_NOTES = """SELECT customer_id, ordered_at, amount_cents FROM orders
    WHERE import_job_id = :job AND amount_cents < 0 AND status = 'refunded' ORDER BY ordered_at"""
_CREDITED = """SELECT id FROM orders WHERE customer_id = :customer AND status = 'valid' AND ordered_at <= :at
    AND amount_cents - refund_cents >= :amount ORDER BY ordered_at DESC, id DESC LIMIT 1"""
_REFUND = "UPDATE orders SET refund_cents = refund_cents + :amount WHERE id = :id"


def prepare(session: Session, job_id: int) -> list[Newcomer]:
    """The customers that orders bring along; what needs no lock is done here."""
    columns = [getattr(ImportRow, code) for code in _SAID]
    named = select(col(ImportRow.new_customer)).where(
        col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.CREATE
    )
    query = select(*columns).where(col(ImportRow.job_id) == job_id, col(ImportRow.row).in_(named))
    rows = [dict(row._mapping) for row in session.execute(query.order_by(col(ImportRow.row)))]
    return [newcomer(row["row"], _described(row)) for row in rows]


def _described(row: dict[str, Any]) -> dict[str, Any]:
    phone, _blank, others = (row["phone"] or "").partition(" ")
    name = row["name"] or row["number"] or phone or row["email"]
    return {**row, "name": name, "phone": phone or None, "phone2": others or None}


def apply_orders(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> None:
    """Insert and change; returns nothing, since the rows themselves keep what became of them."""
    now = bulk.moment(session, clock.now().astimezone(UTC).replace(tzinfo=None))
    connection = session.connection()
    job = {"job": job_id}
    connection.execute(text(_CAME_MEANWHILE), {**job, "problems": '[["", "", "exists_already"]]'})
    made = bring_along(session, job_id, newcomers)
    _keep_old_values(session, job_id)
    connection.execute(text(_FORGET_LINES), job)
    connection.execute(text(_CHANGE.format(now=f"'{now}'")), job)
    with bulk.held(session, "import_rows", ("row", "customer_id"), list(made.items())) as described:
        orders = _ORDERS.format(now=f"'{now}'", made=described)
        connection.execute(text(orders), {**job, "currency": settings().currency})
    connection.execute(text(_LINES), job)
    _refund(session, job_id)


def _keep_old_values(session: Session, job_id: int) -> None:
    notes = []
    for _id, row, *facts in session.execute(text(_OLD_VALUES), {"job": job_id}):
        at, amount, status, payment, store, note, new_amount, new_at = facts
        changes = {
            "amount": [amount, int(new_amount)],
            "at": [str(at), str(new_at)],
            "status": [status, None],
            "payment": [payment, None],
            "store": [store, None],
            "note": [note, None],
        }
        notes.append({"job": job_id, "row": row, "changes": json.dumps(changes, ensure_ascii=False)})
    if notes:
        keep = text("UPDATE import_rows SET changes = :changes WHERE job_id = :job AND row = :row")
        session.connection().execute(keep, notes)


def _refund(session: Session, job_id: int) -> None:
    """A credit note lowers the latest earlier purchase of the same customer that is large enough."""
    connection = session.connection()
    for customer, at, amount in connection.execute(text(_CREDIT_NOTES), {"job": job_id}).all():
        asked = {"customer": customer, "at": at, "amount": -amount}
        credited = connection.execute(text(_CREDITED), asked).scalar()
        if credited is not None:
            connection.execute(text(_REFUND), {"id": credited, "amount": -amount})


def buyers(session: Session, job_id: int) -> list[int]:
    """The customers whose purchases this import touched."""
    changed = select(col(ImportRow.target_id)).where(
        col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.UPDATE
    )
    touched = select(col(Order.customer_id)).where(
        or_(col(Order.import_job_id) == job_id, col(Order.id).in_(changed)),
    )
    return list(session.exec(touched.distinct()))

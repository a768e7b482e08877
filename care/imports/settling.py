"""What only the whole file can tell: orders with a broken row, orders that are there unchanged, the counts."""

from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, case, text
from sqlmodel import Session, col, func, select

from care.imports.kinds import Kind
from db.models import ImportRow, Verdict

# An order comes whole or not at all: half an order has a wrong amount.
_BREAK = """UPDATE import_rows SET verdict = 'error', problems = :problems WHERE job_id = :job AND verdict <> 'error'
    AND order_no IN (SELECT broken.order_no FROM import_rows broken WHERE broken.job_id = :job
        AND broken.verdict = 'error' AND broken.order_no IS NOT NULL)"""
_UNCHANGED = """UPDATE import_rows SET verdict = 'unchanged' WHERE job_id = :job AND verdict = 'update'
    AND target_id IN (SELECT r.target_id FROM import_rows r JOIN orders o ON o.id = r.target_id
        WHERE r.job_id = :job AND r.verdict = 'update' GROUP BY r.target_id
        HAVING COUNT(*) = (SELECT COUNT(*) FROM order_lines l WHERE l.order_id = r.target_id)
           AND SUM(r.amount_cents) = MIN(o.amount_cents) AND MIN(r.ordered_at) = MIN(o.ordered_at)
           AND MIN(COALESCE(r.status, o.status)) = MIN(o.status)
           AND COALESCE(MAX(r.payment), MIN(o.payment)) = MIN(o.payment)
           AND COALESCE(MAX(r.store), MIN(o.store)) = MIN(o.store)
           AND COALESCE(MAX(r.note), MIN(o.note)) = MIN(o.note)
           AND SUM(CASE WHEN EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = r.target_id
                AND l.sku = COALESCE(r.sku, '') AND l.item = COALESCE(r.item, '')
                AND l.quantity = COALESCE(r.quantity, 1) AND l.amount_cents = r.amount_cents) THEN 0 ELSE 1 END) = 0)"""


@dataclass(frozen=True)
class Counts:
    """Customers, orders or cases; `errors` counts rows, and `rows` the rows of the file that hold data."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    review: int = 0
    errors: int = 0
    new_customers: int = 0

    def plain(self) -> dict[str, int]:
        return asdict(self)


def settle_orders(session: Session, job_id: int) -> None:
    """Break and compare whole orders."""
    connection = session.connection()
    if _any(session, job_id, Verdict.ERROR):
        connection.execute(text(_BREAK), {"job": job_id, "problems": '[["", "", "order_broken"]]'})
    if _any(session, job_id, Verdict.UPDATE):
        connection.execute(text(_UNCHANGED), {"job": job_id})


def _any(session: Session, job_id: int, verdict: Verdict) -> bool:
    return session.exec(select(col(ImportRow.row)).where(*_of(job_id, verdict)).limit(1)).first() is not None


def count(session: Session, job_id: int, kind: Kind) -> Counts:
    """What will happen, or happened."""
    # An order is counted by its first line; its lines share a verdict by now.
    is_order = kind is Kind.ORDERS
    whole = func.sum(case((col(ImportRow.position) == 1, 1), else_=0)) if is_order else func.count()
    new = func.count(func.distinct(col(ImportRow.new_customer)))
    query = select(col(ImportRow.verdict), whole, func.count(), new).where(col(ImportRow.job_id) == job_id)
    found = {verdict: counted for verdict, *counted in session.execute(query.group_by(col(ImportRow.verdict)))}

    def units(verdict: Verdict) -> int:
        return int(found.get(verdict, (0, 0, 0))[0])

    return Counts(
        rows=sum(rows for _units, rows, _new in found.values()),
        created=units(Verdict.CREATE),
        updated=units(Verdict.UPDATE),
        unchanged=units(Verdict.UNCHANGED),
        skipped=units(Verdict.SKIP),
        review=units(Verdict.REVIEW),
        errors=int(found.get(Verdict.ERROR, (0, 0, 0))[1]),
        new_customers=int(found.get(Verdict.CREATE, (0, 0, 0))[2]),
    )


def _of(job_id: int, verdict: Verdict) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == verdict

"""What came in between the check of a file and its coming into force: the same file twice, a colleague at the desk."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from care.imports.choices import Choices, load
from care.imports.customer_rows import CustomerCheck
from care.imports.newcomers import Newcomer, add
from care.imports.order_owners import Owner, Owners, Said
from care.imports.problems import Fault
from care.imports.record_rows import There
from db import bulk
from db.models import ImportJob, ImportRow, Verdict

_AT_ONCE = 5_000
_REFUSE = (
    "UPDATE import_rows SET verdict = 'error', problems = :problems WHERE job_id = :job AND verdict = 'create' AND "
)
_ARE_THERE = """UPDATE import_rows SET new_customer = NULL,
        customer_id = (SELECT {found}.customer_id FROM {found} WHERE {found}.row = import_rows.new_customer)
    WHERE job_id = :job AND verdict = 'create' AND new_customer IN (SELECT row FROM {found})"""


def choices_of(session: Session, job_id: int) -> Choices:
    return load(session.get_one(ImportJob, job_id).choices)


def bring_along(session: Session, job_id: int, newcomers: Sequence[Newcomer]) -> dict[int, int]:
    """Add the customers that rows bring with them, unless they are there by now; their ids by the describing row."""
    if newcomers:
        _find_again(session, job_id)
    named = select(col(ImportRow.new_customer)).where(
        col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.CREATE
    )
    still = set(session.exec(named.distinct()))
    new = [one for one in newcomers if one.row in still]
    return {one.row: id_ for one, id_ in zip(new, add(session, job_id, new), strict=True)}


def _find_again(session: Session, job_id: int) -> None:
    owners = Owners(choices_of(session, job_id))
    met: list[tuple[int, Owner]] = []
    for rows in _portions(_describing(session, job_id)):
        lines = [Said(*said) for _row, *said in rows]
        owners.learn(session, lines)
        met += zip([row for row, *_said in rows], owners.of([row for row, *_said in rows], lines), strict=True)
    found = [(row, owner.customer_id) for row, owner in met if owner.customer_id]
    if found:
        with bulk.held(session, "import_rows", ("row", "customer_id"), found) as kept:
            session.connection().execute(text(_ARE_THERE.format(found=kept)), {"job": job_id})
    refuse(session, job_id, {row: owner.fault for row, owner in met if owner.fault}, by="new_customer")


def _describing(session: Session, job_id: int) -> Sequence[Any]:
    """The rows that describe a customer nobody knew: what they say of them."""
    ours = (col(ImportRow.job_id) == job_id, col(ImportRow.verdict) == Verdict.CREATE)
    named = select(col(ImportRow.new_customer)).where(*ours, col(ImportRow.new_customer).is_not(None))
    columns = (col(ImportRow.row), col(ImportRow.number), col(ImportRow.name), col(ImportRow.phone))
    query = select(*columns, col(ImportRow.email)).where(col(ImportRow.job_id) == job_id, col(ImportRow.row).in_(named))  # type: ignore[call-overload]
    return session.execute(query.order_by(col(ImportRow.row))).all()


def refuse_records(session: Session, job_id: int, there: There, read: Callable[[str], Any]) -> None:
    """Records of known customers that were written down since."""
    columns = select(col(ImportRow.row), col(ImportRow.customer_id), col(ImportRow.said))
    query = columns.where(
        col(ImportRow.job_id) == job_id,
        col(ImportRow.verdict) == Verdict.CREATE,
        col(ImportRow.customer_id).is_not(None),
    )
    late: list[int] = []
    for rows in _portions(session.execute(query.order_by(col(ImportRow.row))).all()):
        records = [(row, customer, read(said)) for row, customer, said in rows]
        known = there(session, {customer for _row, customer, _one in records}, {one.at for *_rest, one in records})
        late += [row for row, customer, one in records if (customer, one.identity()) in known]
    refuse(session, job_id, dict.fromkeys(late, Fault.EXISTS_ALREADY))


def customers_there(session: Session, job_id: int, rows: Sequence[dict[str, Any]]) -> dict[int, Fault]:
    """The rows of a customers' file that mean somebody who is there by now."""
    check = CustomerCheck(job_id, choices_of(session, job_id))
    return {row: fault for some in _portions(rows) for row, fault in check.met(session, some).items()}


def refuse(session: Session, job_id: int, faults: dict[int, Fault], *, by: str = "row") -> None:
    """Leave out the rows, or with `by` those that name the row as their new customer's."""
    of_a_kind: Callable[[int], Fault] = faults.__getitem__
    for fault, rows in groupby(sorted(faults, key=of_a_kind), key=of_a_kind):
        problems = json.dumps([["", "", fault.value]])
        for some in _portions(list(rows)):
            statement = text(_REFUSE + bulk.one_of(by, some))
            session.connection().execute(statement, {"job": job_id, "problems": problems})


def _portions(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))

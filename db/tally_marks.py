"""Triggers that mark whose numbers changed: in the fact's own transaction, whoever wrote it and by whichever way."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, text

_OF_CUSTOMER = "SELECT 'customer', {row}.id"
_OF_ORDER = "SELECT 'customer', {row}.customer_id"
_OF_COMPLAINT = "SELECT 'complaint', {row}.complaint_id WHERE {row}.complaint_id IS NOT NULL"
_OF_ANSWER = (
    "SELECT 'complaint', complaint_id FROM invitations WHERE id = {row}.invitation_id AND complaint_id IS NOT NULL"
)
_OF_WHO_ANSWERED = (
    "SELECT 'customer', customer_id FROM invitations WHERE id = {row}.invitation_id AND customer_id IS NOT NULL"
)
_OF_TALK = "SELECT 'customer', {row}.customer_id WHERE {row}.customer_id IS NOT NULL"
# Planning visits and making invitations moves no number: what is planned, or has not got there, is not counted.
_OF_VISIT = "SELECT 'customer', {row}.customer_id WHERE {row}.state <> 'open'"
_OF_VISIT_CHANGED = "SELECT 'customer', new.customer_id WHERE new.state <> 'open' OR old.state <> 'open'"
_OF_SURVEY = "SELECT 'customer', {row}.customer_id WHERE {row}.customer_id IS NOT NULL AND {row}.asked_at IS NOT NULL"
_OF_LEAD = "SELECT 'lead', {row}.id"
# Whether one complaint repeats another is a question about all of that customer.
_WITH_NEIGHBOURS = (
    "SELECT 'complaint', {row}.id UNION SELECT 'complaint', id FROM complaints WHERE customer_id = {row}.customer_id"
)
_WITH_COMPLAINTS = (
    "SELECT 'customer', {row}.id UNION ALL SELECT 'complaint', id FROM complaints WHERE customer_id = {row}.id"
)


@dataclass(frozen=True)
class Watch:
    table: str
    columns: tuple[str, ...]
    """Whose change counts."""
    marks: str
    on_change: str = ""
    """The same for a change, where it says more."""
    name: str = ""
    """Of its triggers, where a table is watched for several reasons."""

    @property
    def called(self) -> str:
        return f"kpi_{self.name or self.table}"


WATCHES = (
    Watch(
        "customers",
        ("owner_id", "backup_owner_id", "team_id", "tier", "region", "source", "deleted_at", "last_verified_at",
         "completeness", "created_at"),
        _OF_CUSTOMER,
        _WITH_COMPLAINTS,
    ),
    Watch("orders", ("customer_id", "ordered_on", "status", "amount_cents", "refund_cents"), _OF_ORDER),
    Watch(
        "complaints",
        ("customer_id", "kind", "state", "received_at", "closed_at", "category", "decision", "order_id"),
        _WITH_NEIGHBOURS,
    ),
    Watch("complaint_clocks", ("stopped_at", "verdict", "extended_verdict"), _OF_COMPLAINT),
    Watch("invitations", ("purpose", "sent_at", "withdrawn_at"), _OF_COMPLAINT),
    Watch("answers", ("at", "score"), _OF_ANSWER),
    Watch("answers", ("at", "score", "nps", "ces", "values"), _OF_WHO_ANSWERED, name="who_answered"),
    Watch("invitations", ("customer_id", "purpose", "asked_at"), _OF_SURVEY, _OF_TALK, name="who_is_asked"),
    Watch("interactions", ("customer_id", "at", "medium", "direction", "outcome"), _OF_TALK),
    Watch(
        "revisits", ("customer_id", "state", "due_on", "latest_on", "done_on", "import_job_id"),
        _OF_VISIT, _OF_VISIT_CHANGED,
    ),
    Watch(
        "leads",
        ("owner_id", "team_id", "region", "source", "stage", "received_at", "ended_at", "verdict", "due_at",
         "is_historical"),
        _OF_LEAD,
    ),
)  # fmt: skip


def ensure(connection: Connection) -> None:
    """After every upgrade: a migration that rebuilds a table on SQLite takes its triggers along.

    Only where they are not as they should be: on PostgreSQL, to make a trigger shuts everybody out of its table.
    """
    if connection.dialect.name == "sqlite":
        _ensure_on_sqlite(connection)
        return
    statements = [one for watch in WATCHES for one in _on_postgresql(watch)]
    stamp = sha256("".join(statements).encode()).hexdigest()
    if _stand(connection, stamp):
        return
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"COMMENT ON FUNCTION {_names()[0]}() IS '{stamp}'")


def _ensure_on_sqlite(connection: Connection) -> None:
    """One that says something else than it should is made anew, and one that nothing asks for is taken away."""
    wanted = {name: statement for watch in WATCHES for name, statement in _on_sqlite(watch)}
    ours = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%INTO kpi_marks%'"
    there = {str(name): str(statement) for name, statement in connection.exec_driver_sql(ours)}
    for name in there.keys() - {name for name, statement in wanted.items() if there.get(name) == statement}:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    for name, statement in wanted.items():
        if there.get(name) != statement:
            connection.exec_driver_sql(statement)


def _stand(connection: Connection, stamp: str) -> bool:
    """Whether every trigger is there, and was made by these very statements."""
    there = text("SELECT count(*) FROM pg_trigger WHERE tgname = ANY(:names)")
    made_by = text("SELECT obj_description(to_regprocedure(:function)::oid, 'pg_proc')")
    if connection.execute(there, {"names": _names()}).scalar_one() != len(_names()):
        return False
    return bool(connection.execute(made_by, {"function": f"{_names()[0]}()"}).scalar_one() == stamp)


def _names() -> list[str]:
    return [f"{watch.called}_{name}" for watch in WATCHES for name, *_rest in _deeds(watch)]


def _deeds(watch: Watch) -> list[tuple[str, str, str, str]]:
    """Name, event, condition, marks: a row that moves from one customer to another marks both."""
    differs = " OR ".join(f'new."{column}" IS DISTINCT FROM old."{column}"' for column in watch.columns)
    changed = "UPDATE OF " + ", ".join(f'"{column}"' for column in watch.columns)
    marks = watch.on_change or watch.marks
    deeds = [
        ("added", "INSERT", "", watch.marks.format(row="new")),
        ("gone", "DELETE", "", watch.marks.format(row="old")),
        ("changed", changed, f"WHEN ({differs})", marks.format(row="new")),
    ]
    if "customer_id" in watch.columns:
        moved = "WHEN (new.customer_id IS DISTINCT FROM old.customer_id)"
        deeds.append(("left", "UPDATE OF customer_id", moved, watch.marks.format(row="old")))
    return deeds


def _on_sqlite(watch: Watch) -> list[tuple[str, str]]:
    """Names and statements, as the database keeps them."""
    return [
        (
            f"{watch.called}_{name}",
            f"CREATE TRIGGER {watch.called}_{name} AFTER {event} ON {watch.table} {condition}"
            f" BEGIN INSERT INTO kpi_marks (kind, subject_id) {marks}; END",
        )
        for name, event, condition, marks in _deeds(watch)
    ]


def _on_postgresql(watch: Watch) -> list[str]:
    said = []
    for name, event, condition, marks in _deeds(watch):
        called = f"{watch.called}_{name}"
        said += [
            f"""CREATE OR REPLACE FUNCTION {called}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN INSERT INTO kpi_marks (kind, subject_id) {marks}; RETURN NULL; END $$""",
            f"DROP TRIGGER IF EXISTS {called} ON {watch.table}",
            f"CREATE TRIGGER {called} AFTER {event} ON {watch.table} FOR EACH ROW {condition} "
            f"EXECUTE FUNCTION {called}()",
        ]
    return said

"""What the tables need besides themselves, said to SQLite and to PostgreSQL: search index, triggers, walking orders."""

from collections.abc import Sequence

from sqlalchemy import Connection


def schema_extras(connection: Connection) -> list[str]:
    """The statements that make what Alembic cannot see: search index and audit triggers."""
    return _SQLITE_EXTRAS if connection.dialect.name == "sqlite" else _POSTGRESQL_EXTRAS


def append_only(connection: Connection, table: str) -> list[str]:
    """The statements that let rows be added to `table` and nothing else."""
    if connection.dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            # INSERT OR REPLACE walks past a delete trigger.
            f"""CREATE TRIGGER {table}_only_append BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE id = new.id) {refuse}""",
        ]
    return [
        f"""CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{table} is append-only'; END $$""",
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()""",
    ]


def may_be_emptied(connection: Connection, table: str, column: str, kept: Sequence[str]) -> list[str]:
    """The statements that let this one column of an append-only table be emptied; `kept` are all the others."""
    guarded = [
        ("no_update", f"UPDATE OF {', '.join(kept)}", ""),
        ("only_emptied", f"UPDATE OF {column}", f"WHEN (new.{column} <> '')"),
    ]
    if connection.dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        made = [
            f"CREATE TRIGGER {table}_{name} BEFORE {deed} ON {table} {when} {refuse}" for name, deed, when in guarded
        ]
        return [f"DROP TRIGGER {table}_no_update", *made]
    refuse = f"EXECUTE FUNCTION {table}_is_append_only()"
    made = [
        f"CREATE TRIGGER {table}_{name} BEFORE {deed} ON {table} FOR EACH ROW {when} {refuse}"
        for name, deed, when in (*guarded, ("no_delete", "DELETE", ""))
    ]
    return [f"DROP TRIGGER {table}_no_change ON {table}", *made]


def frozen_once(connection: Connection, table: str, column: str) -> list[str]:
    """The statements that let a row of `table` be neither changed nor deleted once this column of it is filled."""
    if connection.dialect.name == "sqlite":
        refuse = f"WHEN old.{column} IS NOT NULL BEGIN SELECT RAISE(ABORT, '{table} are frozen'); END"
        return [
            f"CREATE TRIGGER {table}_frozen_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_frozen_delete BEFORE DELETE ON {table} {refuse}",
            f"""CREATE TRIGGER {table}_frozen_insert BEFORE INSERT ON {table}
                WHEN EXISTS (SELECT 1 FROM {table} WHERE id = new.id AND {column} IS NOT NULL)
                BEGIN SELECT RAISE(ABORT, '{table} are frozen'); END""",
        ]
    return [
        f"""CREATE FUNCTION {table}_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{table} are frozen'; END $$""",
        f"""CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW
            WHEN (old.{column} IS NOT NULL) EXECUTE FUNCTION {table}_are_frozen()""",
    ]


_DIRECTORY_ORDERS = {
    "last_order": "last_order_on",
    "name": "sort_name",
    "created": "created_at",
    "revenue": "revenue_cents",
}

_SQLITE_EXTRAS = [
    """CREATE VIRTUAL TABLE customer_search USING fts5(
        search_grams, content='customers', content_rowid='id', detail=none, tokenize='ascii')""",
    # Not partial: SQLite would take any partial index for a good way to scan under every filter.
    *(
        f"CREATE INDEX ix_customers_by_{name} ON customers (deleted_at, {column})"
        for name, column in _DIRECTORY_ORDERS.items()
    ),
    """CREATE TRIGGER customer_search_insert AFTER INSERT ON customers BEGIN
        INSERT INTO customer_search(rowid, search_grams) VALUES (new.id, new.search_grams); END""",
    """CREATE TRIGGER customer_search_delete AFTER DELETE ON customers BEGIN
        INSERT INTO customer_search(customer_search, rowid, search_grams)
        VALUES ('delete', old.id, old.search_grams); END""",
    """CREATE TRIGGER customer_search_update AFTER UPDATE OF search_grams ON customers
        WHEN old.search_grams <> new.search_grams BEGIN
        INSERT INTO customer_search(customer_search, rowid, search_grams)
        VALUES ('delete', old.id, old.search_grams);
        INSERT INTO customer_search(rowid, search_grams) VALUES (new.id, new.search_grams); END""",
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_entries BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_entries BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    # INSERT OR REPLACE walks past a delete trigger, so an entry must also be the next one.
    """CREATE TRIGGER audit_only_append BEFORE INSERT ON audit_entries
        WHEN new.id IS NOT NULL AND new.id <> -1
         AND new.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM audit_entries) BEGIN
        SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
]

_POSTGRESQL_EXTRAS = [
    "CREATE INDEX ix_customers_search_grams ON customers USING gin (string_to_array(search_grams, ' '))",
    # An IS NULL in front is no equality here, so each order of the directory is walked in an index of its own;
    # DESC alone would put the customers without an order first.
    """CREATE INDEX ix_customers_by_last_order ON customers (last_order_on DESC NULLS LAST, id DESC)
        WHERE deleted_at IS NULL""",
    "CREATE INDEX ix_customers_by_name ON customers (sort_name, id) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_customers_by_created ON customers (created_at DESC, id DESC) WHERE deleted_at IS NULL",
    "CREATE INDEX ix_customers_by_revenue ON customers (revenue_cents DESC, id DESC) WHERE deleted_at IS NULL",
    """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()""",
]

"""A start on a database that is up to date leaves everybody else at work."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import event

from db import schema
from db import session as database


def test_a_start_on_a_database_that_is_up_to_date_takes_no_trigger_away():
    schema.upgrade()
    said = []

    def hear(_connection, _cursor, statement, *_rest):
        said.append(statement.lstrip())

    event.listen(database.engine(), "before_cursor_execute", hear)
    schema.upgrade()
    event.remove(database.engine(), "before_cursor_execute", hear)

    assert said
    assert not [one for one in said if one.startswith(("DROP", "CREATE OR REPLACE", "ALTER"))]


def test_servers_that_start_at_once_are_all_let_in():
    ready = Barrier(4)

    def start():
        ready.wait()
        schema.upgrade()

    with ThreadPoolExecutor(4) as servers:
        for started in [servers.submit(start) for _n in range(4)]:
            started.result()

"""Somebody else at work, in a process of their own: confirms one file after another, and notes how long each took.

`python3 -m ops.benchmarks.other_user USER_ID` goes on until its input is closed, then prints the milliseconds as JSON.
"""

import json
import sys
import threading
import time
from itertools import count

from auth.actor import Actor, actor_of
from care import customers
from db import session as database
from db.models import User
from ops.benchmarks.stopwatch import milliseconds

_EVERY = 0.02
_FILES = 500


def main(user_id: int) -> None:
    with database.reading() as session:
        user = session.get(User, user_id)
        assert user is not None
        actor = actor_of(user)
    ended = threading.Event()
    threading.Thread(target=_listen, args=(ended,), daemon=True).start()
    print("ready", flush=True)
    print(json.dumps(list(_confirm_until(ended, actor))))


def _listen(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _confirm_until(ended: threading.Event, actor: Actor) -> list[float]:
    taken: list[float] = []
    for turn in count():
        if ended.is_set():
            return taken
        customer_id = turn % _FILES + 1
        taken.append(milliseconds(lambda: _confirm(actor, customer_id)))  # noqa: B023
        time.sleep(_EVERY)
    return taken


def _confirm(actor: Actor, customer_id: int) -> None:
    with database.transaction() as session:
        customers.verify(session, actor, customer_id)


if __name__ == "__main__":
    main(int(sys.argv[1]))

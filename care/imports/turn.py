"""One import at a time: whoever holds the turn works, and a turn ends with its process, however that ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.settings import settings
from db import bulk
from db.session import engine

_PAUSE = 0.2


@contextmanager
def turn(*, wait: bool) -> Iterator[bool]:
    """True when the turn is ours; False when another import has it and we are not to wait."""
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    handle = os.open(settings().data_dir / "imports.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with engine().connect() as connection:
            while not (taken := _lock(handle) and bulk.try_import_turn(connection)) and wait:
                time.sleep(_PAUSE)
            try:
                yield taken
            finally:
                connection.invalidate()  # a session's advisory lock goes with its connection, whatever happened
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

"""Secrets of this installation: made at the first run, kept outside the database, readable by their owner alone."""

import os
import secrets
from functools import cache

from core.settings import settings


@cache
def key(name: str) -> bytes:
    """The 32 random bytes called `name`; the same for as long as the data folder lives."""
    folder = settings().keys_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.key"
    try:
        # O_EXCL: of two processes at the first run, one makes the key and both use it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return bytes.fromhex(path.read_text())

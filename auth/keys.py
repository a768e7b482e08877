"""Secrets of this installation: made at the first run, kept outside the database, readable by their owner alone."""

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from core.settings import settings


@cache
def key(name: str) -> bytes:
    """The 32 random bytes called `name`; the same for as long as the data folder lives."""
    folder = settings().keys_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path)
    return bytes.fromhex(path.read_text())


def _make(path: Path) -> None:
    """Written aside, then linked into place whole: of two processes at the first run, one wins and both read it."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        file.write(secrets.token_hex(32))
    aside = Path(file.name)
    aside.chmod(0o600)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()

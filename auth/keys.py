"""Secrets of this installation: made at the first run, kept outside the database, readable by their owner alone."""

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path

from core.errors import Refusal
from core.i18n import _
from core.settings import settings

_BYTES = 32


class DamagedKey(Refusal):
    """Half a key would sign the log as readily as a whole one."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("The key file {path} is damaged. Put it back from a backup.").format(path=path))


@cache
def key(name: str) -> bytes:
    """The 32 random bytes called `name`; the same for as long as the data folder lives. Refuses a damaged file."""
    folder = settings().keys_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path)
    try:
        found = bytes.fromhex(path.read_text())
    except ValueError:
        raise DamagedKey(path) from None
    if len(found) != _BYTES:
        raise DamagedKey(path)
    return found


def _make(path: Path) -> None:
    """Written aside, then linked into place whole: of two processes at the first run, one wins and both read it."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
        file.write(secrets.token_hex(_BYTES))
    aside = Path(file.name)
    aside.chmod(0o600)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()

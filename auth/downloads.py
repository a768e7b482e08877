"""Files that leave the house: each behind an address that works once, for one person, in one session.

How to use it. Build the content outside the writing transaction (a query returns it), then offer it:

    url = perform(downloads.offer, name="模板.xlsx", content=ask(imports.template, …),
                  action="import.template_taken", count=0)
    if url:
        start_download(_("Download"), url)          # ui/downloads.py

A command of care/ may call `offer(session, actor, …)` itself, after `actor.require(…)`: `offer` requires no
permission of its own. It writes the audit entry `action` with `count`; the fetch writes `download.taken`.
"""

import json
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from auth import audit, one_time_links
from auth.actor import Actor
from core import clock
from core.errors import NotFound
from core.settings import settings
from db.models import LinkPurpose

ADDRESS = "/download/"


@dataclass(frozen=True)
class Taken:
    path: Path
    name: str


def offer(
    session: Session,
    actor: Actor,
    *,
    name: str,
    content: bytes | Path,
    action: str,
    count: int,
    detail: dict[str, Any] | None = None,
) -> str:
    """Keep `content` for this actor's session alone; returns the address that hands it out once, for ten minutes.

    A path is moved, so build it with `new_file()`.
    """
    audit.record(session, actor, action, count=count, detail=detail)
    kept = new_file()
    if isinstance(content, Path):
        shutil.move(content, kept)
    else:
        _write_privately(kept, content)
    payload = json.dumps({"file": kept.name, "name": name, "session": actor.session_id, "action": action})
    token = one_time_links.issue(session, LinkPurpose.DOWNLOAD, user_id=actor.id, payload=payload)
    return ADDRESS + token


def new_file() -> Path:
    """A path in the exports folder that nobody guesses; the file is not made."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep()
    return folder / secrets.token_hex(16)


def take(session: Session, actor: Actor, token: str) -> Taken:
    """Use the address up. Anybody else, and any other session of the same person, finds nothing."""
    link = one_time_links.read(session, token, LinkPurpose.DOWNLOAD)
    offered = json.loads(link.payload)
    path = _folder() / Path(offered["file"]).name
    if link.user_id != actor.id or offered["session"] != actor.session_id or not path.is_file():
        raise NotFound
    one_time_links.redeem(session, token, LinkPurpose.DOWNLOAD)
    audit.record(session, actor, "download.taken", detail={"of": offered["action"]})
    return Taken(path, offered["name"])


def sweep() -> None:
    """Remove what nobody fetched in time."""
    oldest = clock.now().timestamp() - 2 * one_time_links.LIFETIMES[LinkPurpose.DOWNLOAD].total_seconds()
    for path in _folder().glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return settings().data_dir / "exports"


def _write_privately(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)

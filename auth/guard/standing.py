"""Whether a token still speaks for somebody, asked without holding up the event loop."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from auth import sessions
from auth.actor import Actor
from db import session as database


class Standing:
    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="guard")
        # Of its own: a note waits while somebody imports, and no question may wait behind it.
        self._notes = ThreadPoolExecutor(1, thread_name_prefix="guard-notes")
        self._seen: dict[int, float] = {}

    async def of(self, token: str) -> Actor | None:
        """Who the token speaks for at this moment: one indexed query, never remembered."""
        if not token:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._threads, _actor_for, token)

    def note_click(self, actor: Actor) -> None:
        """Start the idle time again, once a minute, without anybody waiting for the write."""
        now = time.monotonic()
        if now - self._seen.get(actor.session_id or 0, -1e9) < sessions.SEEN_EVERY.total_seconds():
            return
        self._seen = {id_: at for id_, at in self._seen.items() if now - at < 120} | {actor.session_id or 0: now}
        asyncio.get_running_loop().run_in_executor(self._notes, _note, actor)


def _actor_for(token: str) -> Actor | None:
    with database.reading() as session:
        return sessions.actor_for(session, token)


def _note(actor: Actor) -> None:
    with database.transaction() as session:
        sessions.seen(session, actor)

"""A browser's websocket without the browser: reruns a page and waits for its last word."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from auth import cookie
from ops.benchmarks.servers import Server

_SECONDS = 60


class ScriptFailed(RuntimeError):
    """The page did not run to its end."""


@dataclass
class Tab:
    connection: ClientConnection
    address: str = ""
    page: str = ""
    kept: set[str] = field(default_factory=set)
    """Messages that a browser would keep, so that the server need not send them again."""

    def rerun(self) -> int:
        """Run the page once more; how many bytes came."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.page_name = "" if self.page else self.address
        message.rerun_script.cached_message_hashes.extend(self.kept)
        self.connection.send(message.SerializeToString())
        received = 0
        while True:
            self._acknowledge_at_once()
            raw = self.connection.recv(timeout=_SECONDS)
            assert isinstance(raw, bytes)
            received += len(raw)
            told = ForwardMsg.FromString(raw)
            if told.metadata.cacheable and told.hash:
                self.kept.add(told.hash)
            if self._is_last(told):
                return received

    def _acknowledge_at_once(self) -> None:
        """As browsers do; else a server that waits for an acknowledgement to send more stands still for 40 ms."""
        if hasattr(socket, "TCP_QUICKACK"):  # Linux alone has it, and forgets it after each use
            self.connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def _is_last(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page = message.navigation.page_script_hash
        if kind != "script_finished":
            return False
        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise ScriptFailed(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
        return True


@contextmanager
def opened(server: Server, token: str = "", page: str = "") -> Iterator[Tab]:
    """A tab on the page of this address, run once; signed in if there is a token."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    headers = {"Cookie": f"{cookie.name()}={token}"} if token else {}
    with connect(
        address,
        origin=Origin(server.address),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
    ) as connection:
        tab = Tab(connection, page)
        tab.rerun()
        yield tab

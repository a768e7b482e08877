"""A websocket client that says what no browser would."""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.server import Server


@dataclass
class RawSocket:
    connection: ClientConnection
    received: list[ForwardMsg] = field(default_factory=list)
    close_code: int | None = None

    def send(self, message: BackMsg | bytes) -> None:
        self.connection.send(message if isinstance(message, bytes) else message.SerializeToString())

    def run(self, message: BackMsg | None = None) -> str:
        """Ask for a run and wait for its end; returns everything the script showed, as one text."""
        self.send(message or rerun())
        start = len(self.received)
        while self._next() and self.received[-1].WhichOneof("type") != "script_finished":
            pass
        return " ".join(str(found) for found in self.received[start:])

    @staticmethod
    def is_inside(shown: str) -> bool:
        """Whether the script showed the frame of somebody signed in: the strip with their own menu."""
        return '-sign-out"' in shown

    def runs(self) -> int:
        return sum(message.HasField("new_session") for message in self.received)

    def session_id(self) -> str:
        return next(m.new_session.initialize.session_id for m in self.received if m.HasField("new_session"))

    def waits_for(self, kind: str) -> bool:
        while self._next():
            if self.received[-1].WhichOneof("type") == kind:
                return True
        return False

    def wait_for_close(self) -> int | None:
        while self._next():
            pass
        return self.close_code

    def _next(self) -> bool:
        try:
            data = self.connection.recv(timeout=20)
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else 1006
            return False
        assert isinstance(data, bytes)
        self.received.append(ForwardMsg.FromString(data))
        return True


@contextmanager
def opened(server: Server, *, token: str = "", session_id: str = "", **handshake: Any) -> Iterator[RawSocket]:
    """A socket as the browser opens it; `handshake` overrides headers."""
    headers = {"Cookie": f"guanjia_session={token}"} if token else {}
    headers |= handshake.get("headers", {})
    entries = ["streamlit", "none", session_id] if session_id else ["streamlit"]
    with connect(  # type: ignore[call-overload]
        f"ws://{server.host}/_stcore/stream",
        origin=server.url,
        additional_headers=headers,
        subprotocols=entries,
        max_size=None,
        open_timeout=20,
    ) as connection:
        yield RawSocket(connection)


def handshake_status(server: Server, *, host: str, origin: str) -> int:
    """What a request to open a socket is answered: 101 when it may."""
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    try:
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        for name, value in (headers | {"Host": host} | ({"Origin": origin} if origin else {})).items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()


def rerun(*, page: str = "", fragment: str = "", query: str = "") -> BackMsg:
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    message.rerun_script.fragment_id = fragment
    return message


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    server: Server, method: str, path: str, *, token: str = "", body: bytes | None = None, **headers: str
) -> Answer:
    """One plain request. Header names with _ for -; Host and Origin are ours unless given."""
    sent = {"Host": server.host, "Origin": server.url} | {k.replace("_", "-"): v for k, v in headers.items()}
    if token:
        sent["Cookie"] = f"guanjia_session={token}" + (f"; {sent['Cookie']}" if "Cookie" in sent else "")
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    try:
        connection.request(method, path, body=body, headers={k: v for k, v in sent.items() if v})
        answer = connection.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
    finally:
        connection.close()

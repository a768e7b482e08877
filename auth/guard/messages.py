"""What a browser may tell Streamlit. The rest is for developers: clearing everybody's caches, git, debugging."""

from enum import Enum

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_FROM_ANYBODY = frozenset({"rerun_script", "stop_script", "app_heartbeat"})
_FROM_THE_SIGNED_IN = _FROM_ANYBODY | {"file_urls_request", "backend_operation_request"}
_OPERATIONS = frozenset({"dataframe_chunk", "deferred_file"})


class Message(Enum):
    CLICK = "a person did something"
    ROUTINE = "the page did something by itself"
    DROPPED = "not for browsers to say"
    BROKEN = "not a message"


def leave() -> bytes:
    """Tells the page to load its address again: whoever has no session any more must not go on looking at it."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    return bytes(message.SerializeToString())


def read(data: bytes, *, signed_in: bool) -> Message:
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return Message.BROKEN
    kind = message.WhichOneof("type")
    if kind not in (_FROM_THE_SIGNED_IN if signed_in else _FROM_ANYBODY):
        return Message.DROPPED
    if kind == "backend_operation_request":
        asked = message.backend_operation_request.WhichOneof("payload")
        return Message.ROUTINE if asked in _OPERATIONS else Message.DROPPED
    click = kind == "rerun_script" and not message.rerun_script.is_auto_rerun
    return Message.CLICK if click else Message.ROUTINE

"""What is open of a complaint is in the address: `?complaint=7`, in it `&move=accept` or `&do=note`."""

import streamlit as st

from care.complaints import Move
from ui import current
from ui.actions import settle
from ui.address import open_one, opened

_CLOSES = "complaint_closes"


def shown() -> int | None:
    return opened("complaint")


def move_asked() -> Move | None:
    """The move of `?move=`; what is none is taken for nothing."""
    code = st.query_params.get("move", "")
    return Move(code) if code in set(Move) else None


def deed_asked() -> str:
    return str(st.query_params.get("do", ""))


def part() -> int:
    """Which one of several the deed is about, such as the escalation of `?part=3`; 0: none."""
    return opened("part") or 0


def begin_move(move: Move) -> None:
    go_back()
    st.query_params["move"] = move.value


def begin_deed(deed: str, part_id: int = 0) -> None:
    go_back()
    st.query_params["do"] = deed
    if part_id:
        open_one("part", part_id)


def go_back() -> None:
    """From a form to the drawer's first sheet; whatever was sent is over."""
    current.forget("complaint_done")
    _start()


def closing(*names: str) -> None:
    """What closing the drawer takes out of the address: on the complaint's own page, the complaint stays."""
    current.remember(_CLOSES, names)


def close() -> None:
    _start()
    for name in current.remembered(_CLOSES, ()):
        st.query_params.pop(name, None)


def is_open() -> bool:
    return any(name in st.query_params for name in current.remembered(_CLOSES, ()))


def submitted(key: str) -> bool:
    """Whether this form was sent just now. Its button only notes that: a refusal belongs into the drawer."""
    return current.remembered("complaint_submitted") == key and _forget_submission()


def submit(key: str) -> None:
    current.remember("complaint_submitted", key)


def is_done(key: str) -> bool:
    """This form went through already: a double click is one deed."""
    return bool(current.remembered("complaint_done") == key)


def done(key: str) -> None:
    current.remember("complaint_done", key)
    close()


def _forget_submission() -> bool:
    current.forget("complaint_submitted")
    return True


def _start() -> None:
    settle()
    current.forget("gate_base", "deed_base", "complaint_submitted")
    for name in ("move", "do", "part"):
        st.query_params.pop(name, None)

"""What is open of a lead is in the address: `?lead=7`, in it `&move=lose` or `&do=talk`."""

import streamlit as st

from care.leads import Move
from ui import current
from ui.actions import settle
from ui.address import open_one, opened

DEEDS = ("talk", "assign", "edit")


def shown() -> int | None:
    return opened("lead")


def move_asked() -> Move | None:
    """The move of `?move=`; what is none is taken for nothing."""
    code = st.query_params.get("move", "")
    return Move(code) if code in set(Move) else None


def deed_asked() -> str:
    code = str(st.query_params.get("do", ""))
    return code if code in DEEDS else ""


def show(lead_id: int, move: str = "") -> None:
    """Open the drawer; a move asked for on the board opens its form at once, and the first contact the form of it."""
    go_back()
    open_one("lead", lead_id)
    if move == Move.CONTACT:
        begin_deed("talk")
    elif move in set(Move):
        begin_move(Move(move))


def begin_move(move: Move) -> None:
    go_back()
    st.query_params["move"] = move.value


def begin_deed(deed: str) -> None:
    go_back()
    st.query_params["do"] = deed


def go_back() -> None:
    """From a form to the drawer's first sheet; whatever was sent or shown in full is over."""
    settle()
    current.forget("lead_submitted", "lead_seen", "lead_ways", "lead_alike")
    for name in ("move", "do"):
        st.query_params.pop(name, None)


def close() -> None:
    go_back()
    st.query_params.pop("lead", None)


def submit(key: str) -> None:
    """A form was sent. Its button only notes that: a refusal belongs into the drawer."""
    current.remember("lead_submitted", key)


def submitted(key: str) -> bool:
    """Whether this form was sent just now."""
    was = bool(current.remembered("lead_submitted") == key)
    if was:
        current.forget("lead_submitted")
    return was


def seen(lead_id: int, version: int) -> int:
    """The version that stood there when the form was opened: what is typed must survive what others do meanwhile."""
    kept = current.remembered("lead_seen")
    if kept is None or kept[0] != lead_id:
        kept = (lead_id, version)
        current.remember("lead_seen", kept)
    return int(kept[1])


def look_again(lead_id: int, version: int) -> None:
    """Refused because somebody was quicker: a second try is meant."""
    current.remember("lead_seen", (lead_id, version))

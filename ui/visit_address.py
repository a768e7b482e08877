"""What is open on the calendar is in the address: `?revisit=7`, in it `&move=2026-03-12`; `?day=` lists one day."""

from datetime import date

import streamlit as st

from ui import current
from ui.actions import settle
from ui.address import open_one, opened

_SEEN, _SENT = "visit_seen", "visit_sent"


def shown() -> int | None:
    return opened("revisit")


def day() -> date | None:
    """The one day that is listed."""
    return _date(st.query_params.get("day", ""))


def list_day(value: date) -> None:
    close()
    st.query_params["day"] = value.isoformat()


def list_all_days() -> None:
    st.query_params.pop("day", None)


def open_visit(visit_id: int) -> None:
    close()
    open_one("revisit", visit_id)


def begin(deed: str, on: date | None = None) -> None:
    """`move` or `skip`; a day that was chosen by dragging comes along."""
    _start()
    st.query_params[deed] = on.isoformat() if on else "1"


def asks(deed: str) -> bool:
    return deed in st.query_params


def dropped_on() -> date | None:
    """The day a visit was dragged to and is being asked about."""
    return _date(st.query_params.get("move", ""))


def seen(version: int) -> int:
    """The version that stood there when the form was opened: a colleague may move the visit meanwhile."""
    kept = current.remembered(_SEEN)
    if kept is None:
        current.remember(_SEEN, kept := version)
    return int(kept)


def see_again() -> None:
    """What the colleague did has been shown now."""
    current.forget(_SEEN)


def submit(deed: str) -> None:
    """A form's button only notes that it was sent: a refusal belongs into the drawer."""
    current.remember(_SENT, deed)


def submitted(deed: str) -> bool:
    """Whether this form was sent just now, told once."""
    sent = current.remembered(_SENT)
    current.forget(_SENT)
    return bool(sent == deed)


def go_back() -> None:
    """From a form to the drawer's first sheet."""
    _start()


def close() -> None:
    _start()
    st.query_params.pop("revisit", None)


def is_open() -> bool:
    return "revisit" in st.query_params


def _start() -> None:
    settle()
    current.forget(_SEEN, _SENT, "revealed")
    for name in ("move", "skip"):
        st.query_params.pop(name, None)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

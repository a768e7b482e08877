"""What is open is in the address: linkable, and there again after a reload."""

import streamlit as st

_LARGEST_ID = 2**31 - 1
"""PostgreSQL's integer ends here."""


def opened(name: str) -> int | None:
    """The id in `?name=7`; None when absent or nothing that a row could be called by."""
    try:
        return read_id(st.query_params.get(name, ""))
    except ValueError:
        return None


def read_id(text: str) -> int:
    """The id in a part of an address; ValueError when no row could have it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _LARGEST_ID):
        raise ValueError(text)
    return int(text)


def open_one(name: str, id_: int) -> None:
    st.query_params[name] = str(id_)


def close(name: str) -> None:
    st.query_params.pop(name, None)

"""What is open is in the address: linkable, and there again after a reload."""

import streamlit as st


def opened(name: str) -> int | None:
    """The id in `?name=7`; None when absent or not a number."""
    value = st.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def open_one(name: str, id_: int) -> None:
    st.query_params[name] = str(id_)


def close(name: str) -> None:
    st.query_params.pop(name, None)

"""Moves a session between the script and the browser's HttpOnly cookie, which scripts can neither read nor set."""

import streamlit as st

_CALL = st.components.v2.component(
    "guanjia_handover",
    js="""
export default async function({ data, setTriggerValue }) {
  if (window.__guanjiaHandover === data.ticket) return
  window.__guanjiaHandover = data.ticket
  const answer = await fetch(data.path, { method: "POST", body: data.ticket, credentials: "same-origin" })
    .catch(() => ({ ok: false }))
  if (!answer.ok) return setTriggerValue("failed", true)
  if (data.target) location.replace(data.target)
  else location.reload()
}
""",
)


def open_session(ticket: str, *, target: str = "") -> None:
    """Exchange the ticket for the cookie, then load `target`, or the same address again."""
    _call("/session/open", ticket, target)


def close_session() -> None:
    """Take the cookie away and begin at the first screen."""
    _call("/session/close", "close", "/")


def _call(path: str, ticket: str, target: str) -> None:
    data = {"path": path, "ticket": ticket, "target": target}
    _CALL(data=data, key=f"handover-{path.rsplit('/', 1)[-1]}", on_failed_change=lambda: None)

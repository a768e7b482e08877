"""Editing a customer's file in a drawer; two writers meet here without losing a word."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from care import customers
from care.customers import FINANCE, LENGTHS, Profile
from core import clock
from core.i18n import _
from db.models import CustomerKind, Source
from ui import current, formats, labels, lunar_parts
from ui.actions import ask, conflict, perform, problems, settle
from ui.address import close, opened
from ui.safe import esc

_LONG = frozenset({"needs", "preferences", "note", FINANCE})
_OLDEST = date(1900, 1, 1)
THEIRS, MINE = "theirs", "mine"


def begin_edit() -> None:
    settle()
    current.forget("edit_base", "edit_mine")
    st.query_params["edit"] = "1"


def edit_if_opened(file: Profile) -> None:
    """The drawer of `?edit=1`."""
    if opened("edit"):
        st.dialog(_("Edit the file"), width="medium", position="right", on_dismiss=_closed)(_drawer)(file)


def _drawer(file: Profile) -> None:
    if not opened("edit"):
        st.rerun()
    base = current.remembered("edit_base")
    if base is None or base["id"] != file.id:
        base = {"id": file.id, "version": file.version, "fields": file.fields}
        current.remember("edit_base", base)
    if conflict() is not None:
        _settle_conflict(base)
    else:
        _form(base)


def _form(base: dict[str, Any]) -> None:
    told = problems()
    with st.form("edit_form", border=False):
        short, long = _ordered(base["fields"])
        for place in range(0, len(short), 2):
            for column, name in zip(st.columns(2), short[place : place + 2], strict=False):
                with column:
                    _field_and_problem(base, name, told.get(name, ""))
        for name in long:
            _field_and_problem(base, name, told.get(name, ""))
        st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(base,), shortcut="Ctrl+S")


def _field_and_problem(base: dict[str, Any], name: str, problem: str) -> None:
    field(name, base["fields"][name], key=f"edit_{base['id']}_{name}")
    if problem:
        st.caption(f":red[{esc(problem)}]")


def field(name: str, value: Any, *, key: str) -> Any:
    """The widget of one field of the file."""
    label = labels.customer_field(name)
    if name == "kind":
        kinds = list(CustomerKind)
        return st.selectbox(label, kinds, index=kinds.index(value or kinds[-1]), format_func=labels.kind, key=key)
    if name == "source":
        sources = list(Source)
        return st.selectbox(
            label, sources, index=sources.index(value or Source.OTHER), format_func=labels.source, key=key
        )
    if name == "birthday":
        return st.date_input(label, value, min_value=_OLDEST, max_value=clock.today(), format="YYYY-MM-DD", key=key)
    if name == "birthday_lunar":
        return lunar_parts.lunar_select(label, value or "", key=key)
    if name in _LONG:
        return st.text_area(label, value or "", max_chars=LENGTHS[name], height=80, key=key)
    return st.text_input(label, value or "", max_chars=LENGTHS[name], key=key)


def _save(base: dict[str, Any]) -> None:
    typed = {name: current.remembered(f"edit_{base['id']}_{name}") for name in base["fields"]}
    changes = {name: value for name, value in typed.items() if _tidy(value) != _tidy(base["fields"][name])}
    current.remember("edit_mine", changes)
    _submit(base, base["version"], changes)


def _submit(base: dict[str, Any], version: int, changes: dict[str, Any]) -> None:
    if not changes:
        _closed()
    elif perform(customers.edit_customer, base["id"], version=version, changes=changes) is not None:
        current.flash(_("Saved."))
        _closed()


def _settle_conflict(base: dict[str, Any]) -> None:
    """Both versions side by side, a choice for each field that both changed."""
    fresh = ask(customers.profile, base["id"])
    mine, before, theirs = current.remembered("edit_mine", {}), base["fields"], fresh.fields
    both = [n for n in mine if theirs[n] != before[n] and _tidy(theirs[n]) != _tidy(mine[n])]
    only_theirs = [n for n in theirs if n not in mine and theirs[n] != before.get(n)]
    st.warning(_("Somebody else saved this file while you were editing it. Nothing of yours is lost."))
    for name in both:
        st.radio(
            labels.customer_field(name),
            [THEIRS, MINE],
            format_func={
                THEIRS: _("Theirs: {value}").format(value=shown(name, theirs[name])),
                MINE: _("Mine: {value}").format(value=shown(name, mine[name])),
            }.__getitem__,
            index=1,
            key=f"choose_{name}",
        )
    for name in only_theirs:
        _stays(_("{field}: they changed it to {value}; that stays."), name, theirs[name])
    for name in [n for n in mine if n not in both]:
        _stays(_("{field}: {value}, as you typed it."), name, mine[name])
    st.button(_("Save"), key="settle", type="primary", on_click=_settled, args=(base, fresh, both))


def _stays(sentence: str, name: str, value: Any) -> None:
    st.caption(sentence.format(field=labels.customer_field(name), value=shown(name, value)))


def _settled(base: dict[str, Any], fresh: Profile, both: list[str]) -> None:
    given_up = {name for name in both if current.remembered(f"choose_{name}") == THEIRS}
    kept = {name: value for name, value in current.remembered("edit_mine", {}).items() if name not in given_up}
    # What is on the screen is what was seen: a third writer is met in the same way.
    current.remember("edit_base", {"id": base["id"], "version": fresh.version, "fields": fresh.fields})
    current.remember("edit_mine", kept)
    settle()
    _submit(base, fresh.version, kept)


def shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return formats.NOTHING
    words: dict[str, Callable[[Any], str]] = {
        "kind": labels.kind,
        "source": labels.source,
        "birthday": formats.day,
        "birthday_lunar": lunar_parts.with_day_of_ours,
    }
    return words.get(name, esc)(value)


def _closed() -> None:
    close("edit")
    settle()
    current.forget("edit_base", "edit_mine")


def _ordered(fields: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Short fields, two to a row, and long texts below, each in the order of the labels."""
    known = [name for name in labels.CUSTOMER_FIELDS if name in fields]
    return [name for name in known if name not in _LONG], [name for name in known if name in _LONG]


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value or ""

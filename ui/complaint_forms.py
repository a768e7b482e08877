"""The forms of the gates, drawn from what a move asks for: no field of them is written by hand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import streamlit as st

from care.complaints import Ask, Field, When
from core import clock
from core.i18n import _
from core.settings import settings
from ui import complaint_labels as words
from ui import current, formats
from ui.actions import problems
from ui.dialog_parts import told
from ui.safe import esc

_FEW = 4
_NARROW = 36
"""So many codes, of so many letters in all, stand side by side on a phone; others wrap."""
_LONGEST = 4000


Offered = Mapping[str, Mapping[int, str]]
"""Whom and what the fields let one choose from: by field, id and name."""


def deciding(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The fields on whose answer it depends what else is asked: they stand above the form and act at once."""
    conditions = {ask.when.value for ask in asks} - {When.ALWAYS.value}
    return tuple(ask for ask in asks if ask.choices and conditions & {code.value for code in ask.choices})


def asked(asks: Sequence[Ask], key: str, prefilled: Mapping[str, Any]) -> tuple[Ask, ...]:
    """Those of the fields that the answers so far call for."""
    chosen = {str(current.remembered(f"{key}_{ask.code}", prefilled.get(ask.code)) or "") for ask in deciding(asks)}
    return tuple(ask for ask in asks if ask.when is When.ALWAYS or ask.when.value in chosen)


def draw(asks: Sequence[Ask], key: str, *, prefilled: Mapping[str, Any], offered: Offered) -> None:
    """One widget a field, what was wrong with it beneath; what may be left out is folded away while it is empty."""
    for ask in asks:
        if ask.is_required:
            _draw_one(ask, key, prefilled, offered)
    optional = [ask for ask in asks if not ask.is_required]
    if optional:
        has_something = any(prefilled.get(ask.code) or ask.code in problems() for ask in optional)
        with st.expander(_("More, if you like"), expanded=has_something):
            for ask in optional:
                _draw_one(ask, key, prefilled, offered)


def _draw_one(ask: Ask, key: str, prefilled: Mapping[str, Any], offered: Offered) -> None:
    _DRAWN[ask.field](ask, f"{key}_{ask.code}", prefilled.get(ask.code), offered)
    told(ask.code)


def typed(asks: Sequence[Ask], key: str, prefilled: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as the command takes them: codes, ids, cents, aware moments."""
    return {ask.code: _value(ask, key, prefilled.get(ask.code)) for ask in asked(asks, key, prefilled)}


def _value(ask: Ask, key: str, before: Any) -> Any:
    value = current.remembered(f"{key}_{ask.code}")
    if ask.field is Field.MOMENT and before is not None and value == local_moment(before):
        return before  # the field shows no seconds; left alone, it is still that very moment
    return _READ.get(ask.field, _as_it_is)(value)


def local_moment(value: datetime | None) -> datetime | None:
    """As the widget wants it: the company's clock, without a zone."""
    return clock.local(value).replace(tzinfo=None, second=0, microsecond=0) if value else None


def moment_typed(value: datetime | None) -> datetime | None:
    """What the widget gave, on the company's clock."""
    return value.replace(tzinfo=settings().time_zone) if value else None


def _text(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    st.text_input(_(ask.label), value or "", key=key, max_chars=300)


def _words(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    st.text_area(_(ask.label), value or "", key=key, max_chars=_LONGEST, height=96)


def _choice(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    assert ask.choices is not None
    one_of(_(ask.label), ask.choices, value, key=key)


def one_of(name: str, of: type[StrEnum], value: StrEnum | None, *, key: str) -> None:
    """One click whatever is chosen; what is chosen already cannot be taken back, only changed."""
    codes: list[StrEnum] = list(of)
    is_short = len(codes) <= _FEW and sum(len(words.word(code)) for code in codes) <= _NARROW
    shown = st.segmented_control if is_short else st.pills
    shown(name, codes, default=value, format_func=words.word, key=key, required=value is not None)


def _yes_no(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    st.checkbox(_(ask.label), bool(value), key=key)


def _day(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    st.date_input(_(ask.label), value, key=key, format="YYYY-MM-DD")


def _moment(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    name = _(ask.label) if ask.is_required else _("{field} (empty: just now)").format(field=_(ask.label))
    st.datetime_input(name, local_moment(value), key=key, format="YYYY-MM-DD", step=300)


def _money(ask: Ask, key: str, value: Any, _offered: Offered) -> None:
    name = _("{field}, {unit}").format(field=_(ask.label), unit=esc(formats.currency_name()))
    st.number_input(name, 0.0, 1e9, value / 100 if value else None, step=1.0, format="%.2f", key=key)


def _named(ask: Ask, key: str, value: Any, offered: Offered) -> None:
    named = offered.get(ask.code, {})
    ids = list(named)
    at = ids.index(value) if value in named else None
    st.selectbox(_(ask.label), ids, at, format_func=named.__getitem__, key=key, placeholder=_("Please choose"))
    if not named:
        st.caption(_("There is nothing here to choose from."))


def _cents(value: float | None) -> int | None:
    return None if value is None else int((Decimal(str(value)) * 100).to_integral_value())


def _as_it_is(value: Any) -> Any:
    return value


_DRAWN: dict[Field, Callable[[Ask, str, Any, Offered], None]] = {
    Field.TEXT: _text,
    Field.WORDS: _words,
    Field.CHOICE: _choice,
    Field.YES_NO: _yes_no,
    Field.DAY: _day,
    Field.MOMENT: _moment,
    Field.HANDLER: _named,
    Field.COMPLAINT: _named,
    Field.MONEY: _money,
}
_READ: dict[Field, Callable[[Any], Any]] = {
    Field.TEXT: lambda value: (value or "").strip(),
    Field.WORDS: lambda value: (value or "").strip(),
    Field.YES_NO: bool,
    Field.MOMENT: moment_typed,
    Field.MONEY: _cents,
}

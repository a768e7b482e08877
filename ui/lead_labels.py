"""Every code of a lead as the word that people read, with a shape and a tone: never by colour alone."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Literal

from care.leads import INVALID_REASONS, LOST_REASONS, STAGES, Column, Move
from core.i18n import N_, _
from db.models import LeadOrigin, LeadStage

Tone = Literal["red", "orange", "green", "blue", "gray", "primary", "violet"]

_S, _M = LeadStage, Move

ORIGINS = {
    LeadOrigin.FORM: N_("Form"),
    LeadOrigin.QUICK: N_("On the phone"),
    LeadOrigin.IMPORT: N_("Import"),
    LeadOrigin.WEB: N_("Web form"),
}
COLUMNS = {
    Column.NEW: N_("New lead"),
    Column.CONTACTED: N_("Contacted"),
    Column.QUALIFIED: N_("Qualified"),
    Column.CONVERTED: N_("Customers in 7 days"),
    Column.GONE: N_("Lost in 7 days"),
}
MOVES = {
    _M.CONTACT: N_("Log the first contact"),
    _M.QUALIFY: N_("Qualify"),
    _M.CONVERT: N_("Make a customer of it"),
    _M.LOSE: N_("Give it up"),
    _M.INVALIDATE: N_("Never was a lead"),
    _M.BACK: N_("Back to contacted"),
    _M.REOPEN: N_("Take up again"),
}
MOVE_ICONS = {
    _M.CONTACT: ":material/call:",
    _M.QUALIFY: ":material/thumb_up:",
    _M.CONVERT: ":material/person_add:",
    _M.LOSE: ":material/thumb_down:",
    _M.INVALIDATE: ":material/block:",
    _M.BACK: ":material/undo:",
    _M.REOPEN: ":material/restart_alt:",
}
STAGE_TONES: dict[LeadStage, Tone] = {
    _S.NEW: "orange",
    _S.CONTACTED: "blue",
    _S.QUALIFIED: "primary",
    _S.CONVERTED: "green",
    _S.LOST: "gray",
    _S.INVALID: "gray",
}
STAGE_ICONS = {
    _S.NEW: ":material/fiber_new:",
    _S.CONTACTED: ":material/call:",
    _S.QUALIFIED: ":material/thumb_up:",
    _S.CONVERTED: ":material/person_check:",
    _S.LOST: ":material/thumb_down:",
    _S.INVALID: ":material/block:",
}
FIELDS = {
    "name": N_("Name"),
    "phone": N_("Phone"),
    "company": N_("Company"),
    "email": N_("E-mail"),
    "wechat": N_("WeChat"),
    "source": N_("How did they find us?"),
    "region": N_("Region"),
    "need": N_("What they need"),
    "note": N_("Note"),
}
_TABLES: tuple[Mapping[Any, str], ...] = (STAGES, ORIGINS, COLUMNS, MOVES, LOST_REASONS, INVALID_REASONS)
_WORDS = {type(next(iter(table))): table for table in _TABLES}


def word(code: StrEnum) -> str:
    return _(_WORDS[type(code)][code])

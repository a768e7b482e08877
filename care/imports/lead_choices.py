"""The words for the codes of leads, visits and answers: offered by the templates, and shown where a row changes one."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from care.imports.fields import Parser
from care.imports.kinds import Kind, field_of
from care.leads import LOST_REASONS, STAGES
from core import clock
from core.i18n import N_, _
from db.models import InvitationMode, Outcome

# Each word is read back by care.imports.complaint_words, in both languages.
WORDS: dict[Parser, dict[Any, str]] = {
    Parser.LEAD_STAGE: dict(STAGES),
    Parser.LOST_REASON: dict(LOST_REASONS),
    Parser.VISIT_OUTCOME: {
        Outcome.CONNECTED: N_("Reached"),
        Outcome.NO_ANSWER: N_("No answer"),
        Outcome.BUSY: N_("Busy"),
        Outcome.WRONG_NUMBER: N_("Wrong number"),
        Outcome.LEFT_MESSAGE: N_("Left a message"),
        Outcome.DECLINED: N_("Did not want to talk"),
    },
    Parser.ASKED_BY: {
        InvitationMode.PHONE: N_("Phone"),
        InvitationMode.MAIL: N_("Mail"),
        InvitationMode.LINK: N_("Link"),
    },
}
LISTS: dict[Parser, tuple[str, ...]] = {parser: tuple(words.values()) for parser, words in WORDS.items()}


def shown(code: str, value: Any) -> str:
    """A staged value of a lead as people read it."""
    if value in (None, ""):
        return ""
    if code == "owner":
        return _("another colleague")
    parser = field_of(Kind.LEADS, code).parser
    if parser in WORDS:
        return next((_(word) for known, word in WORDS[parser].items() if known.value == value), str(value))
    if parser is Parser.MOMENT:
        return f"{clock.local(datetime.fromisoformat(str(value))):%Y-%m-%d %H:%M}"
    return value.value if isinstance(value, StrEnum) else str(value)

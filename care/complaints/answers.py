"""What was typed into a gate's form, as values: text without blanks, codes, days, moments, cents. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from care.complaints.asks import Ask, Field, When
from core.i18n import _
from core.settings import settings

T = TypeVar("T")
LONGEST_TEXT, LONGEST_WORDS = 300, 4000
_SHORTER = {"confirmed_by": 100, "party": 100}
_MOST_CENTS = 10**11


class Unreadable(ValueError):
    """Not a value of its field; the sentence for whoever typed it."""


def asked(asks: tuple[Ask, ...], given: Mapping[str, Any]) -> tuple[Ask, ...]:
    """The fields in play: some are asked for only after how the customer confirmed."""
    said = str(given.get("confirmation") or "")
    return tuple(ask for ask in asks if ask.when is When.ALWAYS or ask.when.value == said)


def read(ask: Ask, given: Any) -> Any:
    """The value, or None where nothing was typed; Unreadable with its sentence."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    return _READERS[ask.field](ask, given)


def limit_of(ask: Ask) -> int:
    """The longest text that the field takes."""
    return _SHORTER.get(ask.code, LONGEST_WORDS if ask.field is Field.WORDS else LONGEST_TEXT)


def aware(moment: datetime) -> datetime:
    """A moment typed without a time zone is on the company's clock."""
    return moment if moment.tzinfo else moment.replace(tzinfo=settings().time_zone)


def _text(ask: Ask, given: Any) -> str:
    text, limit = str(given).strip(), limit_of(ask)
    if len(text) > limit:
        sentence = _("Please use at most {limit} characters; these are {length}.")
        raise Unreadable(sentence.format(limit=limit, length=len(text)))
    return text


def _choice(ask: Ask, given: Any) -> Any:
    assert ask.choices is not None
    try:
        return ask.choices(given)
    except ValueError:
        raise Unreadable(_("Please choose one from the list.")) from None


def _day(_ask: Ask, given: Any) -> date:
    try:
        given = date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise Unreadable(_("This is not a day.")) from None
    return given.date() if isinstance(given, datetime) else _typed(date, given, _("This is not a day."))


def _moment(_ask: Ask, given: Any) -> datetime:
    try:
        given = datetime.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        raise Unreadable(_("This is not a moment.")) from None
    return aware(_typed(datetime, given, _("This is not a moment.")))


def _yes_no(_ask: Ask, given: Any) -> bool:
    return _typed(bool, given, _("Please answer yes or no."))


def _id(_ask: Ask, given: Any) -> int:
    return _typed(int, given, _("Please choose one from the list."))


def _cents(_ask: Ask, given: Any) -> int:
    cents = _typed(int, given, _("This amount cannot be right."))
    if not 0 <= cents <= _MOST_CENTS:
        raise Unreadable(_("This amount cannot be right."))
    return cents


def _typed(kind: type[T], given: Any, sentence: str) -> T:
    if not isinstance(given, kind) or (isinstance(given, bool) and kind is not bool):
        raise Unreadable(sentence)
    return given


_READERS: dict[Field, Callable[[Ask, Any], Any]] = {
    Field.TEXT: _text,
    Field.WORDS: _text,
    Field.CHOICE: _choice,
    Field.YES_NO: _yes_no,
    Field.DAY: _day,
    Field.MOMENT: _moment,
    Field.HANDLER: _id,
    Field.COMPLAINT: _id,
    Field.MONEY: _cents,
}

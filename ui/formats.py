"""Dates, numbers, money and phones as they are shown, in the language of the present user."""

from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel import Locale, dates, numbers

from core import clock
from core.i18n import N_, _, language
from core.settings import settings

NOTHING = "—"
_NEAR = {-1: N_("yesterday {time}"), 0: N_("today {time}"), 1: N_("tomorrow {time}")}


def day(value: date | None) -> str:
    """2026年3月9日 / Mar 9, 2026."""
    return NOTHING if value is None else dates.format_date(value, format="medium", locale=_locale(language()))


def weekday(value: date) -> str:
    """3月10日周二 / Tue, Mar 10."""
    return str(dates.format_skeleton("MMMEd", value, locale=_locale(language())))


def local_day(value: datetime | None) -> str:
    """The day of a moment on the company's clock."""
    return NOTHING if value is None else day(clock.local(value).date())


def short_day(value: date | None) -> str:
    """For tables, the same in both languages and sortable by eye: 2026-03-09."""
    return NOTHING if value is None else value.isoformat()


def month(value: date) -> str:
    """2026年3月 / Mar 2026."""
    return str(dates.format_skeleton("yMMM", value, locale=_locale(language())))


def moment(value: datetime | None) -> str:
    """On the company's clock: 2026年3月9日 10:00."""
    if value is None:
        return NOTHING
    shown = clock.local(value).replace(tzinfo=None)
    return f"{dates.format_date(shown, format='medium', locale=_locale(language()))} {shown:%H:%M}"


def near(value: datetime | None) -> str:
    """As one says it while one works: today 10:00, tomorrow 09:00, Mar 12 17:00; the year only when it is another."""
    if value is None:
        return NOTHING
    shown, today = clock.local(value).replace(tzinfo=None), clock.today()
    if said := _NEAR.get((shown.date() - today).days):
        return _(said).format(time=f"{shown:%H:%M}")
    if shown.year != today.year:
        return moment(value)
    return f"{dates.format_skeleton('MMMd', shown, locale=_locale(language()))} {shown:%H:%M}"


def number(value: float | Decimal | None) -> str:
    return NOTHING if value is None else numbers.format_decimal(value, locale=_locale(language()))


def percent(value: float | None, *, digits: int = 1) -> str:
    """A share of one: 0.125 is 12.5%."""
    if value is None:
        return NOTHING
    return numbers.format_percent(round(value, digits + 2), locale=_locale(language()), decimal_quantization=False)


def money(cents: int | None, *, currency: str = "") -> str:
    """¥1,234.50, in the firm's currency unless another is named."""
    if cents is None:
        return NOTHING
    named = currency or settings().currency
    return _own_sign(numbers.format_currency(Decimal(cents) / 100, named, locale=_locale(language())), named)


def round_money(cents: int | None, *, currency: str = "") -> str:
    """Without cents, for figures one reads at a glance: ¥1,235."""
    if cents is None:
        return NOTHING
    named = currency or settings().currency
    whole = int((Decimal(cents) / 100).to_integral_value(ROUND_HALF_EVEN))
    # By hand: Babel takes a third of the time of a whole list of customers for this.
    return f"{'-' if whole < 0 else ''}{_sign(named, language())}{abs(whole):,}"


def currency_name() -> str:
    """What the firm counts in, as a unit beside a field or an axis."""
    return _("yuan") if settings().currency == "CNY" else settings().currency


def phone(value: str) -> str:
    """138 0013 8000 for a mainland mobile; anything else, masked ones included, as it is stored."""
    if not value:
        return NOTHING
    main, _mark, extension = value.partition(";ext=")
    digits = main.removeprefix("+86")
    if main.startswith("+86") and len(digits) == 11 and digits.startswith("1"):
        digits = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    elif main.startswith("+86") and not digits.startswith(("400", "800")):
        digits = "0" + digits
    return f"{digits}-{extension}" if extension else digits


@cache
def _locale(name: str) -> Locale:
    """Given a name, Babel goes through all the locales it knows, for every single number."""
    return Locale.parse(name)


@cache
def _sign(currency: str, name: str) -> str:
    return _own_sign(numbers.get_currency_symbol(currency, locale=_locale(name)), currency)


def _own_sign(shown: str, currency: str) -> str:
    """A firm that counts in yuan needs no CN before each ¥, in whatever language."""
    return shown.replace("CN¥", "¥") if currency == settings().currency else shown

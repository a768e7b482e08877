"""One made-up customer after another: the same ones for the same seed on the same day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

from care import customers
from care.demo import words
from care.demo.habits import HABITS, Purchase, came, purchases
from db.models import ChannelType, CustomerKind, Source, Tier

_SOURCES = tuple(Source)
_SOURCE_WEIGHTS = (6, 8, 24, 12, 16, 3, 6, 20, 2, 3)
_HABIT_WEIGHTS = [habit.share for habit in HABITS]
_TWICE = 0.012
"""So many come in a second time, under another spelling."""


@dataclass(frozen=True)
class Invented:
    name: str
    kind: CustomerKind
    person: str
    title: str
    channels: tuple[tuple[ChannelType, str], ...]
    columns: dict[str, str]
    birthday: date | None
    source: Source
    tier: Tier
    came_on: date
    verified_on: date | None
    has_owner: bool
    consents: bool
    tags: tuple[str, ...]
    purchases: tuple[Purchase, ...]


def invented(seed: int, today: date, zone: ZoneInfo, count: int) -> Iterator[Invented]:
    chance = Random(f"{seed} {today}")  # noqa: S311
    previous: Invented | None = None
    for place in range(count):
        if previous is not None and chance.random() < _TWICE:
            yield _spelt_differently(previous)
            previous = None
        else:
            previous = _customer(chance, place, today, zone)
            yield previous


def _spelt_differently(one: Invented) -> Invented:
    """The duplicates that every firm has: the same number, another way to write the name, no orders yet."""
    is_person = one.kind is CustomerKind.PERSON
    name = f"{one.name[0]}{'女士' if is_person else ''}" if is_person else one.name.removesuffix("有限公司")
    return replace(one, name=name, purchases=(), verified_on=None, consents=False, tags=(), tier=Tier.C)


def _customer(chance: Random, place: int, today: date, zone: ZoneInfo) -> Invented:
    region = chance.choices([name for name, _share in words.REGIONS], [share for _name, share in words.REGIONS])[0]
    person = chance.choice(words.SURNAMES) + chance.choice(words.GIVEN)
    trade = chance.choice(words.TRADES) if chance.random() < 0.3 else None
    name = f"{words.CITIES[region]}{chance.choice(words.FIRMS)}{trade[1]}有限公司" if trade else person
    habit = chance.choices(HABITS, _HABIT_WEIGHTS)[0]
    first = came(chance, today)
    bought = tuple(purchases(chance, habit, first, today, zone))
    is_large = trade is not None and chance.random() < 0.25
    return Invented(
        name=name,
        kind=CustomerKind.PERSON if not trade else _company(is_large),
        person=person,
        title=chance.choice(words.TITLES) if trade else "",
        channels=_channels(chance, place, person, is_company=trade is not None),
        columns=_columns(chance, region, trade),
        birthday=None if trade or chance.random() < 0.35 else _birthday(chance),
        source=chance.choices(_SOURCES, _SOURCE_WEIGHTS)[0],
        tier=_tier(bought),
        came_on=first,
        verified_on=_verified(chance, first, today),
        has_owner=chance.random() < 0.96,
        consents=chance.random() < 0.82,
        tags=tuple(chance.sample(words.TAGS, chance.choice((0, 0, 1, 1, 2)))),
        purchases=bought,
    )


def _company(is_large: bool) -> CustomerKind:
    return CustomerKind.LARGE_COMPANY if is_large else CustomerKind.SMALL_COMPANY


def _channels(chance: Random, place: int, person: str, *, is_company: bool) -> tuple[tuple[ChannelType, str], ...]:
    sound = customers.pinyin(person)
    found = [(ChannelType.MOBILE, f"+86{chance.choice(words.PREFIXES)}00{chance.randrange(10**6):06d}")]
    if chance.random() < 0.55:
        found.append((ChannelType.EMAIL, f"{sound}{place}@example.com"))
    if chance.random() < 0.6:
        found.append((ChannelType.WECHAT, f"{sound}_{place}"))
    if is_company and chance.random() < 0.5:
        found.append((ChannelType.LANDLINE, f"+8657188{chance.randrange(10**6):06d}"))
    return tuple(found)


def _columns(chance: Random, region: str, trade: tuple[str, str] | None) -> dict[str, str]:
    street = f"{words.CITIES[region]}市{chance.choice(words.STREETS)} {chance.randrange(1, 300)} 号"
    wanted = {
        "region": (0.94, region),
        "address": (0.7, street),
        "industry": (0.9 if trade else 0.0, trade[0] if trade else ""),
        "scale": (0.7 if trade else 0.0, chance.choice(words.SCALES)),
        "needs": (0.6, chance.choice(words.NEEDS)),
        "preferences": (0.5, chance.choice(words.PREFERENCES)),
        "note": (0.25, chance.choice(words.NOTES)),
    }
    return {field: value if chance.random() < share else "" for field, (share, value) in wanted.items()}


def _birthday(chance: Random) -> date:
    return date(1955, 1, 1) + timedelta(days=chance.randrange(45 * 365))


def _verified(chance: Random, first: date, today: date) -> date | None:
    """Most files are looked at now and then; an eighth lie there as they came."""
    if chance.random() < 0.125:
        return None
    return max(first, today - timedelta(days=int(240 * chance.random() ** 1.6)))


def _tier(bought: tuple[Purchase, ...]) -> Tier:
    spent = sum(purchase.cents for purchase in bought)
    return Tier.A if spent >= 600_000 else Tier.B if spent >= 150_000 else Tier.C

"""How complete a customer's file is, by weights, and what is missing (R3, R4)."""

from collections.abc import Collection, Mapping

from db.models import ChannelType, CustomerKind

WEIGHTS: dict[str, int] = {
    "mobile": 20,
    "landline": 5,
    "email": 10,
    "industry": 15,
    "region": 10,
    "address": 15,
    "scale": 5,
    "owner_id": 10,
    "needs": 10,
    "preferences": 5,
    "birthday": 5,
}
FACTS = (*WEIGHTS, "kind", "birthday_lunar")
"""What is asked about a file besides its channels: either birthday will do."""
_CHANNELS = {"mobile": ChannelType.MOBILE, "landline": ChannelType.LANDLINE, "email": ChannelType.EMAIL}
_COMPANIES_ONLY = frozenset({"industry", "scale", "landline"})
_PERSONS_ONLY = frozenset({"birthday"})


def missing(facts: Mapping[str, object], channels: Collection[ChannelType]) -> list[str]:
    """What is asked of this kind of customer and not there yet, the weightiest first."""
    wanted = _wanted(facts.get("kind"))
    lacking = [field for field in wanted if not _has(field, facts, channels)]
    return sorted(lacking, key=lambda field: -WEIGHTS[field])


def completeness(facts: Mapping[str, object], channels: Collection[ChannelType]) -> int:
    """Per cent of the weights that apply to this kind of customer. `facts` holds at least `kind`."""
    wanted = _wanted(facts.get("kind"))
    total = sum(WEIGHTS[field] for field in wanted)
    lacking = sum(WEIGHTS[field] for field in wanted if not _has(field, facts, channels))
    return round(100 * (total - lacking) / total)


def _wanted(kind: object) -> list[str]:
    not_asked = _COMPANIES_ONLY if kind == CustomerKind.PERSON else _PERSONS_ONLY
    return [field for field in WEIGHTS if field not in not_asked]


def _has(field: str, facts: Mapping[str, object], channels: Collection[ChannelType]) -> bool:
    if field in _CHANNELS:
        return _CHANNELS[field] in channels
    if field == "birthday" and facts.get("birthday_lunar"):
        return True
    return bool(facts.get(field))

"""Whom a campaign is for: a few filters, kept as canonical JSON. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from db.models import CustomerKind, Lifecycle, Tier


@dataclass(frozen=True)
class Audience:
    """Empty: not filtered by."""

    tier: tuple[Tier, ...] = ()
    kind: tuple[CustomerKind, ...] = ()
    region: tuple[str, ...] = ()
    owner_id: tuple[int, ...] = ()
    team_id: tuple[int, ...] = ()
    lifecycle: tuple[Lifecycle, ...] = ()
    tag: tuple[str, ...] = ()
    bought_since: date | None = None

    @property
    def is_everybody(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


_READ: dict[str, Callable[[Any], Any]] = {
    "tier": Tier,
    "kind": CustomerKind,
    "region": str,
    "owner_id": int,
    "team_id": int,
    "lifecycle": Lifecycle,
    "tag": str,
}


def text_of(audience: Audience) -> str:
    """Canonical; without what is not filtered by."""
    plain: dict[str, Any] = {name: sorted(getattr(audience, name)) for name in _READ if getattr(audience, name)}
    if audience.bought_since:
        plain["bought_since"] = audience.bought_since.isoformat()
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def audience_of(content: str) -> Audience:
    plain = json.loads(content)
    since = plain.get("bought_since")
    chosen = {name: tuple(read(value) for value in plain.get(name, [])) for name, read in _READ.items()}
    return Audience(**chosen, bought_since=date.fromisoformat(since) if since else None)

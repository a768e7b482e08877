"""Which part of the firm a number is asked for."""

from dataclasses import dataclass

from db.models import Source, Tier


@dataclass(frozen=True)
class Filters:
    """None everywhere: the whole firm, as far as the actor's own reach goes."""

    team_id: int | None = None
    owner_id: int | None = None
    tier: Tier | None = None
    region: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Choices:
    """What the filters can be set to."""

    teams: tuple[tuple[int, str], ...]
    owners: tuple[tuple[int, str], ...]
    regions: tuple[str, ...]

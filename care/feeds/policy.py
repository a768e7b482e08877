"""What the firm lets out of the house by calendar."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FeedPolicy:
    """A calendar programme keeps what it fetched on its maker's computers, some of them abroad."""

    policy: ClassVar[str] = "calendar_feeds"

    shows_names: bool = True
    """Else customers stand there by their number, which says nothing outside."""

    def problems(self) -> dict[str, str]:
        return {}

"""What somebody agreed to before they were a customer: when, how, after which notice. Pure."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from db.models import ConsentPurpose


@dataclass(frozen=True)
class Agreed:
    """One purpose the person agreed to, how, and where the proof is."""

    purpose: ConsentPurpose
    channel: str
    evidence: str
    at: datetime | None = None
    """None: when they came to us."""
    notice_version: str = ""
    """Of the privacy notice they were told."""


def dated(consents: Iterable[Agreed], at: datetime, notice_version: str) -> tuple[Agreed, ...]:
    """With moment and notice, where they do not say so themselves."""
    return tuple(replace(one, at=one.at or at, notice_version=one.notice_version or notice_version) for one in consents)


def with_more(known: Iterable[Agreed], more: Iterable[Agreed]) -> tuple[Agreed, ...]:
    """Of each purpose the first and the newest: proof of since when, and of what they said last."""
    first: dict[ConsentPurpose, Agreed] = {}
    newest: dict[ConsentPurpose, Agreed] = {}
    for one in (*known, *more):
        first.setdefault(one.purpose, one)
        newest[one.purpose] = one
    return tuple(dict.fromkeys((*first.values(), *newest.values())))


def consents_text(consents: Iterable[Agreed]) -> str:
    said = [asdict(one) | {"at": one.at.isoformat() if one.at else None} for one in consents]
    return json.dumps(said, ensure_ascii=False)


def consents_in(text: str) -> tuple[Agreed, ...]:
    return tuple(
        Agreed(
            ConsentPurpose(one["purpose"]),
            str(one["channel"]),
            str(one["evidence"]),
            datetime.fromisoformat(one["at"]) if one.get("at") else None,
            str(one.get("notice_version", "")),
        )
        for one in json.loads(text)
    )

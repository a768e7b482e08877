"""Which customers a search and filters choose, as SQL."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlmodel import Session, col

from care import rulebook
from care.customers.contentment import discontent
from care.customers.grams import query_grams
from care.customers.indexing import fold
from care.customers.lifecycle import LIFECYCLE, LifecyclePolicy
from care.customers.verification import VERIFICATION, VerificationPolicy
from db.models import Customer, CustomerKind, CustomerTag, Lifecycle, Source, Tag, Tier

_AS_PHONE = re.compile(r"[+(]?\d[\d\s()-]{5,}")
_first, _third, _lapses = col(Customer.first_order_on), col(Customer.third_last_order_on), col(Customer.lapses_on)


@dataclass(frozen=True)
class DirectoryFilters:
    """Empty: not filtered by."""

    tier: tuple[Tier, ...] = ()
    lifecycle: tuple[Lifecycle, ...] = ()
    owner_id: tuple[int, ...] = ()
    """0 stands for nobody."""
    source: tuple[Source, ...] = ()
    kind: tuple[CustomerKind, ...] = ()
    region: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    without_consent: bool = False
    stale: bool = False

    @property
    def are_in_use(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class Terms:
    """A search as typed, ready to look up."""

    words: tuple[str, ...]
    grams: tuple[str, ...]

    @property
    def find_nothing(self) -> bool:
        """Nothing but signs was typed: no file holds that."""
        return bool(self.words) and not self.grams


def terms(search: str) -> Terms:
    """Every word must occur; a phone number counts as one word however it is spaced."""
    text = fold(search.strip())[:100]
    if _AS_PHONE.fullmatch(text):
        text = re.sub(r"\D", "", text.removeprefix("+86"))
    words = tuple(dict.fromkeys(text.split()))
    return Terms(words, tuple(sorted(set().union(*map(query_grams, words)))))


def holds(words: tuple[str, ...]) -> ColumnElement[bool]:
    """The search text really has every word: tokens alone would also match them scattered."""
    return and_(true(), *(col(Customer.search_text).contains(word, autoescape=True) for word in words))


class Policies(NamedTuple):
    """What decides at which stage a customer is, and which file is stale."""

    lifecycle: LifecyclePolicy = LIFECYCLE
    verification: VerificationPolicy = VERIFICATION


AS_IT_COMES = Policies()


def policies_in_force(session: Session) -> Policies:
    return Policies(rulebook.in_force(session, LifecyclePolicy), rulebook.in_force(session, VerificationPolicy))


def chosen(
    filters: DirectoryFilters, today: date, now: datetime, policies: Policies = AS_IT_COMES
) -> list[ColumnElement[bool]]:
    """One condition for each filter in use, for reading through many customers."""
    bearers = select(col(CustomerTag.customer_id)).where(col(CustomerTag.tag_id).in_(_tags(filters)))
    tagged = [col(Customer.id).in_(bearers)] if filters.tag else []
    return [*_by_columns(filters, today, now, policies), *tagged]


def chosen_by_key(
    filters: DirectoryFilters, today: date, now: datetime, policies: Policies = AS_IT_COMES
) -> list[ColumnElement[bool]]:
    """The same for a few customers at hand: looks up their tags instead of listing everybody who bears one."""
    bears = exists().where(
        col(CustomerTag.customer_id) == col(Customer.id), col(CustomerTag.tag_id).in_(_tags(filters))
    )
    return [*_by_columns(filters, today, now, policies), *([bears] if filters.tag else [])]


def _tags(filters: DirectoryFilters) -> Select[Any]:
    return select(col(Tag.id)).where(col(Tag.name).in_(filters.tag))


def _by_columns(filters: DirectoryFilters, today: date, now: datetime, policies: Policies) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        col(getattr(Customer, field)).in_(values)
        for field in ("tier", "source", "kind", "region")
        if (values := getattr(filters, field))
    ]
    if filters.lifecycle:
        conditions.append(standing_at(filters.lifecycle, today, policies.lifecycle))
    if filters.owner_id:
        conditions.append(func.coalesce(col(Customer.owner_id), 0).in_(filters.owner_id))
    if filters.without_consent:
        conditions.append(col(Customer.has_consent).is_(False))
    if filters.stale:
        conditions.append(stale(now, policies.verification))
    return conditions


def standing(stage: Lifecycle, today: date, policy: LifecyclePolicy = LIFECYCLE) -> ColumnElement[bool]:
    """Customers at this stage, by ranges that an index can answer; the rule is lifecycle.lifecycle()."""
    is_new = _first >= today - timedelta(days=policy.new_days)
    is_lost = _lapses <= today
    returns, poor = _third >= today - timedelta(days=policy.loyal_days), discontent(policy)
    settled = _settled(today, policy)
    return {
        Lifecycle.POTENTIAL: _lapses.is_(None),
        Lifecycle.NEW: is_new,
        Lifecycle.LOST: and_(is_lost, _first < today - timedelta(days=policy.new_days)),
        Lifecycle.LOYAL: and_(returns, settled, col(Customer.id).not_in(poor)),
        Lifecycle.ACTIVE: and_(settled, or_(_third.is_(None), ~returns, col(Customer.id).in_(poor))),
    }[stage]


def standing_at(stages: Collection[Lifecycle], today: date, policy: LifecyclePolicy = LIFECYCLE) -> ColumnElement[bool]:
    """Customers at any of these stages. Whether the loyal are content parts them from the active: of both together it
    is not asked."""
    rest = set(stages)
    conditions = []
    if rest >= _SETTLED:
        rest -= _SETTLED
        conditions.append(_settled(today, policy))
    conditions += [standing(stage, today, policy) for stage in Lifecycle if stage in rest]
    return or_(*conditions)


_SETTLED = frozenset({Lifecycle.ACTIVE, Lifecycle.LOYAL})


def _settled(today: date, policy: LifecyclePolicy) -> ColumnElement[bool]:
    """Neither new nor lost."""
    return and_(_first < today - timedelta(days=policy.new_days), _lapses > today)


def lifecycle_case(today: date, policy: LifecyclePolicy = LIFECYCLE) -> ColumnElement[str]:
    """The stage of each customer, as a column to group by."""
    return case(*((standing(stage, today, policy), stage.value) for stage in Lifecycle))


def stale(now: datetime, policy: VerificationPolicy = VERIFICATION) -> ColumnElement[bool]:
    """Files whose verification is due: verification.is_stale() in SQL."""
    confirmed = func.coalesce(col(Customer.last_verified_at), col(Customer.created_at))
    return or_(*(and_(col(Customer.tier) == tier, confirmed <= now - policy.interval(tier)) for tier in Tier))

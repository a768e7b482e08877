"""How matching customers are found quickly among very many: by the index that has the least to read."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlmodel import Session, col

from auth.actor import Actor
from auth.visibility import customers_visible_to
from care.customers.selection import DirectoryFilters, Terms, chosen, chosen_by_key, holds, policies_in_force
from core import clock
from db import dialect
from db.models import Customer

COUNTED = 1_000
"""There are at least so many where nobody counted them: "1,000+"."""
_RARE = 3_000
"""So many candidates are read row by row sooner than any index is walked."""
_HEAD = 1_500
_AT_ONCE = 500
_customers = Customer.__table__  # type: ignore[attr-defined]
_id: ColumnElement[int] = _customers.c.id
_NARROW = "ix_customers_scan"


class Sort(StrEnum):
    RECENT = "recent"
    NAME = "name"
    NEWEST = "newest"
    REVENUE = "revenue"


_WALKS = {
    Sort.RECENT: "ix_customers_by_last_order",
    Sort.NAME: "ix_customers_by_name",
    Sort.NEWEST: "ix_customers_by_created",
    Sort.REVENUE: "ix_customers_by_revenue",
}


def look(session: Session, actor: Actor, filters: DirectoryFilters, wanted: Terms, sort: Sort) -> "Look":
    """A look at what the actor may see under these filters."""
    visible, today, now = customers_visible_to(actor), clock.today(), clock.now()
    policies = policies_in_force(session)
    by_key = [visible, *chosen_by_key(filters, today, now, policies)]
    return Look(session, [visible, *chosen(filters, today, now, policies)], by_key, wanted, sort)


@dataclass(frozen=True)
class Look:
    """One look at the directory: who may be shown, what was typed, in which order."""

    session: Session
    conditions: list[ColumnElement[bool]]
    by_key: list[ColumnElement[bool]]
    """The same conditions, quicker to ask of a few rows."""
    wanted: Terms
    sort: Sort

    def few(self) -> list[int] | None:
        """Every match, when they are few enough to be listed; None when there are more than COUNTED."""
        if self.wanted.find_nothing:
            return []
        if self._candidates is not None:
            return self._holding(self._candidates, *self.by_key)
        if not self._narrowed and (self.wanted.words or self._ids(self._walk().offset(_RARE - 1).limit(1))):
            return None
        listed = self._listed()
        held = self._holding(listed) if self.wanted.words else listed
        if len(listed) < _RARE or len(held) > COUNTED:
            return held if len(listed) < _RARE else None
        # Many hold the words, many pass the filters, and perhaps few do both.
        listed = self._listed(dialect.matches_grams(self.session, list(self.wanted.grams)))
        return self._holding(listed) if len(listed) < _RARE else None

    def in_order(self, ids: list[int]) -> list[int]:
        query = select(_id).where(_id.in_(ids)).order_by(*_order(self.sort))
        return self._ids(dialect.by_key(query, _customers))

    def page_of_many(self, number: int, *, offset: int) -> list[int]:
        """Where matches abound: the head of the list mostly has enough of them, else everything is ranked."""
        wanted = offset + number
        if not self._narrowed and not self.wanted.words:
            return self._ids(self._walk().offset(offset).limit(number))
        found = self._first_of(self._ids(self._walk().limit(_HEAD)), wanted)
        return (found if len(found) >= wanted else self._ranked(wanted))[offset:wanted]

    def _ranked(self, wanted: int) -> list[int]:
        if not self.wanted.words:
            return self._ids(self._in_narrow_index().order_by(*_order(self.sort)).limit(wanted))
        named = dialect.matches_grams(self.session, list(self.wanted.grams))
        if not self._narrowed:
            return self._first_of(self._ids(self._walk().where(named).limit(2 * wanted)), wanted)
        return self._first_of(self._ids(self._in_narrow_index(named).order_by(*_order(self.sort))), wanted)

    def _first_of(self, ranked: list[int], wanted: int) -> list[int]:
        """The first so many of these that match, in their order."""
        found: list[int] = []
        for start in range(0, len(ranked), _AT_ONCE):
            some = ranked[start : start + _AT_ONCE]
            held = set(self._holding(some, *self.by_key))
            found += [id_ for id_ in some if id_ in held]
            if len(found) >= wanted:
                break
        return found

    def _walk(self) -> Select[Any]:
        query = select(_id).where(col(Customer.deleted_at).is_(None)).order_by(*_order(self.sort))
        return dialect.by_index(query, _customers, _WALKS[self.sort])

    def _in_narrow_index(self, *further: ColumnElement[bool]) -> Select[Any]:
        return dialect.by_index(select(_id).where(*self.conditions, *further), _customers, _NARROW)

    @cached_property
    def _candidates(self) -> list[int] | None:
        """Whom the search index names, when they are rare enough to be read one by one."""
        if not self.wanted.words:
            return None
        found = dialect.ids_with_grams(self.session, list(self.wanted.grams), _RARE)
        return found if len(found) < _RARE else None

    @cached_property
    def _narrowed(self) -> bool:
        """More is asked than that a customer is not removed."""
        return str(and_(*self.conditions)) != str(and_(col(Customer.deleted_at).is_(None), true()))

    def _listed(self, *further: ColumnElement[bool]) -> list[int]:
        return self._ids(self._in_narrow_index(*further).limit(_RARE))

    def _holding(self, ids: list[int], *further: ColumnElement[bool]) -> list[int]:
        """Those of these whose text really holds the words."""
        query = select(_id).where(_id.in_(ids), *further, holds(self.wanted.words))
        return self._ids(dialect.by_key(query, _customers))

    def _ids(self, query: Any) -> list[int]:
        return list(self.session.connection().execute(query).scalars())


def _order(sort: Sort) -> tuple[ColumnElement[Any], ...]:
    """Ties by id, so that no row shows on two pages."""
    orders: dict[Sort, tuple[Any, ...]] = {
        Sort.RECENT: (col(Customer.last_order_on).desc().nulls_last(), _id.desc()),
        Sort.NAME: (col(Customer.sort_name).asc(), _id.asc()),
        Sort.NEWEST: (col(Customer.created_at).desc(), _id.desc()),
        Sort.REVENUE: (col(Customer.revenue_cents).desc(), _id.desc()),
    }
    return orders[sort]

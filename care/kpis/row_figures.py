"""The lines behind a number about customers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.kpis.formulas import Kpi
from db.models import Tier


class Movement(StrEnum):
    """What a customer did to growth."""

    STAYED = "stayed"
    NEW = "new"
    BACK = "back"
    LEFT = "left"


@dataclass(frozen=True)
class CustomerRow:
    customer_id: int
    number: str
    name: str
    tier: Tier
    owner: str
    first_order_on: date | None
    last_order_on: date | None
    revenue_cents: int
    movement: Movement | None = None
    is_hit: bool | None = None
    """Whether it is among those above the line of the ratio; None: it is no ratio, or the movement says so."""
    completeness: int = 0


@dataclass(frozen=True)
class OrderRow:
    customer_id: int
    customer: str
    number: str
    ordered_on: date
    amount_cents: int
    refund_cents: int

    @property
    def net_cents(self) -> int:
        return self.amount_cents - self.refund_cents


@dataclass(frozen=True)
class Rows:
    kpi: Kpi
    total: int
    page: int
    pages: int
    customers: tuple[CustomerRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()

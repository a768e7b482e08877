"""What customers bought."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from db.models.columns import Base, Code, Stamped


class OrderStatus(StrEnum):
    VALID = "valid"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class Order(Stamped, table=True):
    __tablename__ = "orders"

    id: int = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=60)
    customer_id: int = Field(foreign_key="customers.id")
    ordered_at: datetime
    ordered_on: date
    """The company's day of ordered_at: what periods and purchase days are counted by."""
    amount_cents: int = Field(sa_type=BigInteger)
    refund_cents: int = Field(default=0, sa_type=BigInteger)
    status: OrderStatus = Field(default=OrderStatus.VALID, sa_type=Code(OrderStatus))
    currency: str = Field(max_length=3)
    payment: str = Field(default="", max_length=40)
    store: str = Field(default="", max_length=60)
    note: str = ""
    import_job_id: int | None = Field(default=None, foreign_key="import_jobs.id", index=True)

    __table_args__ = (
        # Revenue is added up from these alone, of everybody by the one, of some by the other.
        Index("ix_orders_day", "ordered_on", "customer_id", "status", "amount_cents", "refund_cents"),
        Index("ix_orders_customer_day", "customer_id", "ordered_on", "status", "amount_cents", "refund_cents"),
    )


class OrderLine(Base, table=True):
    __tablename__ = "order_lines"

    id: int = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id", index=True)
    position: int
    sku: str = Field(default="", max_length=60)
    item: str = Field(default="", max_length=300)
    quantity: float = 1
    price_cents: int | None = Field(default=None, sa_type=BigInteger)
    amount_cents: int = Field(default=0, sa_type=BigInteger)


class PurchaseBreak(Base, table=True):
    """A silence of more than a year between two purchase days; kept by care.orders with the customer's other facts."""

    __tablename__ = "purchase_breaks"

    customer_id: int = Field(foreign_key="customers.id", primary_key=True)
    back_on: date = Field(primary_key=True)
    last_on: date

"""One greeting that is to be: whom, on what occasion, on which day; and the key that keeps it single. Pure."""

from dataclasses import dataclass
from datetime import date

from db.models import ConsentPurpose, Occasion


@dataclass(frozen=True)
class Wanted:
    key: str
    customer_id: int
    occasion: Occasion
    day: date
    about: str = ""
    contact_id: int | None = None
    years: int | None = None


def birthday_key(year: int, customer_id: int, contact_id: int | None) -> str:
    """`year`: of a lunar birthday the lunar year, since one of ours may hold two of them and the next one none."""
    return f"birthday:{year}:{customer_id}:{contact_id or 0}"


def anniversary_key(year: int, customer_id: int) -> str:
    return f"anniversary:{year}:{customer_id}"


def festival_key(festival: str, year: int, customer_id: int) -> str:
    return f"festival:{festival}:{year}:{customer_id}"


def named_key(day_id: int, year: int, customer_id: int) -> str:
    return f"named:{day_id}:{year}:{customer_id}"


def service_key(sku: str, order_id: int) -> str:
    return f"service:{order_id}:{sku}"


def purpose_of(occasion: Occasion) -> ConsentPurpose:
    """Looking after what was bought is service; everything else is care."""
    return ConsentPurpose.SERVICE if occasion is Occasion.SERVICE else ConsentPurpose.CARE

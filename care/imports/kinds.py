"""What can be imported, and the fields of each kind."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.imports.headers import header_key
from core.i18n import N_


class Kind(StrEnum):
    CUSTOMERS = "customers"
    ORDERS = "orders"


class Parser(StrEnum):
    TEXT = "text"
    IDENTIFIER = "identifier"
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    MOMENT = "moment"
    MONEY = "money"
    NUMBER = "number"
    TIER = "tier"
    SOURCE = "source"
    CUSTOMER_KIND = "customer_kind"
    ORDER_STATUS = "order_status"


@dataclass(frozen=True)
class Field:
    """One thing a row can say: the label is translated where it is shown."""

    code: str
    label: str
    parser: Parser = Parser.TEXT
    length: int = 200


_CUSTOMER_FIELDS = (
    Field("number", N_("Customer number"), Parser.IDENTIFIER, 40),
    Field("name", N_("Customer name")),
    Field("kind", N_("Kind of customer"), Parser.CUSTOMER_KIND),
    Field("company", N_("Company")),
    Field("contact", N_("Contact person"), length=100),
    Field("title", N_("Job title"), length=60),
    Field("phone", N_("Phone number"), Parser.PHONE),
    Field("phone2", N_("Second phone number"), Parser.PHONE),
    Field("email", N_("E-mail"), Parser.EMAIL),
    Field("wechat", N_("WeChat"), Parser.IDENTIFIER, 100),
    Field("qq", N_("QQ"), Parser.IDENTIFIER, 40),
    Field("address", N_("Address"), length=300),
    Field("region", N_("Region"), length=60),
    Field("city", N_("City"), length=60),
    Field("district", N_("District"), length=60),
    Field("industry", N_("Industry"), length=60),
    Field("scale", N_("Scale"), Parser.IDENTIFIER, 60),
    Field("source", N_("Source"), Parser.SOURCE),
    Field("tier", N_("Tier"), Parser.TIER),
    Field("birthday", N_("Birthday"), Parser.DATE),
    Field("owner", N_("Person in charge"), length=60),
    Field("tags", N_("Tags"), length=300),
    Field("needs", N_("Needs"), length=2000),
    Field("preferences", N_("Preferences"), length=2000),
    Field("finance_note", N_("Finance note"), length=2000),
    Field("note", N_("Note"), length=5000),
)

_ORDER_FIELDS = (
    Field("order_no", N_("Order number"), Parser.IDENTIFIER, 60),
    Field("at", N_("Order date"), Parser.MOMENT),
    Field("number", N_("Customer number"), Parser.IDENTIFIER, 40),
    Field("name", N_("Customer name")),
    Field("phone", N_("Phone number"), Parser.PHONE),
    Field("email", N_("E-mail"), Parser.EMAIL),
    Field("region", N_("Region"), length=60),
    Field("sku", N_("Item code"), Parser.IDENTIFIER, 60),
    Field("item", N_("Item"), length=300),
    Field("quantity", N_("Quantity"), Parser.NUMBER),
    Field("price", N_("Unit price"), Parser.MONEY),
    Field("amount", N_("Amount"), Parser.MONEY),
    Field("status", N_("Order status"), Parser.ORDER_STATUS),
    Field("payment", N_("Payment"), length=40),
    Field("store", N_("Store"), length=60),
    Field("note", N_("Note"), length=2000),
)

FIELDS = {Kind.CUSTOMERS: _CUSTOMER_FIELDS, Kind.ORDERS: _ORDER_FIELDS}

# Each group needs at least one column.
REQUIRED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.CUSTOMERS: (("name", "company"),),
    Kind.ORDERS: (("at",), ("amount", "price"), ("number", "phone", "email", "name")),
}


def field_of(kind: Kind, code: str) -> Field:
    return next(field for field in FIELDS[kind] if field.code == code)


@cache
def synonyms(kind: Kind) -> dict[str, tuple[tuple[str, int], ...]]:
    """Header key → the fields it may mean, and how usual that header is for each, 0 being the most usual."""
    listed = json.loads((Path(__file__).parent / "synonyms.json").read_text(encoding="utf-8"))[kind.value]
    known: dict[str, tuple[tuple[str, int], ...]] = {}
    for field in FIELDS[kind]:
        known[header_key(field.label)] = ((field.code, 0),)
    for code, headers in listed.items():
        for rank, header in enumerate(headers):
            meant = known.get(header_key(header), ())
            if code not in dict(meant):
                known[header_key(header)] = (*meant, (code, rank))
    return known

"""What can be imported, and the fields of each kind."""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.imports.dialogue_fields import ANSWER_FIELDS, LEAD_FIELDS, VISIT_FIELDS
from care.imports.fields import Field, Parser
from care.imports.headers import header_key
from core.i18n import N_

__all__ = ["CASES", "FIELDS", "RECORDS", "REQUIRED", "Field", "Kind", "Parser", "field_of", "synonyms"]


class Kind(StrEnum):
    CUSTOMERS = "customers"
    ORDERS = "orders"
    COMPLAINTS = "complaints"
    INQUIRIES = "inquiries"
    LEADS = "leads"
    REVISITS = "revisits"
    SURVEYS = "surveys"


CASES = frozenset({Kind.COMPLAINTS, Kind.INQUIRIES})
"""What customers brought to us: one table, and one list of fields."""
RECORDS = frozenset({Kind.REVISITS, Kind.SURVEYS})
"""What was said once and is never said otherwise: a row is there, or it is new."""


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
    Field("region", N_("Region"), Parser.LINE, 60),
    Field("city", N_("City"), Parser.LINE, 60),
    Field("district", N_("District"), Parser.LINE, 60),
    Field("industry", N_("Industry"), length=60),
    Field("scale", N_("Scale"), Parser.IDENTIFIER, 60),
    Field("source", N_("Source"), Parser.SOURCE),
    Field("tier", N_("Tier"), Parser.TIER),
    Field("birthday", N_("Birthday"), Parser.DATE),
    Field("birthday_lunar", N_("Lunar birthday"), Parser.LUNAR, 40),
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
    Field("region", N_("Region"), Parser.LINE, 60),
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

_CASE_FIELDS = (
    Field("case_no", N_("Case number"), Parser.IDENTIFIER, 40),
    Field("at", N_("Came in on"), Parser.MOMENT),
    Field("number", N_("Customer number"), Parser.IDENTIFIER, 40),
    Field("name", N_("Customer name")),
    Field("phone", N_("Phone number"), Parser.PHONE),
    Field("email", N_("E-mail"), Parser.EMAIL),
    Field("region", N_("Region"), Parser.LINE, 60),
    Field("kind", N_("Complaint or inquiry"), Parser.CASE_KIND, 60),
    Field("channel", N_("How it came in"), Parser.CASE_CHANNEL, 100),
    Field("category", N_("What it is about"), Parser.CASE_CATEGORY, 100),
    Field("severity", N_("Severity"), Parser.CASE_SEVERITY, 60),
    Field("subject", N_("Subject line"), length=300),
    Field("description", N_("What the customer reports"), length=10_000),
    Field("remedy_requested", N_("What the customer wants"), length=2000),
    Field("product", N_("Product or service"), length=120),
    Field("order_no", N_("Order number"), Parser.IDENTIFIER, 60),
    Field("state", N_("State"), Parser.CASE_STATE, 60),
    Field("opened_by", N_("Registered by"), length=60),
    Field("handler", N_("Handler"), length=60),
    Field("responded_at", N_("First response on"), Parser.MOMENT),
    Field("closed_at", N_("Ended on"), Parser.MOMENT),
    Field("decision", N_("Upheld or not"), Parser.CASE_DECISION, 60),
    Field("remedy", N_("Kind of remedy"), Parser.CASE_REMEDY, 200),
    Field("remedy_given", N_("What was done"), length=5000),
    Field("cost", N_("What it cost"), Parser.MONEY),
    Field("score", N_("Satisfaction (1 to 5)"), Parser.CASE_SCORE, 300),
    Field("solved", N_("Solved"), Parser.CASE_SOLVED, 60),
    Field("note", N_("Closing note"), length=5000),
)

FIELDS = {
    Kind.CUSTOMERS: _CUSTOMER_FIELDS,
    Kind.ORDERS: _ORDER_FIELDS,
    Kind.COMPLAINTS: _CASE_FIELDS,
    Kind.INQUIRIES: _CASE_FIELDS,
    Kind.LEADS: LEAD_FIELDS,
    Kind.REVISITS: VISIT_FIELDS,
    Kind.SURVEYS: ANSWER_FIELDS,
}

# Each group needs at least one column.
REQUIRED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.CUSTOMERS: (("name", "company"),),
    Kind.ORDERS: (("at",), ("amount", "price"), ("number", "phone", "email", "name")),
    Kind.COMPLAINTS: (("at",), ("description", "subject")),
    Kind.INQUIRIES: (("at",), ("description", "subject")),
    Kind.LEADS: (("at",), ("name", "company"), ("phone", "email", "wechat")),
    Kind.REVISITS: (("at",), ("number", "phone", "email", "name"), ("content", "satisfaction", "result")),
    Kind.SURVEYS: (("at",), ("number", "phone", "email", "name", "order_no"), ("score", "nps", "ces", "comment")),
}


def field_of(kind: Kind, code: str) -> Field:
    return next(field for field in FIELDS[kind] if field.code == code)


@cache
def synonyms(kind: Kind) -> dict[str, tuple[tuple[str, int], ...]]:
    """Header key → the fields it may mean, and how usual that header is for each, 0 being the most usual."""
    listed = json.loads((Path(__file__).parent / "synonyms.json").read_text(encoding="utf-8"))
    of_kind = listed[Kind.COMPLAINTS if kind in CASES else kind]
    known: dict[str, tuple[tuple[str, int], ...]] = {}
    for field in FIELDS[kind]:
        known[header_key(field.label)] = ((field.code, 0),)
    for code, headers in of_kind.items():
        for rank, header in enumerate(headers):
            meant = known.get(header_key(header), ())
            if code not in dict(meant):
                known[header_key(header)] = (*meant, (code, rank))
    return known

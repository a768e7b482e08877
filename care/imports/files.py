"""Customers' files as they are, beside what a row says of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from care.customers import phone_digits
from db.models import Channel, ChannelType, Customer

FIELDS = (
    "name", "kind", "company", "address", "region", "industry", "scale", "source", "tier", "birthday",
    "birthday_lunar", "owner_id", "needs", "preferences", "finance_note", "note",
)  # fmt: skip
_REACHES = {"email": ChannelType.EMAIL, "wechat": ChannelType.WECHAT, "qq": ChannelType.QQ}


def phone_type(number: str) -> ChannelType:
    """Foreign numbers count as mobiles: nobody can tell, and they are called the same way."""
    digits = phone_digits(number)
    is_mobile = not number.startswith("+86") and number.startswith("+") or len(digits) == 11 and digits[0] == "1"
    return ChannelType.MOBILE if is_mobile else ChannelType.LANDLINE


def reaches_of(row: dict[str, Any]) -> list[tuple[ChannelType, str, str]]:
    """The channels a row names: type, value, key."""
    phones = [row.get("phone"), *(row.get("phone2") or "").split(" ")]
    found = [(phone_type(phone), phone, phone) for phone in dict.fromkeys(filter(None, phones))]
    for code, type_ in _REACHES.items():
        if row.get(code):
            found.append((type_, row[code], row[code].casefold()))
    return found


@dataclass
class File:
    """What is compared: the fields of the file, and the keys of its channels."""

    number: str
    values: dict[str, Any]
    main: dict[ChannelType, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def changes(self, row: dict[str, Any]) -> dict[str, list[Any]]:
        """Field → old and new; a blank cell changes nothing."""
        changed = {
            code: [self.values[code], row[code]]
            for code in FIELDS
            if row[code] is not None and row[code] != self.values[code]
        }
        for type_, value, key in reaches_of(row):
            if key not in self.keys:
                changed.setdefault(type_.value, [self.main.get(type_, ""), value])
        return changed


def files(session: Session, ids: Collection[int]) -> dict[int, File]:
    """The files of these customers."""
    if not ids:
        return {}
    columns = [getattr(Customer, code) for code in FIELDS]
    query = select(col(Customer.id), col(Customer.number), *columns).where(col(Customer.id).in_(ids))
    found = {
        id_: File(number, dict(zip(FIELDS, map(_plain, values), strict=True)))
        for id_, number, *values in session.execute(query)
    }
    channel = (col(Channel.customer_id), col(Channel.type), col(Channel.value), col(Channel.value_key))
    channels = select(*channel).where(col(Channel.customer_id).in_(ids))
    for id_, type_, value, key in session.execute(channels.order_by(col(Channel.is_primary).desc(), col(Channel.id))):
        found[id_].main.setdefault(type_, value)
        found[id_].keys.add(key)
    return found


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    return getattr(value, "value", None) or str(value)

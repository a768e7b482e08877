"""Ways to reach a contact, read from what somebody typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from care.customers.names import clean_email, mask_email
from care.customers.phones import PhoneFault, mask_phone, phone_digits, read_phones
from core.i18n import N_, _
from db.models import ChannelType

PHONES = frozenset({ChannelType.MOBILE, ChannelType.LANDLINE})
_SEPARATORS = str.maketrans(dict.fromkeys("、；;，\n", ","))
_FAULTS = {
    PhoneFault.DIGITS_LOST: N_("The digits were lost in a spreadsheet. Please enter the number again."),
    PhoneFault.MASKED: N_("This number is masked. Please enter all of its digits."),
    PhoneFault.NO_AREA_CODE: N_("Please add the area code, such as 010-62345678."),
    PhoneFault.INVALID: N_("This is not a phone number. A mobile number has 11 digits."),
}


@dataclass(frozen=True)
class Reach:
    """One way to reach somebody, in the spelling we store."""

    type: ChannelType
    value: str

    @property
    def key(self) -> str:
        """What is compared for duplicates."""
        return self.value if self.type in PHONES else self.value.casefold()


def read_reaches(texts: dict[ChannelType, str], problems: dict[str, str]) -> tuple[Reach, ...]:
    """Every channel in these fields, several to a field; what cannot be read is told in `problems`."""
    found: dict[Reach, None] = {}
    for type_, text in texts.items():
        for piece in _pieces(type_, text):
            for reach in _read(type_, piece, problems):
                found[reach] = None
    return tuple(found)


def mask(type_: ChannelType, value: str) -> str:
    if type_ in PHONES:
        return mask_phone(value)
    if type_ is ChannelType.EMAIL:
        return mask_email(value)
    return value[:2] + "***" if value else ""


def _pieces(type_: ChannelType, text: str) -> Iterable[str]:
    if type_ in PHONES or type_ is ChannelType.ADDRESS:
        return [text] if text.strip() else []
    return filter(None, (piece.strip() for piece in text.translate(_SEPARATORS).split(",")))


def _read(type_: ChannelType, text: str, problems: dict[str, str]) -> list[Reach]:
    if type_ in PHONES:
        reading = read_phones(text)
        if reading.fault:
            problems[type_.value] = _(_FAULTS[reading.fault])
        return [Reach(_phone_type(number), number) for number in reading.numbers]
    if type_ is ChannelType.EMAIL:
        address = clean_email(text)
        if address is None:
            problems[type_.value] = _("This is not an e-mail address. It should look like name@example.com.")
        return [Reach(type_, address)] if address else []
    return [Reach(type_, text.strip()[:300])]


def _phone_type(number: str) -> ChannelType:
    digits = phone_digits(number)
    is_mobile = not number.startswith("+86") and number.startswith("+") or len(digits) == 11 and digits[0] == "1"
    return ChannelType.MOBILE if is_mobile else ChannelType.LANDLINE

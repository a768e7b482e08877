"""Phone cells as people write them: one fast path for mainland mobiles, phonenumbers for the rest, never a guess."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers


class PhoneFault(StrEnum):
    """Why a cell is no phone number; the sentence for each is told where it is shown."""

    DIGITS_LOST = "phone_digits_lost"
    MASKED = "phone_masked"
    NO_AREA_CODE = "phone_no_area_code"
    INVALID = "phone_invalid"


@dataclass(frozen=True)
class PhoneReading:
    """The numbers of one cell, the first one being the main one; a fault says what could not be read."""

    numbers: tuple[str, ...] = ()
    fault: PhoneFault | None = None


NOTHING = PhoneReading()
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad'`]")
_PUNCTUATION = re.compile(r"[\s\-‐-―−_().\[\]·]+")
_DASHES = re.compile(r"[‐-―−ー_]")
_FLOAT = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d{1,2}", re.IGNORECASE)
_STARS = re.compile(r"\d{2,}[*×xX●•＊]{2,}\d{2,}")
_EXTENSION = re.compile(
    r"(?<=[\d)])\s*(?:;\s*ext=|转|分机号?|ext\.?|extension|x|#)\s*[:：]?\s*(\d{1,6})(?!\d)", re.IGNORECASE
)
_DASHED_EXTENSION = re.compile(r"(\(?0\d{2,3}\)?[\s-]*\d{7,8})\s*-\s*(\d{1,6})(?!\d)")
_SEPARATORS = re.compile(r"[/、;,|\n\r\\&]|\bor\b|或")
_CANDIDATE = re.compile(r"\+?\(?\d[\d\s().\-]*(?:~\d{1,6})?")
_SERVICE = re.compile(r"95\d{3,6}|96\d{3,4}|1[0-2]\d{3}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_NONE = "无 没有 暂无 未知 不详 未留 不愿提供 空 null none nil n/a na nan 0 00 000 - -- --- / . ? 无电话 #n/a"
_WORDS_FOR_NONE = frozenset(_NONE.split())


def read_phones(raw: str, *, area_code: str = "") -> PhoneReading:
    """Every number in a cell as E.164 (extension as ;ext=), service numbers as they are; and reads its own spelling."""
    mobile = _MOBILE.fullmatch(raw)
    if mobile:
        return PhoneReading(("+86" + mobile[1],))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", raw))
    mobile = _MOBILE.fullmatch(_PUNCTUATION.sub("", text))
    if mobile:
        return PhoneReading(("+86" + mobile[1],))
    return _careful(text.strip(), area_code)


def _careful(text: str, area_code: str) -> PhoneReading:
    if not text or text.casefold() in _WORDS_FOR_NONE:
        return NOTHING
    whole = _FLOAT.fullmatch(text)
    if whole:
        return read_phones(whole[1], area_code=area_code)
    if _SCIENTIFIC.fullmatch(text):
        return PhoneReading(fault=PhoneFault.DIGITS_LOST)
    if _STARS.search(text):
        return PhoneReading(fault=PhoneFault.MASKED)
    text = _DASHED_EXTENSION.sub(r"\1~\2", _EXTENSION.sub(r"~\1", _DASHES.sub("-", text)))
    found = [_number(piece, area_code) for part in _SEPARATORS.split(text) for piece in _candidates(part)]
    numbers = dict.fromkeys(number for number in found if not isinstance(number, PhoneFault))
    faults = [number for number in found if isinstance(number, PhoneFault)]
    if not found:
        return PhoneReading(fault=PhoneFault.INVALID)
    return PhoneReading(tuple(numbers), faults[0] if faults else None)


def _candidates(part: str) -> list[str]:
    pieces: list[str] = []
    for match in _CANDIDATE.findall(part):
        digits = sum(letter.isdigit() for letter in match.partition("~")[0])
        pieces += match.split() if digits > 15 else [match.strip()]
    return pieces


def _number(piece: str, area_code: str) -> str | PhoneFault:
    main, _mark, extension = piece.partition("~")
    compact = _PUNCTUATION.sub("", main)
    suffix = f";ext={extension}" if extension else ""
    mobile = _MOBILE.fullmatch(compact)
    if mobile:
        return "+86" + mobile[1] + suffix
    if _SERVICE.fullmatch(compact):
        return compact
    if _LOCAL.fullmatch(compact):
        if not area_code:
            return PhoneFault.NO_AREA_CODE
        compact = area_code + compact
    return _by_library(compact, suffix)


def _by_library(compact: str, suffix: str) -> str | PhoneFault:
    try:
        number = phonenumbers.parse(compact, "CN")
    except phonenumbers.NumberParseException:
        return PhoneFault.INVALID
    if not phonenumbers.is_valid_number(number):
        return PhoneFault.INVALID
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + suffix


def phone_digits(phone: str) -> str:
    """What people type to find a number: the digits without +86 and extension."""
    main = phone.partition(";")[0]
    return main.removeprefix("+86").removeprefix("+")


def mask_phone(phone: str) -> str:
    """The masked form: 138****8000; the last four stay, so that a caller can be told apart."""
    digits = phone_digits(phone)
    if phone.startswith("+86") and not digits.startswith(("1", "400", "800")):
        return f"0{digits[:-8]}****{digits[-4:]}"
    if len(digits) == 11:
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) <= 6:
        return digits
    return "*" * (len(digits) - 4) + digits[-4:]

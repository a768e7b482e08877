"""Amounts as people write them, to the cent; what is no amount is never guessed."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from care.imports.problems import Fault
from care.imports.reading import Cell

_WORDS = re.compile(r"人民币|CNY|RMB|USD|HKD|EUR|US\$|HK\$|[¥$€£]|元整|元|圆整?|块钱?|整$", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d{1,2}")
_DOT_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "k": 1_000}
_CHINESE = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    "两": 2, "〇": 0,
}  # fmt: skip
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_CHINESE_AMOUNT = re.compile("[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖十拾百佰千仟万]+")
_LARGEST = Decimal(10) ** 13


def uses_decimal_comma(cells: Iterable[Cell]) -> bool:
    """Does this column write 1.234,50?"""
    return any(isinstance(cell, str) and _COMMA.fullmatch(cell.strip(" €")) for cell in cells)


def read_amount(cell: Cell, *, decimal_comma: bool = False) -> Decimal | Fault:
    """The exact number."""
    if isinstance(cell, bool | tuple):
        return Fault.NOT_AN_AMOUNT
    if isinstance(cell, int | float):
        return Decimal(repr(cell)) if abs(cell) < 1e13 else Fault.NOT_AN_AMOUNT
    text = _WORDS.sub("", unicodedata.normalize("NFKC", cell)).strip()
    negative = text.startswith("(") and text.endswith(")")
    amount = _digits(text.strip("()").strip() if negative else text, decimal_comma)
    if amount is None or abs(amount) >= _LARGEST:
        return Fault.NOT_AN_AMOUNT
    return -amount if negative else amount


def _digits(text: str, decimal_comma: bool) -> Decimal | None:
    scale = _SCALES.get(text[-1:].lower(), 1)
    bare = (text[:-1] if scale > 1 else text).strip()
    if scale > 1 and not _POINT.fullmatch(bare):
        return _in_words(text)
    if decimal_comma and _DOT_GROUPED.fullmatch(bare):
        return Decimal(bare.replace(".", ""))
    if _POINT.fullmatch(bare):
        return Decimal(bare) * scale
    if _GROUPED.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if _COMMA.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(" ", "").replace(",", "."))
    return _in_words(bare)


def _in_words(text: str) -> Decimal | None:
    if not _CHINESE_AMOUNT.fullmatch(text) or not any(letter in _CHINESE for letter in text + "十"):
        return None
    total, section, digit = 0, 0, 0
    for letter in text:
        if letter in _CHINESE:
            digit = _CHINESE[letter]
        elif letter == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _PLACES[letter], 0
    return Decimal(total + section + digit)


def to_cents(amount: Decimal) -> int:
    """Whole cents, halves away from zero."""
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def read_cents(cell: Cell, *, decimal_comma: bool = False) -> int | Fault:
    amount = read_amount(cell, decimal_comma=decimal_comma)
    return amount if isinstance(amount, Fault) else to_cents(amount)

"""The words files use for what we say of cases, leads and talks in codes; a word that no list knows stays a word."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from care.imports.headers import header_key
from care.imports.kinds import Parser

_FILES = ("complaint_words.json", "dialogue_words.json")


class _Lists(NamedTuple):
    whole: dict[str, str]
    """Word → code."""
    within: tuple[tuple[str, str], ...]
    """What a longer phrase has to hold, and its code; the first one found counts."""


@lru_cache(maxsize=20_000)
def meaning(parser: Parser, word: str) -> str | None:
    """The code of a word or a phrase; None when no list knows it."""
    key, lists = header_key(word), _lists()[parser]
    return lists.whole.get(key) or next((code for part, code in lists.within if part in key), None)


@cache
def _lists() -> dict[str, _Lists]:
    folder = Path(__file__).parent
    kept = [json.loads((folder / name).read_text(encoding="utf-8")) for name in _FILES]
    return {parser: _read(codes) for lists in kept for parser, codes in lists.items()}


def _read(codes: dict[str, dict[str, list[str]]]) -> _Lists:
    whole = {header_key(word): code for code, said in codes.items() for word in [code, *said["words"]]}
    within = [(part, code) for code, said in codes.items() for part in said.get("within", ())]
    return _Lists(whole, tuple(within))

"""The tokens a search looks for: any part of a name, a number, an address or its pinyin."""

import re
import unicodedata
from collections.abc import Iterable

_LATIN = re.compile(r"[0-9a-z]+")
_CJK = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# One regex call per kind of token: the loop runs in C, which halves the cost for a hundred thousand names.
_TRIPLES = re.compile(r"(?=([0-9a-z]{3}))")
_STARTS = re.compile(r"(?<![0-9a-z])[0-9a-z]{1,2}")


def grams(texts: Iterable[str]) -> set[str]:
    """Tokens to index: Chinese characters and pairs, Latin and digit triples, and the first two of each word."""
    text = "\n".join(texts)
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    starts = _STARTS.findall(text)
    tokens = {*_TRIPLES.findall(text), *starts, *[start[0] for start in starts]}
    if not text.isascii():
        for run in _CJK.findall(text):
            tokens.update(run, map("".join, zip(run, run[1:], strict=False)))
    return tokens


def query_grams(text: str) -> set[str]:
    """Tokens that every hit must have; the hit itself is then confirmed against the text."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    tokens: set[str] = set()
    for word in _LATIN.findall(folded):
        tokens |= {word} if len(word) < 3 else {word[i : i + 3] for i in range(len(word) - 2)}
    for run in _CJK.findall(folded):
        tokens |= {run} if len(run) == 1 else {run[i : i + 2] for i in range(len(run) - 1)}
    return tokens

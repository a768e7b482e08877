"""The terminal's language, for what is said before the catalogs can be read. Standard library alone."""

from __future__ import annotations

import locale
import os
import sys


def language() -> str:
    """What the terminal is set to: zh_CN or en."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    if named is None and sys.platform == "win32":
        named = locale.getlocale()[0]
    return "zh_CN" if (named or "").lower().startswith(("zh", "chinese")) else "en"


def pick(english: str, chinese: str) -> str:
    return chinese if language() == "zh_CN" else english


def say(english: str, chinese: str) -> None:
    """A line on the error stream, so that a verb's own answer stays alone on the output."""
    print(pick(english, chinese), file=sys.stderr, flush=True)

"""Languages: gettext catalogs compiled in memory, the language of the present user, `_()`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("zh_CN", "en")
DEFAULT_LANGUAGE = "zh_CN"
_LOCALES = Path(__file__).resolve().parent.parent / "locales"

_chosen: ContextVar[str | None] = ContextVar("language", default=None)
_resolve: Callable[[], str | None] = lambda: None  # noqa: E731


def use(language: str | None) -> None:
    """Speak this language in the current context; None asks the resolver again."""
    _chosen.set(language)


def resolve_with(resolver: Callable[[], str | None]) -> None:
    """Ask `resolver` wherever `use` has not been called: fragments and callbacks run outside the frame."""
    global _resolve
    _resolve = resolver


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is inside is said in this language; everybody else's stays."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def language() -> str:
    """The language in force, one of LANGUAGES."""
    return _chosen.get() or _resolve() or DEFAULT_LANGUAGE


def nearest(tag: str | None) -> str | None:
    """The language of ours that a browser's tag such as 'zh-TW' or 'en-GB' asks for, if any."""
    primary = (tag or "").replace("_", "-").split("-")[0].lower()
    return {"zh": "zh_CN", "en": "en"}.get(primary)


def _(message: str) -> str:
    return _catalog(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    return _catalog(language()).ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802
    """Mark a text for translation where it is defined; `_()` translates it where it is shown."""
    return message


@cache
def _catalog(name: str) -> GNUTranslations:
    source = _LOCALES / name / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=name))
    compiled.seek(0)
    return GNUTranslations(compiled)

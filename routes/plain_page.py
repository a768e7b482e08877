"""The page around what strangers see: plain HTML that needs no script, in the language they read."""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from core import i18n
from core.i18n import _
from core.settings import settings

_FOLDER = Path(__file__).resolve().parent / "templates"
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_CODES = {"zh_CN": "zh", "en": "en"}
_NAMES = {"zh_CN": "中文", "en": "English"}


def page(title: str, body: str, *, query: str = "") -> str:
    """`query`: what else the address says, kept when the language is changed; escaped already."""
    language = i18n.language()
    other = "en" if language == "zh_CN" else "zh_CN"
    return filled(
        "page.html",
        lang=_TAGS[language],
        title=escape(title),
        company=_company(),
        style=_text("survey.css"),
        other_code=_CODES[other] + query,
        other_lang=_TAGS[other],
        other_name=_NAMES[other],
        body=body,
    )


def sentence_page(title: str, *sentences: str) -> str:
    """One thing to say and nothing to fill in."""
    return page(title, "\n".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))


def filled(template: str, **values: str) -> str:
    """Each value is HTML already: text from anywhere has gone through escape()."""
    return Template(_text(template)).substitute(values)


def wrong(name: str, problem: str | None) -> str:
    """What is wrong with this field, to stand beside it."""
    return f'<p class="wrong" id="wrong-{name}" role="alert">{escape(problem)}</p>' if problem else ""


def language_code() -> str:
    """As the address of the page has it."""
    return _CODES[i18n.language()]


def optional() -> str:
    words = escape(_("(optional)"))
    return f'<span class="optional">{words}</span>'


def _company() -> str:
    """Who asks: a customer should know whose page this is."""
    name = settings().company
    return f'<p class="company">{escape(name)}</p>' if name else ""


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf8")

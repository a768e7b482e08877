"""The words for one greeting, filled for whom it is meant."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass

from sqlmodel import Session, col, select

from auth.actor import Actor
from care.almanac import Festival
from care.greetings.filling import Addressee, fill, salutation
from care.greetings.wordings import MEDIA, Wording, subject_of, wording
from core import i18n
from core.i18n import LANGUAGES, N_, _
from core.settings import settings
from db.models import Greeting, GreetingTemplate, Medium, Occasion

FESTIVALS = {
    Festival.NEW_YEAR: N_("New Year's Day"),
    Festival.SPRING: N_("Spring Festival"),
    Festival.LANTERN: N_("Lantern Festival"),
    Festival.LABOUR: N_("Labour Day"),
    Festival.DRAGON_BOAT: N_("Dragon Boat Festival"),
    Festival.MID_AUTUMN: N_("Mid-Autumn Festival"),
    Festival.NATIONAL: N_("National Day"),
    Festival.DOUBLE_NINTH: N_("Double Ninth Festival"),
}
Way = tuple[Medium, str]
"""By which medium, in which language."""


@dataclass(frozen=True)
class Occurrence:
    """What a greeting is about, as far as its words need it."""

    occasion: Occasion
    about: str = ""
    years: int | None = None

    @classmethod
    def of(cls, row: Greeting) -> "Occurrence":
        return cls(row.occasion, row.about, row.years)


def templates(session: Session, occurrence: Occurrence) -> dict[Way, Wording]:
    """The firm's own words where it has some, else ours; for each medium and language."""
    occasion, about = subject_of(occurrence.occasion, occurrence.about)
    own = select(GreetingTemplate).where(
        col(GreetingTemplate.occasion) == occasion, col(GreetingTemplate.about) == about
    )
    found = {(m, language): wording(occasion, about, m, language) for m in MEDIA for language in LANGUAGES}
    return found | {(row.medium, row.language): Wording(row.words, row.title) for row in session.exec(own)}


def drafts(session: Session, actor: Actor, occurrence: Occurrence, who: Addressee) -> dict[Way, Wording]:
    """Ready to be read over and sent."""
    return {
        (medium, language): filled(template, actor, occurrence, who, language)
        for (medium, language), template in templates(session, occurrence).items()
    }


def filled(template: Wording, actor: Actor, occurrence: Occurrence, who: Addressee, language: str) -> Wording:
    values = {
        "salutation": salutation(who) if language == "zh_CN" else who.name or who.company,
        "name": who.name,
        "company": who.company,
        "occasion": occasion_name(occurrence, language),
        "years": str(occurrence.years or ""),
        "item": occurrence.about if occurrence.occasion is Occasion.SERVICE else "",
        "me": actor.name,
        "firm": settings().company,
    }
    return Wording(fill(template.words, values), fill(template.title, values))


def occasion_name(occurrence: Occurrence, language: str) -> str:
    if occurrence.occasion is Occasion.FESTIVAL and occurrence.about in set(Festival):
        return _in(language, lambda: _(FESTIVALS[Festival(occurrence.about)]))
    return occurrence.about if occurrence.occasion is Occasion.NAMED_DAY else ""


def _in(language: str, words: Callable[[], str]) -> str:
    """Said in this language, whatever the one in force is."""
    aside = copy_context()
    aside.run(i18n.use, language)
    return aside.run(words)

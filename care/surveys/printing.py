"""A questionnaire on paper: one A4 page in both languages, for a counter or an event; a colleague types answers in."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from auth.actor import Actor
from care.surveys.scales import DOES_NOT_APPLY, SCORES, ends
from care.surveys.sheet import SCALES, Question, QuestionType, Words
from care.surveys.shelf import Sheet, questionnaire
from core.i18n import N_, _, speaking
from core.settings import settings

_TEMPLATE = Path(__file__).resolve().parent / "printing.typ"
_OPENING = N_("Your opinion helps us to do better next time.")
_WHO = {"name": N_("Your name (optional)"), "day": N_("Date")}
_OPTIONAL, _SEVERAL = N_("(optional)"), N_("(several are possible)")
_LINES = 2
"""To write on."""


def sheet_to_print(session: Session, actor: Actor, questionnaire_id: int) -> bytes:
    """Its newest version as a PDF; the same version is always the same file."""
    # Here and not above: who prints nothing need not load a typesetter of 80 MB.
    import typst

    file = questionnaire(session, actor, questionnaire_id)
    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=[_fonts()],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(_told(file), ensure_ascii=False)},
        timestamp=int(file.versions[0].at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).resolve().parent


def _told(file: Sheet) -> dict[str, Any]:
    """What stands on the page; how it looks is the template's."""
    return {
        "company": settings().company,
        "title": vars(file.name),
        "opening": _both(_OPENING),
        "who": {name: _both(words) for name, words in _WHO.items()},
        "version": file.versions[0].number,
        "questions": [_question(one) for one in file.questions],
    }


def _question(one: Question) -> dict[str, Any]:
    hints = [_OPTIONAL] * (not one.is_required) + [_SEVERAL] * (one.type is QuestionType.MULTIPLE)
    choices = [option.words for option in one.options]
    if one.may_not_apply:
        choices.append(Words(**_both(DOES_NOT_APPLY)))
    return {
        "words": vars(one.words),
        "hints": [_both(hint) for hint in hints],
        "marks": [str(value) for value in SCALES.get(one.type, ())],
        "ends": _ends(one.type),
        "choices": [vars(words) for words in choices],
        "lines": _LINES if one.type is QuestionType.TEXT else 0,
    }


def _ends(kind: QuestionType) -> list[dict[str, str]]:
    if kind not in SCALES:
        return []
    if kind is QuestionType.SCORE:
        return [_both(SCORES[1]), _both(SCORES[5])]
    with speaking("zh_CN"):
        chinese = ends(kind)
    with speaking("en"):
        english = ends(kind)
    return [{"zh": zh, "en": en} for zh, en in zip(chinese, english, strict=True)]


def _both(sentence: str) -> dict[str, str]:
    with speaking("zh_CN"):
        chinese = _(sentence)
    with speaking("en"):
        return {"zh": chinese, "en": _(sentence)}

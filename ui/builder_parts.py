"""Building a questionnaire: questions one below the other, both languages side by side; add, move, remove."""

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from care import surveys
from care.surveys import Draft, Option, Question, QuestionType, Sheet, Words
from core.i18n import _
from db.models import QuestionnaireKind
from ui import current, survey_labels
from ui.dialog_parts import told


def fields(file: Sheet | None) -> Draft:
    """The form, and what stands in it now."""
    key, kept = _key(file), draft_of(file)
    left, right, third = st.columns([2, 2, 1])
    with left:
        name_zh = st.text_input(_("Name in Chinese"), kept.name_zh, key=f"{key}-name-zh", max_chars=80)
        told("name_zh")
    with right:
        name_en = st.text_input(_("Name in English"), kept.name_en, key=f"{key}-name-en", max_chars=80)
        told("name_en")
    with third:
        kinds = list(QuestionnaireKind)
        words = lambda kind: _(survey_labels.KINDS[kind])  # noqa: E731
        kind = st.selectbox(_("Occasion"), kinds, kinds.index(kept.kind), format_func=words, key=f"{key}-kind")
    told("questions")
    total = len(kept.questions)
    questions = tuple(_question(file, one, place, total) for place, one in enumerate(kept.questions))
    _add(file)
    note = ""
    if file is not None and file.is_used:
        note = st.text_input(_("What is different? (a word for colleagues)"), key=f"{key}-note", max_chars=300)
    draft = Draft(name_zh, name_en, kind, questions, note)
    current.remember(f"{key}-draft", draft)
    return draft


def draft_of(file: Sheet | None) -> Draft:
    """What was typed so far, else what is kept."""
    typed = current.remembered(f"{_key(file)}-draft")
    if isinstance(typed, Draft):
        return typed
    if file is None:
        return Draft("", "", QuestionnaireKind.RELATIONSHIP, (Question("q1", QuestionType.SCORE, Words()),))
    current.remember(f"{_key(file)}-seen", file.row_version)
    return Draft(file.name.zh, file.name.en, file.kind, file.questions)


def seen_version(file: Sheet) -> int:
    """As it was when its fields were filled: what a colleague saved since is told."""
    return int(current.remembered(f"{_key(file)}-seen", file.row_version))


def forget(file: Sheet | None) -> None:
    """Saved: the fields start afresh from what is kept."""
    key = _key(file)
    current.forget(f"{key}-draft", f"{key}-seen")
    current.remember(f"{_stem(file)}-turn", current.remembered(f"{_stem(file)}-turn", 0) + 1)


def _question(file: Sheet | None, one: Question, place: int, total: int) -> Question:
    key = f"{_key(file)}-{one.code}"
    with st.container(border=True, gap="xsmall", key=f"{key}-box"):
        _title(file, one, place, total)
        left, right = st.columns(2)
        with left:
            zh = st.text_input(_("Question in Chinese"), one.words.zh, key=f"{key}-zh", max_chars=200)
        with right:
            en = st.text_input(_("Question in English"), one.words.en, key=f"{key}-en", max_chars=200)
        told(f"{place}.words")
        made = replace(one, words=Words(zh, en))
        if one.type in surveys.CHOICES:
            made = replace(made, options=_choices(one, key, file.taken.get(one.code, ()) if file else ()))
            told(f"{place}.options")
        return _ticks(made, key, place)


def _title(file: Sheet | None, one: Question, place: int, total: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place + 1}** · {_(surveys.TYPES[one.type])}")
        st.space("stretch")
        for icon, words, by, is_off in (
            (":material/arrow_upward:", _("Move up"), -1, place == 0),
            (":material/arrow_downward:", _("Move down"), 1, place == total - 1),
        ):
            st.button(
                "", key=f"{_key(file)}-{one.code}-move{by}", icon=icon, help=words, disabled=is_off, type="tertiary",
                on_click=_move, args=(file, place, by),
            )  # fmt: skip
        st.button(
            "", key=f"{_key(file)}-{one.code}-remove", icon=":material/delete:", help=_("Remove the question"),
            type="tertiary", on_click=_remove, args=(file, one.code),
        )  # fmt: skip


def _choices(one: Question, key: str, ever: Collection[str]) -> tuple[Option, ...]:
    """One a line; the lines of both languages belong together. A removed one's code stays its own: `ever`."""
    left, right = st.columns(2)
    typed = {}
    for place, language, label in (
        (left, "zh", _("Choices in Chinese, one a line")), (right, "en", _("Choices in English, one a line")),
    ):  # fmt: skip
        lines = "\n".join(getattr(option.words, language) for option in one.options)
        with place:
            typed[language] = st.text_area(label, lines, key=f"{key}-{language}-choices", height=120).splitlines()
    codes = {option.words.zh: option.code for option in one.options}
    found: list[Option] = []
    for n in range(max(len(typed["zh"]), len(typed["en"]))):
        zh, en = (typed[lang][n].strip() if n < len(typed[lang]) else "" for lang in ("zh", "en"))
        taken = [option.code for option in found]
        code = codes.get(zh, "")
        if not code or code in taken:
            code = surveys.free_code([*taken, *codes.values(), *ever], "o")
        if zh or en:
            found.append(Option(code, Words(zh, en)))
    return tuple(found)


def _ticks(one: Question, key: str, place: int) -> Question:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        required = st.checkbox(_("Must be answered"), one.is_required, key=f"{key}-required")
        if one.type is QuestionType.TEXT:
            wish = st.checkbox(_("Register as a suggestion"), one.is_suggestion, key=f"{key}-suggestion")
            return replace(one, is_required=required, is_suggestion=wish)
        na = st.checkbox(_("Offer “does not apply”"), one.may_not_apply, key=f"{key}-na")
        made = replace(one, is_required=required, may_not_apply=na)
        if one.type is not QuestionType.SCORE:
            return made
        side_zh = st.text_input(_("Side judged, in Chinese"), one.dimension.zh, key=f"{key}-side-zh", width=170)
        side_en = st.text_input(_("Side judged, in English"), one.dimension.en, key=f"{key}-side-en", width=170)
        weight = st.number_input(_("Weight"), 0.0, 100.0, float(one.weight), 0.1, key=f"{key}-weight", width=110)
    told(f"{place}.weight")
    return replace(made, dimension=Words(side_zh, side_en), weight=weight)


def _add(file: Sheet | None) -> None:
    kinds = list(surveys.TYPES)
    chosen = st.menu_button(
        _("Add a question"), kinds, key=f"{_key(file)}-add", icon=":material/add:",
        format_func=lambda kind: _(surveys.TYPES[kind]),
    )  # fmt: skip
    if chosen:
        draft = draft_of(file)
        taken = [*(one.code for one in draft.questions), *(file.taken if file else ())]
        fresh = Question(surveys.free_code(taken), chosen, Words(), is_required=chosen is not QuestionType.TEXT)
        _keep(file, replace(draft, questions=(*draft.questions, fresh)))
        st.rerun()


def _move(file: Sheet | None, place: int, by: int) -> None:
    draft = draft_of(file)
    _keep(file, replace(draft, questions=surveys.moved(draft.questions, place, by)))


def _remove(file: Sheet | None, code: str) -> None:
    draft = draft_of(file)
    _keep(file, replace(draft, questions=tuple(one for one in draft.questions if one.code != code)))


def _keep(file: Sheet | None, draft: Draft) -> None:
    current.remember(f"{_key(file)}-draft", draft)


def _stem(file: Sheet | None) -> str:
    return f"sheet-{file.id if file else 'new'}"


def _key(file: Sheet | None) -> str:
    """A saved form starts afresh: a browser keeps what was typed into a field of the same key."""
    return f"{_stem(file)}-{current.remembered(f'{_stem(file)}-turn', 0)}"

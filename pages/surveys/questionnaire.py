"""For whoever decides what customers are asked: the questions in both languages, and how they look to a customer."""

import streamlit as st

from auth.permissions import Permission
from care import surveys
from care.surveys import Sheet, Words
from core import i18n
from core.errors import NotAllowed
from core.i18n import _, ngettext
from db.models import QuestionnaireState
from ui import builder_parts, current, formats, questionnaire_paper, survey_labels, survey_script
from ui.actions import ask, conflict, perform, settle
from ui.address import opened
from ui.current import signed_in
from ui.safe import esc

_LANGUAGES = {"zh_CN": "中文", "en": "English"}


def page() -> None:
    actor = signed_in(Permission.SURVEY_READ)
    questionnaire_id = opened("questionnaire")
    may_design = actor.may(Permission.SURVEY_DESIGN)
    if questionnaire_id is None and not may_design:
        raise NotAllowed
    file = ask(surveys.questionnaire, questionnaire_id) if questionnaire_id is not None else None
    head(file, may_design=may_design)
    if not may_design:
        preview(file.questions if file else ())
        return
    edit, look = st.tabs([_("Questions"), _("As the customer sees it")], key="questionnaire_tabs", on_change="rerun")
    with edit:
        builder(file)
    if look.open:
        with look:
            preview(builder_parts.draft_of(file).questions)


def head(file: Sheet | None, *, may_design: bool) -> None:
    if file is None:
        st.title(_("New questionnaire"), anchor=False)
        return
    words, color = survey_labels.STATES[file.state]
    with st.container(horizontal=True, vertical_alignment="center", key="questionnaire-title"):
        st.title(esc(file.name.said()), anchor=False, width="content")
        st.badge(_(words), color=color)  # type: ignore[arg-type]
        if may_design and file.state is not QuestionnaireState.IN_USE:
            st.button(_("Put in use"), key="use", icon=":material/play_arrow:", on_click=_use, args=(file.id,))
        elif may_design:
            st.button(_("Retire"), key="retire", type="tertiary", on_click=_retire, args=(file.id,))
        questionnaire_paper.button(file)
    st.caption(esc(_(survey_labels.KINDS[file.kind])))


def builder(file: Sheet | None) -> None:
    if file is not None and file.is_used:
        note = _("Customers were asked version {n} already. What you change becomes version {next}; answers stay.")
        st.info(note.format(n=file.versions[0].number, next=file.versions[0].number + 1), icon=":material/history:")
    if conflict() is not None:
        st.warning(_("A colleague has changed this questionnaire meanwhile. Save again to put yours over it."))
    draft = builder_parts.fields(file)
    st.button(_("Save"), key="questionnaire_save", type="primary", on_click=_save, args=(file, draft))
    if file is not None:
        versions(file)


def versions(file: Sheet) -> None:
    title = ngettext("{n} version", "{n} versions", len(file.versions)).format(n=len(file.versions))
    with st.expander(title, icon=":material/history:"):
        for one in file.versions:
            asked = _("asked since {day}").format(day=formats.local_day(one.used_at)) if one.used_at else _("not asked")
            by = one.by or _("came with the product")
            st.caption(esc(" · ".join(filter(None, [str(one.number), formats.moment(one.at), by, asked, one.note]))))


def preview(questions: tuple[surveys.Question, ...]) -> None:
    """In either language: the same fields that a colleague sees on the phone, in the order of the customer's page."""
    chosen = st.segmented_control(
        _("Language"), list(_LANGUAGES), default=i18n.language(), required=True, format_func=_LANGUAGES.__getitem__,
        label_visibility="collapsed", key="preview_language",
    )  # fmt: skip
    before = i18n.language()
    i18n.use(chosen or before)
    with st.container(border=True, width=520, key="preview"):
        shown = [one for one in questions if one.words != Words()]
        survey_script.ask_questions(shown, f"preview-{chosen}", tells=False)
    i18n.use(before)


def _save(file: Sheet | None, draft: surveys.Draft) -> None:
    met = conflict()
    settle()
    if file is None:
        if (made := perform(surveys.create_questionnaire, draft=draft)) is not None:
            builder_parts.forget(None)
            current.flash(_("Saved as a draft. Put it in use when it is ready."))
            st.query_params["questionnaire"] = str(made.id)
        return
    seen = met.version if met is not None else builder_parts.seen_version(file)
    if perform(surveys.change_questionnaire, file.id, draft=draft, seen_version=seen) is not None:
        builder_parts.forget(file)
        current.flash(_("Saved."))


def _use(questionnaire_id: int) -> None:
    if perform(surveys.put_in_use, questionnaire_id) is not None:
        current.flash(_("In use from now on."))


def _retire(questionnaire_id: int) -> None:
    if perform(surveys.retire, questionnaire_id) is not None:
        current.flash(_("Retired. What runs with it runs on."))


page()

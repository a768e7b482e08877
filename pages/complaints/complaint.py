"""For whoever handles a complaint or answers for it: what was said, what is due, what happened, what is next."""

import streamlit as st

from auth.permissions import Permission
from care import complaints
from care.complaints import ComplaintFile
from core.errors import NotFound
from core.i18n import _
from db.models import ComplaintKind
from ui import (
    cause_parts,
    clock_parts,
    complaint_duties,
    complaint_facts,
    complaint_files,
    complaint_parts,
    complaint_timeline,
    survey_parts,
)
from ui.actions import ask
from ui.address import opened
from ui.complaint_drawer import form_drawer
from ui.current import signed_in
from ui.safe import esc


def page() -> None:
    signed_in(Permission.COMPLAINT_READ)
    complaint_id = opened("complaint")
    if complaint_id is None:
        raise NotFound
    file = ask(complaints.complaint_file, complaint_id)

    st.title(esc(file.facts.number), anchor=False)
    complaint_parts.heading(file, key="page")
    clock_parts.clocks(file.faces, key="complaint-clocks")
    complaint_parts.ways_on(file, key="page")
    left, right = st.columns([2, 1], gap="large")
    with left:
        story(file)
    with right:
        beside(file)
    if not form_drawer(complaint_id):
        cause_parts.open_asked(complaint_id)


def story(file: ComplaintFile) -> None:
    complaint_parts.customers_words(file, key="page")
    complaint_parts.missing(file)
    if file.facts.kind is ComplaintKind.COMPLAINT:
        cause_parts.section(file.facts.id)
    st.subheader(_("Story"), anchor=False)
    complaint_timeline.timeline(file, names=complaint_parts.names(file))


def beside(file: ComplaintFile) -> None:
    complaint_duties.escalations_panel(file)
    complaint_facts.extension_panel(file)
    complaint_facts.outcome_panel(file)
    survey_parts.survey_panel(file.facts.id)
    complaint_duties.tasks_panel(file)
    complaint_files.files_panel(file.facts.id)
    complaint_facts.facts_panel(file)
    complaint_facts.visits_panel(file)
    complaint_facts.links_panel(file)


page()

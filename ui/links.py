"""Ways to another screen: no page path is spelt twice."""

from dataclasses import dataclass

import streamlit as st

from db.models import Subject
from ui.menu import SCREENS, screen

# Which screen shows what a task or a notice is about, and by which name its address calls it.
_SCREENS_OF = {
    Subject.CAMPAIGN: ("surveys/campaign.py", "campaign"),
    Subject.ACTION: ("complaints/actions.py", "action"),
    Subject.COMPLAINT: ("complaints/complaint.py", "complaint"),
    Subject.CUSTOMER: ("customers/profile.py", "customer"),
    Subject.AWARD: ("scorecards/scorecard.py", "award"),
    Subject.IMPROVEMENT: ("improvements/improvements.py", "improvement"),
    Subject.EVENT: ("events/event.py", "event"),
    Subject.REPORT: ("reports/reports.py", "report"),
    Subject.JOB: ("admin/jobs.py", ""),
    Subject.RULE: ("handbook/rule.py", "rule"),
    Subject.LEAD: ("leads/board.py", "lead"),
    Subject.REVISIT: ("revisits/next.py", "revisit"),
    Subject.TASK: ("work/tasks.py", "task"),
}


@dataclass(frozen=True)
class Way:
    file: str
    query: dict[str, str]

    @property
    def href(self) -> str:
        asked = "&".join(f"{name}={value}" for name, value in self.query.items())
        return f"/{screen(self.file).address}" + (f"?{asked}" if asked else "")


def way_to(subject: Subject | None, subject_id: int | None, **query: str) -> Way | None:
    """Where this is shown; None: it has no screen of its own."""
    file, name = _SCREENS_OF.get(subject, ("", "")) if subject else ("", "")
    if not any(known.file == file for known in SCREENS):
        return None
    return Way(file, ({name: str(subject_id)} if name and subject_id else {}) | query)


def to(file: str, **query: str) -> None:
    """Go to the screen of this file, with what is to be open there."""
    st.switch_page(screen(file).path, query_params=query)


def way(file: str, **query: str) -> str:
    """The address of that screen with what is to be open there."""
    return Way(file, query).href


def to_customer(customer_id: int) -> None:
    to("customers/profile.py", customer=str(customer_id))


def link_to(file: str, label: str, *, icon: str | None = None, **query: str) -> None:
    """A link that opens the screen in one run, and in a new tab when asked."""
    st.page_link(screen(file).path, label=label, icon=icon, query_params=query or None)

"""A complaint's page in the tests: complaints taken so far, forms filled in, what is read."""

from typing import Any

from care import complaints
from care.complaints import Field, Move, NewComplaint, rule_of
from core import clock
from db import session as database
from db.models import (
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    ComplaintState,
    Decision,
    Medium,
    Remedy,
    Severity,
)

FILE = "complaints/complaint.py"
S, M = ComplaintState, Move


def registered(actor, customer_id, **more) -> int:
    details: dict[str, Any] = {"remedy_requested": "换一个", **more}
    new = NewComplaint(
        kind=details.pop("kind", ComplaintKind.COMPLAINT),
        channel=Medium.PHONE,
        category=details.pop("category", ComplaintCategory.QUALITY),
        description=details.pop("description", "杯子漏水"),
        customer_id=customer_id,
        **details,
    )
    with database.transaction() as session:
        return complaints.register(session, actor, complaint=new).id


def stored(complaint):
    with database.reading() as session:
        return session.get(Complaint, complaint)


def move(actor, complaint, to, **answers):
    with database.transaction() as session:
        seen = session.get_one(Complaint, complaint).row_version
        complaints.move(session, actor, complaint, move=to, answers=answers, seen=seen)


def accepted(he, complaint):
    move(he, complaint, M.ACCEPT, handler_id=he.id, severity=Severity.NORMAL, told_how="电话告知")


def investigating(he, complaint):
    accepted(he, complaint)
    move(he, complaint, M.INVESTIGATE, medium=Medium.PHONE, summary="问清了经过")


def proposed(he, complaint):
    investigating(he, complaint)
    answers = {
        "facts": "密封圈老化", "decision": Decision.UPHELD, "remedy": Remedy.EXCHANGE, "remedy_given": "换一个新的",
        "medium": Medium.PHONE, "summary": "告知换货", "confirm_by": clock.today(),
    }  # fmt: skip
    move(he, complaint, M.PROPOSE, **answers)


def opened(screen, actor, complaint, **query):
    return screen(FILE, actor, complaint=str(complaint), **query)


def gate(screen, actor, complaint, to, language="en"):
    return screen(FILE, actor, language=language, complaint=str(complaint), move=to.value)


def key(complaint, to, field):
    return f"gate_{complaint}_{to.value}_{field}"


def save(at, complaint, to):
    return at.button(key=f"gate_{complaint}_{to.value}_save").click().run()


def fields(at, complaint, to):
    """The codes of the fields on the screen, in their order."""
    start = f"gate_{complaint}_{to.value}_"
    kinds = ("text_input", "text_area", "button_group", "checkbox", "date_input", "datetime_input", "number_input")
    widgets = [one for kind in (*kinds, "selectbox") for one in getattr(at, kind)]
    return {one.key.removeprefix(start) for one in widgets if (one.key or "").startswith(start)}


def said(at):
    """Everything written on the screen, as it is read."""
    kinds = ("markdown", "caption", "error", "warning", "info", "title", "subheader")
    return "\n".join(one.value for kind in kinds for one in getattr(at, kind)).replace("\\", "")


def fill(at, complaint, to, answers):
    """Type the answers, those that decide what else is asked first."""
    asks = {ask.code: ask for ask in rule_of(to).asks}
    for code, value in answers.items():
        value = value() if callable(value) else value
        widgets = {
            Field.TEXT: at.text_input, Field.WORDS: at.text_area, Field.CHOICE: at.button_group,
            Field.DAY: at.date_input, Field.MONEY: at.number_input, Field.COMPLAINT: at.selectbox,
        }  # fmt: skip
        widgets[asks[code].field](key=key(complaint, to, code)).set_value(value)
        if code == "confirmation":
            at.run()

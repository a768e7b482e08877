"""The firm's own words: changed with a trace, seen with a real customer, taken back to ours."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from auth.permissions import Permission
from auth.visibility import customers_visible_to
from care.greetings.commands import LONGEST_TITLE, LONGEST_WORDS
from care.greetings.drafting import Occurrence, filled
from care.greetings.filling import FIELDS, unknown_fields
from care.greetings.finding import name_of, receiver_of
from care.greetings.wordings import MEDIA, SUBJECTS, Wording, wording
from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.i18n import LANGUAGES, _
from db import dialect
from db.models import Customer, GreetingTemplate, Medium, Occasion


@dataclass(frozen=True)
class TemplateName:
    """Which words these are."""

    occasion: Occasion
    about: str
    medium: Medium
    language: str


@dataclass(frozen=True)
class Template:
    name: TemplateName
    wording: Wording
    is_own: bool
    """The firm has changed them."""
    version: int
    """0: ours."""
    changed_at: datetime | None = None
    changed_by: str = ""


def template(session: Session, actor: Actor, name: TemplateName) -> Template:
    actor.require(Permission.GREETING_READ)
    _check_name(name)
    row = _row(session, name)
    if row is None:
        return Template(name, wording(name.occasion, name.about, name.medium, name.language), False, 0)
    by = name_of(session, row.by_id)
    return Template(name, Wording(row.words, row.title), True, row.row_version, row.updated_at, by)


def preview(session: Session, actor: Actor, customer_id: int, *, name: TemplateName, said: Wording) -> Wording:
    """As this customer would read it."""
    actor.require(Permission.GREETING_READ)
    reach = customers_visible_to(actor, Permission.GREETING_READ)
    customer = session.exec(select(Customer).where(col(Customer.id) == customer_id, reach)).first()
    if customer is None:
        raise NotFound
    about = {Occasion.NAMED_DAY: _("Founding day"), Occasion.SERVICE: _("Water filter")}.get(name.occasion, name.about)
    occurrence = Occurrence(name.occasion, about, 3)
    return filled(said, actor, occurrence, receiver_of(session, customer, None).addressee, name.language)


def change_template(session: Session, actor: Actor, name: TemplateName, *, said: Wording, version: int) -> Template:
    """Save the firm's own words as they stood at `version`; Conflict when somebody saved them since."""
    actor.require(Permission.GREETING_TEMPLATES)
    _check_name(name)
    _check(name, said)
    row = _row(session, name, hold=True)
    if (row.row_version if row else 0) != version:
        raise _conflict(row, said)
    row = row or _fresh(session, name, said)
    row.words, row.title, row.by_id = said.words.strip(), said.title.strip(), actor.id
    session.add(row)
    session.flush()
    audit.record(session, actor, "greeting.template_changed", row, detail=_plain(name))
    return template(session, actor, name)


def reset_template(session: Session, actor: Actor, name: TemplateName) -> Template:
    """Back to our words."""
    actor.require(Permission.GREETING_TEMPLATES)
    _check_name(name)
    row = _row(session, name, hold=True)
    if row is not None:
        session.delete(row)
        audit.record(session, actor, "greeting.template_reset", detail=_plain(name))
    return template(session, actor, name)


def _fresh(session: Session, name: TemplateName, said: Wording) -> GreetingTemplate:
    """The first words of the firm's own; of two who write them at once the second is told."""
    now = clock.now()
    stamps = {"created_at": now, "updated_at": now, "row_version": 1, "words": "", "title": ""}
    is_new = dialect.insert_new(session, GreetingTemplate, [vars(name) | stamps])
    row = _row(session, name, hold=True)
    if row is None or not is_new:
        raise _conflict(row, said)
    return row


def _conflict(row: GreetingTemplate | None, said: Wording) -> Conflict:
    theirs: dict[str, object] = {"words": row.words, "title": row.title} if row else {}
    return Conflict(version=row.row_version if row else 0, theirs=theirs, yours=dict(vars(said)))


def _row(session: Session, name: TemplateName, *, hold: bool = False) -> GreetingTemplate | None:
    query = select(GreetingTemplate).where(
        col(GreetingTemplate.occasion) == name.occasion,
        col(GreetingTemplate.about) == name.about,
        col(GreetingTemplate.medium) == name.medium,
        col(GreetingTemplate.language) == name.language,
    )
    return session.exec(query.with_for_update() if hold else query).first()


def _check_name(name: TemplateName) -> None:
    if (name.occasion, name.about) not in SUBJECTS or name.medium not in MEDIA or name.language not in LANGUAGES:
        raise NotFound


def _check(name: TemplateName, said: Wording) -> None:
    problems = {}
    if not 0 < len(said.words.strip()) <= LONGEST_WORDS:
        problems["words"] = _("Please write something, up to {n} characters.").format(n=LONGEST_WORDS)
    elif unknown := unknown_fields(said.words):
        problems["words"] = _unknown(unknown)
    if name.medium is Medium.EMAIL and not 0 < len(said.title.strip()) <= LONGEST_TITLE:
        problems["title"] = _("Please give the mail a subject.")
    elif unknown := unknown_fields(said.title):
        problems["title"] = _unknown(unknown)
    if problems:
        raise Invalid(problems)


def _unknown(fields: tuple[str, ...]) -> str:
    known = " ".join(f"{{{chinese}}}" for chinese in FIELDS.values())
    return _("There is no field {fields}. There are: {known}").format(fields=fields[0], known=known)


def _plain(name: TemplateName) -> dict[str, str]:
    return {field: str(value) for field, value in vars(name).items()}

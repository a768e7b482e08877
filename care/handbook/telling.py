"""Who is told of rules: everybody of a new version and of a changed number, managers of what was explained."""

from sqlmodel import Session, col, select

from auth.permissions import Permission
from care import notices
from care.handbook.number import Number
from care.notices import NoticeKind
from db.models import Breach, Rule, RuleVersion, Subject, User, UserStatus


def tell_everybody(session: Session, rule: Rule, version: RuleVersion) -> None:
    notices.tell(
        session,
        everybody(session),
        NoticeKind.RULE_IN_FORCE,
        key=f"rule:{rule.id}:{version.version}",
        subject=Subject.RULE,
        subject_id=rule.id,
        detail={"code": rule.code, "n": version.version},
    )


def tell_of_number(session: Session, rule: Rule, number: Number, *, version: int, value: int) -> None:
    notices.tell(
        session,
        everybody(session),
        NoticeKind.RULE_NUMBER_CHANGED,
        key=f"rule-number:{number.name}:{version}",
        subject=Subject.RULE,
        subject_id=rule.id,
        detail={"code": rule.code, "number": number.label, "value": value},
    )


def tell_managers(session: Session, breach: Breach, code: str) -> None:
    """The person's manager; the owner where there is none, or where it is the manager's own."""
    people = notices.who_may(session, Permission.BREACH_DECIDE, team_id=breach.team_id) if breach.team_id else ()
    others = [id_ for id_ in people if id_ != breach.who_id] or list(notices.who_may(session, Permission.BREACH_DECIDE))
    _tell(session, breach, code, NoticeKind.BREACH_EXPLAINED, others)


def tell_concerned(session: Session, breach: Breach, code: str) -> None:
    if breach.who_id is not None and breach.who_id != breach.decided_by_id:
        _tell(session, breach, code, NoticeKind.BREACH_DECIDED, [breach.who_id])


def everybody(session: Session) -> list[int]:
    return list(session.exec(select(User.id).where(col(User.status) == UserStatus.ACTIVE)))


def _tell(session: Session, breach: Breach, code: str, kind: NoticeKind, people: list[int]) -> None:
    session.flush()
    key = f"{kind.value}:{breach.id}:{breach.row_version}"
    notices.tell(session, people, kind, key=key, subject=Subject.RULE, subject_id=breach.rule_id, detail={"code": code})

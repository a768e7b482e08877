"""Changing the numbers: a new version, with its reason, by somebody who saw the newest one."""

from typing import Any

from sqlmodel import Session, col, select

from auth import audit
from auth.actor import Actor
from care.rulebook.content import Policy, differences, text_of
from care.rulebook.queries import in_force, needed_for, version_in_force
from core import clock
from core.errors import Conflict, Invalid, Refusal
from core.i18n import _
from db import dialect
from db.models import PolicyVersion

_MOST = 300


class NothingChanged(Refusal):
    def __init__(self) -> None:
        super().__init__(_("These are the numbers in force already. Nothing was saved."))


def change(session: Session, actor: Actor, policy: Policy, *, reason: str, seen_version: int) -> PolicyVersion:
    """Put these numbers in force; Conflict when somebody changed them since `seen_version`."""
    kind = type(policy)
    actor.require(needed_for(kind))
    _check(policy, reason)
    present, newest = in_force(session, kind), version_in_force(session, kind)
    if newest != seen_version:
        raise _conflict(newest, present, policy)
    changed = differences(present, policy)
    if not changed:
        raise NothingChanged

    row = _added(session, actor, policy, reason.strip(), version=newest + 1)
    detail = {"policy": policy.policy, "version": row.version, "numbers": ", ".join(one.path for one in changed)}
    audit.record(session, actor, "policy.changed", row, detail=detail)
    return row


def _check(policy: Policy, reason: str) -> None:
    problems: dict[str, str] = getattr(policy, "problems", dict)()
    if not reason.strip():
        problems |= {"reason": _("Please say why, for whoever wonders later.")}
    elif len(reason.strip()) > _MOST:
        problems |= {"reason": _("At most {n} characters.").format(n=_MOST)}
    if problems:
        raise Invalid(problems)


def _added(session: Session, actor: Actor, policy: Policy, reason: str, *, version: int) -> PolicyVersion:
    values: dict[str, Any] = {
        "policy": policy.policy,
        "version": version,
        "content": text_of(policy),
        "reason": reason,
        "at": clock.now(),
        "by_id": actor.id,
    }
    # Of two who save at the same moment the unique key lets one through.
    if not dialect.insert_new(session, PolicyVersion, [values]):
        kind = type(policy)
        raise _conflict(version_in_force(session, kind), in_force(session, kind), policy)
    stored = select(PolicyVersion).where(
        col(PolicyVersion.policy) == policy.policy, col(PolicyVersion.version) == version
    )
    return session.exec(stored).one()


def _conflict(newest: int, present: Policy, wanted: Policy) -> Conflict:
    differing = differences(present, wanted)
    return Conflict(
        version=newest,
        theirs={one.path: one.before for one in differing},
        yours={one.path: one.after for one in differing},
    )

"""The log in words: what was done, to what, with which changes."""

from typing import Any

from auth.log import LogRow
from core.i18n import N_, _, ngettext
from ui import formats, labels, worktime_labels

# Alphabetical. A test sees to it that whatever the product records has its words here.
ACTIONS = {
    "action.changed": N_("Changed a corrective action"),
    "action.effect_counted": N_("Counted the effect of a corrective action"),
    "action.overturned": N_("Took a verified corrective action up again"),
    "action.planned": N_("Planned a corrective action"),
    "action.reported": N_("Reported a corrective action done"),
    "action.started": N_("Started a corrective action"),
    "action.verified": N_("Verified a corrective action"),
    "attachment.added": N_("Attached a file"),
    "attachment.removed": N_("Removed an attached file"),
    "attachment.taken": N_("Took an attached file"),
    "cause.recorded": N_("Recorded a root cause"),
    "complaint.assigned": N_("Handed a complaint over"),
    "complaint.changed": N_("Changed a complaint"),
    "complaint.escalated": N_("Escalated a complaint"),
    "complaint.escalation_acknowledged": N_("Acknowledged an escalation"),
    "complaint.extension_asked": N_("Asked for more time on a complaint"),
    "complaint.extension_decided": N_("Decided on more time for a complaint"),
    "complaint.moved": N_("Moved a complaint on"),
    "complaint.noted": N_("Added a note to a complaint"),
    "complaint.registered": N_("Registered a complaint"),
    "complaint.regraded": N_("Changed a complaint's severity"),
    "customer.assigned": N_("Handed a customer over"),
    "customer.changed": N_("Changed a customer"),
    "customer.consent_recorded": N_("Recorded a consent"),
    "customer.contact_added": N_("Added a contact"),
    "customer.contact_changed": N_("Changed a contact"),
    "customer.contact_removed": N_("Removed a contact"),
    "customer.created": N_("Added a customer"),
    "customer.exported": N_("Exported customers"),
    "customer.removed": N_("Removed a customer"),
    "customer.restored": N_("Restored a customer"),
    "customer.revealed": N_("Looked at full contact details"),
    "customer.tagged": N_("Tagged a customer"),
    "customer.tier_set": N_("Set a customer's tier"),
    "customer.verification_undone": N_("Took a verification back"),
    "customer.verified": N_("Verified a customer"),
    "demo.created": N_("Filled in the demo firm"),
    "download.taken": N_("Downloaded a file"),
    "import.applied": N_("Applied an import"),
    "import.cancelled": N_("Cancelled an import"),
    "import.confirmed": N_("Confirmed an import"),
    "import.failed": N_("An import failed"),
    "import.failed_rows_taken": N_("Downloaded the rows that an import left out"),
    "import.template_taken": N_("Downloaded an import template"),
    "import.uploaded": N_("Uploaded a file to import"),
    "improvement.decided": N_("Decided on an improvement"),
    "improvement.proposed": N_("Proposed an improvement"),
    "interaction.written": N_("Wrote a contact down"),
    "job.run": N_("Had a scheduled job run at once"),
    "order.changed": N_("Changed an order"),
    "order.recorded": N_("Added an order"),
    "password.changed": N_("Changed their own password"),
    "password.reset": N_("Chose a new password by link"),
    "password.reset_offered": N_("Made a link for a new password"),
    "permission.refused": N_("Tried what the role does not allow"),
    "person.deactivated": N_("Deactivated a colleague"),
    "person.first_owner_created": N_("Set the product up"),
    "person.invited": N_("Invited a colleague"),
    "person.joined": N_("Accepted the invitation"),
    "person.language_chosen": N_("Chose a language"),
    "person.moved": N_("Moved a colleague to another team"),
    "person.reactivated": N_("Reactivated a colleague"),
    "person.renamed": N_("Renamed a colleague"),
    "person.role_changed": N_("Changed a colleague's role"),
    "policy.changed": N_("Changed the numbers of a policy"),
    "session.all_revoked": N_("Signed out everywhere"),
    "session.opened": N_("Signed in"),
    "session.refused": N_("Failed to sign in"),
    "session.revoked": N_("Ended a session"),
    "task.cancelled": N_("Called a task off"),
    "task.done": N_("Finished a task"),
    "task.given": N_("Gave a task"),
    "task.handed_on": N_("Handed a task on"),
    "task.made": N_("A rule made a task"),
    "survey.answered": N_("A customer answered a survey"),
    "survey.invited": N_("Made a link to a survey"),
    "survey.recorded_by_phone": N_("Recorded a survey on the phone"),
    "survey.withdrawn": N_("Took a survey's link back"),
    "team.created": N_("Added a team"),
    "team.renamed": N_("Renamed a team"),
    "worktime.day_cleared": N_("Took an own day out of the work calendar"),
    "worktime.day_set": N_("Set a day in the work calendar"),
    "worktime.week_changed": N_("Changed the weekly working hours"),
}
SUBJECTS = {
    "attachments": N_("Attachment"),
    "auth_sessions": N_("Session"),
    "complaint_escalations": N_("Escalation"),
    "complaints": N_("Complaint"),
    "complaint_extensions": N_("Extension"),
    "consents": N_("Consent"),
    "corrective_actions": N_("Corrective action"),
    "customers": N_("Customer"),
    "import_jobs": N_("Import"),
    "improvements": N_("Improvement"),
    "interactions": N_("Contact"),
    "orders": N_("Order"),
    "policy_versions": N_("Policy"),
    "root_causes": N_("Root cause"),
    "tasks": N_("Task"),
    "teams": N_("Team"),
    "users": N_("Colleague"),
}
# Alphabetical; of the rest, the fields of a customer have the words they have on the file.
FIELDS = {
    "amount_cents": N_("amount"),
    "approved": N_("approved"),
    "asked": N_("times asked"),
    "assignee_id": N_("for whom"),
    "backup_owner_id": N_("stand-in"),
    "by_id": N_("by"),
    "cancelled_at": N_("called off"),
    "category": N_("category"),
    "cause": N_("cause"),
    "complaint": N_("complaint"),
    "contact": N_("contact"),
    "counts": N_("rows"),
    "created": N_("new"),
    "customer": N_("customer"),
    "day": N_("day"),
    "day_kind": N_("day off or worked"),
    "decided_at": N_("decided"),
    "decided_by_id": N_("decided by"),
    "deed": N_("what is to be done"),
    "done_at": N_("done"),
    "done_by_id": N_("done by"),
    "done_words": N_("what was done"),
    "due_on": N_("due"),
    "effect_after": N_("complaints after"),
    "effect_before": N_("complaints before"),
    "effect_due_on": N_("effect counted from"),
    "errors": N_("with errors"),
    "escape": N_("why it was not stopped"),
    "filtered": N_("filtered"),
    "found_at": N_("found"),
    "hours": N_("hours"),
    "ip": N_("address"),
    "job": N_("job"),
    "kind": N_("kind"),
    "language": N_("language"),
    "level": N_("level"),
    "lifecycle": N_("stage"),
    "must_change_password": N_("password to be changed"),
    "name": N_("name"),
    "new_customers": N_("new customers"),
    "numbers": N_("numbers"),
    "of": N_("file"),
    "outcome": N_("outcome"),
    "owner_id": N_("in charge"),
    "password_hash": N_("password"),
    "passwords": N_("with passwords"),
    "policy": N_("policy"),
    "purpose": N_("purpose"),
    "reason": N_("reason"),
    "refund_cents": N_("refunded"),
    "review": N_("to be looked at"),
    "role": N_("role"),
    "rows": N_("rows"),
    "seed": N_("seed"),
    "sha256": N_("fingerprint"),
    "skipped": N_("skipped"),
    "state": N_("state"),
    "status": N_("status"),
    "tags": N_("tags"),
    "team_id": N_("team"),
    "tier": N_("tier"),
    "unchanged": N_("unchanged"),
    "until": N_("until"),
    "updated": N_("changed"),
    "user": N_("colleague"),
    "verified_at": N_("verified"),
    "verified_by_id": N_("verified by"),
    "verified_words": N_("how it was verified"),
    "version": N_("version"),
    "whys": N_("whys"),
    "words": N_("words"),
    **{f"weekday_{number}": word for number, word in enumerate(worktime_labels.WEEKDAYS)},
}
# By field: the same code means another thing elsewhere.
_CODES: dict[str, dict[str, str]] = {
    "kind": {code.value: word for code, word in labels.KINDS.items()}
    | {"customers": N_("Customers"), "orders": N_("Orders")},
    "day_kind": {code.value: word for code, word in worktime_labels.DAY_KINDS.items()},
    "lifecycle": {code.value: word for code, word in labels.LIFECYCLES.items()},
    "of": ACTIONS,
    "purpose": {code.value: word for code, word in labels.PURPOSES.items()},
    "role": {code.value: word for code, word in labels.ROLES.items()},
    "source": {code.value: word for code, word in labels.SOURCES.items()},
    "status": {code.value: word for code, word in labels.USER_STATUSES.items()}
    | {code.value: word for code, word in labels.CONSENTS.items()}
    | {code.value: word for code, word in labels.ORDER_STATUSES.items()},
}


def action(code: str) -> str:
    return _(ACTIONS[code]) if code in ACTIONS else code


def subject(code: str) -> str:
    return _(SUBJECTS[code]) if code in SUBJECTS else code


def about(row: LogRow) -> str:
    """Customer 42; or how many records; or nothing."""
    if row.subject:
        return f"{subject(row.subject)} {row.subject_id or ''}".rstrip()
    return ngettext("{n} record", "{n} records", row.count).format(n=row.count) if row.count != 1 else formats.NOTHING


def changes(detail: dict[str, Any]) -> str:
    """tier: C → A; the value of a personal field is not in the log."""
    return " · ".join(_change(name, value) for name, value in detail.items()) or formats.NOTHING


def _change(name: str, value: Any) -> str:
    field = _field(name)
    if value == "*":
        return _("{field} changed").format(field=field)
    if isinstance(value, list) and len(value) == 2 and name != "tags":
        changed = f"{_word(name, value[0])} → {_word(name, value[1])}"
        return _("{field}: {value}").format(field=field, value=changed)
    return _("{field}: {value}").format(field=field, value=_word(name, value))


def _field(name: str) -> str:
    word = FIELDS.get(name) or labels.CUSTOMER_FIELDS.get(name)
    return _(word) if word else name


def _word(field: str, value: Any) -> str:
    """A stored code as people read it; anything else as it is."""
    if value in (None, "", [], {}):
        return formats.NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    if isinstance(value, dict):
        return _(", ").join(f"{_field(name)} {number}" for name, number in value.items() if number)
    if field.endswith("_cents") and isinstance(value, int):
        return formats.money(value)
    word = _CODES.get(field, {}).get(str(value))
    return _(word) if word else str(value)

"""The permission matrix: what each role may do, and to whose rows. Nothing else grants anything."""

from enum import StrEnum

from core.i18n import N_
from db.models import Role


class Scope(StrEnum):
    """Whose rows a permission reaches."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Permission(StrEnum):
    """Named <what>:<deed>, alphabetical."""

    AUDIT_READ = "audit:read"
    AWARD_DECIDE = "award:decide"
    BREACH_DECIDE = "breach:decide"
    COMPLAINT_APPROVE = "complaint:approve"
    COMPLAINT_APPROVE_CRITICAL = "complaint:approve_critical"
    COMPLAINT_EXPORT = "complaint:export"
    COMPLAINT_HANDLE = "complaint:handle"
    COMPLAINT_OPEN = "complaint:open"
    COMPLAINT_READ = "complaint:read"
    CUSTOMER_ASSIGN = "customer:assign"
    CUSTOMER_CONSENT = "customer:consent"
    CUSTOMER_CREATE = "customer:create"
    CUSTOMER_DELETE = "customer:delete"
    CUSTOMER_EDIT = "customer:edit"
    CUSTOMER_EXPORT = "customer:export"
    CUSTOMER_FINANCE = "customer:finance"
    CUSTOMER_READ = "customer:read"
    CUSTOMER_REVEAL = "customer:reveal"
    CUSTOMER_TIER = "customer:tier"
    EVENT_INVITE = "event:invite"
    EVENT_PLAN = "event:plan"
    EVENT_READ = "event:read"
    HANDBOOK_EDIT = "handbook:edit"
    HANDBOOK_READ = "handbook:read"
    HANDBOOK_SUPERVISE = "handbook:supervise"
    GIFT_APPROVE = "gift:approve"
    GREETING_READ = "greeting:read"
    GREETING_SEND = "greeting:send"
    GREETING_TEMPLATES = "greeting:templates"
    IMPORT_RUN = "import:run"
    IMPROVEMENT_DECIDE = "improvement:decide"
    JOB_READ = "job:read"
    KPI_READ = "kpi:read"
    LEAD_ASSIGN = "lead:assign"
    LEAD_CREATE = "lead:create"
    LEAD_EXPORT = "lead:export"
    LEAD_READ = "lead:read"
    LEAD_RULES = "lead:rules"
    LEAD_WORK = "lead:work"
    ORDER_READ = "order:read"
    ORDER_WRITE = "order:write"
    PEOPLE_MANAGE = "people:manage"
    REPORT_MAKE = "report:make"
    REPORT_READ = "report:read"
    REVISIT_EXPORT = "revisit:export"
    REVISIT_PLAN = "revisit:plan"
    REVISIT_READ = "revisit:read"
    REVISIT_WORK = "revisit:work"
    ROLES_READ = "roles:read"
    SCORE_READ = "score:read"
    SETTINGS_CHANGE = "settings:change"
    SURVEY_COLLECT = "survey:collect"
    SURVEY_DESIGN = "survey:design"
    SURVEY_EXPORT = "survey:export"
    SURVEY_READ = "survey:read"
    TASK_WORK = "task:work"


MEANINGS = {
    Permission.AUDIT_READ: N_("Read the log of who did what"),
    Permission.AWARD_DECIDE: N_("Decide on rewards and penalties"),
    Permission.BREACH_DECIDE: N_("Decide on rules that were not kept"),
    Permission.COMPLAINT_APPROVE: N_("Decide on complaints: close serious ones, reject, extend, hand over"),
    Permission.COMPLAINT_APPROVE_CRITICAL: N_("Close critical complaints"),
    Permission.COMPLAINT_EXPORT: N_("Export complaints to Excel"),
    Permission.COMPLAINT_HANDLE: N_("Handle complaints"),
    Permission.COMPLAINT_OPEN: N_("Register complaints"),
    Permission.COMPLAINT_READ: N_("See complaints"),
    Permission.CUSTOMER_ASSIGN: N_("Hand a customer to another owner"),
    Permission.CUSTOMER_CONSENT: N_("Record a customer's consent"),
    Permission.CUSTOMER_CREATE: N_("Add customers"),
    Permission.CUSTOMER_DELETE: N_("Remove customers"),
    Permission.CUSTOMER_EDIT: N_("Edit customers and their contacts"),
    Permission.CUSTOMER_EXPORT: N_("Export customers to Excel"),
    Permission.CUSTOMER_FINANCE: N_("See and edit the finance note"),
    Permission.CUSTOMER_READ: N_("See customers"),
    Permission.CUSTOMER_REVEAL: N_("See phone numbers and e-mail addresses in full"),
    Permission.CUSTOMER_TIER: N_("Set a customer's tier"),
    Permission.EVENT_INVITE: N_("Invite customers to events and note who came"),
    Permission.EVENT_PLAN: N_("Plan customer events, change them and call them off"),
    Permission.EVENT_READ: N_("See customer events"),
    Permission.HANDBOOK_EDIT: N_("Write the rules and put them in force"),
    Permission.HANDBOOK_READ: N_("Read the rules and how well they are kept"),
    Permission.HANDBOOK_SUPERVISE: N_("Train people in the rules and check that they are kept"),
    Permission.GIFT_APPROVE: N_("Approve gifts to customers"),
    Permission.GREETING_READ: N_("See greetings and gifts"),
    Permission.GREETING_SEND: N_("Greet customers and ask for gifts"),
    Permission.GREETING_TEMPLATES: N_("Change the words of greetings, and the days that are kept"),
    Permission.IMPORT_RUN: N_("Import Excel files"),
    Permission.IMPROVEMENT_DECIDE: N_("Decide on proposed improvements"),
    Permission.JOB_READ: N_("See what runs by itself"),
    Permission.KPI_READ: N_("See the numbers"),
    Permission.LEAD_ASSIGN: N_("Give leads to colleagues"),
    Permission.LEAD_CREATE: N_("Register leads"),
    Permission.LEAD_EXPORT: N_("Export leads to Excel"),
    Permission.LEAD_READ: N_("See leads"),
    Permission.LEAD_RULES: N_("Set the rules by which leads are given out"),
    Permission.LEAD_WORK: N_("Work on leads: contact, move, make a customer of them"),
    Permission.ORDER_READ: N_("See orders"),
    Permission.ORDER_WRITE: N_("Add and change orders"),
    Permission.PEOPLE_MANAGE: N_("Manage people, teams and sessions"),
    Permission.REPORT_MAKE: N_("Make the reports of a month or quarter"),
    Permission.REPORT_READ: N_("Read the reports about the whole firm"),
    Permission.REVISIT_EXPORT: N_("Export what was said on revisits to Excel"),
    Permission.REVISIT_PLAN: N_("Set a customer's own revisit cycle, pause revisits"),
    Permission.REVISIT_READ: N_("See revisits"),
    Permission.REVISIT_WORK: N_("Make, reschedule and skip revisits"),
    Permission.ROLES_READ: N_("See what each role may do"),
    Permission.SCORE_READ: N_("See how work is judged"),
    Permission.SETTINGS_CHANGE: N_("Change settings"),
    Permission.SURVEY_COLLECT: N_("Hand survey links over and ask on the phone"),
    Permission.SURVEY_DESIGN: N_("Make questionnaires and ask customers with them"),
    Permission.SURVEY_EXPORT: N_("Export what customers answered to Excel"),
    Permission.SURVEY_READ: N_("See what customers were asked and answered"),
    Permission.TASK_WORK: N_("See tasks and do them"),
}

_OWN, _TEAM, _ALL = Scope.OWN, Scope.TEAM, Scope.ALL
_O, _D, _M, _S, _V, _N, _U = (
    Role.OWNER,
    Role.ADMIN,
    Role.MANAGER,
    Role.SALES,
    Role.SERVICE,
    Role.ANALYST,
    Role.AUDITOR,
)

# A role that is not named may not. R64: sales see their own customers and may change how to reach them;
# tier, owner, consent and finance need service or a manager. The analyst sees numbers and no person.
MATRIX: dict[Permission, dict[Role, Scope]] = {
    Permission.AUDIT_READ: {_O: _ALL, _D: _ALL, _U: _ALL},
    Permission.AWARD_DECIDE: {_O: _ALL, _M: _TEAM},
    Permission.BREACH_DECIDE: {_O: _ALL, _M: _TEAM},
    Permission.COMPLAINT_APPROVE: {_O: _ALL, _M: _TEAM},
    Permission.COMPLAINT_APPROVE_CRITICAL: {_O: _ALL},
    Permission.COMPLAINT_EXPORT: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.COMPLAINT_HANDLE: {_O: _ALL, _M: _TEAM, _V: _ALL},
    Permission.COMPLAINT_OPEN: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.COMPLAINT_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.CUSTOMER_ASSIGN: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.CUSTOMER_CONSENT: {_O: _ALL, _D: _ALL, _M: _TEAM, _V: _ALL},
    Permission.CUSTOMER_CREATE: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.CUSTOMER_DELETE: {_O: _ALL, _D: _ALL},
    Permission.CUSTOMER_EDIT: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.CUSTOMER_EXPORT: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.CUSTOMER_FINANCE: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.CUSTOMER_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.CUSTOMER_REVEAL: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.CUSTOMER_TIER: {_O: _ALL, _D: _ALL, _M: _TEAM, _V: _ALL},
    Permission.EVENT_INVITE: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.EVENT_PLAN: {_O: _ALL, _D: _ALL, _M: _TEAM, _V: _ALL},
    Permission.EVENT_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.HANDBOOK_EDIT: {_O: _ALL, _D: _ALL},
    Permission.HANDBOOK_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _OWN, _N: _ALL, _U: _ALL},
    Permission.HANDBOOK_SUPERVISE: {_O: _ALL, _D: _ALL, _M: _TEAM, _U: _ALL},
    Permission.GIFT_APPROVE: {_O: _ALL, _M: _TEAM},
    Permission.GREETING_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.GREETING_SEND: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.GREETING_TEMPLATES: {_O: _ALL, _D: _ALL, _M: _ALL},
    Permission.IMPORT_RUN: {_O: _ALL, _D: _ALL},
    Permission.IMPROVEMENT_DECIDE: {_O: _ALL, _M: _TEAM},
    Permission.JOB_READ: {_O: _ALL, _D: _ALL, _U: _ALL},
    Permission.KPI_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _N: _ALL, _U: _ALL},
    Permission.LEAD_ASSIGN: {_O: _ALL, _D: _ALL, _M: _TEAM, _V: _ALL},
    Permission.LEAD_CREATE: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.LEAD_EXPORT: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.LEAD_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.LEAD_RULES: {_O: _ALL, _D: _ALL, _M: _ALL},
    Permission.LEAD_WORK: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.ORDER_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.ORDER_WRITE: {_O: _ALL, _D: _ALL, _M: _TEAM, _V: _ALL},
    Permission.PEOPLE_MANAGE: {_O: _ALL, _D: _ALL},
    Permission.REPORT_MAKE: {_O: _ALL, _D: _ALL, _N: _ALL},
    Permission.REPORT_READ: {_O: _ALL, _D: _ALL, _N: _ALL, _U: _ALL},
    Permission.REVISIT_EXPORT: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.REVISIT_PLAN: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.REVISIT_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _U: _ALL},
    Permission.REVISIT_WORK: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.ROLES_READ: {_O: _ALL, _D: _ALL, _U: _ALL},
    Permission.SCORE_READ: {_O: _ALL, _D: _OWN, _M: _TEAM, _S: _OWN, _V: _OWN, _N: _OWN, _U: _OWN},
    Permission.SETTINGS_CHANGE: {_O: _ALL, _D: _ALL},
    Permission.SURVEY_COLLECT: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL},
    Permission.SURVEY_DESIGN: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.SURVEY_EXPORT: {_O: _ALL, _D: _ALL, _M: _TEAM},
    Permission.SURVEY_READ: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _ALL, _N: _ALL, _U: _ALL},
    Permission.TASK_WORK: {_O: _ALL, _D: _ALL, _M: _TEAM, _S: _OWN, _V: _OWN, _N: _OWN, _U: _OWN},
}


def scope_of(role: Role, permission: Permission) -> Scope | None:
    """Whose rows this permission reaches for this role; None: it does not have it."""
    return MATRIX[permission].get(role)

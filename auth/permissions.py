"""The permission matrix: what each role may do, and to whose rows. Nothing else grants anything."""

from enum import StrEnum

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

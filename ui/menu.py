"""The site map: every screen with its title, icon, group, permission and address."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auth.permissions import Permission
from core.i18n import N_

ROOT = Path(__file__).resolve().parent.parent / "pages"

WORK = N_("Work")
CUSTOMERS = N_("Customers")
RULES = N_("Rules")
MANAGEMENT = N_("Management")


@dataclass(frozen=True)
class Screen:
    file: str
    title: str
    icon: str
    address: str
    """One segment, explicit, since file names repeat."""
    group: str = ""
    """Empty: reached from another screen, not from the menu."""
    permission: Permission | None = None
    """None: for everybody who is signed in."""

    @property
    def path(self) -> str:
        return str(ROOT / self.file)


SCREENS = (
    Screen("today/my_day.py", N_("Today"), ":material/today:", "today", WORK),
    Screen("work/tasks.py", N_("Tasks"), ":material/task_alt:", "tasks", "", Permission.TASK_WORK),
    Screen("work/notices.py", N_("Notices"), ":material/notifications:", "notices", "", Permission.TASK_WORK),
    Screen("kpis/dashboard.py", N_("Numbers"), ":material/monitoring:", "numbers", WORK, Permission.KPI_READ),
    Screen("kpis/targets.py", N_("Targets and baseline"), ":material/flag:", "kpi-targets", "", Permission.KPI_READ),
    Screen("reports/reports.py", N_("Reports"), ":material/summarize:", "reports", "", Permission.REPORT_READ),
    Screen("kpis/risks.py", N_("Customers at risk"), ":material/warning:", "risks", "", Permission.CUSTOMER_READ),
    Screen("kpis/definitions.py", N_("How numbers are counted"), ":material/function:", "definitions"),
    Screen(
        "customers/directory.py",
        N_("Customers"),
        ":material/group:",
        "customers",
        CUSTOMERS,
        Permission.CUSTOMER_READ,
    ),
    Screen("customers/profile.py", N_("Customer"), ":material/person:", "customer", "", Permission.CUSTOMER_READ),
    Screen(
        "customers/new.py", N_("New customer"), ":material/person_add:", "new-customer", "", Permission.CUSTOMER_CREATE
    ),
    Screen(
        "customers/log_contact.py", N_("Log a contact"), ":material/call:", "log-contact", "", Permission.CUSTOMER_EDIT
    ),
    Screen("leads/board.py", N_("Leads"), ":material/person_raised_hand:", "leads", CUSTOMERS, Permission.LEAD_READ),
    Screen("leads/new.py", N_("New lead"), ":material/person_raised_hand:", "new-lead", "", Permission.LEAD_CREATE),
    Screen("leads/rules.py", N_("Who gets leads"), ":material/alt_route:", "lead-rules", "", Permission.LEAD_RULES),
    Screen("leads/quick.py", N_("Quick lead"), ":material/bolt:", "quick-lead", "", Permission.LEAD_CREATE),
    Screen(
        "revisits/next.py",
        N_("Next revisit"),
        ":material/phone_forwarded:",
        "next-revisit",
        "",
        Permission.REVISIT_WORK,
    ),
    Screen(
        "complaints/board.py",
        N_("Complaints"),
        ":material/report:",
        "complaints",
        CUSTOMERS,
        Permission.COMPLAINT_READ,
    ),
    Screen(
        "complaints/complaint.py",
        N_("Complaint"),
        ":material/report_problem:",
        "complaint",
        "",
        Permission.COMPLAINT_READ,
    ),
    Screen(
        "complaints/new.py", N_("New complaint"), ":material/add_alert:", "new-complaint", "", Permission.COMPLAINT_OPEN
    ),
    Screen("complaints/causes.py", N_("Causes"), ":material/troubleshoot:", "causes", "", Permission.KPI_READ),
    Screen(
        "complaints/actions.py", N_("Corrective actions"), ":material/build:", "actions", "", Permission.COMPLAINT_READ
    ),
    Screen("revisits/calendar.py", N_("Revisits"), ":material/event:", "revisits", CUSTOMERS, Permission.REVISIT_READ),
    Screen("greetings/greetings.py", N_("Greetings"), ":material/cake:", "greetings", "", Permission.GREETING_READ),
    Screen(
        "greetings/many.py",
        N_("Choose customers to greet"),
        ":material/group_add:",
        "greet-many",
        "",
        Permission.GREETING_SEND,
    ),
    Screen("events/events.py", N_("Customer events"), ":material/event:", "events", "", Permission.EVENT_READ),
    Screen("events/event.py", N_("Customer event"), ":material/event:", "event", "", Permission.EVENT_READ),
    Screen("greetings/gifts.py", N_("Gifts"), ":material/redeem:", "gifts", "", Permission.GREETING_READ),
    Screen(
        "greetings/templates.py",
        N_("Words of greetings, and days"),
        ":material/edit_note:",
        "greeting-words",
        "",
        Permission.GREETING_READ,
    ),
    Screen(
        "surveys/surveys.py", N_("Satisfaction"), ":material/reviews:", "surveys", CUSTOMERS, Permission.SURVEY_READ
    ),
    Screen("surveys/results.py", N_("Survey results"), ":material/bar_chart:", "results", "", Permission.SURVEY_READ),
    Screen("surveys/campaign.py", N_("Campaign"), ":material/campaign:", "campaign", "", Permission.SURVEY_READ),
    Screen(
        "surveys/questionnaire.py",
        N_("Questionnaire"),
        ":material/quiz:",
        "questionnaire",
        "",
        Permission.SURVEY_READ,
    ),
    Screen("surveys/collect.py", N_("Hand over and call"), ":material/outbox:", "ask", "", Permission.SURVEY_COLLECT),
    Screen(
        "handbook/handbook.py",
        N_("Rules in practice"),
        ":material/menu_book:",
        "rules",
        RULES,
        Permission.HANDBOOK_READ,
    ),
    Screen("handbook/rule.py", N_("Rule"), ":material/menu_book:", "rule", "", Permission.HANDBOOK_READ),
    Screen("handbook/edit.py", N_("Edit a rule"), ":material/edit_note:", "edit-rule", "", Permission.HANDBOOK_EDIT),
    Screen("handbook/training.py", N_("Training"), ":material/school:", "training", "", Permission.HANDBOOK_READ),
    Screen(
        "scorecards/scorecard.py",
        N_("Performance"),
        ":material/leaderboard:",
        "performance",
        RULES,
        Permission.SCORE_READ,
    ),
    Screen(
        "improvements/improvements.py",
        N_("Improvements"),
        ":material/lightbulb:",
        "improvements",
        "",
        Permission.HANDBOOK_READ,
    ),
    Screen("imports/import_file.py", N_("Import"), ":material/upload_file:", "import", "", Permission.IMPORT_RUN),
    Screen("admin/people.py", N_("People"), ":material/badge:", "people", "", Permission.PEOPLE_MANAGE),
    Screen("admin/settings.py", N_("Settings"), ":material/settings:", "settings", MANAGEMENT, Permission.ROLES_READ),
    Screen(
        "admin/calendar.py",
        N_("Working time"),
        ":material/calendar_month:",
        "work-time",
        "",
        Permission.SETTINGS_CHANGE,
    ),
    Screen("admin/targets.py", N_("Complaint targets"), ":material/timer:", "targets", "", Permission.SETTINGS_CHANGE),
    Screen(
        "admin/revisits.py",
        N_("Revisits"),
        ":material/phone_forwarded:",
        "revisit-rules",
        "",
        Permission.SETTINGS_CHANGE,
    ),
    Screen(
        "admin/small_policies.py",
        N_("Causes and questions"),
        ":material/tune:",
        "causes-and-questions",
        "",
        Permission.SETTINGS_CHANGE,
    ),
    Screen("admin/web_form.py", N_("Public form"), ":material/web:", "public-form", "", Permission.SETTINGS_CHANGE),
    Screen("admin/roles.py", N_("Permissions"), ":material/rule:", "roles", "", Permission.ROLES_READ),
    Screen("admin/jobs.py", N_("Schedule"), ":material/schedule:", "jobs", "", Permission.JOB_READ),
    Screen("admin/audit_log.py", N_("Log"), ":material/receipt_long:", "log", "", Permission.AUDIT_READ),
    Screen("account/my_account.py", N_("My account"), ":material/account_circle:", "account"),
)


@cache
def screen(file: str) -> Screen:
    """The screen of this file below pages/."""
    return next(s for s in SCREENS if s.file == file)

"""The site map: every screen with its title, icon, group, permission and address."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auth.permissions import Permission
from core.i18n import N_

ROOT = Path(__file__).resolve().parent.parent / "pages"

WORK = N_("Work")
CUSTOMERS = N_("Customers")
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
    Screen("work/tasks.py", N_("Tasks"), ":material/task_alt:", "tasks", WORK, Permission.TASK_WORK),
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
    Screen(
        "imports/import_file.py",
        N_("Import"),
        ":material/upload_file:",
        "import",
        MANAGEMENT,
        Permission.IMPORT_RUN,
    ),
    Screen("admin/people.py", N_("People"), ":material/badge:", "people", MANAGEMENT, Permission.PEOPLE_MANAGE),
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
        "admin/small_policies.py",
        N_("Causes and questions"),
        ":material/tune:",
        "causes-and-questions",
        "",
        Permission.SETTINGS_CHANGE,
    ),
    Screen("admin/roles.py", N_("Permissions"), ":material/rule:", "roles", "", Permission.ROLES_READ),
    Screen("admin/jobs.py", N_("Schedule"), ":material/schedule:", "jobs", "", Permission.JOB_READ),
    Screen("admin/audit_log.py", N_("Log"), ":material/receipt_long:", "log", MANAGEMENT, Permission.AUDIT_READ),
    Screen("account/my_account.py", N_("My account"), ":material/account_circle:", "account"),
)


@cache
def screen(file: str) -> Screen:
    """The screen of this file below pages/."""
    return next(s for s in SCREENS if s.file == file)

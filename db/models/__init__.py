"""Every table, re-exported: `from db.models import Customer`."""

from db.models.accounts import AuthSession, LinkPurpose, OneTimeLink, Role, SignInAttempt, Team, User, UserStatus
from db.models.audit import AuditEntry
from db.models.causes import (
    ActionState,
    Attachment,
    CauseCategory,
    CorrectiveAction,
    EscapeCause,
    Improvement,
    ImprovementOrigin,
    ImprovementState,
    RootCause,
)
from db.models.columns import Base, Stamped, Versioned
from db.models.complaint_clocks import Clock, ClockKind, ClockMode, ClockVerdict, Escalation, Extension, Pause
from db.models.complaint_events import ComplaintEvent, ComplaintEventKind
from db.models.complaints import (
    DECLINED,
    Complaint,
    ComplaintCategory,
    ComplaintKind,
    ComplaintState,
    Confirmation,
    Decision,
    Grade,
    Remedy,
    Severity,
)
from db.models.consents import Consent, ConsentPurpose, ConsentStatus, PrivacyNotice
from db.models.customers import (
    Channel,
    ChannelType,
    Contact,
    Customer,
    CustomerKind,
    CustomerTag,
    Lifecycle,
    Source,
    Tag,
    Tier,
    TierChange,
)
from db.models.events import Attendee, AttendeeState, CustomerEvent, EventKind, EventState
from db.models.feeds import CalendarFeed
from db.models.greetings import (
    Cancelled,
    Gift,
    GiftState,
    Greeting,
    GreetingState,
    GreetingTemplate,
    NamedDay,
    Occasion,
    ServiceInterval,
)
from db.models.handbook import (
    Breach,
    BreachState,
    Chapter,
    ReviewVerdict,
    Rule,
    RuleReading,
    RuleReceipt,
    RuleReview,
    RuleState,
    RuleVersion,
)
from db.models.imports import ImportJob, ImportMapping, ImportRow, ImportState, Verdict
from db.models.interactions import Direction, Interaction, Medium, Outcome
from db.models.leads import (
    InvalidReason,
    Lead,
    LeadEscalation,
    LeadOrigin,
    LeadStage,
    LeadStageChange,
    LeadTurn,
    LostReason,
)
from db.models.orders import Order, OrderLine, OrderStatus, PurchaseBreak
from db.models.policies import PolicyVersion
from db.models.questionnaires import (
    Campaign,
    CampaignState,
    OrderSurvey,
    Questionnaire,
    QuestionnaireKind,
    QuestionnaireState,
    QuestionnaireVersion,
)
from db.models.reports import ReportSnapshot
from db.models.revisits import (
    Demand,
    MoveKind,
    Opportunity,
    PlanEnd,
    Revisit,
    RevisitDemand,
    RevisitMove,
    RevisitPlan,
    VisitCause,
    VisitState,
    visit_is_open,
)
from db.models.revisits_over import OVER as OVER
from db.models.scorecards import Award, AwardForm, AwardKind, Evidence, ScoreMonth
from db.models.surveys import Answer, Invitation, InvitationMode, InvitationPurpose
from db.models.tallies import KpiMark, KpiState, KpiTally, KpiTrace
from db.models.targets import KpiSnapshot, KpiTarget
from db.models.training import Inspection, Training, TrainingPlace, TrainingRule
from db.models.work import Job, Mail, MailState, Notice, Subject, Task
from db.models.worktime import CalendarDay, DayKind, WorkFrame

__all__ = [
    "DECLINED",
    "ActionState", "Answer", "Attachment", "Attendee", "AttendeeState", "AuditEntry", "AuthSession", "Award",
    "AwardForm", "AwardKind", "Base", "Breach", "BreachState", "CalendarDay", "CalendarFeed", "Campaign",
    "CampaignState", "Cancelled", "CauseCategory", "Channel", "ChannelType", "Chapter", "Clock", "ClockKind",
    "ClockMode", "ClockVerdict", "Complaint", "ComplaintCategory", "ComplaintEvent", "ComplaintEventKind",
    "ComplaintKind", "ComplaintState", "Confirmation", "Consent", "ConsentPurpose", "ConsentStatus", "Contact",
    "CorrectiveAction", "Customer", "CustomerEvent", "CustomerKind", "CustomerTag", "DayKind", "Decision", "Demand",
    "Direction", "Escalation", "EscapeCause", "EventKind", "EventState", "Evidence", "Extension", "Gift", "GiftState",
    "Grade", "Greeting", "GreetingState", "GreetingTemplate", "ImportJob", "ImportMapping", "ImportRow",
    "ImportState", "Improvement", "ImprovementOrigin", "ImprovementState", "Inspection", "Interaction",
    "InvalidReason", "Invitation", "InvitationMode", "InvitationPurpose", "Job", "KpiMark", "KpiSnapshot", "KpiState",
    "KpiTally", "KpiTarget", "KpiTrace", "Lead", "LeadEscalation", "LeadOrigin", "LeadStage", "LeadStageChange",
    "LeadTurn", "Lifecycle", "LinkPurpose", "LostReason", "Mail", "MailState", "Medium", "MoveKind", "NamedDay",
    "Notice", "Occasion", "OneTimeLink", "Opportunity", "Order", "OrderLine", "OrderStatus", "OrderSurvey", "Outcome",
    "Pause", "PlanEnd", "PolicyVersion", "PrivacyNotice", "PurchaseBreak", "Questionnaire", "QuestionnaireKind",
    "QuestionnaireState", "QuestionnaireVersion", "Remedy", "ReportSnapshot", "ReviewVerdict", "Revisit",
    "RevisitDemand", "RevisitMove", "RevisitPlan", "Role", "RootCause", "Rule", "RuleReading", "RuleReceipt",
    "RuleReview", "RuleState", "RuleVersion", "ScoreMonth", "ServiceInterval", "Severity", "SignInAttempt", "Source",
    "Stamped", "Subject", "Tag", "Task", "Team", "Tier", "TierChange", "Training", "TrainingPlace", "TrainingRule",
    "User", "UserStatus", "Verdict", "Versioned", "VisitCause", "VisitState", "WorkFrame", "visit_is_open",
]  # fmt: skip

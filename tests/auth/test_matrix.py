"""Nobody does what their role may not: every front desk, every role, against a list written by hand."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

import care
from auth.actor import Actor
from core.errors import NotAllowed, Refusal
from db import session as database
from db.models import Base, Role
from tests.conftest import a_person

LETTERS = {
    "O": Role.OWNER, "D": Role.ADMIN, "M": Role.MANAGER, "S": Role.SALES,
    "V": Role.SERVICE, "N": Role.ANALYST, "U": Role.AUDITOR,
}  # fmt: skip
EVERYBODY = "ODMSVNU"

# Who may, as the firm wants it; not derived from the code.
MAY = {
    "auth.accounts": {
        "OD": "change change_role create_team deactivate invite invite_again move_to_team offer_new_password people "
              "person reactivate rename rename_team teams",
        EVERYBODY: "change_own_password choose_language",
        "ODMSV": "away_until say_away",
    },
    "auth.downloads": {EVERYBODY: "offer take"},
    "auth.log": {"ODU": "choices entries verdict"},
    "auth.sessions": {"OD": "revoke_all_of", EVERYBODY: "browsers revoke revoke_others seen sign_out"},
    "care.casefile": {"ODMSV": "attach detach", "ODMSVU": "attachments hand_out_attachment"},
    "care.causes": {
        "OMV": "change_action plan_action possible_owners record_cause verify_action",
        "ODMSV": "report_done start_action",
        "OM": "decide_improvement overturn_action",
        "ODMSVU": "action actions analysis complaints_behind improvements",
        "ODVU": "improvement_states",
        EVERYBODY: "improvements_to_decide may_decide_improvement pareto",
    },
    "care.complaints": {
        "ODMSVU": "alike board board_stamp complaint_choices complaint_file linkable listing outstanding",
        "ODM": "export_file hand_out_export",
        "ODMSV": "add_note escalate log_contact register register_from_revisit",
        "OM": "decide_extension",
        "OMV": "acknowledge ask_extension assign awaiting_decision edit gate give_subtask move open_escalations "
               "regrade",
    },
    "care.customers": {
        "ODMSVU": "changes colleagues directory profile regions tag_names timeline",
        "ODMSV": "add_channels add_contact create_customer create_or_compare edit_contact edit_customer make_primary "
                 "remove_contact resembling reveal_channels tag_customer unverify verify",
        "ODMV": "set_tier",
        "ODM": "assign_owner export_file hand_out_export",
        "OD": "remove_customer restore_customer",
    },
    "care.demo": {"OD": "create_demo", EVERYBODY: "is_demo"},
    "care.handbook": {
        EVERYBODY: "breach breaches chapters compliance confirm_rule explain_breach measurable practice "
                   "practice_stamp review_rule rule_file trainings unread",
        "OD": "add_chapter change_number discard_draft draft_rule entrust_rule put_in_force retire_rule revise_rule",
        "OM": "act_on_breach decide_breach",
        "ODMU": "inspect_rule inspected_teams inspections plan_training record_attendance rules_in_review teachable "
                "trainees training_coverage",
    },
    "care.improvements": {EVERYBODY: "choices improvement_list propose report_improved", "OM": "plan"},
    "care.scorecards": {
        EVERYBODY: "awards reply_to_award score_facts score_history scoreboard",
        "OM": "decide_award evidence_for withdraw_award",
    },
    "care.greetings": {
        "ODMSVU": "calendar coming_of due_lines gift gifts gifts_of greeting named_days past_greetings preview "
                  "service_intervals targets template",
        "ODMSV": "ask_gift batch give_gift plan_segment remove_day reopen segment_count send send_many skip skip_many "
                 "take_gift_back withdraw_gift",
        "ODM": "add_day change_template remove_interval reset_template set_interval",
        "OM": "decide_gift",
    },
    "care.events": {
        "ODMSVU": "event events events_of",
        "ODMSV": "answer follow_up invite invite_count invite_many take_attendance walk_in withdraw",
        "ODMV": "cancel_event change_event mark_held plan_event",
        "ODM": "export_file hand_out_export",
    },
    "care.feeds": {EVERYBODY: "make_feed revoke_feed standing"},
    "care.imports": {
        "OD": "begin cancel confirm errors failed_rows held_back history preview progress recheck template",
    },
    "care.interactions": {"ODMSV": "next_steps usual_next_days write", "ODMSVU": "last_contact"},
    "care.jobs": {"OD": "run_now", "ODU": "overview"},
    "care.kpis": {
        EVERYBODY: "breakdown channel_mix choices cohorts complaint_figures definitions demand_trend figures "
                   "lead_steps numbers numbers_by promises rfm rfm_stamp stamp targets",
        "ODMSVU": "complaint_rows plain_rows rfm_rows risks rows",
        "ODM": "hand_out_rfm rfm_file",
        "ODVNU": "baselines comparison",
        "OD": "freeze set_target",
    },
    "care.notices": {EVERYBODY: "inbox mark_all_read mark_read newest unread"},
    "care.orders": {"ODMV": "change_order record_order", "ODMSVU": "lines_of orders_of"},
    "care.privacy": {"ODMSVU": "consents_of notice_in_force", "ODMV": "record_consent"},
    "care.leads": {
        "ODMSVU": "board board_stamp lead_file leads_of listing possible_owners rows",
        "ODMSV": "claim convert convert_or_compare edit log_contact move pressing register register_or_compare "
                 "resembling reveal tell_more",
        "ODMV": "assign",
        "ODM": "export_file hand_out_export rule_choices share_out",
        EVERYBODY: "figures",
    },
    "care.worktime": {"OD": "change_week clear_day set_day working_time"},
    "care.reports": {"ODN": "make", "ODNU": "hand_out report report_file report_of reports"},
    "care.rulebook": {"OD": "change history present"},
    "care.sheets": {EVERYBODY: "hand_out"},  # whoever calls it has asked for the permission of what is handed out
    "care.revisits": {
        "ODM": "export_file hand_out_export",
        "ODMSV": "attempt complete due_lines log_contact move_problem pause queue reschedule resume set_cycle set_day "
                 "skip",
        "ODMSVU": "agenda calendar calendar_choices calendar_stamp day_warning standing_of visit "
                  "visit_sheet",
    },
    "care.tasks": {EVERYBODY: "about cancel finish give given hand_on mine named people pressing task team"},
    "care.feedback": {"ODMSV": "open_complaint take_by_phone"},
    "care.surveys": {
        "ODMSVU": "answer_count answer_lines of_complaint of_customer",
        "OMV": "invite record_by_phone withdraw",
        "ODM": "cancel_campaign change_campaign change_questionnaire close_campaign create_campaign "
               "create_questionnaire export_file hand_out_export launch preview put_in_use retire survey_choices",
        "ODMSV": "does_not_want due_lines hand_over not_reached script take_by_phone take_call to_collect",
        EVERYBODY: "campaign campaigns questionnaire questionnaires results sheet_to_print",
    },
    "care.today": {EVERYBODY: "first_steps", "ODMSV": "my_day stamp", "OD": "office"},
}  # fmt: skip
WHO_MAY = {
    f"{desk}.{name}": who for desk, groups in MAY.items() for who, names in groups.items() for name in names.split()
}


def desks() -> dict[str, Callable[..., Any]]:
    """Every public function that acts for somebody."""
    capabilities = [f"care.{module.name}" for module in pkgutil.iter_modules(care.__path__) if module.ispkg]
    found: dict[str, Callable[..., Any]] = {}
    for desk in ["auth.accounts", "auth.downloads", "auth.log", "auth.sessions", *capabilities]:
        module = importlib.import_module(desk)
        for name in getattr(module, "__all__", [n for n in vars(module) if not n.startswith("_")]):
            function = getattr(module, name)
            if inspect.isfunction(function) and list(inspect.signature(function).parameters)[:2] == [
                "session",
                "actor",
            ]:
                found[f"{desk}.{name}"] = function
    return found


DESKS = desks()


def call(function: Callable[..., Any], session: Session, actor: Actor, **ids: int) -> Any:
    """With whatever fits the signature: who may not is refused before any of it is looked at."""
    details: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[2:]:
        if parameter.name == "customers":
            details["customers"] = 0  # an empty demo firm is as forbidden as a full one
        elif parameter.default is inspect.Parameter.empty:
            details[parameter.name] = ids.get(parameter.name, _anything(parameter.annotation))
    return function(session, actor, **details)


def _anything(annotation: Any) -> Any:
    simple = {str: "x", int: 987_654}
    return simple.get(annotation, {} if "Mapping" in str(annotation) else None)


def everything(session: Session) -> dict[str, str]:
    """All rows of all tables."""
    session.flush()
    return {
        table.name: str(sorted(map(str, session.connection().execute(table.select()))))
        for table in Base.metadata.sorted_tables
    }


def test_every_public_deed_and_question_is_in_the_list():
    assert set(DESKS) == set(WHO_MAY)


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_is_refused_exactly_what_the_list_withholds_and_nothing_changes(letter):
    actor = a_person("actor", "Actor", LETTERS[letter], "一队")
    wrong = []
    for name, function in DESKS.items():
        with database.transaction() as session:
            before = everything(session) if letter not in WHO_MAY[name] else {}
            try:
                call(function, session, actor)
                refused = None
            except Exception as raised:
                refused = raised
            if letter in WHO_MAY[name]:
                wrong += [f"{name}: refused"] * isinstance(refused, NotAllowed)
                session.rollback()
            elif not isinstance(refused, Refusal) or everything(session) != before:
                wrong.append(f"{name}: {refused!r}")
    assert not wrong


def test_somebody_with_another_persons_password_is_refused_everything_but_their_own_affairs():
    held = replace(a_person("held", "Held", Role.OWNER), must_change_password=True)
    not_refused = set()
    for name, function in DESKS.items():
        with database.reading() as session:
            try:
                call(function, session, held)
            except Refusal:
                continue
            except Exception:  # it went further than the refusal
                not_refused.add(name)
            else:
                not_refused.add(name)
    own = {"browsers", "revoke_others", "seen", "sign_out"}
    harmless = {"care.demo.is_demo", "care.today.first_steps", "auth.downloads.offer", "care.sheets.hand_out"}
    harmless |= {"care.causes.may_decide_improvement", "care.causes.improvements_to_decide"}
    assert not_refused <= {f"auth.sessions.{name}" for name in own} | harmless


CUSTOMER_DEEDS = [name for name, f in DESKS.items() if "customer_id" in inspect.signature(f).parameters]


@pytest.mark.parametrize("name", CUSTOMER_DEEDS)
def test_another_ones_customer_looks_like_none_at_all(name, lin, xu, a_customer):
    strangers = a_customer("王芳", owner=xu).id
    answers = [answer_to(name, lin, customer_id) for customer_id in (strangers, 987_654)]

    assert answers[0] == answers[1]


def answer_to(name: str, actor: Actor, customer_id: int) -> Any:
    """What is answered, or the sentence it is refused with; either way nothing may change."""
    with database.transaction() as session:
        before = everything(session)
        try:
            answer = call(DESKS[name], session, actor, customer_id=customer_id)
        except Refusal as refused:
            answer = refused.sentence
        assert everything(session) == before
    return answer

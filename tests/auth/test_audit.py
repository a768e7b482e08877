"""The log of who did what cannot be changed unseen."""

from secrets import token_hex

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from auth import audit
from core import clock
from db import session as database
from db.models import AuditEntry, Breach, BreachState, Chapter, Customer, Improvement, Inspection, Rule, Tier


def test_an_entry_names_the_actor_the_subject_and_what_changed(session, lin, a_customer):
    customer = session.get(Customer, a_customer("王芳", owner=lin).id)
    customer.tier = Tier.A

    audit.record(session, lin, "customer.changed", customer)

    entry = session.exec(select(AuditEntry)).one()
    assert (entry.actor_id, entry.action, entry.subject, entry.subject_id) == (
        lin.id, "customer.changed", "customers", customer.id,
    )  # fmt: skip
    assert entry.detail == '{"tier":["C","A"]}'


def test_the_value_of_a_personal_field_never_enters_the_log(session, lin, a_customer):
    customer = session.get(Customer, a_customer("王芳", owner=lin).id)
    customer.name = "王小芳"

    audit.record(session, lin, "customer.changed", customer)

    assert session.exec(select(AuditEntry)).one().detail == '{"name":"*"}'


@pytest.mark.parametrize(
    ("table", "field"),
    [(Breach, "explanation"), (Breach, "decision"), (Improvement, "proposal"), (Inspection, "finding")],
)
def test_what_people_write_about_rules_never_enters_the_log(session, lin, table, field):
    sides = {
        Breach: {"check_code": "x", "case_id": 1, "rule_id": _a_rule(session), "state": BreachState.EXPLAINED},
        Improvement: {"key": "idea:1", "proposal": "早些回电"},
        Inspection: {"rule_id": _a_rule(session), "on": clock.today(), "finding": "未记", "is_kept": False},
    }
    row = table(**sides[table])
    session.add(row)
    session.flush()
    setattr(row, field, "王芳说她病了")

    audit.record(session, lin, "rule.changed", row)

    assert session.exec(select(AuditEntry)).one().detail == f'{{"{field}":"*"}}'


def _a_rule(session):
    chapter = Chapter(code=token_hex(4), place=1, title_zh="一", title_en="One")
    session.add(chapter)
    session.flush()
    rule = Rule(code=token_hex(4), chapter_id=chapter.id, place=1)
    session.add(rule)
    session.flush()
    return rule.id


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"])
def test_the_database_refuses_to_change_an_entry(lin, statement):
    with database.transaction() as session:
        audit.record(session, lin, "customer.opened")

    with pytest.raises(DBAPIError, match="append-only"), database.transaction() as session:
        session.execute(text(statement))


def test_a_whole_chain_verifies_and_a_forged_entry_is_found(lin):
    with database.transaction() as session:
        for _ in range(3):
            audit.record(session, lin, "customer.opened")
        assert audit.first_broken(session) is None

        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()[-1]
        session.add(AuditEntry(at=last.at, action="forged", previous_mac=last.mac, mac="0" * 64))
        session.flush()
        assert audit.first_broken(session) == 4

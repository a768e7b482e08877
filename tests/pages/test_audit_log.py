"""The log screen: found by person, deed, subject and day; whole or broken, said in a sentence."""

import ast
import re
from datetime import date

import pytest
from sqlmodel import select

from auth import audit
from core import clock
from db import session as database
from db.models import AuditEntry
from tests.test_house_rules import SOURCES, named
from ui import log_parts
from ui.log_deeds import ACTIONS


@pytest.fixture
def history(lin, zhou, a_customer):
    customer = a_customer("王芳", owner=lin)
    with database.transaction() as session:
        for actor, action in ((lin, "customer.created"), (lin, "customer.verified"), (zhou, "customer.tier_set")):
            audit.record(session, actor, action, session.merge(customer))
        audit.record(session, zhou, "customer.exported", count=120, detail={"reason": "月报"})


def rows(at):
    return at.dataframe[0].value.to_dict("records")


def test_the_newest_is_first_and_everything_is_in_words(screen, qian, history):
    newest, *_middle, oldest = rows(screen("admin/audit_log.py", qian))

    assert (newest["Who"], newest["Did what"], newest["To what"], newest["Details"]) == (
        "周凯", "Exported customers", "120 records", "reason: 月报",
    )  # fmt: skip
    assert (oldest["Did what"], oldest["To what"]) == ("Added a customer", "Customer 1")


def test_in_chinese_too(screen, qian, history):
    newest, *_ = rows(screen("admin/audit_log.py", qian, language="zh_CN"))

    assert (newest["操作"], newest["对象"]) == ("导出客户", "120 条记录")


def test_it_is_narrowed_by_person_deed_subject_and_day(screen, qian, lin, history):
    at = screen("admin/audit_log.py", qian)
    at.selectbox(key="log-by").set_value(lin.id).run()
    assert {row["Who"] for row in rows(at)} == {"林静"}
    at.selectbox(key="log-action").set_value("customer.verified").run()
    assert [row["Did what"] for row in rows(at)] == ["Verified a customer"]
    at.date_input(key="log-days").set_value((date(2026, 3, 8), date(2026, 3, 8))).run()
    assert not at.dataframe
    assert at.info


def test_the_day_is_the_companys_and_not_that_of_utc(screen, qian, lin):
    clock.freeze(clock.start_of(date(2026, 3, 10)))
    with database.transaction() as session:
        audit.record(session, lin, "customer.created")

    at = screen("admin/audit_log.py", qian)
    at.date_input(key="log-days").set_value((date(2026, 3, 10), date(2026, 3, 10))).run()

    assert len(rows(at)) == 1


def test_a_whole_log_is_called_whole(screen, qian, history):
    at = screen("admin/audit_log.py", qian)

    at.button(key="verify").click().run()

    assert "4 entries, unbroken" in at.success[0].value


def test_a_forged_entry_is_named(screen, qian, history):
    with database.transaction() as session:
        last = session.exec(select(AuditEntry).order_by("id")).all()[-1]
        session.add(AuditEntry(at=last.at, action="forged", previous_mac=last.mac, mac="0" * 64))
    at = screen("admin/audit_log.py", qian)

    at.button(key="verify").click().run()

    assert "Entry 5 does not follow" in at.error[0].value


def test_a_long_log_comes_in_pages(screen, qian, lin):
    with database.transaction() as session:
        for _ in range(60):
            audit.record(session, lin, "customer.verified")

    at = screen("admin/audit_log.py", qian)

    assert "60 entries" in at.caption[0].value
    assert len(rows(at)) == 50


@pytest.mark.parametrize("person", ["lin", "zhou", "he", "fang"])
def test_it_is_not_for_everybody(screen, request, person):
    at = screen("admin/audit_log.py", request.getfixturevalue(person))

    assert not at.dataframe
    assert at.error


def test_whatever_the_product_records_has_its_words():
    nouns = "|".join(sorted({code.split(".")[0] for code in ACTIONS}))
    found = {
        code
        for path in SOURCES
        if named(path).startswith(("auth/", "care/", "ui/", "pages/"))
        and not named(path).startswith("care/handbook/checks/")  # the rulebook's numbers are named alike
        for code in re.findall(rf'"((?:{nouns})\.[a-z_]+)"', path.read_text(encoding="utf8"))
    }
    assert found | recorded() <= set(ACTIONS)


def recorded():
    """The deeds that are named in calls of `audit.record`."""
    calls = [
        node
        for path in SOURCES
        if named(path).startswith(("auth/", "care/"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record" and len(node.args) > 2
    ]
    return {call.args[2].value for call in calls if isinstance(call.args[2], ast.Constant)}


def test_no_field_and_no_code_is_shown_by_its_name_in_the_database(screen, qian, zhou):
    with database.transaction() as session:
        for detail in (
            {"purpose": "service", "status": "given", "customer": 1},
            {"counts": {"created": 3, "updated": 0, "errors": 1}, "kind": "customers"},
            {"tags": ["老客户", "爱喝茶"], "filtered": True},
        ):
            audit.record(session, zhou, "customer.exported", detail=detail)

    told = [row["内容"] for row in rows(screen("admin/audit_log.py", qian, language="zh_CN"))]

    assert told == [
        "已筛选：是 · 标签：老客户、爱喝茶",
        "行数：新增 3、错误 1 · 类别：客户",
        "客户：1 · 用途：服务 · 状态：同意",
    ]


def test_colleagues_kinds_and_moments_are_told_as_people_say_them(lin):
    detail = {
        "assignee_id": lin.id,
        "handler_id": [None, lin.id],
        "kind": "survey_link",
        "closed_at": [None, "2026-03-09 02:18:52.104459+00:00"],
    }

    told = log_parts.changes(detail, {lin.id: lin.name})

    assert told == (
        "for whom: 林静 · handler: — → 林静 · kind: Send the customer the link to the survey"
        " · ended: — → Mar 9, 2026 10:18"
    )


def test_the_codes_of_surveys_causes_and_escalations_are_told_in_words():
    detail = {"mode": "link", "purpose": "handling", "level": 1, "cause": "supplier", "state": ["doing", "to_verify"]}

    told = log_parts.changes(detail)

    assert told.split(" · ") == [
        "way: by a link",
        "purpose: How the customer found our handling",
        "level: Raised to the manager",
        "cause: Material and suppliers",
        "state: Under way → To verify",
    ]

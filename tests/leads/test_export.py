"""Leads as an Excel file: masked, filtered as one sees them, counted in the log, and never a formula."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from auth import downloads, sessions
from auth.actor import Actor
from auth.one_time_links import LinkOver
from care import leads
from care.leads import Agreed, LeadFilters, NewLead, Span
from core import i18n
from core.errors import Invalid, NotAllowed
from db.models import AuditEntry, ConsentPurpose, Lead, LeadStage, LostReason, Source, User
from tests.conftest import MONDAY_TEN
from ui.lead_export_parts import word


@pytest.fixture
def exported(session) -> Callable[..., list[dict[str, Any]]]:
    """Take the file as a browser does, and read it back: one dictionary a row, by header."""

    def export(actor: Actor, reason: str = "展会复盘", **chosen: Any) -> list[dict[str, Any]]:
        session.flush()
        token = sessions.start(session, session.get_one(User, actor.id))
        signed_in = sessions.actor_for(session, token)
        assert signed_in is not None
        made = leads.export_file(session, signed_in, word=word, **chosen)
        url = leads.hand_out_export(session, signed_in, made=made, reason=reason)
        taken = downloads.take(session, signed_in, url.removeprefix(downloads.ADDRESS))
        with pytest.raises(LinkOver):
            downloads.take(session, signed_in, url.removeprefix(downloads.ADDRESS))
        (sheet,) = load_workbook(BytesIO(taken.path.read_bytes())).worksheets
        header, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]

    return export


def a_lead(session, actor: Actor, name: str = "王芳", **fields: Any) -> Lead:
    lead = NewLead(**{"name": name, "phone": "13812345678", "source": Source.EXHIBITION, "need": "批发", **fields})
    return leads.register(session, actor, lead=lead, despite=True)


def test_a_row_says_who_when_and_what_was_promised_with_numbers_masked(session, chen, lin, exported):
    agreed = (Agreed(ConsentPurpose.SERVICE, "paper", "名片"), Agreed(ConsentPurpose.CARE, "paper", "名片"))
    lead = a_lead(session, lin, email="wang@chaye.example", consents=agreed)

    (row,) = exported(chen)

    assert (row["Lead number"], row["Name"], row["What they want"]) == (lead.number, "王芳", "批发")
    assert (row["Phone number"], row["Stage"], row["Source"]) == ("138****5678", "New lead", "Exhibition")
    assert "wang@chaye.example" not in str(row)
    assert row["First call by"] == datetime.fromisoformat("2026-03-10 10:00")
    assert row["What they agreed to"] == "Serving orders, Greetings"
    assert row["Person in charge"] == "林静"


def test_what_looks_like_a_formula_stays_text(session, chen, lin, exported):
    a_lead(session, lin, "=1+1", need="=cmd|'/c calc'!A1", note="+86")

    (row,) = exported(chen)

    assert (row["Name"], row["What they want"], row["Note"]) == ("=1+1", "=cmd|'/c calc'!A1", "+86")


def test_filters_and_span_narrow_the_file_as_they_do_the_list(session, chen, lin, xu, exported):
    lost, kept = a_lead(session, lin), a_lead(session, xu, "李雷", phone="13912345678", source=Source.WEBSITE)
    lost.stage, lost.ended_at, lost.lost_reason = LeadStage.LOST, MONDAY_TEN, LostReason.PRICE
    session.flush()

    assert [row["Name"] for row in exported(chen)] == ["李雷"]
    (ended,) = exported(chen, span=Span.ENDED)
    assert (ended["Name"], ended["Why it ended"]) == ("王芳", "Too expensive")
    assert exported(chen, filters=LeadFilters(source=Source.EXHIBITION)) == []
    assert kept.number in {row["Lead number"] for row in exported(chen, span=Span.ALL)}


def test_a_manager_takes_their_teams_and_what_waits(session, zhou, lin, xu, exported):
    a_lead(session, lin)
    a_lead(session, xu, "李雷", phone="13912345678")

    assert [row["Name"] for row in exported(zhou)] == ["王芳"]


def test_the_log_keeps_who_took_how_much_and_why(session, chen, lin, exported):
    a_lead(session, lin)
    exported(chen, filters=LeadFilters(search="王芳"))

    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "lead.exported")).one()
    assert (entry.actor_id, entry.count) == (chen.id, 1)
    assert "展会复盘" in entry.detail
    assert '"filtered":true' in entry.detail.replace(" ", "")


def test_nobody_takes_a_file_without_a_reason_or_the_right_to(session, chen, lin):
    with pytest.raises(NotAllowed):
        leads.export_file(session, lin, word=word)
    made = leads.export_file(session, chen, word=word)
    with pytest.raises(Invalid):
        leads.hand_out_export(session, chen, made=made, reason=" ")


def test_every_code_has_a_word_in_both_languages(session, chen, lin, exported):
    a_lead(session, lin)
    i18n.use("zh_CN")

    (row,) = exported(chen)

    assert not [header for header in row if header.isascii()]
    assert row["来源"] == "展会"
    assert row["跟进时限"] == datetime.fromisoformat("2026-03-10 10:00")

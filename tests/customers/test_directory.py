"""Finding customers: search, filters, order, pages, and nobody else's."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import chain, combinations, count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select as rows
from sqlmodel import col, select

from auth import downloads, sessions
from care import customers, orders, privacy
from care.customers import DirectoryFilters, Sort
from core import clock
from core.errors import Invalid, NotAllowed
from db import session as database
from db.models import (
    Answer,
    AuditEntry,
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Lifecycle,
    Tier,
    User,
)

TODAY = date(2026, 3, 9)


def names(found):
    return [line.name for line in found.lines]


@pytest.mark.parametrize(
    "typed",
    ["王", "王芳", "芳", "wangfang", "wf", "WF", "wangf", "8000", "138", "138 0013 8000", "+86 13800138000", "qq.com",
     "王 8000", "KH-0000", "ｗｆ"],
)  # fmt: skip
def test_a_customer_is_found_by_any_part_of_what_people_know(session, lin, file, typed):
    file(lin, "王芳", mobile="13800138000", email="wang@qq.com")

    assert names(customers.directory(session, lin, search=typed)) == ["王芳"]


def test_a_landline_is_found_with_its_area_code(session, lin, file):
    file(lin, "王芳", mobile="021-62345678")

    for typed in ("02162345678", "021-6234 5678", "6234", "62345678"):
        assert names(customers.directory(session, lin, search=typed)) == ["王芳"], typed


@pytest.mark.parametrize("typed", ["王强", "8888", "芳王", "。", "%", "_", "王芳 9999", "13800138000qq"])
def test_what_nobody_is_called_finds_nothing(session, lin, file, typed):
    file(lin, "王芳", mobile="13800138000", email="wang@qq.com")

    assert customers.directory(session, lin, search=typed).total == 0


def test_a_stranger_sees_counts_and_finds_nothing(session, lin, xu, file):
    wang = file(lin, "王芳", mobile="13800138000", region="上海")
    customers.tag_customer(session, lin, wang.id, tags=["老客户"])

    for search in ("", "王", "8000", wang.number):
        found = customers.directory(session, xu, search=search)
        assert (found.lines, found.total) == ((), 0)
    for filters in (DirectoryFilters(tag=("老客户",)), DirectoryFilters(owner_id=(lin.id,))):
        assert customers.directory(session, xu, filters=filters).total == 0
    assert customers.regions(session, xu) == ()


def test_a_stand_in_and_the_manager_see_the_customer_too(session, chen, lin, xu, zhou, file):
    wang = file(lin, "王芳")
    customers.assign_owner(session, chen, wang.id, owner_id=lin.id, backup_owner_id=xu.id)

    for actor in (lin, xu, zhou, chen):
        assert names(customers.directory(session, actor)) == ["王芳"]


def test_the_analyst_sees_no_person(session, fang):
    with pytest.raises(NotAllowed):
        customers.directory(session, fang)


def test_phones_are_masked_on_the_list(session, chen, file):
    file(chen, "王芳", mobile="13800138000")

    (line,) = customers.directory(session, chen).lines

    assert line.mobile == "138****8000"


def test_pages_hold_fifty_and_no_row_twice(session, chen, a_customer):
    for number in range(120):
        a_customer(f"客户{number:03d}", sort_name=f"kehu {number:03d}")

    pages = [customers.directory(session, chen, sort=Sort.NAME, page=page) for page in (1, 2, 3, 9)]

    assert [len(page.lines) for page in pages] == [50, 50, 20, 20]
    assert names(pages[0])[:2] == ["客户000", "客户001"]
    assert len({line.id for page in pages[:3] for line in page.lines}) == 120
    assert [(page.total, page.page, page.pages) for page in pages[2:]] == [(120, 3, 3), (120, 3, 3)]


def test_many_customers_are_counted_as_so_many_or_more(session, chen, a_customer, monkeypatch):
    monkeypatch.setattr("care.customers.looking._RARE", 60)
    monkeypatch.setattr("care.customers.looking.COUNTED", 50)
    monkeypatch.setattr("care.customers.looking._HEAD", 30)
    found = customers.findable("客户", "1")
    for number in range(100):
        a_customer(
            "客户", search_text=found.search_text, search_grams=found.search_grams, sort_name=f"{number:03d}",
            tier=Tier.A if number % 2 else Tier.B, region="上海" if number > 90 else "",
        )  # fmt: skip

    for search in ("", "客户"):
        for filters, total in ((DirectoryFilters(), 100), (DirectoryFilters(tier=(Tier.A, Tier.B)), 100)):
            page = customers.directory(session, chen, search=search, filters=filters, sort=Sort.NAME, page=2)
            assert not page.is_counted, (search, total)
            assert len(page.lines) == 50
        rare = customers.directory(session, chen, search=search, filters=DirectoryFilters(region=("上海",)))
        assert (rare.total, rare.is_counted) == (9, True)


def test_orders_of_the_list(session, chen, a_customer):
    a_customer("甲", sort_name="jia", last_order_on=date(2026, 1, 1), revenue_cents=100)
    a_customer("乙", sort_name="yi", last_order_on=None, revenue_cents=300)
    a_customer("丙", sort_name="bing", last_order_on=date(2026, 2, 1), revenue_cents=200)

    ordered = {sort: "".join(names(customers.directory(session, chen, sort=sort))) for sort in Sort}

    assert ordered == {Sort.RECENT: "丙甲乙", Sort.NAME: "丙甲乙", Sort.NEWEST: "丙乙甲", Sort.REVENUE: "乙丙甲"}


def test_filters_narrow_together(session, chen, he, lin, file):
    wang, li = file(lin, "王芳", region="上海"), file(he, "李强", region="上海")
    privacy.record_consent(
        session, chen, wang.id, purpose=ConsentPurpose.CARE, status=ConsentStatus.GIVEN, channel="form", evidence="表1"
    )
    customers.set_tier(session, chen, li.id, tier=Tier.B, reason="潜力")

    def found(**filters):
        return names(customers.directory(session, chen, filters=DirectoryFilters(**filters), sort=Sort.NAME))

    assert found(region=("上海",)) == ["李强", "王芳"]
    assert found(region=("上海",), tier=(Tier.B,)) == ["李强"]
    assert found(without_consent=True) == ["李强"]
    assert found(owner_id=(lin.id,)) == ["王芳"]
    assert found(owner_id=(0,)) == ["李强"]
    assert found(stale=True) == []
    clock.freeze(clock.now() + timedelta(days=181))
    assert found(stale=True) == ["李强"]


NUMBERS = count(1)
DAYS = st.lists(st.integers(0, 800), max_size=8, unique=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=st.lists(DAYS, min_size=1, max_size=12))
def test_the_rule_and_its_sql_agree(session, a_customer, histories):
    expected = {}
    for days_ago in histories:
        days = sorted(TODAY - timedelta(days=ago) for ago in days_ago)
        facts = customers.purchases(days)
        row = a_customer(
            "王芳",
            number=f"T-{next(NUMBERS)}",
            first_order_on=facts.first_on,
            last_order_on=facts.last_on,
            third_last_order_on=facts.third_last_on,
            lapses_on=facts.lapses_on,
        )
        expected[row.id] = customers.lifecycle(facts, TODAY).value

    stages = dict(session.execute(rows(col(Customer.id), customers.lifecycle_case(TODAY))).all())

    assert {id_: stages[id_] for id_ in expected} == expected
    for some in chain.from_iterable(combinations(Lifecycle, n) for n in range(1, 6)):
        chosen = session.execute(rows(col(Customer.id)).where(customers.standing_at(some, TODAY))).scalars()
        assert set(chosen) == {id_ for id_, stage in stages.items() if stage in some}


def test_who_gave_a_poor_score_last_is_no_loyal_customer(session, chen, a_customer, an_order):
    told = {"满意": (2, 5), "不满": (5, 3), "没说": (), "没打分": (4, None), "打分前": (1, None)}
    ids = {}
    for name, scores in told.items():
        customer = a_customer(name)
        ids[name] = customer.id
        for day in (date(2025, 8, 1), date(2025, 12, 1), date(2026, 2, 1)):
            an_order(customer, on=day)
        for place, score in enumerate(scores, 1):
            _answered(session, customer.id, datetime(2026, 2, place, tzinfo=UTC), score)
    orders.refresh_purchases(session)

    for stage, names in ((Lifecycle.LOYAL, {"满意", "没说", "没打分"}), (Lifecycle.ACTIVE, {"不满", "打分前"})):
        lines = customers.directory(session, chen, filters=DirectoryFilters(lifecycle=(stage,))).lines
        assert {line.name for line in lines} == names
        assert {line.lifecycle for line in lines} == {stage}
        assert {customers.profile(session, chen, ids[name]).lifecycle for name in names} == {stage}


def _answered(session, customer_id, at, score):
    asked = {"purpose": InvitationPurpose.TRANSACTION, "mode": InvitationMode.LINK, "expires_at": at}
    invitation = Invitation(customer_id=customer_id, sent_at=at, **asked)
    session.add(invitation)
    session.flush()
    session.add(Answer(invitation_id=invitation.id, at=at, score=score))
    session.flush()


def test_a_stage_is_a_filter(session, chen, a_customer, an_order):
    wang, li = a_customer("王芳"), a_customer("李强")
    an_order(li, on=date(2026, 3, 1))
    orders.refresh_purchases(session)

    for stage, expected in ((Lifecycle.POTENTIAL, [wang.id]), (Lifecycle.NEW, [li.id]), (Lifecycle.LOST, [])):
        lines = customers.directory(session, chen, filters=DirectoryFilters(lifecycle=(stage,))).lines
        assert [line.id for line in lines] == expected
        assert {line.lifecycle for line in lines} <= {stage}


@pytest.fixture
def exported(session):
    def export(actor, *, reason, **chosen):
        token = sessions.start(session, session.get(User, actor.id))
        session.flush()
        signed_in = sessions.actor_for(session, token)
        assert signed_in is not None
        made = customers.export_file(session, signed_in, **chosen)
        url = customers.hand_out_export(session, signed_in, made=made, reason=reason)
        taken = downloads.take(session, signed_in, url.removeprefix(downloads.ADDRESS))
        (sheet,) = load_workbook(BytesIO(taken.path.read_bytes())).worksheets
        return list(sheet.iter_rows(values_only=True))

    return export


def test_an_export_holds_text_never_formulas_and_is_counted_in_the_log(session, zhou, lin, xu, file, exported):
    file(lin, "=HYPERLINK(1)", mobile="13800138000", region="+上海")
    file(xu, "不是我们队的")

    sheet = exported(zhou, reason="年度拜访")

    assert [row[1] for row in sheet[1:]] == ["=HYPERLINK(1)"]
    assert sheet[1][5] == "+8613800138000"
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "customer.exported")).one()
    assert (entry.actor_id, entry.count) == (zhou.id, 1)
    assert "年度拜访" in entry.detail


def test_an_export_follows_search_and_filters(session, chen, file, exported):
    file(chen, "王芳", region="上海")
    file(chen, "王强", region="北京")
    file(chen, "李强", region="上海")

    sheet = exported(chen, reason="x", search="王", filters=DirectoryFilters(region=("上海",)))

    assert [row[1] for row in sheet[1:]] == ["王芳"]


def test_an_export_needs_the_right_and_a_reason(session, lin, chen):
    with pytest.raises(NotAllowed):
        customers.export_file(session, lin)
    made = customers.export_file(session, chen)
    with pytest.raises(NotAllowed):
        customers.hand_out_export(session, lin, made=made, reason="x")
    with pytest.raises(Invalid):
        customers.hand_out_export(session, chen, made=made, reason=" ")


def test_a_long_export_keeps_no_writer_waiting(monkeypatch, chen, lin, a_customer):
    wang = a_customer("王芳", owner=lin)
    written = []

    def write_meanwhile(*_args):
        with database.transaction() as session:
            written.append(customers.verify(session, lin, wang.id).id)

    monkeypatch.setattr("xlsxwriter.workbook.Workbook.close", write_meanwhile)
    with database.reading() as session:
        customers.export_file(session, chen)

    assert written == [wang.id]

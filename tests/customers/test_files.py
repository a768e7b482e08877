"""Adding, changing and removing customers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import select

from care import customers
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from db import session as database
from db.models import AuditEntry, Channel, ChannelType, Contact, Customer, CustomerKind, Tier, TierChange


def test_a_sales_person_becomes_the_owner_of_whom_they_add(session, lin, file):
    wang = file(lin, "王芳", mobile="138 0013 8000", kind=CustomerKind.PERSON)

    assert (wang.owner_id, wang.team_id) == (lin.id, lin.team_id)
    assert wang.number == f"KH-{wang.id:06d}"
    assert wang.mobile == "+8613800138000"
    assert session.exec(select(AuditEntry.action)).all() == ["customer.created"]


def test_every_problem_is_told_at_once_beside_its_field(lin, file):
    with pytest.raises(Invalid) as refused:
        file(lin, " ", mobile="1380013", email="wang#qq.com", birthday=date(2030, 1, 1))

    assert set(refused.value.problems) == {"name", "mobile", "email", "birthday"}


def test_a_number_brought_along_by_a_file_is_not_given_twice(session, lin, file, a_customer):
    first = file(lin, "王芳")
    a_customer("李强", number=f"KH-{first.id + 2:06d}")

    assert file(lin, "赵敏").number == f"KH-{first.id + 2:06d}-2"


def test_the_same_phone_is_a_likely_duplicate_until_a_person_says_it_is_another(lin, file):
    file(lin, "王芳", mobile="13800138000")

    with pytest.raises(customers.LikelyDuplicate) as warned:
        file(lin, "李强", mobile="+86 138-0013-8000", is_another=False)

    assert [(c.name, c.mobile, c.owner) for c in warned.value.candidates] == [("王芳", "138****8000", "林静")]
    assert file(lin, "李强", mobile="13800138000", is_another=True).id


def test_a_strangers_duplicate_is_masked_and_cannot_be_opened(lin, xu, file):
    file(lin, "王芳", mobile="13800138000", region="上海")

    with pytest.raises(customers.LikelyDuplicate) as warned:
        file(xu, "王芳", mobile="13800138000", is_another=False)

    (candidate,) = warned.value.candidates
    assert (candidate.id, candidate.name, candidate.region, candidate.owner) == (None, "王*", "", "林静")
    assert candidate.mobile == ""


def test_removed_files_do_not_hide_the_one_that_is_still_there(session, chen, file):
    for name in ("王一", "王二", "王三", "王四", "王五"):
        gone = file(chen, name, mobile="13800138000")
        customers.remove_customer(session, chen, gone.id, reason="重复")
    file(chen, "王芳", mobile="13800138000")

    with pytest.raises(customers.LikelyDuplicate) as warned:
        file(chen, "李强", mobile="13800138000", is_another=False)

    assert [candidate.name for candidate in warned.value.candidates] == ["王芳"]


@pytest.mark.parametrize(
    ("name", "region", "seems_known"),
    [
        ("上海晨光贸易有限公司", "上海", True),
        ("上海晨光贸易", "上海", True),
        ("上海晨光贸易股份有限公司", "", True),
        ("上海晨光贸易有限公司", "北京", False),
        ("上海晨光贸易分公司", "上海", False),
    ],
)
def test_a_firm_is_recognised_without_its_legal_form(session, lin, file, name, region, seems_known):
    file(lin, "上海晨光贸易有限公司", region="上海")

    assert bool(customers.resembling(session, lin, name, region, [])) is seems_known


def test_the_second_writer_is_told_and_sees_both_versions(session, lin, he, file):
    wang = file(lin, "王芳", region="上海")
    version = wang.row_version
    customers.edit_customer(session, he, wang.id, version=version, changes={"region": "杭州", "needs": "茶叶"})

    with pytest.raises(Conflict) as told:
        customers.edit_customer(session, lin, wang.id, version=version, changes={"region": "苏州"})

    assert (told.value.theirs, told.value.yours) == ({"region": "杭州"}, {"region": "苏州"})
    customers.edit_customer(session, lin, wang.id, version=told.value.version, changes={"region": "苏州"})
    assert (wang.region, wang.needs) == ("苏州", "茶叶")


def test_a_region_is_one_line_however_it_was_typed(session, lin, file):
    wang = file(lin, "王芳", region=" 上海\n浦东  新区 ")

    assert wang.region == "上海 浦东 新区"


def test_a_new_phone_number_conflicts_with_nobodys_form(session, lin, file):
    wang = file(lin, "王芳")
    version = wang.row_version
    customers.add_contact(session, lin, wang.id, name="张伟", title="", channels={ChannelType.MOBILE: "13911112222"})
    customers.verify(session, lin, wang.id)

    customers.edit_customer(session, lin, wang.id, version=version, changes={"region": "上海"})

    assert wang.region == "上海"


def test_a_changed_name_is_found_by_its_sound(session, lin, file):
    wang = file(lin, "王芳")

    customers.edit_customer(session, lin, wang.id, version=wang.row_version, changes={"name": "赵晓梅"})

    assert [line.name for line in customers.directory(session, lin, search="zxm").lines] == ["赵晓梅"]
    assert not customers.directory(session, lin, search="wf").lines


def test_the_log_says_which_fields_changed_and_no_personal_value(session, lin, file):
    wang = file(lin, "王芳", region="上海", industry="零售")
    customers.edit_customer(
        session, lin, wang.id, version=wang.row_version, changes={"name": "王秘密", "industry": "餐饮"}
    )

    detail = session.exec(select(AuditEntry.detail).where(AuditEntry.action == "customer.changed")).one()
    assert '"industry":["零售","餐饮"]' in detail
    assert '"name":"*"' in detail
    assert "王" not in detail


def test_sales_neither_see_nor_change_the_finance_note(session, lin, chen, file):
    wang = file(lin, "王芳")
    customers.edit_customer(session, chen, wang.id, version=wang.row_version, changes={"finance_note": "欠款"})

    assert "finance_note" not in customers.profile(session, lin, wang.id).fields
    assert customers.profile(session, chen, wang.id).fields["finance_note"] == "欠款"
    with pytest.raises(NotAllowed):
        customers.edit_customer(session, lin, wang.id, version=wang.row_version, changes={"finance_note": ""})


def test_tier_needs_a_reason_and_leaves_a_history(session, he, lin, file):
    wang = file(lin, "王芳")
    with pytest.raises(NotAllowed):
        customers.set_tier(session, lin, wang.id, tier=Tier.A, reason="大客户")
    with pytest.raises(Invalid, match="why"):
        customers.set_tier(session, he, wang.id, tier=Tier.A, reason=" ")

    customers.set_tier(session, he, wang.id, tier=Tier.A, reason="大客户")

    change = session.exec(select(TierChange)).one()
    assert (change.before, change.after, change.reason, change.by_id) == (Tier.C, Tier.A, "大客户", he.id)


def test_tier_a_needs_an_owner(session, he, file):
    nobodys = file(he, "王芳")

    with pytest.raises(Invalid, match="needs an owner"):
        customers.set_tier(session, he, nobodys.id, tier=Tier.A, reason="大客户")


def test_a_customer_moves_with_the_owner_to_the_owners_team(session, chen, lin, xu, file):
    wang = file(lin, "王芳")

    customers.assign_owner(session, chen, wang.id, owner_id=xu.id)

    assert (wang.owner_id, wang.team_id) == (xu.id, xu.team_id)
    with pytest.raises(NotFound):
        customers.profile(session, lin, wang.id)


def test_a_file_is_verified_in_one_click_and_that_can_be_undone(session, lin, a_customer):
    wang = a_customer("王芳", owner=lin)
    before = customers.profile(session, lin, wang.id).freshness.verified_at

    customers.verify(session, lin, wang.id)
    assert customers.profile(session, lin, wang.id).freshness.verified_at is not None

    customers.unverify(session, lin, wang.id, back_to=before)
    assert customers.profile(session, lin, wang.id).freshness.verified_at == before


def test_a_contact_keeps_the_channels_that_are_still_named(session, lin, file):
    wang = file(lin, "王芳", mobile="13800138000", email="wang@qq.com")
    contact = session.exec(select(Contact)).one()
    kept = session.exec(select(Channel).where(Channel.type == ChannelType.EMAIL)).one()

    customers.edit_contact(
        session,
        lin,
        contact.id,
        name="王芳",
        title="经理",
        channels={ChannelType.MOBILE: "13900139000、13700137000", ChannelType.EMAIL: "wang@qq.com"},
        seen=(customers.Reach(ChannelType.MOBILE, "+8613800138000"), customers.Reach(ChannelType.EMAIL, "wang@qq.com")),
    )

    rows = session.exec(select(Channel).order_by(Channel.value)).all()
    assert [row.value for row in rows] == ["+8613700137000", "+8613900139000", "wang@qq.com"]
    assert rows[2].id == kept.id
    session.refresh(wang)
    assert wang.mobile == "+8613900139000"
    assert customers.directory(session, lin, search="7000").total == 1
    assert customers.directory(session, lin, search="8000").total == 0


def test_numbers_are_masked_until_somebody_asks_and_that_is_logged(session, lin, qian, file):
    wang = file(lin, "王芳", mobile="13800138000", email="wang@qq.com")
    (person,) = customers.profile(session, lin, wang.id).contacts
    assert {way.shown for way in person.ways} == {"138****8000", "w***@qq.com"}

    (ways,) = customers.reveal_channels(session, lin, wang.id).values()

    assert {way.value for way in ways} == {"+8613800138000", "wang@qq.com"}
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "customer.revealed")).one()
    assert (entry.actor_id, entry.subject_id, entry.count) == (lin.id, wang.id, 2)
    with pytest.raises(NotAllowed):
        customers.reveal_channels(session, qian, wang.id)


def test_a_removed_customer_is_on_no_list_and_comes_back(session, chen, lin, file):
    wang = file(lin, "王芳")
    customers.remove_customer(session, chen, wang.id, reason="重复")

    assert customers.directory(session, chen).total == 0
    with pytest.raises(NotFound):
        customers.profile(session, lin, wang.id)

    customers.restore_customer(session, chen, wang.id)
    assert customers.directory(session, lin, search="王芳").total == 1


def test_tags_are_shared_words(session, lin, file):
    wang, li = file(lin, "王芳"), file(lin, "李强")
    customers.tag_customer(session, lin, wang.id, tags=["老客户", " 茶 叶 ", "老客户"])
    customers.tag_customer(session, lin, li.id, tags=["老客户"])

    assert customers.tag_names(session, lin) == ("老客户", "茶 叶")
    shared, of_one = customers.DirectoryFilters(tag=("老客户",)), customers.DirectoryFilters(tag=("茶 叶",))
    assert customers.directory(session, lin, filters=shared).total == 2
    assert customers.directory(session, lin, search="强", filters=shared).total == 1
    assert customers.directory(session, lin, search="强", filters=of_one).total == 0
    assert customers.profile(session, lin, wang.id).tags == ("老客户", "茶 叶")


@pytest.mark.parametrize(
    ("deed", "details"),
    [
        (customers.edit_customer, {"version": 1, "changes": {"region": "上海"}}),
        (customers.verify, {}),
        (customers.tag_customer, {"tags": ["x"]}),
        (customers.add_contact, {"name": "x", "title": "", "channels": {}}),
        (customers.reveal_channels, {}),
        (customers.profile, {}),
        (customers.timeline, {}),
        (customers.changes, {}),
    ],
)
def test_a_strangers_customer_is_not_there(session, lin, xu, file, deed, details):
    wang = file(lin, "王芳")
    for customer_id in (wang.id, wang.id + 1000):
        with pytest.raises(NotFound):
            deed(session, xu, customer_id, **details)


def test_a_strangers_contact_is_not_there(session, lin, xu, file):
    file(lin, "王芳")
    contact = session.exec(select(Contact)).one()

    with pytest.raises(NotFound):
        customers.edit_contact(session, xu, contact.id, name="x", title="", channels={})
    with pytest.raises(NotFound):
        customers.remove_contact(session, xu, contact.id)


def test_nobody_without_the_right_adds_customers(session, qian, fang):
    for actor in (qian, fang):
        with pytest.raises(NotAllowed):
            customers.create_customer(session, actor, details={"name": "王芳"})
    assert session.exec(select(Customer)).all() == []


def test_many_at_once_get_a_number_each(lin):
    def add(place):
        with database.transaction() as opened:
            return customers.create_customer(opened, lin, details={"name": f"客户{place}"}, is_another=True).number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(add, range(24)))

    assert len(set(numbers)) == 24
    assert all(number.startswith("KH-") for number in numbers)


def test_of_two_who_save_at_once_one_is_told(lin, a_customer):
    wang = a_customer("王芳", owner=lin)
    version = wang.row_version

    def save(region):
        try:
            with database.transaction() as opened:
                customers.edit_customer(opened, lin, wang.id, version=version, changes={"region": region})
        except Conflict:
            return "told"
        return region

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(save, ["上海", "杭州", "苏州", "北京"]))

    assert outcomes.count("told") == 3

"""The greetings screens: the list, a greeting marked in place and taken back, many at once, gifts, words."""

import json
from datetime import timedelta

import pytest
from sqlmodel import col, select

from auth.actor import SYSTEM
from care import greetings, privacy
from care.greetings import NewGift
from core import clock
from db import session as database
from db.models import (
    ConsentPurpose,
    ConsentStatus,
    Customer,
    Gift,
    GiftState,
    Greeting,
    GreetingState,
    GreetingTemplate,
    Medium,
    NamedDay,
    Occasion,
    ServiceInterval,
)

LIST, GIFTS, WORDS, MANY = (
    "greetings/greetings.py",
    "greetings/gifts.py",
    "greetings/templates.py",
    "greetings/many.py",
)


def texts(at):
    kinds = (at.title, at.subheader, at.markdown, at.caption, at.info, at.error, at.success, at.warning)
    return " ".join(element.value for kind in kinds for element in kind).replace("\\", "")


def listed(at):
    parts = [json.loads(part.proto.json) for part in at.get("bidi_component")]
    return [row["cells"] for part in parts for row in part.get("rows", [])]


def of(model):
    with database.reading() as session:
        return session.exec(select(model).order_by(col(model.id))).all()


@pytest.fixture
def agreed(a_customer):
    """A customer who agreed to be greeted."""

    def make(name="王芳", **columns):
        customer = a_customer(name, **columns)
        with database.transaction() as session:
            proof = {"channel": "form", "evidence": "表单"}
            privacy.record_consent(session, SYSTEM, customer.id, purpose=ConsentPurpose.CARE,
                                   status=ConsentStatus.GIVEN, **proof)  # fmt: skip
        return customer

    return make


@pytest.fixture
def a_greeting(agreed):
    def make(name="王芳", *, ahead=0, owner=None, **columns):
        customer = agreed(name, owner=owner)
        with database.transaction() as session:
            day = clock.today() + timedelta(days=ahead)
            columns = {"occasion": Occasion.BIRTHDAY, **columns}
            row = Greeting(key=f"test:{customer.id}", customer_id=customer.id, day=day, **columns)
            session.add(row)
            session.flush()
            return row.id

    return make


@pytest.mark.parametrize(("language", "title", "line", "nothing"), [
    ("en", "Greetings", ["王芳", "Birthday, lunar 1/21 (正月廿一)", "today", "林静"], "Nobody is to be greeted"),
    ("zh_CN", "关怀", ["王芳", "生日（农历正月廿一）", "今天", "林静"], "30 天内没有要关怀的客户"),
])  # fmt: skip
def test_the_list_and_its_absence_are_in_the_language_of_the_reader(
    screen, a_greeting, lin, xu, language, title, line, nothing
):
    a_greeting(owner=lin, about="01-21")

    at, empty = screen(LIST, lin, language=language), screen(LIST, xu, language=language)

    assert not at.exception
    assert at.title[0].value == title
    assert [cell["text"] for cell in listed(at)[0]] == line
    assert nothing in texts(empty)


def test_lanes_stand_in_the_order_of_their_days(screen, a_greeting, lin):
    for name, ahead in (("晚", -1), ("今", 0), ("周", 3), ("月", 20)):
        a_greeting(name, ahead=ahead, owner=lin)

    at = screen(LIST, lin)

    assert [cells[0]["text"] for cells in listed(at)] == ["晚", "今", "周", "月"]
    assert [header.value for header in at.subheader] == [
        ":red[▲] Overdue · 1", "Today · 1", "Next 7 days · 1", "Next 30 days · 1",
    ]  # fmt: skip


def test_a_greeting_is_written_marked_and_taken_back_in_place(screen, a_greeting, lin):
    id_ = a_greeting(owner=lin)
    at = screen(LIST, lin, greeting=str(id_))
    area = at.text_area(key=f"greeting-words-{id_}-wechat-zh_CN")
    assert area.value.startswith("王芳，您好！")

    area.set_value("王芳，生日快乐！改天请您喝茶。").run()
    at.button(key="greeting-send").click().run()

    assert not at.exception
    assert "greeting" not in at.query_params
    assert [(row.state, row.words) for row in of(Greeting)] == [(GreetingState.SENT, "王芳，生日快乐！改天请您喝茶。")]
    at.button(key="undo-greeting").click().run()
    assert of(Greeting)[0].state is GreetingState.PLANNED
    assert len(listed(at)) == 1


def test_an_empty_text_is_told_beside_its_field_and_the_drawer_stays(screen, a_greeting, lin):
    id_ = a_greeting(owner=lin)
    at = screen(LIST, lin, greeting=str(id_))

    at.text_area(key=f"greeting-words-{id_}-wechat-zh_CN").set_value(" ").run()
    at.button(key="greeting-send").click().run()

    assert "Please write something" in texts(at)
    assert at.query_params["greeting"]


def test_skipping_asks_why(screen, a_greeting, lin):
    id_ = a_greeting(owner=lin)
    at = screen(LIST, lin, greeting=str(id_))
    at.button(key=f"skip-save-{id_}").click().run()
    assert "Please say why" in texts(at)

    at.text_input(key=f"skip-reason-{id_}").set_value("家中有丧事")
    at.button(key=f"skip-save-{id_}").click().run()

    assert of(Greeting)[0].state is GreetingState.SKIPPED


def test_a_mail_cannot_be_sent_without_a_server_and_the_drawer_says_so(screen, a_greeting, lin):
    id_ = a_greeting(owner=lin)
    at = screen(LIST, lin, greeting=str(id_))

    at.segmented_control(key=f"greeting-medium-{id_}").set_value(Medium.EMAIL).run()

    assert "no e-mail address of this person" in texts(at)
    assert at.button(key="greeting-send").disabled


def test_whoever_reads_and_may_not_send_is_told(screen, a_greeting, lin, qian):
    id_ = a_greeting(owner=lin)

    at = screen(LIST, qian, greeting=str(id_))

    assert not at.exception
    assert "may read this greeting and not send it" in texts(at)


def test_another_ones_greeting_looks_like_none(screen, a_greeting, lin, xu):
    id_ = a_greeting(owner=lin)

    assert "does not exist, or you may not see it" in texts(screen(LIST, xu, greeting=str(id_)))


def test_many_are_mailed_on_their_day_or_late_and_not_before(screen, a_greeting, lin):
    a_greeting("今", owner=lin)
    a_greeting("周", ahead=3, owner=lin)
    at = screen(LIST, lin)
    at.session_state["greeting-batch"] = True
    at.run()
    assert len(at.segmented_control(key="batch-how-today").options) == 3

    at.segmented_control(key="batch-lane").set_value("week").run()

    assert not at.exception
    assert len(at.segmented_control(key="batch-how-week").options) == 2


def test_many_are_marked_with_numbers_after_one_question(screen, a_greeting, lin):
    for name in ("王芳", "李梅", "赵云"):
        a_greeting(name, owner=lin)
    at = screen(LIST, lin)
    at.session_state["greeting-batch"] = True
    at.run()
    assert "3 greetings." in texts(at)
    assert at.button(key="batch-do").disabled

    next(box for box in at.checkbox if box.key.startswith("batch-sure")).check().run()
    at.button(key="batch-do").click().run()

    assert not at.exception
    assert [row.state for row in of(Greeting)] == [GreetingState.SENT] * 3
    assert "3 greetings are done." in texts(at)


def test_a_gift_is_asked_for_from_a_greeting_and_decided_by_the_manager(screen, a_greeting, lin, zhou):
    id_ = a_greeting(owner=lin)
    at = screen(LIST, lin, greeting=str(id_))
    next(one for one in at.text_input if one.key.endswith("-what")).set_value("紫砂壶")
    next(one for one in at.number_input if one.key.endswith("-cost")).set_value(398.0)
    next(one for one in at.button if one.label == "Ask for the gift").click().run()
    gift = of(Gift)[0]
    assert (gift.state, gift.cost_cents, gift.greeting_id) == (GiftState.ASKED, 39800, id_)

    at = screen(GIFTS, zhou, gift=str(gift.id))
    at.button(key=f"refuse-{gift.id}").click().run()
    assert "Please say why" in texts(at)
    at.button(key=f"approve-{gift.id}").click().run()

    assert not at.exception
    assert of(Gift)[0].state is GiftState.APPROVED


def test_gifts_are_listed_with_what_they_add_up_to(screen, agreed, lin):
    customer = agreed(owner=lin)
    with database.transaction() as session:
        for _again in range(2):
            gift = greetings.ask_gift(session, lin, customer.id, gift=NewGift("龙井一盒", 128_00))
            greetings.give_gift(session, lin, gift.id)

    at = screen(GIFTS, lin)

    assert at.metric[0].value == "¥256"
    assert [cells[2]["text"] for cells in listed(at)] == ["¥128.00", "¥128.00"]


def test_a_gift_asked_for_after_midnight_is_of_that_day(screen, agreed, lin):
    customer = agreed(owner=lin)
    clock.freeze(clock.start_of(clock.today()) + timedelta(days=1, minutes=30))
    with database.transaction() as session:
        greetings.ask_gift(session, lin, customer.id, gift=NewGift("龙井一盒", 128_00))

    at = screen(GIFTS, lin)

    assert [cells[4]["text"] for cells in listed(at)] == [clock.today().isoformat()]


def test_words_are_changed_previewed_and_taken_back(screen, agreed, chen):
    customer = agreed()
    at = screen(WORDS, chen, language="zh_CN")
    at.session_state["template-customer"] = customer.id
    area = next(one for one in at.text_area if one.key.endswith("-words"))
    area.set_value("{称呼}，生日快乐！").run()
    assert "王芳，生日快乐！" in texts(at)

    at.button(key="template-save").click().run()
    assert not at.exception
    assert [row.words for row in of(GreetingTemplate)] == ["{称呼}，生日快乐！"]

    at.button(key="template-reset").click().run()
    assert not of(GreetingTemplate)


def test_a_field_that_does_not_exist_is_told_beside_the_words(screen, chen):
    at = screen(WORDS, chen)
    next(one for one in at.text_area if one.key.endswith("-words")).set_value("{age}").run()

    at.button(key="template-save").click().run()

    assert "There is no field age" in texts(at)


def test_days_and_intervals_are_added_and_removed(screen, chen):
    at = screen(WORDS, chen)
    at.session_state["template-tabs"] = "Days of our own"
    at.run()
    next(one for one in at.text_input if one.key.endswith("-name")).set_value("国际茶日")
    next(one for one in at.selectbox if one.key.endswith("-lunar")).set_value("08-15")
    next(one for one in at.button if one.label == "Add the day").click().run()

    assert [(row.name, row.code, row.is_lunar) for row in of(NamedDay)] == [("国际茶日", "08-15", True)]
    assert not of(ServiceInterval)


def test_a_segment_is_counted_and_put_on_the_list(screen, agreed, a_customer, lin):
    agreed("王芳", owner=lin)
    a_customer("李梅", owner=lin)

    at = screen(MANY, lin)
    assert [metric.value for metric in at.metric] == ["2", "1", "0", "0"]
    at.button(key="plan-segment").click().run()

    assert not at.exception
    assert [(row.occasion, row.about) for row in of(Greeting)] == [(Occasion.FESTIVAL, "labour_day")]
    assert at.button(key="plan-segment").disabled


def test_the_file_shows_the_lunar_birthday_with_its_day_and_what_comes_next(screen, agreed, lin):
    customer = agreed(owner=lin, birthday_lunar="01-25")
    with database.transaction() as session:
        greetings.plan_due(session)

    at = screen("customers/profile.py", lin, language="zh_CN", customer=str(customer.id))

    assert not at.exception
    assert "正月廿五（下一次：2026年3月13日）" in texts(at)
    assert "今年礼品" in " ".join(expander.label for expander in at.expander).replace("\\", "")


def test_a_lunar_birthday_is_chosen_among_days_that_exist(screen, agreed, lin):
    customer = agreed(owner=lin)
    at = screen("customers/profile.py", lin, language="zh_CN", customer=str(customer.id), edit="1")
    field = at.selectbox(key=f"edit_{customer.id}_birthday_lunar")
    assert "八月十五" in field.options
    assert "闰正月初一" not in field.options

    field.set_value("06L-10")
    next(button for button in at.button if button.label == "保存").click().run()

    assert not at.exception
    assert of(Customer)[0].birthday_lunar == "06L-10"


@pytest.mark.parametrize("file", [LIST, GIFTS, WORDS, MANY])
def test_it_is_not_for_the_analyst(screen, fang, file):
    assert "Your role does not allow this" in texts(screen(file, fang))

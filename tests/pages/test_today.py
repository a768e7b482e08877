"""今日: each role's first screen, and the empty house that says what to do next."""

from datetime import date, timedelta

import pytest

from auth.actor import SYSTEM
from care import customers, demo, interactions, leads, orders, revisits, tasks
from care.interactions import NewInteraction
from care.leads import NewLead
from care.tasks import TaskKind
from core import clock
from db import session as database
from db.models import Customer, Direction, Medium, Outcome, Tier
from tests.pages.day_on_screen import boxes, click, names
from tests.pages.number_cards import cards


def texts(at):
    return " ".join(element.value for element in (*at.markdown, *at.caption, *at.subheader, *at.success))


def links(at):
    return {link.proto.label for link in at.get("page_link")}


def test_an_empty_house_offers_its_administrator_every_first_step(screen, sun):
    at = screen("today/my_day.py", sun)

    assert not at.exception
    assert {"Import a file", "New customer", "People and teams"} <= links(at)
    assert at.button(key="make_demo").label == "Make the demo world"


def test_whoever_cannot_import_is_not_offered_it(screen, lin, fang):
    assert {"Import a file", "People and teams"}.isdisjoint(links(screen("today/my_day.py", lin)))
    assert "As soon as your colleagues have added customers" in texts(screen("today/my_day.py", fang))


def test_what_was_opened_beside_the_day_is_there_again_after_a_reload(screen, a_customer, lin, zhou):
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        due = clock.now() + timedelta(hours=2)
        task = tasks.give(session, zhou, task=tasks.NewTask("Send the samples", lin.id, due)).id
    at = screen("today/my_day.py", lin)
    at = click(at, next(line for lines in boxes(at).values() for line in lines if line.kind == "task"))
    assert at.get("dialog")
    kept = dict(at.query_params)

    reloaded = screen("today/my_day.py", lin, **kept)
    assert reloaded.text_input(key=f"task-outcome-{task}")

    reloaded.text_input(key=f"task-outcome-{task}").set_value("Sent")
    reloaded.button(key=f"FormSubmitter:task-{task}-Done").click().run()
    assert not reloaded.get("dialog")
    assert not dict(reloaded.query_params)
    assert not screen("today/my_day.py", lin, task=str(task)).get("dialog")  # opened on another screen


def test_a_new_seller_in_a_firm_full_of_customers_sees_what_is_theirs_to_do(screen, a_customer, lin, xu, zhou):
    a_customer("王芳", owner=lin)
    with database.transaction() as session:
        due = clock.now() + timedelta(hours=2)
        tasks.give(session, zhou, task=tasks.NewTask("Read the handbook", xu.id, due))

    at = screen("today/my_day.py", xu)

    assert not at.exception
    assert "There are no customers yet" not in texts(at)
    assert [line.who for lines in boxes(at).values() for line in lines] == ["Read the handbook"]


def test_a_day_that_was_kept_is_the_readers_own_and_old_after_anybodys_deed(screen, a_customer, lin, xu, chen):
    wang, _li = a_customer("王芳", owner=lin), a_customer("李强", owner=lin)
    assert not names(screen("today/my_day.py", xu))
    at = screen("today/my_day.py", lin)
    assert names(at) == {"王芳", "李强"}

    with database.transaction() as session:
        customers.remove_customer(session, chen, wang.id, reason="重复")

    assert names(at.run()) == {"李强"}


def test_the_demo_world_is_made_by_one_button_and_marked_on_every_screen(screen, chen):
    at = screen("today/my_day.py", chen)
    assert "Demo data" not in texts(at)

    at.button(key="make_demo").click().run()

    assert not at.exception
    assert list(cards(at)) == ["satisfaction", "complaint_rate", "growth"]
    assert "Demo data" in texts(at)
    assert "Demo data" in texts(screen("kpis/definitions.py", chen))


def test_a_seller_sees_who_needs_what_until_when_and_no_strangers(screen, a_customer, lin, xu):
    checked = {"last_verified_at": clock.now() - timedelta(days=90), "tier": Tier.A, "has_consent": True}
    a_customer("王芳", owner=lin, **checked)
    a_customer("别人的", owner=xu, **checked)

    (line,) = boxes(screen("today/my_day.py", lin))["Today"]

    assert (line.who, line.what, line.when, line.deed) == ("王芳", "verify the file", "today", "Still true")


def test_a_file_is_confirmed_on_the_line_itself_and_the_click_can_be_undone(screen, a_customer, lin):
    stale = clock.now() - timedelta(days=100)
    wang = a_customer("王芳", owner=lin, tier=Tier.A, last_verified_at=stale, has_consent=True)
    at = screen("today/my_day.py", lin)
    (line,) = boxes(at)["Overdue"]
    assert (line.tone, line.when) == ("overdue", "10 days overdue")

    click(at, line)
    assert "Overdue" not in boxes(at)
    assert "王芳: the file is confirmed" in texts(at).replace("\\", "")

    at.button(key="today_undo").click().run()
    assert [line.who for line in boxes(at)["Overdue"]] == ["王芳"]
    with database.reading() as session:
        assert session.get_one(Customer, wang.id).last_verified_at == stale


def test_a_contact_is_logged_beside_the_day_and_the_place_is_kept(screen, a_customer, lin):
    wang = a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    promise(lin, wang, on=date(2026, 3, 9))
    at = screen("today/my_day.py", lin)

    click(at, boxes(at)["Today"][0])
    assert at.query_params["customer"] == str(wang.id)
    assert [area.label for area in at.text_area] == ["What was said"]
    at.text_area[0].set_value("下周再谈")
    next(button for button in at.button if button.label == "Save").click().run()

    assert not at.exception
    assert "Today" not in boxes(at)
    assert "customer" not in at.query_params


def test_a_revisit_of_today_opens_the_screen_to_work_it(screen, a_customer, lin):
    wang = a_customer("王芳", owner=lin, created_at=clock.now() - timedelta(days=90), last_verified_at=clock.now())
    revisits.plan_all()
    at = screen("today/my_day.py", lin)
    line = next(one for one in boxes(at)["Today"] if one.kind == "revisit")

    click(at, line)

    assert line.who == wang.name
    assert not at.exception
    assert at.title[0].value == "Next revisit"


def test_a_lead_is_taken_and_called_from_the_day(screen, a_customer, lin):
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    with database.transaction() as session:
        leads.register(session, SYSTEM, lead=NewLead(name="赵敏", phone="13811112222"))
    at = screen("today/my_day.py", lin)
    (waiting,) = boxes(at)["Leads that nobody has"]

    click(at, waiting)
    (to_call,) = boxes(at)["Leads to call"]
    assert "Leads that nobody has" not in boxes(at)

    click(at, to_call)
    assert at.query_params["lead"] == str(waiting.id)
    assert "What was said" in [area.label for area in at.text_area]


def test_what_a_browser_makes_up_does_nothing(screen, a_customer, lin, xu):
    theirs = a_customer("别人的", owner=xu, last_verified_at=clock.now() - timedelta(days=400), has_consent=True)
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    at = screen("today/my_day.py", lin)

    for code in ("verify", "talk", "consent", "no such deed"):
        at.session_state["day_asked"] = {"kind": "customer", "id": theirs.id, "code": code}
        at.run()
        assert not at.exception
        assert "别人的" not in texts(at)
        at.query_params.clear()


def test_a_clear_week_is_said_with_a_good_word(screen, a_customer, lin):
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)

    assert "Nothing is due this week" in texts(screen("today/my_day.py", lin))


def test_a_week_with_a_task_is_not_called_clear(screen, a_customer, lin):
    a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    with database.transaction() as session:
        tasks.make(session, kind=TaskKind.CALLBACK, assignee_id=lin.id, due_at=clock.now())

    at = screen("today/my_day.py", lin)

    assert "Tasks of this week" in boxes(at)
    assert "Nothing is due this week" not in texts(at)


@pytest.mark.usefixtures("lin")
def test_the_owner_sees_three_numbers_of_the_month_with_their_rows(screen, a_customer, an_order, chen):
    an_order(a_customer(), on=clock.today() - timedelta(days=1), yuan=500)
    with database.transaction() as session:
        orders.refresh_purchases(session)

    at = screen("today/my_day.py", chen)

    assert list(cards(at)) == ["satisfaction", "complaint_rate", "growth"]
    growth = cards(at)["growth"]
    assert (growth["value"], growth["rows"]) == ("—", "See the 1 customer")
    assert growth["href"].startswith("/numbers?")
    assert growth["href"].endswith("rows=growth")


@pytest.mark.usefixtures("lin")
def test_in_the_first_days_of_a_month_the_owner_sees_the_one_that_has_ended(screen, a_customer, chen):
    a_customer()
    first = clock.start_of(clock.today().replace(day=1)) + timedelta(hours=10)

    clock.freeze(first + timedelta(days=2))
    assert "Last month" in [one.value for one in screen("today/my_day.py", chen).subheader]
    clock.freeze(first + timedelta(days=3))
    assert "This month so far" in [one.value for one in screen("today/my_day.py", chen).subheader]


def test_the_administrator_sees_imports_invitations_and_that_there_is_no_encryption(screen, a_customer, sun):
    a_customer()

    shown = texts(screen("today/my_day.py", sun)).replace("\\", "")

    assert "None is open, none has failed." in shown
    assert "without encryption" in shown


def test_the_analyst_sees_numbers_and_no_person(screen, fang):
    with database.transaction() as session:
        demo.create_demo(session, SYSTEM, customers=30)

    at = screen("today/my_day.py", fang)

    assert [card["rows"] for card in cards(at).values()] == ["", "", ""]


def test_what_was_promised_stands_with_its_words_and_opens_the_file(screen, a_customer, lin):
    wang = a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True)
    promise(lin, wang, on=date(2026, 3, 10), step="寄*样品*")

    at = screen("today/my_day.py", lin)
    (line,) = boxes(at)["Next 7 days"]
    assert (line.who, line.what, line.when) == ("王芳", "寄*样品*", "in 1 day")
    click(at, line, name=True)
    assert at.query_params["customer"] == str(wang.id)
    assert not at.exception

    clock.freeze(clock.now() + timedelta(days=3))
    (late,) = boxes(screen("today/my_day.py", lin))["Overdue"]
    assert (late.when, late.tone) == ("2 days overdue", "overdue")


@pytest.mark.parametrize(("language", "deed", "when"), [("zh_CN", "联系客户", "今天"), ("en", "get in touch", "today")])
def test_a_day_without_words_says_what_to_do(screen, a_customer, lin, language, deed, when):
    promise(lin, a_customer("王芳", owner=lin, last_verified_at=clock.now(), has_consent=True), on=date(2026, 3, 9))

    at = screen("today/my_day.py", lin, language=language)

    (line,) = boxes(at)["今日" if language == "zh_CN" else "Today"]
    assert (line.what, line.when) == (deed, when)


def promise(actor, customer, *, on, step=""):
    contact = NewInteraction(
        Medium.PHONE, Direction.OUTBOUND, Outcome.CONNECTED, "谈了价格", next_step=step, next_on=on
    )  # fmt: skip
    with database.transaction() as session:
        interactions.write(session, actor, customer_id=customer.id, contact=contact)

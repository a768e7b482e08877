"""An import is applied while somebody saves, or the same file comes twice: nothing is lost, and nothing doubled."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import func, select

from care import customers, imports
from care.imports import Choices, Kind
from db import session as database
from db.models import Answer, Channel, ChannelType, Customer, Interaction, Order
from tests.imports import test_importing_answers as answers
from tests.imports import test_importing_revisits as visits
from tests.imports.bringing import a_workbook
from tests.imports.test_importing import CUSTOMERS, LI, ORDERS, WANG, bring, queue


def test_a_field_saved_during_the_import_and_not_in_the_file_stays(chen):
    bring(chen, [CUSTOMERS, WANG])
    job_id = queue(chen, a_workbook(["客户编号", "客户姓名", "地区"], ["C1", "王芳", "北京"]), Choices(Kind.CUSTOMERS))
    imports.work(job_id)
    with database.transaction() as session:
        imports.confirm(session, chen, job_id)
        wang = session.exec(select(Customer)).one()

    with ThreadPoolExecutor(1) as worker:
        with database.transaction() as session:
            changed = {"industry": "餐饮"}
            customers.edit_customer(session, chen, wang.id, version=wang.row_version, changes=changed)
            applied = worker.submit(imports.work, job_id)
            with pytest.raises(TimeoutError):  # it waits for the one who was first
                applied.result(timeout=1)
        applied.result(timeout=30)

    with database.reading() as session:
        kept = session.exec(select(Customer)).one()
        assert (kept.region, kept.industry) == ("北京", "餐饮")


def both_confirmed(actor, kind, *files):
    """Imports that were checked and confirmed before the first of them came into force; what the last one did."""
    jobs = [queue(actor, a_workbook(*rows), Choices(kind)) for rows in files]
    for job_id in jobs:
        imports.work(job_id)
    with database.transaction() as session:
        for job_id in jobs:
            imports.confirm(session, actor, job_id)
    for job_id in jobs:
        imports.work(job_id)
    with database.reading() as session:
        told = [imports.progress(session, actor, job_id) for job_id in jobs]
    assert not any(progress.message for progress in told)
    return told[-1].counts


def number_of(*tables):
    with database.reading() as session:
        return [session.exec(select(func.count()).select_from(table)).one() for table in tables]


def test_customers_of_two_confirmed_files_are_there_once(sun):
    file = [CUSTOMERS[1:], WANG[1:], LI[1:]]  # without a number: the phone tells who it is

    last = both_confirmed(sun, Kind.CUSTOMERS, file, file)

    assert number_of(Customer, Channel) == [2, 4]
    assert (last.created, last.errors) == (0, 2)


def test_a_row_about_somebody_new_comes_in_beside_one_who_is_there_by_now(sun):
    last = both_confirmed(sun, Kind.CUSTOMERS, [CUSTOMERS, WANG], [CUSTOMERS[1:], WANG[1:], LI[1:]])

    assert number_of(Customer) == [2]
    assert (last.created, last.errors) == (1, 1)


def test_visits_of_two_confirmed_files_and_their_customers_are_there_once(sun):
    file = [visits.HEADER, visits.DONE, visits.MISSED, visits.ANGRY]

    last = both_confirmed(sun, Kind.REVISITS, file, file)

    assert number_of(Customer, Interaction) == [2, 3]
    assert len(visits.visits()) == 2
    assert (last.created, last.new_customers, last.errors) == (0, 0, 3)


def test_another_visit_to_a_customer_who_came_meanwhile_is_theirs(sun):
    last = both_confirmed(sun, Kind.REVISITS, [visits.HEADER, visits.DONE], [visits.HEADER, visits.MISSED])

    assert number_of(Customer, Interaction) == [1, 2]
    assert (last.created, last.new_customers, last.errors) == (1, 0, 0)


def test_answers_of_two_confirmed_files_are_there_once(sun):
    file = [answers.HEADER, answers.HAPPY]

    last = both_confirmed(sun, Kind.SURVEYS, file, file)

    assert number_of(Customer, Answer) == [1, 1]
    assert (last.created, last.errors) == (0, 1)


def test_orders_of_two_confirmed_files_bring_their_customer_once(sun):
    file = [ORDERS, ["D1", "", "王芳", "13812345678", "2025-03-05", "茶", 1, 100]]

    last = both_confirmed(sun, Kind.ORDERS, file, file)

    assert number_of(Customer, Order) == [1, 1]
    assert (last.created, last.new_customers, last.errors) == (0, 0, 1)


def test_a_customer_who_was_added_by_hand_meanwhile_gets_the_visit(sun, lin):
    job_id = queue(sun, a_workbook(visits.HEADER, visits.DONE), Choices(Kind.REVISITS))
    imports.work(job_id)
    with database.transaction() as session:
        imports.confirm(session, sun, job_id)
        reached = (customers.NewContact("王芳", channels={ChannelType.MOBILE: "13812345678"}),)
        wang = customers.create_customer(session, lin, details={"name": "王芳"}, contacts=reached).id

    imports.work(job_id)

    with database.reading() as session:
        assert [row.customer_id for row in session.exec(select(Interaction))] == [wang]

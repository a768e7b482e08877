"""Fifty times somebody pulls the plug in the middle of an import: never a part of it is there afterwards."""

import time
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from random import Random

from sqlmodel import func, select

from auth.actor import Actor
from care import imports
from care.imports import Choices, Kind
from care.imports import worker as worker_module
from core import i18n
from db import session as database
from db.models import Customer, ImportState, Order, OrderLine
from tests.imports.test_importing import ORDERS, a_workbook, queue

PROCESSES = get_context("forkserver")  # clean, and started at once: the server has read the code before
PROCESSES.set_forkserver_preload(["care.imports.worker"])


def a_worker() -> BaseProcess:
    worker = PROCESSES.Process(target=worker_module.work_off)
    worker.start()
    return worker


def imported() -> tuple[int, int, int]:
    with database.reading() as session:
        tables = (Customer, Order, OrderLine)
        customers, orders, lines = (session.exec(select(func.count()).select_from(table)).one() for table in tables)
        return customers, orders, lines


KILLS = 50
WHOLE = (100, 200, 400)
"""Customers, orders and lines of one file."""


def orders_file(generation: int) -> BytesIO:
    line = ["王芳", "", "2025-03-05", "红茶", 1, 10]
    return a_workbook(ORDERS, *[[f"D{generation}-{n // 2}", f"C{generation}-{n // 4}", *line] for n in range(400)])


def test_a_killed_import_never_leaves_a_part_of_itself(sun):
    draw, generation = Random(5), 0
    longest_life = 1.5 * seconds_of_a_whole_step(sun)
    job_id = queue(sun, orders_file(generation), Choices(Kind.ORDERS, language="en"))
    for _kill in range(KILLS):
        worker = a_worker()
        time.sleep(draw.uniform(0, longest_life))
        worker.kill()
        worker.join()
        assert imported() in {times(generation), times(generation + 1)}
        state = after_a_start(sun, job_id)
        if state is ImportState.DONE:
            generation += 1
            assert imported() == times(generation)
        if state in {ImportState.DONE, ImportState.FAILED}:
            assert imported() == times(generation)
            job_id = queue(sun, orders_file(generation), Choices(Kind.ORDERS, language="en"))


def seconds_of_a_whole_step(actor: Actor) -> float:
    """So that kills fall before, into and after each step, however quick or busy the machine is."""
    a_worker().join()  # nothing waits yet: the server is up when it ends
    queue(actor, orders_file(-1), Choices(Kind.ORDERS, language="en"))
    began = time.monotonic()
    a_worker().join()
    return time.monotonic() - began


def times(generations: int) -> tuple[int, ...]:
    return tuple(generations * each for each in WHOLE)


def after_a_start(actor: Actor, job_id: int) -> ImportState:
    """What the next start makes of it; an admin then confirms what waits."""
    with imports.turn(wait=True):
        imports.clear_up()
    i18n.use("en")
    with database.transaction() as session:
        progress = imports.progress(session, actor, job_id)
        assert progress.state not in {ImportState.READING, ImportState.APPLYING, ImportState.SETTLING}
        if progress.state is ImportState.READY:
            imports.confirm(session, actor, job_id)
        if progress.state is ImportState.FAILED:
            assert progress.message.startswith("The import was interrupted. Nothing was imported")
    return progress.state

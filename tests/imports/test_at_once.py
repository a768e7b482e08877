"""An import is applied while somebody saves: neither takes back what the other wrote."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from care import customers, imports
from care.imports import Choices, Kind
from db import session as database
from db.models import Customer
from tests.imports.test_importing import CUSTOMERS, WANG, a_workbook, bring, queue


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

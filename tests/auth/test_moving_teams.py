"""Who moves to another team takes their customers and leads along."""

import pytest

from auth import accounts
from care import customers, leads
from care.leads import NewLead
from core.errors import NotFound
from db import session as database
from db.models import Role
from tests.conftest import a_person


def test_customers_follow_their_owner_to_the_new_team(sun, zhou, lin, xu, a_customer):
    wang = a_customer("王芳", owner=lin)
    wu = a_person("wu", "吴霞", Role.MANAGER, "二队")

    with database.transaction() as session:
        accounts.move_to_team(session, sun, lin.id, team_id=xu.team_id)

    with database.reading() as session:
        assert customers.profile(session, wu, wang.id).id == wang.id
        with pytest.raises(NotFound):
            customers.profile(session, zhou, wang.id)


def test_leads_follow_their_owner_to_the_new_team(sun, zhou, lin, xu):
    wu = a_person("wu", "吴霞", Role.MANAGER, "二队")
    with database.transaction() as session:
        lead = leads.register(session, lin, lead=NewLead("王芳", phone="13800138000"))
        id_, version = lead.id, lead.row_version

    with database.transaction() as session:
        accounts.move_to_team(session, sun, lin.id, team_id=xu.team_id)

    with database.transaction() as session:
        assert leads.reveal(session, wu, id_).phone == "+8613800138000"
        assert leads.lead_file(session, wu, id_).version == version
        with pytest.raises(NotFound):
            leads.reveal(session, zhou, id_)

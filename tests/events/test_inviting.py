"""Inviting: who agreed, of each one line, many by filter with the numbers before, who sees whom."""

import os
import subprocess
import sys

import pytest

from auth.actor import SYSTEM
from care import events, privacy
from care.events import AlreadyAnswered, Choice, EventOver, NoConsent
from core.errors import Invalid, NotAllowed, NotFound
from core.settings import settings
from db import session as database
from db.models import AttendeeState, ConsentPurpose, ConsentStatus, Tier
from tests.conftest import MONDAY_TEN
from tests.events.conftest import asked, attempt_as, line_of, new_event, standing


def test_of_each_customer_there_is_one_line_however_often_they_are_invited(he, lin, wang, party):
    first = attempt_as(lin, events.invite, party, customer_id=wang.id)
    second = attempt_as(he, events.invite, party, customer_id=wang.id)

    assert (first.new, first.room, second.new) == (1, 2, 0)
    assert standing(party) == {wang.id: AttendeeState.INVITED}
    assert asked(lin, events.event, party).attendees[0].invited_by == "林静"


@pytest.mark.parametrize("purpose", [ConsentPurpose.CARE, ConsentPurpose.MARKETING])
def test_whoever_agreed_to_care_or_to_marketing_is_invited(lin, agreed, party, purpose):
    customer = agreed(owner=lin, purpose=purpose)

    assert attempt_as(lin, events.invite, party, customer_id=customer.id).new == 1


def test_whoever_agreed_to_neither_is_not(lin, a_customer, agreed, party):
    silent, surveyed = a_customer(owner=lin), agreed("李梅", owner=lin, purpose=ConsentPurpose.SURVEY)

    for customer in (silent, surveyed):
        with pytest.raises(NoConsent):
            attempt_as(lin, events.invite, party, customer_id=customer.id)
    assert standing(party) == {}


def test_many_are_counted_before_they_are_invited(lin, a_customer, agreed, party):
    for name in ("赵", "钱", "孙", "李"):
        agreed(name, owner=lin, tier=Tier.A)
    agreed("周", owner=lin, tier=Tier.B)
    a_customer("吴", owner=lin, tier=Tier.A)
    choice = Choice(tiers=(Tier.A,))

    counted = asked(lin, events.invite_count, party, choice=choice)
    done = attempt_as(lin, events.invite_many, party, choice=choice)

    assert (counted.chosen, counted.agreed, counted.on_list, counted.new) == (5, 4, 0, 4)
    assert (counted.room, counted.too_many) == (3, 1)
    assert (done.new, done.room) == (4, -1)
    again = asked(lin, events.invite_count, party, choice=choice)
    assert (again.on_list, again.new) == (4, 0)
    assert attempt_as(lin, events.invite_many, party, choice=choice).new == 0


def test_regions_and_owners_narrow_the_choice(he, lin, xu, agreed, party):
    agreed("赵", owner=lin, region="杭州")
    agreed("钱", owner=xu, region="杭州")
    agreed("孙", owner=lin, region="宁波")

    def new(**choice):
        return asked(he, events.invite_count, party, choice=Choice(**choice)).new

    assert (new(), new(regions=("杭州",)), new(owner_ids=(lin.id,))) == (3, 2, 2)
    assert new(regions=("杭州",), owner_ids=(lin.id,)) == 1
    assert new(tags=("无此标签",)) == 0


def test_sales_invite_and_see_their_own_and_hear_how_many_others_there_are(lin, xu, he, wang, agreed, party):
    theirs = agreed("李梅", owner=xu)
    attempt_as(he, events.invite_many, party, choice=Choice())

    with pytest.raises(NotFound):
        attempt_as(lin, events.invite, party, customer_id=theirs.id)
    with pytest.raises(NotFound):
        attempt_as(lin, events.answer, line_of(party, theirs), state=AttendeeState.ACCEPTED)
    file = asked(lin, events.event, party)

    assert [line.customer for line in file.attendees] == ["王芳"]
    assert (file.hidden, file.line.counts.invited, file.may_plan) == (1, 2, False)
    assert asked(he, events.event, party).hidden == 0


def test_an_auditor_reads_the_list_and_invites_nobody(qian, lin, wang, party):
    attempt_as(lin, events.invite, party, customer_id=wang.id)

    file = asked(qian, events.event, party)

    assert [line.may_work for line in file.attendees] == [False]
    assert not file.may_invite
    with pytest.raises(NotAllowed):
        attempt_as(qian, events.invite, party, customer_id=wang.id)


def test_an_answer_is_noted_changed_and_taken_back(lin, wang, party):
    attempt_as(lin, events.invite, party, customer_id=wang.id)
    line = line_of(party, wang)

    seen = []
    for state in (AttendeeState.ACCEPTED, AttendeeState.DECLINED, AttendeeState.INVITED):
        attempt_as(lin, events.answer, line, state=state, note="带一位朋友")
        counts = asked(lin, events.event, party).line.counts
        seen.append((standing(party)[wang.id], counts.accepted, counts.declined, counts.seats))

    assert seen == [
        (AttendeeState.ACCEPTED, 1, 0, 1), (AttendeeState.DECLINED, 0, 1, 0), (AttendeeState.INVITED, 0, 0, 1),
    ]  # fmt: skip
    with pytest.raises(Invalid):
        attempt_as(lin, events.answer, line, state=AttendeeState.ATTENDED)


def test_an_invitation_is_taken_back_until_it_is_answered(lin, wang, party):
    attempt_as(lin, events.invite, party, customer_id=wang.id)
    attempt_as(lin, events.withdraw, line_of(party, wang))
    assert standing(party) == {}

    attempt_as(lin, events.invite, party, customer_id=wang.id)
    attempt_as(lin, events.answer, line_of(party, wang), state=AttendeeState.ACCEPTED)
    with pytest.raises(AlreadyAnswered):
        attempt_as(lin, events.withdraw, line_of(party, wang))


def test_who_took_their_consent_back_is_marked_on_the_list(lin, wang, party):
    attempt_as(lin, events.invite, party, customer_id=wang.id)
    assert asked(lin, events.event, party).attendees[0].still_agrees
    with database.transaction() as session:
        privacy.record_consent(session, SYSTEM, wang.id, purpose=ConsentPurpose.CARE,
                               status=ConsentStatus.WITHDRAWN, channel="phone", evidence="")  # fmt: skip

    assert not asked(lin, events.event, party).attendees[0].still_agrees


def test_a_person_of_another_customer_is_not_invited_for_this_one(lin, wang, party):
    with pytest.raises(Invalid):
        attempt_as(lin, events.invite, party, customer_id=wang.id, contact_id=987)


def test_nobody_is_invited_to_what_was_held(he, lin, wang, party):
    attempt_as(he, events.mark_held, party)

    with pytest.raises(EventOver):
        attempt_as(lin, events.invite, party, customer_id=wang.id)


_INVITE = """
import sys
from datetime import datetime
from core import clock
from care import events
from care.events import Choice
from db import session as database
from db.models import User
from auth.actor import actor_of
clock.freeze(datetime.fromisoformat(sys.argv[1]))
with database.reading() as session:
    actor = actor_of(session.get(User, int(sys.argv[2])))
sys.stdin.readline()
print(database.attempt(lambda session: events.invite_many(session, actor, int(sys.argv[3]), choice=Choice())).new)
"""


def test_two_servers_at_once_invite_each_customer_once(he, lin, agreed):
    party = attempt_as(he, events.plan_event, event=new_event(days=5)).id
    for number in range(30):
        agreed(f"客户{number}", owner=lin)
    database.dispose()
    command = [sys.executable, "-c", _INVITE, MONDAY_TEN.isoformat(), str(he.id), str(party)]
    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir), "DATABASE_URL": settings().database_url}
    servers = [subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
               for _server in range(2)]  # fmt: skip

    answers = [server.communicate("go\n", timeout=60)[0] for server in servers]

    assert sorted(int(answer) for answer in answers) == [0, 30]
    assert len(standing(party)) == 30

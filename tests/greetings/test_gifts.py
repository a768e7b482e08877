"""Gifts: free up to an amount, approved by somebody else above it, never beyond the year's limit."""

import os
import subprocess
import sys

import pytest
from sqlmodel import col, select

from care import greetings
from care.greetings import GiftMoved, NewGift, NoConsent, OwnGift
from core import clock
from core.errors import Invalid, NotAllowed, NotFound
from core.settings import settings
from db import session as database
from db.models import ConsentStatus, Gift, GiftState, Notice
from tests.conftest import MONDAY_TEN
from tests.greetings.conftest import attempt_as

TEA = NewGift("明前龙井一盒", 128_00, "生日")
POT = NewGift("紫砂壶一把", 398_00, "十年老客户")


def states():
    with database.reading() as session:
        return [row.state for row in session.exec(select(Gift).order_by(col(Gift.id)))]


def told(user):
    with database.reading() as session:
        return [row.kind for row in session.exec(select(Notice).where(Notice.user_id == user.id))]


def asked(actor, query, *args, **details):
    with database.reading() as session:
        return query(session, actor, *args, **details)


def test_a_small_gift_needs_nobody(lin, wang):
    gift = attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)
    attempt_as(lin, greetings.give_gift, gift.id)

    assert states() == [GiftState.GIVEN]
    assert asked(lin, greetings.gifts).totals.given_cents == 128_00


def test_a_larger_gift_waits_for_the_teams_manager_who_is_told(lin, zhou, wang):
    gift = attempt_as(lin, greetings.ask_gift, wang.id, gift=POT)
    assert states() == [GiftState.ASKED]
    assert told(zhou) == ["gift_asked"]
    with pytest.raises(GiftMoved):
        attempt_as(lin, greetings.give_gift, gift.id)

    attempt_as(zhou, greetings.decide_gift, gift.id, approve=True, words="")
    attempt_as(lin, greetings.give_gift, gift.id)

    assert states() == [GiftState.GIVEN]
    assert told(lin) == ["gift_approved"]


def test_nobody_approves_what_they_asked_for_themselves(zhou, chen, wang):
    gift = attempt_as(zhou, greetings.ask_gift, wang.id, gift=POT)

    with pytest.raises(OwnGift):
        attempt_as(zhou, greetings.decide_gift, gift.id, approve=True, words="")
    assert not asked(zhou, greetings.gift, gift.id).may_decide
    assert asked(chen, greetings.gift, gift.id).may_decide
    attempt_as(chen, greetings.decide_gift, gift.id, approve=True, words="")

    assert states() == [GiftState.APPROVED]


def test_sales_approve_nothing_and_a_manager_nothing_of_another_team(lin, zhou, xu, a_customer, agrees):
    others = a_customer("李梅", owner=xu)
    agrees(others)
    gift = attempt_as(xu, greetings.ask_gift, others.id, gift=POT)

    with pytest.raises(NotAllowed):
        attempt_as(lin, greetings.decide_gift, gift.id, approve=True, words="")
    with pytest.raises(NotFound):
        attempt_as(zhou, greetings.decide_gift, gift.id, approve=True, words="")


def test_a_refusal_says_why_and_the_asker_is_told(lin, zhou, wang):
    gift = attempt_as(lin, greetings.ask_gift, wang.id, gift=POT)
    with pytest.raises(Invalid):
        attempt_as(zhou, greetings.decide_gift, gift.id, approve=False, words=" ")

    attempt_as(zhou, greetings.decide_gift, gift.id, approve=False, words="今年已送过礼盒")

    assert states() == [GiftState.REFUSED]
    assert told(lin) == ["gift_refused"]
    with pytest.raises(GiftMoved):
        attempt_as(zhou, greetings.decide_gift, gift.id, approve=True, words="")


def test_a_customer_gets_no_more_than_the_years_limit_and_is_told_what_is_left(lin, wang):
    for _again in range(7):
        attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)

    with pytest.raises(Invalid, match="¥104 are left"):
        attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)


def test_what_was_refused_or_withdrawn_counts_no_more(lin, wang):
    gifts = [attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA) for _again in range(7)]
    attempt_as(lin, greetings.withdraw_gift, gifts[0].id)

    attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)

    assert asked(lin, greetings.gifts_of, wang.id).spent_cents == 7 * 128_00


def test_a_new_year_begins_a_new_limit(lin, wang):
    for _again in range(7):
        attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)
    clock.freeze(MONDAY_TEN.replace(year=2027))

    attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)

    assert asked(lin, greetings.gifts_of, wang.id).spent_cents == 128_00


def test_a_click_that_was_wrong_is_taken_back(lin, wang):
    gift = attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)
    attempt_as(lin, greetings.give_gift, gift.id)

    attempt_as(lin, greetings.take_gift_back, gift.id)

    assert states() == [GiftState.APPROVED]


def test_who_took_their_consent_back_gets_no_gift(lin, wang, agrees):
    agrees(wang, ConsentStatus.WITHDRAWN)

    with pytest.raises(NoConsent):
        attempt_as(lin, greetings.ask_gift, wang.id, gift=TEA)


@pytest.mark.parametrize(("gift", "field"), [
    (NewGift(" ", 100), "what"), (NewGift("茶", 0), "cost"), (NewGift("茶", -5), "cost"),
    (NewGift("茶", 100, greeting_id=987), "greeting"),
])  # fmt: skip
def test_what_is_given_and_what_it_costs_must_be_said(lin, wang, gift, field):
    with pytest.raises(Invalid) as refused:
        attempt_as(lin, greetings.ask_gift, wang.id, gift=gift)

    assert field in refused.value.problems


_ASK = """
import sys
from datetime import datetime
from core import clock
from care import greetings
from core.errors import Invalid
from db import session as database
from db.models import User
from auth.actor import actor_of
clock.freeze(datetime.fromisoformat(sys.argv[1]))
sys.stdin.readline()
done = 0
for _again in range(6):
    with database.reading() as session:
        actor = actor_of(session.get(User, int(sys.argv[2])))
    try:
        ask = lambda session: greetings.ask_gift(session, actor, int(sys.argv[3]), gift=greetings.NewGift("茶", 12800))
        database.attempt(ask)
        done += 1
    except Invalid:
        pass
print(done)
"""


def test_two_servers_at_once_do_not_give_more_than_the_limit(lin, wang):
    database.dispose()
    command = [sys.executable, "-c", _ASK, MONDAY_TEN.isoformat(), str(lin.id), str(wang.id)]
    environment = os.environ | {"GUANJIA_DATA": str(settings().data_dir), "DATABASE_URL": settings().database_url}
    servers = [subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
               for _server in range(2)]  # fmt: skip

    answers = [server.communicate("go\n", timeout=60)[0] for server in servers]

    assert sum(int(answer) for answer in answers) == 7

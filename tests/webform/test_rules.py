"""What the public form takes, what it asks again, and what it takes for a program's."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.turns import Turns
from care.webform import WebFormPolicy
from care.webform.entry import Entry, cleaned, looks_like_advertising, phone_of, problems
from care.webform.seal import TOO_FAST, TOO_OLD, Seal, is_too_fast, is_too_old, opened, sealed
from tests.conftest import MONDAY_TEN

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
SECOND = timedelta(seconds=1)
GOOD = Entry(name="王芳", phone="138 1234 5678", words="想了解明前茶的团购价", may_contact=True)


def test_a_filled_in_form_has_no_problems():
    assert problems(GOOD) == {}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"), ({"name": "123"}, "name"), ({"name": "王" * 61}, "name"), ({"phone": ""}, "phone"),
        ({"phone": "1381234"}, "phone"), ({"phone": "请加微信"}, "phone"), ({"email": "wang"}, "email"),
        ({"words": "…"}, "words"), ({"words": "茶" * 1001}, "words"), ({"may_contact": False}, "may_contact"),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_of_its_field(wrong, field):
    assert list(problems(replace(GOOD, **wrong))) == [field]


@pytest.mark.parametrize("typed", ["13812345678", "+86 138-1234-5678", "１３８１２３４５６７８", "0086 13812345678"])
def test_a_number_is_read_in_every_spelling(typed):
    assert phone_of(replace(GOOD, phone=typed)) == "+8613812345678"


def test_an_extension_is_part_of_a_number():
    entry = replace(GOOD, phone="0755-88886666转801")

    assert problems(entry) == {}
    assert problems(replace(GOOD, phone=phone_of(entry))) == {}


@pytest.mark.parametrize(
    "words",
    [
        "看这里 http://a.example 和 www.b.example", "加我 cheap-seo.top 或 best.xyz", "<a href=x>点我</a>",
        "[url=http://x.example]x[/url]", "ｈｔｔｐ://a.example www.b.cn",
    ],
)  # fmt: skip
def test_several_addresses_or_marked_up_text_look_like_advertising(words):
    assert looks_like_advertising(replace(GOOD, words=words))


@pytest.mark.parametrize("field", ["name", "company", "region"])
def test_a_web_address_is_nobodys_name(field):
    changed: dict[str, Any] = {field: "便宜贷款 www.dai.example"}

    assert looks_like_advertising(replace(GOOD, **changed))


@pytest.mark.parametrize(
    "words", ["我们的网站是 www.chaye.cn，想谈合作", "写信到 wang@chaye.cn，3.5元/两", "每盒100.50元"]
)
def test_what_an_honest_person_writes_does_not(words):
    assert not looks_like_advertising(replace(GOOD, words=words))


@given(st.text(max_size=200))
def test_no_text_makes_the_rules_stumble(text):
    entry = Entry(name=cleaned(text), phone=cleaned(text), email=cleaned(text), words=cleaned(text))

    problems(entry)
    looks_like_advertising(entry)


@given(
    st.integers(0, 4_000_000_000),
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.from_regex(r"\A[0-9.]{1,9}\Z"),
)
def test_a_seal_is_read_back_and_no_other_key_opens_it(seconds, mark, notice):
    seal = Seal(MONDAY_TEN.fromtimestamp(seconds, MONDAY_TEN.tzinfo), mark, notice)

    assert opened(sealed(seal, KEY), KEY) == seal
    assert opened(sealed(seal, KEY), OTHER_KEY) is None


def test_a_seal_that_was_changed_is_none():
    genuine = sealed(Seal(MONDAY_TEN, "0" * 16, "1"), KEY)

    moment, _dot, rest = genuine.partition(".")
    assert opened(f"{int(moment) - 60}.{rest}", KEY) is None
    assert opened("", KEY) is None
    assert opened("1.2.3.4", KEY) is None


def test_a_page_is_neither_sent_at_once_nor_kept_for_days():
    seal = Seal(MONDAY_TEN, "0" * 16, "1")

    assert is_too_fast(seal, MONDAY_TEN + TOO_FAST - SECOND)
    assert not is_too_fast(seal, MONDAY_TEN + TOO_FAST)
    assert not is_too_old(seal, MONDAY_TEN + TOO_OLD)
    assert is_too_old(seal, MONDAY_TEN + TOO_OLD + SECOND)
    assert is_too_old(seal, MONDAY_TEN - timedelta(minutes=5))


def test_an_address_has_so_many_turns_and_then_waits_alone():
    now = [0.0]
    turns = Turns(3, 60, lambda: now[0])
    for _turn in range(3):
        turns.count("1.2.3.4")

    assert turns.are_used_up("1.2.3.4")
    assert not turns.are_used_up("1.2.3.5")
    now[0] = 61
    assert not turns.are_used_up("1.2.3.4")


def test_no_flood_of_addresses_fills_the_memory():
    now = [0.0]
    turns = Turns(3, 1e9, lambda: now[0])
    for n in range(25_000):
        now[0] = n
        turns.count(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}")

    assert len(turns._turns) <= 10_001


def test_the_form_opens_only_where_people_can_ask_for_their_data():
    assert "reach" in WebFormPolicy(is_open=True, reach="前台").problems()
    assert not WebFormPolicy(is_open=True, reach="400-820-8820").problems()
    assert not WebFormPolicy(is_open=True, reach="privacy@cha.example").problems()
    assert not WebFormPolicy().problems()

"""Names are found by how they sound: full pinyin, initials, surname readings."""

import random
from time import process_time

import pytest

from care.customers.grams import grams, query_grams
from care.customers.pinyin import initials, pinyin


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("张三丰", "zhangsanfeng", "zsf"),
        ("单田芳", "shantianfang", "stf"),
        ("曾国藩", "zengguofan", "zgf"),
        ("仇和", "qiuhe", "qh"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lvbu", "lb"),
        ("重庆长安汽车", "chongqingchanganqiche", "cqcaqc"),
        ("老王A店", "laowangadian", "lwad"),
    ],
)
def test_a_name_has_its_pinyin_and_initials(name, full, short):
    assert (pinyin(name), initials(name)) == (full, short)


def test_a_hundred_thousand_names_cost_less_than_a_second():
    letters = [chr(code) for code in range(0x4E00, 0x5A00)]
    draw = random.Random(7)
    names = ["".join(draw.choices(letters, k=3)) for _ in range(100_000)]
    started = process_time()

    for name in names:
        pinyin(name)

    assert process_time() - started < 1.5


@pytest.mark.parametrize(
    "query", ["芳", "田芳", "stf", "tianf", "8000", "1380", "qq.com", "00042", "KH-000042", "13800138000"]
)
def test_any_part_of_a_customer_is_found_by_its_tokens(query):
    indexed = grams(["单田芳", "shantianfang", "stf", "13800138000", "stf@qq.com", "KH-000042"])

    assert query_grams(query) <= indexed


def test_digits_that_are_not_there_are_not_found():
    assert not query_grams("8021") <= grams(["单田芳", "shantianfang", "stf", "13800138000"])

"""A phone cell is read as its owner meant it, or reported; digits are never guessed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from care.customers.phones import PhoneFault, mask_phone, phone_digits, read_phones

MOBILE = "+8618731365054"


@pytest.mark.parametrize(
    "raw",
    [
        "18731365054", "18731365054.0", " 18731365054 ", "\u200b18731365054", "\u202a18731365054\u202c",
        "１８７３１３６５０５４", "+86 187 3136 5054", "0086-18731365054", "8618731365054", "187-3136-5054",
        "'18731365054", "张姐 18731365054", "18731365054（微信同号）",
    ],
)  # fmt: skip
def test_every_spelling_of_a_mobile_is_one_number(raw):
    assert read_phones(raw).numbers == (MOBILE,)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("010-62348354", "+861062348354"),
        ("(0755)8888 6666转801", "+8675588886666;ext=801"),
        ("0755-88886666-801", "+8675588886666;ext=801"),
        ("021－6234５６７８", "+862162345678"),
        ("400-820-8820", "+864008208820"),
        ("95588", "95588"),
        ("+852 2345 6789", "+85223456789"),
        ("+1 (415) 555-2671", "+14155552671"),
    ],
)
def test_landlines_services_and_foreign_numbers_are_read(raw, number):
    assert read_phones(raw).numbers == (number,)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("1.38E+10", PhoneFault.DIGITS_LOST),
        ("138****8000", PhoneFault.MASKED),
        ("62345678", PhoneFault.NO_AREA_CODE),
        ("1873136505", PhoneFault.INVALID),
        ("187313650549", PhoneFault.INVALID),
        ("12031365054", PhoneFault.INVALID),
        ("下次再问", PhoneFault.INVALID),
    ],
)
def test_what_is_no_number_is_reported_and_not_guessed(raw, fault):
    reading = read_phones(raw)

    assert reading.numbers == ()
    assert reading.fault is fault


@pytest.mark.parametrize("raw", ["", "无", "-", "0", " 暂无 "])
def test_words_for_none_are_empty_and_no_fault(raw):
    reading = read_phones(raw)

    assert reading.numbers == ()
    assert reading.fault is None


@pytest.mark.parametrize(
    "raw",
    ["18731365054/19172313938", "18731365054 家里19172313938", "18731365054、19172313938", "18731365054 19172313938"],
)
def test_the_first_of_two_numbers_is_the_main_one(raw):
    assert read_phones(raw).numbers == (MOBILE, "+8619172313938")


def test_a_local_number_is_completed_by_the_area_code_of_the_firm():
    assert read_phones("62348354", area_code="010").numbers == ("+861062348354",)


def test_a_masked_number_keeps_its_ends():
    assert mask_phone("+8613812348000") == "138****8000"
    assert mask_phone("+861062348354").endswith("8354")
    assert phone_digits("+8675588886666;ext=801") == "75588886666"


_DIGITS = "0123456789"
_MAINS = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})-[2-8][0-9]{6,7}", fullmatch=True),
    st.from_regex(r"\+(852 [2-9][0-9]{7}|1 415 555 2[0-9]{3}|44 20 7[0-9]{3} [0-9]{4})", fullmatch=True),
    st.sampled_from(["400-820-8820", "95588", "10086"]),
)
_SUFFIXES = st.tuples(st.sampled_from(["转", "-", " ext. ", "#", "x"]), st.text(_DIGITS, min_size=1, max_size=6))


@given(st.lists(st.tuples(_MAINS, st.none() | _SUFFIXES), min_size=1, max_size=3))
@example([("0755-88886666", ("-", "801"))])
@example([("18731365054", ("转", "6")), ("0755-88886666", ("转", "801"))])
def test_what_is_stored_is_read_again_as_the_same_numbers(written):
    raw = "/".join(main + "".join(suffix or ()) for main, suffix in written)
    stored = read_phones(raw).numbers

    assert read_phones(";".join(stored)).numbers == stored
    for number in stored:
        assert read_phones(number).numbers == (number,)
        assert read_phones(number).fault is None

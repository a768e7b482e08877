"""A phone cell is read as its owner meant it, or reported; digits are never guessed."""

import pytest

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

"""A questionnaire on paper: one page, both languages, everything that it asks."""

import io
import re

import pytest
from pypdf import PdfReader

from care import surveys
from care.surveys import Option, Question, QuestionType, Words
from core.errors import NotFound
from core.i18n import speaking
from tests.surveys.world import a_questionnaire

CHOICE = Question(
    "where", QuestionType.MULTIPLE, Words("在哪里买的？", "Where did you buy?"),
    options=(Option("o1", Words("门店", "In the shop")), Option("o2", Words("网上", "Online"))),
)  # fmt: skip
RATED = Question("overall", QuestionType.SCORE, Words("满意吗？", "Satisfied?"), may_not_apply=True)
TOLD = Question("wish", QuestionType.TEXT, Words("建议", "Suggestions"), is_required=False)


def pages_of(pdf):
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_it_asks_everything_in_both_languages_on_one_page(session, chen):
    row = a_questionnaire(session, chen, questions=(RATED, CHOICE, TOLD))

    (page,) = pages_of(surveys.sheet_to_print(session, chen, row.id))

    for words in (
        "季度问卷", "Quarter", "1.满意吗？", "Satisfied?", "非常满意", "Verysatisfied", "Icannotjudge/doesnotapply",
        "2.在哪里买的？", "门店Intheshop", "网上Online", "3.建议", "(optional)", "12345", "v1",
    ):  # fmt: skip
        assert words in page


def test_twenty_questions_still_stand_on_one_page(session, chen):
    many = [Question(f"q{n}", QuestionType.NPS, Words(f"问题{n}？", f"Question {n}?")) for n in range(1, 18)]
    row = a_questionnaire(session, chen, questions=(*many, RATED, CHOICE, TOLD))

    (page,) = pages_of(surveys.sheet_to_print(session, chen, row.id))

    assert "17.问题17？" in page
    assert "20.建议" in page


def test_the_same_version_is_the_same_file_whatever_the_reader_speaks(session, chen, fang):
    row = a_questionnaire(session, chen, questions=(RATED,))

    with speaking("zh_CN"):
        first = surveys.sheet_to_print(session, chen, row.id)

    assert surveys.sheet_to_print(session, fang, row.id) == first


def test_what_does_not_exist_is_not_printed(session, chen):
    with pytest.raises(NotFound):
        surveys.sheet_to_print(session, chen, 99)

"""Building questionnaires: what can be asked, and that what was asked stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from care import surveys
from care.surveys import CustomerAnswer, Draft, Option, Question, QuestionType, Words, sheet
from care.surveys import given as answers
from core import i18n
from core.errors import Conflict, Invalid
from db.models import Questionnaire, QuestionnaireKind, QuestionnaireState, QuestionnaireVersion
from tests.surveys.world import QUESTIONS, a_campaign, a_questionnaire, launched

ASKED = [kind for kind in QuestionType if kind is not QuestionType.YES_NO]
WORDS = Words("好吗？", "Good?")
text = st.text(min_size=1, max_size=30).filter(lambda words: words.strip())
words = st.builds(Words, text, text)


@st.composite
def questions(draw):
    kinds = draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=6))
    made = []
    for n, kind in enumerate(kinds):
        options = tuple(Option(f"o{m}", draw(words)) for m in range(draw(st.integers(2, 4))))
        made.append(
            Question(
                f"q{n}",
                kind,
                draw(words),
                is_required=draw(st.booleans()),
                may_not_apply=draw(st.booleans()),
                dimension=draw(words),
                weight=draw(st.floats(0.1, 9)),
                options=options,
                is_suggestion=draw(st.booleans()),
            )  # fmt: skip
        )
    return tuple(sheet.tidied(one) for one in made)


@settings(deadline=None)
@given(questions())
def test_questions_are_kept_as_they_are_and_the_same_ones_are_the_same_text(some):
    content = sheet.text_of(some)

    assert sheet.questions_of(content) == some
    assert sheet.text_of(sheet.questions_of(content)) == content


@settings(deadline=None)
@given(questions(), st.data())
def test_whatever_a_form_can_send_is_either_kept_as_chosen_or_told_beside_its_question(some, data):
    sent = {
        one.code: data.draw(
            st.lists(st.sampled_from(["1", "5", "7", "10", "11", "na", "o0", "o1", "x", ""]), max_size=3)
        )
        for one in some
    }

    given_ = answers.read(some, sent)
    try:
        kept = answers.cleaned(some, given_)
    except Invalid:
        return
    for one in some:
        if one.code in kept.values:
            value = kept.values[one.code]
            assert value is None or one.type not in surveys.SCALES or value in surveys.SCALES[one.type]
        elif one.type is not QuestionType.TEXT:
            assert not one.is_required


def test_moving_keeps_all_and_stops_at_the_ends():
    a, b, c = (Question(code, QuestionType.SCORE, WORDS) for code in "abc")

    assert surveys.moved((a, b, c), 0, 1) == (b, a, c)
    assert surveys.moved((a, b, c), 0, -1) == (a, b, c)
    assert surveys.moved((a, b, c), 2, 1) == (a, b, c)


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ((), {"questions"}),
        ((Question("q1", QuestionType.SCORE, Words("只有中文", "")),), {"0.words"}),
        ((Question("q1", QuestionType.SCORE, WORDS), Question("q1", QuestionType.NPS, WORDS)), {"0.words", "1.words"}),
        ((Question("q1", QuestionType.SINGLE, WORDS, options=(Option("a", WORDS),)),), {"0.options"}),
        ((Question("q1", QuestionType.SINGLE, WORDS, options=(Option("a", WORDS), Option("b", Words("乙")))),),
         {"0.options"}),
        ((Question("q1", QuestionType.SCORE, WORDS, dimension=WORDS, weight=0),), {"0.weight"}),
        ((Question("q1", QuestionType.YES_NO, WORDS),), {"0.type"}),
        (tuple(Question(f"q{n}", QuestionType.TEXT, WORDS) for n in range(4)), {"questions"}),
        (tuple(Question(f"q{n}", QuestionType.SCORE, WORDS) for n in range(21)), {"questions"}),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_beside_it(session, chen, bad, wrong):
    with pytest.raises(Invalid) as refused:
        surveys.create_questionnaire(session, chen, draft=Draft("名", "Name", QuestionnaireKind.OTHER, bad))

    assert set(refused.value.problems) == wrong
    assert not session.exec(select(Questionnaire)).all()


def test_a_draft_is_edited_in_place_and_asks_nobody(session, chen):
    draft = Draft("名", "Name", QuestionnaireKind.OTHER, QUESTIONS)
    row = surveys.create_questionnaire(session, chen, draft=draft)

    with pytest.raises(surveys.NotInUse):
        a_campaign(session, chen, sheet=row)
    shorter = replace(draft, questions=QUESTIONS[:1])
    version = surveys.change_questionnaire(session, chen, row.id, draft=shorter, seen_version=row.row_version)

    assert version.number == 1
    assert len(session.exec(select(QuestionnaireVersion)).all()) == 1


def test_once_a_customer_was_asked_a_change_makes_the_next_version(session, chen, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = a_questionnaire(session, chen)
    launched(session, chen, sheet=row)
    file = surveys.questionnaire(session, chen, row.id)
    assert file.is_used

    draft = Draft("名", "Name", row.kind, QUESTIONS[:2], "少问一题")
    version = surveys.change_questionnaire(session, chen, row.id, draft=draft, seen_version=file.row_version)

    versions = surveys.questionnaire(session, chen, row.id).versions
    assert [(one.number, one.note, one.used_at is None) for one in versions] == [(2, "少问一题", True), (1, "", False)]
    assert version.number == 2
    same = surveys.questionnaire(session, chen, row.id)
    again = surveys.change_questionnaire(session, chen, row.id, draft=draft, seen_version=same.row_version)
    assert again.number == 2, "nothing is different"


def test_whoever_edits_while_a_colleague_saves_or_launches_is_told(session, chen, sun, lin, a_customer):
    a_customer("王芳", owner=lin)
    row = a_questionnaire(session, chen)
    seen = row.row_version
    draft = Draft("名", "Name", row.kind, QUESTIONS[:2])
    surveys.change_questionnaire(session, sun, row.id, draft=draft, seen_version=seen)

    with pytest.raises(Conflict):
        surveys.change_questionnaire(session, chen, row.id, draft=draft, seen_version=seen)
    seen = surveys.questionnaire(session, chen, row.id).row_version
    launched(session, chen, sheet=row)
    with pytest.raises(Conflict):
        surveys.change_questionnaire(session, chen, row.id, draft=draft, seen_version=seen)


def test_what_is_retired_is_offered_no_more(session, chen):
    row = a_questionnaire(session, chen)

    surveys.retire(session, chen, row.id)

    assert row.state is QuestionnaireState.RETIRED
    assert row.id not in surveys.survey_choices(session, chen).questionnaires
    with pytest.raises(surveys.NotInUse):
        a_campaign(session, chen, sheet=row)


def test_two_come_with_the_product_in_both_languages_and_come_once(session, chen):
    assert surveys.ship(session) == 2
    assert surveys.ship(session) == 0

    found = surveys.questionnaires(session, chen)
    assert [(one.name.zh, one.questions, one.state) for one in found] == [
        ("购买后满意度", 3, QuestionnaireState.IN_USE), ("季度客户满意度", 7, QuestionnaireState.IN_USE),
    ]  # fmt: skip
    for one in found:
        for question in surveys.questionnaire(session, chen, one.id).questions:
            assert question.words.zh
            assert question.words.en


def test_words_that_lack_a_language_are_said_in_the_other():
    assert Words("中文").said() == "中文"
    i18n.use("zh_CN")
    assert Words("", "English").said() == "English"


def test_an_answer_reads_back_as_it_was_given():
    given_ = CustomerAnswer(values={"m": ("x", "y"), "n": None, "s": 3})

    assert answers.values_text(given_) == '{"m":["x","y"],"n":null,"s":3}'

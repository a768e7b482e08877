"""Templates: their fields, two who change them at once, a preview with a real customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care import greetings
from care.greetings import MEDIA, SUBJECTS, TemplateName, Wording
from care.greetings.filling import Addressee, fill, salutation, unknown_fields
from care.greetings.wordings import wording
from core.errors import Conflict, Invalid, NotFound
from core.i18n import LANGUAGES
from db import session as database
from db.models import CustomerKind, Medium, Occasion
from tests.greetings.conftest import attempt_as

BIRTHDAY = TemplateName(Occasion.BIRTHDAY, "", Medium.WECHAT, "zh_CN")


def asked(actor, query, *args, **details):
    with database.reading() as session:
        return query(session, actor, *args, **details)


@pytest.mark.parametrize(("name", "title", "called"), [
    ("王芳", "采购经理", "王经理"), ("欧阳娜娜", "总经理", "欧阳总"), ("单雄信", "董事长", "单董"),
    ("王芳", "", "王芳"), ("王芳", "采购", "王芳"), ("John Smith", "CEO", "John Smith"), ("李老师", "老师", "李老师"),
])  # fmt: skip
def test_somebody_is_addressed_by_surname_and_job_or_by_the_whole_name(name, title, called):
    assert salutation(Addressee(name, title)) == called


def test_every_occasion_has_words_in_both_languages_for_every_medium_and_only_fields_that_exist():
    for occasion, about in SUBJECTS:
        for medium in MEDIA:
            for language in LANGUAGES:
                said = wording(occasion, about, medium, language)
                assert said.words
                assert not unknown_fields(said.words + said.title)
                assert bool(said.title) is (medium is Medium.EMAIL)


@given(words=st.text(max_size=60), value=st.text("王芳{}me 称呼", max_size=20))
def test_filling_never_fails_and_never_fills_what_a_value_brought_in(words, value):
    filled = fill(words + "{称呼}", {"salutation": value + "{me}", "me": "林静"})

    assert (value + "{me}").strip() in filled or not value.strip()


def test_a_field_that_does_not_exist_is_named_beside_the_words(chen):
    with pytest.raises(Invalid) as refused:
        attempt_as(chen, greetings.change_template, BIRTHDAY, said=Wording("{称呼}，{年龄}岁快乐"), version=0)

    assert "There is no field 年龄" in refused.value.problems["words"]


def test_a_mail_needs_a_subject(chen):
    name = TemplateName(Occasion.BIRTHDAY, "", Medium.EMAIL, "zh_CN")

    with pytest.raises(Invalid) as refused:
        attempt_as(chen, greetings.change_template, name, said=Wording("生日快乐"), version=0)

    assert set(refused.value.problems) == {"title"}


def test_the_second_of_two_who_change_the_words_is_told(chen, sun):
    attempt_as(chen, greetings.change_template, BIRTHDAY, said=Wording("生日快乐！"), version=0)

    with pytest.raises(Conflict):
        attempt_as(sun, greetings.change_template, BIRTHDAY, said=Wording("祝您生日快乐！"), version=0)

    held = asked(chen, greetings.template, BIRTHDAY)
    assert (held.wording.words, held.is_own, held.changed_by) == ("生日快乐！", True, "陈建国")


def test_a_preview_reads_as_this_customer_would_read_it(lin, a_customer, a_contact):
    firm = a_customer("清明茶业", owner=lin, kind=CustomerKind.SMALL_COMPANY)
    a_contact(firm, "赵强", title="店长", is_primary=True)

    said = asked(lin, greetings.preview, firm.id, name=BIRTHDAY, said=Wording("{称呼}（{公司}），生日快乐。{我}"))

    assert said.words == "赵店长（清明茶业），生日快乐。林静"


def test_words_for_an_occasion_that_does_not_exist_are_not_found(chen):
    with pytest.raises(NotFound):
        asked(chen, greetings.template, TemplateName(Occasion.FESTIVAL, "christmas", Medium.WECHAT, "zh_CN"))

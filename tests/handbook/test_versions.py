"""A rule in force is never altered: a change is a new version with its reason, read and reviewed anew."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from care import handbook
from care.handbook import Words
from care.kpis import month_of
from core import clock, i18n
from core.errors import Conflict, Invalid, NotFound
from db.models import Notice, ReviewVerdict, Rule, RuleState, RuleVersion, User, UserStatus
from tests.conftest import MONDAY_TEN

NEW = Words("先查重再建档", "Look for a double first", "登记前先查重。", "Look for a double before adding.")


def file_of(session, actor, rule):
    return handbook.rule_file(session, actor, rule.id, period=month_of(clock.today()))


def revised(session, actor, rule, words=NEW, reason="说得更清楚"):
    handbook.revise_rule(session, actor, rule.id, words=words, reason=reason, seen=rule.row_version)
    return handbook.put_in_force(session, actor, rule.id, effective_on=clock.today(), seen=rule.row_version)


def test_the_default_rulebook_is_there_once_in_both_languages(session, book, chen):
    assert handbook.install(session) == 0
    assert len(book) > 35
    for _rule, version in [(rule, file_of(session, chen, rule).words) for rule in book.values()]:
        assert not version.problems()


def test_every_check_of_the_catalogue_can_be_counted(session, book, chen):
    for check in handbook.catalogue().values():
        known = handbook.names(session)
        kept = handbook.compliance(session, chen, check, {}, period=month_of(clock.today()), known=known)
        assert kept.rate.met <= kept.rate.n
        assert len(kept.months) <= 13


def test_a_draft_changes_nothing_until_it_is_put_in_force(session, book, chen, lin):
    rule = book["1.1"]
    before = file_of(session, lin, rule)
    handbook.revise_rule(session, chen, rule.id, words=NEW, reason="说得更清楚", seen=rule.row_version)

    assert (file_of(session, lin, rule).text, file_of(session, lin, rule).draft) == (before.text, None)
    assert file_of(session, chen, rule).draft == NEW


def test_what_is_put_in_force_is_told_to_everybody_and_has_to_be_confirmed_anew(session, book, chen, lin):
    rule = book["1.1"]
    handbook.confirm_rule(session, lin, rule.id, version=1)
    revised(session, chen, rule)

    told = session.exec(select(Notice).where(Notice.user_id == lin.id, Notice.kind == "rule_in_force")).all()
    assert [one.subject_id for one in told] == [rule.id]
    assert rule.id in handbook.unread(session, lin)
    with pytest.raises(Conflict):
        handbook.confirm_rule(session, lin, rule.id, version=1)


def test_two_versions_are_compared_word_by_word(session, book, chen):
    rule = book["1.1"]
    revised(session, chen, rule, replace(NEW, text_en="All customer data is kept in the one customer base."))

    newest = file_of(session, chen, rule).versions[0]
    changes = {piece.change for piece in newest.text_en}
    assert changes == {"same", "added", "removed"}
    assert "one" in "".join(piece.text for piece in newest.text_en if piece.change == "added")


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_a_comparison_loses_and_invents_nothing(before, after):
    pieces = handbook.compared(before, after)

    assert "".join(piece.text for piece in pieces if piece.change != "added") == before
    assert "".join(piece.text for piece in pieces if piece.change != "removed") == after


@pytest.mark.parametrize(
    "change", ["UPDATE handbook_rule_versions SET text_zh = 'x'", "DELETE FROM handbook_rule_versions"]
)
def test_the_database_refuses_to_alter_what_was_in_force(session, book, change):
    with pytest.raises(DBAPIError, match="frozen"), session.begin_nested():
        session.connection().exec_driver_sql(f"{change} WHERE version = 1")


def test_a_version_of_a_later_day_waits_for_it(session, book, chen):
    rule = book["1.1"]
    handbook.revise_rule(session, chen, rule.id, words=NEW, reason="明年起", seen=rule.row_version)
    day = clock.today() + timedelta(days=10)
    handbook.put_in_force(session, chen, rule.id, effective_on=day, seen=rule.row_version)
    handbook.keep_up(session)
    assert rule.version == 1

    clock.freeze(MONDAY_TEN + timedelta(days=10))
    handbook.keep_up(session)
    handbook.keep_up(session)

    assert rule.version == 2
    assert file_of(session, chen, rule).effective_on == day


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (replace(NEW, text_en=" "), "text_en"),
        (replace(NEW, text_zh="{complaint.resolve_hours}内"), "text_en"),
        (replace(NEW, text_zh="{no.such}", text_en="{no.such}"), "text_zh"),
        (replace(NEW, check_code="none_such"), "check_code"),
        (replace(NEW, title_zh="长" * 121), "title_zh"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(session, book, chen, words, field):
    rule = book["1.1"]
    with pytest.raises(Invalid) as refused:
        handbook.revise_rule(session, chen, rule.id, words=words, reason="试行", seen=rule.row_version)

    assert field in refused.value.problems


def test_a_second_writer_of_a_draft_is_told(session, book, chen, sun):
    rule = book["1.1"]
    seen = rule.row_version
    handbook.revise_rule(session, chen, rule.id, words=NEW, reason="先改", seen=seen)

    with pytest.raises(Conflict):
        handbook.revise_rule(session, sun, rule.id, words=NEW, reason="后改", seen=seen)


def test_a_new_rule_is_seen_by_others_once_it_is_in_force(session, book, chen, lin):
    chapter = handbook.chapters(session, chen)[0][0]
    rule = handbook.draft_rule(session, chen, chapter_id=chapter, code="1.8", words=NEW, reason="新增")
    with pytest.raises(NotFound):
        file_of(session, lin, rule)

    handbook.put_in_force(session, chen, rule.id, effective_on=clock.today(), seen=rule.row_version)

    assert file_of(session, lin, rule).version == 1
    with pytest.raises(handbook.CodeTaken):
        handbook.draft_rule(session, chen, chapter_id=chapter, code="1.8", words=NEW, reason="重复")


def test_a_retired_rule_asks_nobody_anything(session, book, chen, lin):
    rule = book["7.2"]
    handbook.retire_rule(session, chen, rule.id, reason="并入 8.2", seen=rule.row_version)

    assert (rule.state, rule.next_review_on) == (RuleState.RETIRED, None)
    assert rule.id not in handbook.unread(session, lin)
    codes = [line.code for line, _kept in handbook.measurable(session, chen, period=month_of(clock.today()))]
    assert "7.2" not in codes


def test_a_discarded_draft_leaves_the_rule_as_it_was(session, book, chen):
    rule = book["1.1"]
    handbook.revise_rule(session, chen, rule.id, words=NEW, reason="试写", seen=rule.row_version)
    handbook.discard_draft(session, chen, rule.id, seen=rule.row_version)

    assert session.exec(select(RuleVersion).where(RuleVersion.rule_id == rule.id)).one().version == 1
    with pytest.raises(handbook.NoDraft):
        handbook.put_in_force(session, chen, rule.id, effective_on=clock.today(), seen=rule.row_version)


def test_rules_nobody_answers_for_become_the_owners(session, book, chen):
    assert {rule.owner_id for rule in session.exec(select(Rule))} == {chen.id}


def scheduled(session, actor, rule, days=10):
    handbook.revise_rule(session, actor, rule.id, words=NEW, reason="明年起", seen=rule.row_version)
    day = clock.today() + timedelta(days=days)
    handbook.put_in_force(session, actor, rule.id, effective_on=day, seen=rule.row_version)
    return day


def retire(session, actor, rule):
    handbook.retire_rule(session, actor, rule.id, reason="并入 8.2", seen=rule.row_version)


def review_to_retire(session, actor, rule):
    handbook.review_rule(
        session, actor, rule.id, verdict=ReviewVerdict.RETIRE, words="已无此业务", members=[], seen=rule.row_version
    )


@pytest.mark.parametrize("end", [retire, review_to_retire])
def test_a_retired_rule_does_not_come_back_with_the_version_that_was_waiting(session, book, chen, end):
    rule = book["1.1"]
    scheduled(session, chen, rule)
    end(session, chen, rule)
    assert file_of(session, chen, rule).draft is None

    clock.freeze(MONDAY_TEN + timedelta(days=11))
    handbook.keep_up(session)

    assert (rule.state, rule.version) == (RuleState.RETIRED, 1)


def test_what_became_of_a_rule_meanwhile_is_looked_at_before_its_version_holds(session, book, chen):
    scheduled(session, chen, book["1.1"])
    book["1.1"].state = RuleState.RETIRED
    session.flush()

    clock.freeze(MONDAY_TEN + timedelta(days=11))
    handbook.keep_up(session)

    assert (book["1.1"].state, book["1.1"].version) == (RuleState.RETIRED, 1)


def test_a_version_that_was_waiting_waits_no_more_once_it_is_written_anew(session, book, chen):
    rule = book["1.1"]
    scheduled(session, chen, rule)
    half = replace(NEW, text_zh="登记前先")
    handbook.revise_rule(session, chen, rule.id, words=half, reason="写到一半", seen=rule.row_version)

    clock.freeze(MONDAY_TEN + timedelta(days=11))
    handbook.keep_up(session)

    assert rule.version == 1
    assert file_of(session, chen, rule).draft == half


def test_a_retired_rule_is_put_in_force_again_at_once_or_not_at_all(session, book, chen):
    rule = book["1.1"]
    retire(session, chen, rule)
    with pytest.raises(Invalid):
        scheduled(session, chen, rule)

    handbook.put_in_force(session, chen, rule.id, effective_on=clock.today(), seen=rule.row_version)

    assert (rule.state, rule.version) == (RuleState.IN_FORCE, 2)


def test_a_new_rule_whose_draft_is_discarded_gives_its_number_back(session, book, chen):
    chapter = handbook.chapters(session, chen)[0][0]
    first = handbook.draft_rule(session, chen, chapter_id=chapter, code="1.8", words=NEW, reason="新增")
    with pytest.raises(handbook.CodeTaken):
        handbook.draft_rule(session, chen, chapter_id=chapter, code="1.8", words=NEW, reason="再来")
    handbook.discard_draft(session, chen, first.id, seen=first.row_version)

    again = handbook.draft_rule(session, chen, chapter_id=chapter, code="1.8", words=NEW, reason="再来")

    assert (again.state, file_of(session, chen, again).draft) == (RuleState.DRAFT, NEW)


def test_only_an_owner_who_works_here_is_made_to_answer_for_rules(session, book, chen):
    session.get_one(User, chen.id).status = UserStatus.DISABLED
    book["1.1"].owner_id = None
    session.flush()

    handbook.keep_up(session)

    assert book["1.1"].owner_id is None


def test_a_check_that_changes_is_seen_between_two_versions(session, book, chen):
    i18n.use("en")
    rule = book["3.1"]
    words = replace(file_of(session, chen, rule).words, parameters={"channel": "phone"})
    revised(session, chen, rule, words)
    revised(session, chen, rule, replace(words, check_code="", parameters={}))

    none, phone, first = file_of(session, chen, rule).versions
    assert {piece.change for piece in first.check} == {"added"}
    assert "Phone" in "".join(piece.text for piece in phone.check if piece.change == "added")
    assert "any" in "".join(piece.text for piece in phone.check if piece.change == "removed")
    assert {piece.change for piece in none.check} == {"removed"}

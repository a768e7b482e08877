"""The numbers about rules: by hand, against the handbook itself, and counted a second time in books made by chance."""

from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest
from sqlmodel import select

from care import handbook, kpis
from care.kpis import Filters
from core import clock
from core.errors import NotAllowed
from db.models import (
    Chapter,
    ReviewVerdict,
    Rule,
    RuleReview,
    RuleState,
    RuleVersion,
    Tier,
    Training,
    TrainingPlace,
    TrainingRule,
    User,
    UserStatus,
)

TODAY, GRACE = date(2026, 3, 9), timedelta(days=14)
FEBRUARY, MARCH = kpis.month_of(date(2026, 2, 1)), kpis.month_of(date(2026, 3, 1))


@pytest.fixture
def a_rule(session):
    def make(code, *, owner=None, versions=1, state=RuleState.IN_FORCE, next_review_on=None):
        chapter = session.exec(select(Chapter)).first() or Chapter(code="1", place=1, title_zh="章", title_en="Chapter")
        session.add(chapter)
        session.flush()
        rule = Rule(
            code=code, chapter_id=chapter.id, place=1, state=state, version=versions,
            owner_id=owner.id if owner else None, next_review_on=next_review_on,
        )  # fmt: skip
        session.add(rule)
        session.flush()
        words = [
            RuleVersion(
                rule_id=rule.id, version=number, title_zh=f"规则 {code}", title_en=f"Rule {code}", text_zh="",
                text_en="",
                drafted_at=clock.now(), in_force_at=clock.now(),
            )
            for number in range(1, versions + 1)
        ]  # fmt: skip
        session.add_all(words)
        session.flush()
        return rule, words

    return make


@pytest.fixture
def a_training(session):
    def make(*words, passed=(), failed=()):
        held = Training(title="培训", held_on=TODAY)
        session.add(held)
        session.flush()
        session.add_all(TrainingRule(training_id=held.id, rule_version_id=one.id) for one in words)
        for people, is_passed in ((passed, True), (failed, False)):
            session.add_all(
                TrainingPlace(training_id=held.id, user_id=one.id, is_passed=is_passed, at=clock.now())
                for one in people
            )
        session.flush()

    return make


@pytest.fixture
def a_review(session):
    def make(rule, due, on, owner):
        session.add(
            RuleReview(
                rule_id=rule.id, version=1, due_on=due, on=on, at=clock.now(), owner_id=owner.id if owner else None,
                verdict=ReviewVerdict.KEEP, words="留",
            )
        )  # fmt: skip
        session.flush()

    return make


def counted(session, actor, code, period=FEBRUARY, **filters):
    asked = {"period": period, "filters": Filters(**filters)}
    value = kpis.numbers(session, actor, **asked, months_shown=1)[code].now
    if actor.role != "sales":
        assert kpis.plain_rows(session, actor, kpi=code, **asked).total == value.n
    return value.value, value.n


def test_whoever_passed_the_version_in_force_is_taught_and_an_older_one_counts_no_more(
    session, chen, zhou, lin, xu, a_rule, a_training
):
    _first, (old, newer) = a_rule("1.1", versions=2)
    _second, (words,) = a_rule("1.2")
    a_rule("1.3", state=RuleState.RETIRED)
    a_training(old, words, passed=[lin, xu], failed=[zhou])
    a_training(newer, passed=[lin])
    a_training(newer, passed=[lin])
    session.get_one(User, xu.id).status = UserStatus.DISABLED
    session.flush()

    assert counted(session, chen, "training_coverage") == (pytest.approx(2 / 6), 6)
    assert counted(session, zhou, "training_coverage") == (pytest.approx(2 / 4), 4)
    assert counted(session, lin, "training_coverage") == (1, 2)
    assert counted(session, chen, "training_coverage", owner_id=zhou.id) == (0, 2)
    assert counted(session, chen, "training_coverage", tier=Tier.A) == (None, 0)
    shown = handbook.training_coverage(session, chen)
    assert sum(one.taught for one in shown) / sum(one.active for one in shown) == pytest.approx(2 / 6)


def test_a_seller_is_not_shown_who_was_taught_what(session, lin, a_rule):
    a_rule("1.1")
    with pytest.raises(NotAllowed):
        kpis.plain_rows(session, lin, kpi="training_coverage", period=FEBRUARY)


def test_a_review_counts_when_it_was_due_or_held_and_one_still_owed_is_missed(
    session, chen, zhou, lin, xu, a_rule, a_review
):
    rule, _words = a_rule("1.1", owner=lin, next_review_on=date(2026, 2, 22))
    a_rule("1.2", owner=zhou, next_review_on=TODAY - GRACE)  # may still be held in time
    due = date(2026, 2, 1)
    a_review(rule, due, due + GRACE, lin)
    a_review(rule, due, due + GRACE + timedelta(days=1), xu)
    a_review(rule, date(2026, 3, 5), date(2026, 2, 27), None)

    assert counted(session, chen, "reviews_in_time") == (0.5, 4)
    assert counted(session, chen, "reviews_in_time", MARCH) == (None, 0)
    assert counted(session, lin, "reviews_in_time") == (0.5, 2)
    assert counted(session, chen, "reviews_in_time", owner_id=xu.id) == (0, 1)
    missed = kpis.plain_rows(session, chen, kpi="reviews_in_time", period=FEBRUARY).rows
    assert [row.is_hit for row in missed] == [False, False, True, True]


@pytest.mark.parametrize("seed", range(50))
def test_a_second_count_of_a_book_by_chance_comes_to_the_same(
    session, chen, lin, xu, a_rule, a_training, a_review, seed
):
    chance, people = Random(seed), [chen, lin, xu]
    book = [a_rule(f"1.{n}", owner=chance.choice(people), versions=chance.choice([1, 2])) for n in range(4)]
    places, held = [], []
    for _training in range(chance.randrange(5)):
        there = chance.sample(people, chance.randrange(1, 4))
        words = [chance.choice(versions) for _rule, versions in chance.sample(book, 2)]
        a_training(*words, passed=there)
        places += [(one.rule_id, one.version, person.id) for one in words for person in there]
    for _review in range(chance.randrange(8)):
        (rule, _versions), owner = chance.choice(book), chance.choice(people)
        due = TODAY - timedelta(days=chance.randrange(1, 70))
        on = due + timedelta(days=chance.choice([-5, 0, 14, 15]))
        a_review(rule, due, on, owner)
        held.append({"owner": owner.id, "on": on, "due": due})

    frame = pd.DataFrame(places, columns=["rule", "version", "person"]).drop_duplicates()
    now = {rule.id: rule.version for rule, _versions in book}
    current = frame[frame.version == frame.rule.map(now)]
    reviews = pd.DataFrame(held, columns=["owner", "on", "due"])
    day = reviews[["on", "due"]].min(axis=1)
    for actor, ours in ((chen, people), (lin, [lin])):
        mine = current[current.person.isin([one.id for one in ours])]
        of_month = reviews[(day >= FEBRUARY.start) & (day < FEBRUARY.end) & reviews.owner.isin([p.id for p in ours])]
        hits = sum(row["on"] - row["due"] <= GRACE for row in of_month.to_dict("records"))
        share = None if of_month.empty else pytest.approx(hits / len(of_month))

        assert counted(session, actor, "training_coverage") == (
            pytest.approx(len(mine) / (4 * len(ours))),
            4 * len(ours),
        )
        assert counted(session, actor, "reviews_in_time") == (share, len(of_month))

"""The demo firm lives with its rulebook: rules were read, taught, reviewed and checked; some breaches were excused."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlmodel import Session, col, select

from auth.actor import Actor, actor_of
from care import handbook
from care.demo.cast import CAST
from care.handbook import Finding, Mark, NewTraining
from care.kpis import Kind, natural
from core import clock
from core.errors import Refusal
from db.models import ReviewVerdict, Rule, User

_BEGAN, _OWED = timedelta(days=200), timedelta(days=60)
_EXPLANATIONS = (
    "客户出差一周联系不上，系统里有三次未接通记录。",
    "等供应商出检测报告，报告晚了两天。",
    "当天同时来了四件，先处理了涉及安全的一件。",
    "漏看提醒，已设置手机提醒，不再发生。",
)
_DECISIONS = ("情况属实，予以免责。", "提前说明就可以延期，这次不免责。")


def replay_rulebook(session: Session, *, seed: int) -> None:
    """Nothing where one of the cast is missing, whose names somebody else bears."""
    people = {user.username: actor_of(user) for user in session.exec(select(User))}
    if {colleague.username for colleague in CAST} - set(people):
        handbook.install(session)
        return
    chance, now = Random(seed), clock.now()  # noqa: S311
    with clock.replay(now - _BEGAN):
        handbook.install(session)
        handbook.keep_up(session)
    rules = session.exec(select(Rule).order_by(col(Rule.id))).all()
    _teach(session, people)
    _read(session, people, rules, chance)
    _review(session, people, rules)
    _inspect(session, people, rules)
    _explain(session, people, rules, chance)
    handbook.keep_up(session)


def _teach(session: Session, people: dict[str, Actor]) -> None:
    held = clock.today() - timedelta(days=45)
    rules = tuple(session.exec(select(Rule.id)).all())
    invited = {name: actor.id or 0 for name, actor in people.items() if name not in ("qianzheng", "zhenghao")}
    with clock.replay(clock.start_of(held) + timedelta(hours=17)):
        training = handbook.plan_training(
            session, people["sunli"],
            training=NewTraining(
                "客户管理制度与系统操作培训", held, "孙丽", "第三章投诉处理逐条讲解；系统实操一小时；闭卷测试 25 题。",
                rules, tuple(invited.values()),
            ),
        )  # fmt: skip
        marks = {id_: Mark(True, 82 + 3 * (place % 6)) for place, id_ in enumerate(invited.values())}
        marks[invited["machao"]] = Mark(True, 68)
        marks[invited["xuning"]] = Mark(False)
        own = {invited["sunli"]: marks.pop(invited["sunli"])}
        handbook.record_attendance(session, people["sunli"], training.id, marks=marks, seen=training.row_version)
        handbook.record_attendance(session, people["chenjianguo"], training.id, marks=own, seen=training.row_version)
    ahead = clock.today() + timedelta(days=12)
    handbook.plan_training(
        session, people["sunli"],
        training=NewTraining("补考与新人培训：投诉受理话术", ahead, "何敏", "话术手册第二版。", rules[:20],
                             (invited["machao"], invited["xuning"], people["zhenghao"].id or 0)),
    )  # fmt: skip


def _read(session: Session, people: dict[str, Actor], rules: Sequence[Rule], chance: Random) -> None:
    for username, actor in people.items():
        for rule in rules:
            if username in ("zhenghao", "machao") and chance.random() < 0.3:
                continue
            with clock.replay(clock.now() - _BEGAN + timedelta(days=1 + 5 * chance.random())):
                handbook.confirm_rule(session, actor, rule.id, version=rule.version)


def _review(session: Session, people: dict[str, Actor], rules: Sequence[Rule]) -> None:
    """Most in time, the first chapter late, some still owed."""
    team = [people[name].id or 0 for name in ("chenjianguo", "zhoukai", "wuxia", "sunli")]
    for place, rule in [*enumerate(rules), *enumerate(rules)]:
        if rule.next_review_on is None or (place % 9 == 4 and rule.next_review_on > clock.today() - _OWED):
            continue
        late = 25 if place % 11 == 3 and rule.next_review_on < clock.today() - _OWED else -2
        with clock.replay(clock.start_of(rule.next_review_on) + timedelta(days=late, hours=14)):
            handbook.review_rule(
                session, people["chenjianguo"], rule.id, verdict=ReviewVerdict.KEEP,
                words="执行正常，保留；下季度继续观察。", members=team, seen=rule.row_version,
            )  # fmt: skip


def _inspect(session: Session, people: dict[str, Actor], rules: Sequence[Rule]) -> None:
    by_code: dict[str, int] = {rule.code: rule.id for rule in rules}
    checks = (
        (20, "3.2", Finding("抽查 10 件投诉，受理时均告知了负责人。", True, people["zhoukai"].team_id)),
        (9, "2.1", Finding("二队有 3 通电话隔天才补记。", False, people["wuxia"].team_id, "当天记录，主管每周抽查一次",
                           people["wuxia"].id)),
    )  # fmt: skip
    for days, code, finding in checks:
        with clock.replay(clock.now() - timedelta(days=days)):
            handbook.inspect_rule(session, people["qianzheng"], by_code[code], finding=finding)


def _explain(session: Session, people: dict[str, Actor], rules: Sequence[Rule], chance: Random) -> None:
    """Of this year's late complaints some were explained, and some of these excused."""
    by_id = {actor.id: actor for actor in people.values()}
    boss, period = people["chenjianguo"], natural(Kind.YEAR, clock.today())
    for rule in [rule for rule in rules if rule.code in ("3.1", "3.3")]:
        for row in handbook.breaches(session, boss, rule.id, period=period).rows[:10]:
            person = by_id.get(row.who_id)
            if person is None or person.id == boss.id or chance.random() < 0.3:
                continue
            handbook.explain_breach(session, person, rule.id, row.case_id, words=chance.choice(_EXPLANATIONS))
            if chance.random() < 0.6:
                _decide(session, boss, rule.id, row.case_id, excuse=chance.random() < 0.6)


def _decide(session: Session, boss: Actor, rule_id: int, case_id: int, *, excuse: bool) -> None:
    words = _DECISIONS[0] if excuse else _DECISIONS[1]
    try:
        handbook.decide_breach(session, boss, rule_id, case_id, excuse=excuse, words=words, seen=0)
    except Refusal:
        return

"""Four months of leads at the demo firm: who called, who was called late, who became a customer, who was lost."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from sqlmodel import Session, col, select, update

from auth.actor import SYSTEM, Actor
from care import leads, rulebook
from care.demo import words
from care.demo.office import Office
from care.interactions import NewInteraction
from care.leads import Agreed, Answers, AssignmentRule, AssignmentRules, GivenBy, Into, Move, NewLead
from core import clock
from core.errors import Refusal
from db.models import (
    ConsentPurpose,
    Direction,
    InvalidReason,
    Lead,
    LeadOrigin,
    LostReason,
    Medium,
    Notice,
    Outcome,
    Source,
    Subject,
)  # fmt: skip

Story = Iterator[datetime]
_DAYS, _PER_CUSTOMER, _RECENT = 120, 5, 14
_OPEN_FOR = timedelta(days=30)
"""Longer than this hardly any lead stays open."""
_NEW_FOR = timedelta(days=2)
_READ_BEFORE = timedelta(days=1)
_SOURCES = (Source.WEBSITE, Source.EXHIBITION, Source.REFERRAL, Source.PHONE, Source.SOCIAL_MEDIA, Source.STORE)
_LOST = (LostReason.PRICE, LostReason.PRICE, LostReason.COMPETITOR, LostReason.NO_BUDGET, LostReason.TIMING,
         LostReason.NO_NEED)  # fmt: skip


def replay_leads(session: Session, office: Office, *, seed: int, customers: int) -> int:
    """How many there were: one for so many customers, the last ones within two days, so that somebody has to call."""
    chance, now, number = Random(seed), clock.now(), customers // _PER_CUSTOMER  # noqa: S311
    with clock.replay(now - timedelta(days=_DAYS + 1)):
        _set_rules(session, office)
    recent = min(_RECENT, number)
    moments = [now - timedelta(days=2 + (_DAYS - 2) * chance.random()) for _lead in range(number - recent)]
    moments += [now - timedelta(hours=44) * chance.random() for _lead in range(recent)]
    tellers = [
        _Teller(
            session,
            office,
            chance,
            office.awake_from(moment),
            is_long_ago=moment < now - _OPEN_FOR,
            is_new=moment > now - _NEW_FOR,
        )
        for moment in sorted(moments)
    ]
    _play(session, [teller.story() for teller in tellers], now)
    older = (col(Notice.subject) == Subject.LEAD, col(Notice.at) < now - _READ_BEFORE)
    session.execute(update(Notice).where(*older, col(Notice.read_at).is_(None)).values(read_at=now))
    return number


def _set_rules(session: Session, office: Office) -> None:
    near, far = office.people["zhoukai"].team_id, office.people["wuxia"].team_id
    rules = (
        AssignmentRule(regions=("上海", "江苏", "浙江"), team_id=near, by=GivenBy.TURNS),
        AssignmentRule(sources=(Source.WEBSITE, Source.EXHIBITION), team_id=far, by=GivenBy.LOAD),
    )
    reason = "华东给一队轮流；其余网站和展会线索给二队手上最少的人。"
    rulebook.change(session, office.boss, AssignmentRules(rules), reason=reason, seen_version=0)


def _play(session: Session, stories: list[Story], now: datetime) -> None:
    """One step after another, whoever's story it belongs to; reminders come in between as they would have."""
    order = count()
    waiting = [(next(story), next(order), story) for story in stories]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= now:
        moment, _order, story = heapq.heappop(waiting)
        with clock.replay(moment):
            leads.escalate_due(session)
            then = next(story, None)
        if then is not None:
            heapq.heappush(waiting, (then, next(order), story))
    leads.escalate_due(session)


@dataclass
class _Teller:
    """Tells one story: `then` is when its next step is taken."""

    session: Session
    office: Office
    chance: Random
    then: datetime
    lead_id: int = 0
    is_long_ago: bool = False
    is_new: bool = False
    """Of the last days: half of them nobody has called yet."""

    def story(self) -> Story:
        yield self.then
        self._register()
        yield self._after(minutes=self.chance.uniform(20, 200))
        seller = self._given()
        if self.chance.random() < 0.25:
            self._call(seller, Outcome.NO_ANSWER, "")
        is_late = self.chance.random() < (0.5 if self.is_new else 0.14)
        yield self._after(hours=self.chance.uniform(26, 50) if is_late else self.chance.uniform(1, 14))
        self._call(seller, Outcome.CONNECTED, self.chance.choice(words.LEAD_SAID))
        yield self._after(days=self.chance.uniform(1, 9))
        yield from self._end(seller)

    def _end(self, seller: Actor) -> Story:
        fate = self.chance.random()
        if fate < 0.08:
            self._move(seller, Move.INVALIDATE, Answers(self.chance.choice(list(InvalidReason))))
        elif fate < 0.3:
            self._move(seller, Move.LOSE, Answers(self.chance.choice(_LOST)))
        elif fate < (0.97 if self.is_long_ago else 0.85):
            self._move(seller, Move.QUALIFY, Answers(words=self._row().need or "按季度供货，先看样品。"))
            yield self._after(days=self.chance.uniform(2, 20))
            if self.chance.random() < 0.55:
                self._convert(seller)
            else:
                self._move(seller, Move.LOSE, Answers(self.chance.choice(_LOST)))

    def _register(self) -> None:
        chance, region = self.chance, self.chance.choice(words.REGIONS)[0]
        source = chance.choice(_SOURCES)
        company = f"{words.CITIES[region]}{chance.choice(words.FIRMS)}{chance.choice(words.TRADES)[1]}有限公司"
        is_web = source is Source.WEBSITE
        agreed = (Agreed(ConsentPurpose.MARKETING, "form", "官网表单勾选"),) if is_web else ()
        lead = NewLead(
            name=chance.choice(words.SURNAMES) + chance.choice(words.GIVEN),
            phone=chance.choice(words.PREFIXES) + f"{chance.randrange(10**8):08d}",
            company=company if chance.random() < 0.4 else "",
            source=source,
            region=region,
            need=chance.choice(words.LEAD_NEEDS),
            origin=LeadOrigin.WEB if is_web else LeadOrigin.FORM,
            consents=agreed,
        )
        by = SYSTEM if is_web else self.office.service
        self.lead_id = leads.register(self.session, by, lead=lead, despite=True).id

    def _given(self) -> Actor:
        """What the rules left in the queue is given out by a manager, or taken by whoever is quicker."""
        row = self._row()
        sellers = [self.office.people[name] for name in ("linjing", "machao", "xuning", "zhenghao")]
        if row.owner_id is None:
            leads.claim(self.session, self.chance.choice(sellers), row.id)
        return next((one for one in self.office.people.values() if one.id == row.owner_id), self.office.boss)

    def _call(self, seller: Actor, outcome: Outcome, said: str) -> None:
        day = clock.today() + timedelta(days=self.chance.randrange(2, 9))
        step, on = ("再跟进", day) if said else ("再打一次", clock.today() + timedelta(days=1))
        contact = NewInteraction(Medium.PHONE, Direction.OUTBOUND, outcome, said, next_step=step, next_on=on)
        self._try(lambda: leads.log_contact(self.session, seller, self.lead_id, contact=contact))

    def _move(self, seller: Actor, move: Move, answers: Answers) -> None:
        row = self._row()
        self._try(lambda: leads.move(self.session, seller, row.id, move=move, answers=answers, seen=row.row_version))

    def _convert(self, seller: Actor) -> None:
        row = self._row()
        into = Into(is_another=True)
        self._try(lambda: leads.convert(self.session, seller, row.id, into=into, seen=row.row_version))

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Refusal:
            return  # somebody else was quicker, as happens in a firm

    def _row(self) -> Lead:
        return self.session.exec(select(Lead).where(col(Lead.id) == self.lead_id)).one()

    def _after(self, **span: float) -> datetime:
        self.then = self.office.awake_from(self.then + timedelta(**span))
        return self.then

"""Random firms with complaints that live as complaints do: they end, go on, are told twice, are asked about."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlmodel import Session

from care import orders
from core import clock
from db.models import (
    Answer,
    Clock,
    ClockKind,
    ClockMode,
    ClockVerdict,
    Complaint,
    ComplaintCategory,
    ComplaintEvent,
    ComplaintEventKind,
    ComplaintKind,
    ComplaintState,
    Customer,
    Decision,
    Invitation,
    InvitationMode,
    InvitationPurpose,
    Medium,
    Order,
    OrderStatus,
    Severity,
)

S = ComplaintState
ENDS = [S.CLOSED, S.CLOSED, S.CLOSED, S.REJECTED, S.WITHDRAWN, S.DUPLICATE]
VERDICTS = [ClockVerdict.MET, ClockVerdict.MISSED]
LENGTH = 250


class World:
    """At most a few customers, so that many things meet in one."""

    def __init__(self, session: Session, random: Random, owners: list[int | None]) -> None:
        self.session, self.random, self.owners = session, random, owners
        self.now, self.today = clock.now(), clock.today()

    def fill(self, complaints: int) -> None:
        people = [self.customer(place) for place in range(self.random.randint(0, 4))]
        bought = [self.order(self.random.choice(people)) for _ in range(8 if people else 0)]
        orders.refresh_purchases(self.session)
        for place in range(complaints):
            self.complaint(place, self.random.choice([*people, None]), self.random.choice([*bought, None]))
        self.session.flush()

    def day(self) -> date:
        return self.today - timedelta(days=self.random.randint(0, LENGTH))

    def moment(self, since: datetime | None = None, within: int = LENGTH) -> datetime:
        """Often at midnight exactly, where periods begin."""
        if since is None:
            return min(
                self.now, clock.start_of(self.day()) + timedelta(minutes=self.random.choice([0, 0, 1, 700, 1439]))
            )
        minutes = self.random.choice([0, 1, 24 * 60, 48 * 60, 30 * 24 * 60, self.random.randint(0, within * 24 * 60)])
        return since + timedelta(minutes=minutes)

    def customer(self, place: int) -> Customer:
        gone = self.now if self.random.random() < 0.2 else None
        row = Customer(number=str(place), name="x", name_key="x", deleted_at=gone, region=self.random.choice("东西"))
        row.created_at, row.owner_id = datetime(2020, 1, 1, tzinfo=UTC), self.random.choice(self.owners)
        return self.stored(row)  # type: ignore[no-any-return]

    def order(self, customer: Customer) -> Order:
        day, status = self.day(), self.random.choice([OrderStatus.VALID, OrderStatus.VALID, OrderStatus.CANCELLED])
        number = str(self.random.getrandbits(60))
        facts: dict[str, Any] = {"ordered_at": clock.start_of(day), "ordered_on": day, "amount_cents": 1}
        return self.stored(Order(number=number, customer_id=customer.id, currency="CNY", status=status, **facts))  # type: ignore[no-any-return]

    def stored(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def complaint(self, place: int, customer: Customer | None, order: Order | None) -> None:
        kinds = [ComplaintKind.COMPLAINT] * 5 + [ComplaintKind.INQUIRY]
        row = Complaint(
            number=str(place),
            kind=self.random.choice(kinds),
            customer_id=customer.id if customer else None,
            order_id=order.id if order else None,
            received_at=self.moment(),
            channel=Medium.PHONE,
            category=self.random.choice([ComplaintCategory.QUALITY, ComplaintCategory.PRICE]),
            severity=self.random.choice(list(Severity)),
            decision=self.random.choice([None, *Decision]),
            handler_id=self.random.choice(self.owners),
            description="x",
        )
        self.stored(row)
        if self.random.random() < 0.15:
            self.imported(row)
        else:
            self.live(row)

    def imported(self, row: Complaint) -> None:
        row.is_historical = True
        end = self.moment(row.received_at, 5)
        if end <= self.now:
            row.closed_at, row.state = end, self.random.choice([S.CLOSED, S.REJECTED])

    def live(self, row: Complaint) -> None:
        self.clock(row, ClockKind.ACK, row.received_at, self.moment(row.received_at, 2))
        self.clock(row, ClockKind.RESPONSE, row.received_at, self.moment(row.received_at, 2))
        at = row.received_at
        while True:
            begun, end = at, self.random.choice(ENDS)
            at = self.moment(begun, 20)
            self.clock(row, ClockKind.RESOLVE, begun, at, end)
            if at > self.now or self.random.random() < 0.15:
                return
            self.moved(row, end, at)
            row.closed_at = at
            if end in (S.CLOSED, S.REJECTED) and self.random.random() < 0.7:
                self.asked(row, at)
            at = self.moment(at, 45)
            if end not in (S.CLOSED, S.REJECTED) or at > self.now or self.random.random() < 0.5:
                return
            row.cycle, row.closed_at = row.cycle + 1, None
            self.moved(row, S.INVESTIGATING, at)

    def moved(self, row: Complaint, to: ComplaintState, at: datetime) -> None:
        before, row.state = row.state, to
        kind = ComplaintEventKind.MOVED
        self.stored(ComplaintEvent(complaint_id=row.id, cycle=row.cycle, at=at, kind=kind, before=before, after=to))

    def clock(
        self, row: Complaint, kind: ClockKind, start: datetime, stop: datetime, end: ComplaintState = S.CLOSED
    ) -> None:
        if self.random.random() < 0.1:
            return
        due = self.moment(start, 3)
        one = Clock(
            complaint_id=row.id, cycle=row.cycle, kind=kind, started_at=start, target_minutes=60, mode=ClockMode.NATURAL
        )
        one.due_at = due if self.random.random() < 0.9 else None
        if one.due_at and self.random.random() < 0.3:
            one.extended_due_at = due + timedelta(days=self.random.randint(0, 40))
        is_left_running = kind is ClockKind.RESOLVE and self.random.random() < 0.1
        if stop <= self.now and not is_left_running:
            one.stopped_at, one.handler_id = stop, row.handler_id
            one.verdict = one.extended_verdict = ClockVerdict.EXCLUDED
            if end not in (S.WITHDRAWN, S.DUPLICATE):
                one.verdict, one.extended_verdict = (self.random.choice(VERDICTS) for _ in range(2))
                one.net_minutes = self.random.randint(0, 9999)
        self.stored(one)

    def asked(self, row: Complaint, at: datetime) -> None:
        purpose = self.random.choice([InvitationPurpose.HANDLING] * 3 + [InvitationPurpose.CONFIRMATION])
        facts: dict[str, Any] = {"purpose": purpose, "mode": InvitationMode.LINK, "complaint_id": row.id}
        invitation = Invitation(cycle=row.cycle, sent_at=at, expires_at=at + timedelta(days=14), **facts)
        invitation.withdrawn_at = at if self.random.random() < 0.2 else None
        self.stored(invitation)
        answered = self.moment(at, 14)
        if answered <= self.now and self.random.random() < 0.7:
            self.stored(Answer(invitation_id=invitation.id, at=answered, score=self.random.choice([None, 1, 3, 4, 5])))

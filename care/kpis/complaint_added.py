"""What numbers about complaints are added up from, where it has been added up by day already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from care.kpis.complaint_counts import Judged, Rated, Sent
from care.kpis.complaint_population import Stretches
from care.kpis.tally_queries import Tallies
from care.kpis.trace_measures import Measure
from db.models import ClockKind

_M = Measure
_JUDGED = {
    (ClockKind.ACK, False): (_M.ACK_MET, _M.ACK_MISSED),
    (ClockKind.RESPONSE, False): (_M.RESPONSE_MET, _M.RESPONSE_MISSED),
    (ClockKind.RESOLVE, False): (_M.RESOLVE_MET, _M.RESOLVE_MISSED),
    (ClockKind.RESOLVE, True): (_M.EXTENDED_MET, _M.EXTENDED_MISSED),
}
_SCORES = (_M.SCORE_1, _M.SCORE_2, _M.SCORE_3, _M.SCORE_4, _M.SCORE_5)
Overdue = Mapping[tuple[ClockKind, bool], Mapping[int, int]]


@dataclass(frozen=True)
class Added:
    """By stretch."""

    tallies: Tallies
    stretches: Stretches

    def of(self, measure: Measure) -> dict[int, int]:
        sums = [self.tallies[measure].before(day) for day in self.stretches.days]
        return {place: later - earlier for place, (earlier, later) in enumerate(zip(sums, sums[1:], strict=False))}

    def rated(self) -> dict[int, list[Rated]]:
        found: dict[int, list[Rated]] = defaultdict(list)
        for score, measure in enumerate(_SCORES, start=1):
            for place, answers in self.of(measure).items():
                if answers:
                    found[place].append(Rated(score, answers))
        return found

    def invited(self) -> dict[int, Sent]:
        sent, answered = self.of(_M.SENT), self.of(_M.ANSWERED)
        return {place: Sent(sent[place], answered[place]) for place in sent}


def judged(
    added: Added, kinds: Collection[ClockKind], overdue: Overdue
) -> dict[tuple[ClockKind, bool], dict[int, Judged]]:
    """By kind of clock, and whether extensions are heeded: the clocks that stopped, and those that should have."""
    found = {}
    for of, (met, missed) in _JUDGED.items():
        if of[0] not in kinds:
            continue
        kept, broken, late = added.of(met), added.of(missed), overdue.get(of, {})
        found[of] = {place: Judged(kept[place], broken[place] + late.get(place, 0)) for place in kept}
    return found

"""The satisfaction index of any days, from what was added up of each side of us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from care import surveys
from care.kpis import survey_measures
from care.kpis.figures import Bounds
from care.kpis.tally_queries import Tallies
from care.surveys import Index, Mean, Sheets


def measures_of(sheets: Sheets) -> Iterator[int]:
    for version, questions in sheets.items():
        yield survey_measures.answers_to(version)
        for place in range(len(surveys.sides(questions))):
            yield survey_measures.judgements(version, place)
            yield survey_measures.total(version, place)


@dataclass(frozen=True)
class Sides:
    tallies: Tallies
    sheets: Sheets

    def index(self, span: Bounds) -> Index:
        """Of the versions that anybody answered in these days."""
        asked = {
            version: questions
            for version, questions in self.sheets.items()
            if self.tallies.within(survey_measures.answers_to(version), span)
        }
        return surveys.index_across(asked, self._means(asked, span))

    def _means(self, asked: Sheets, span: Bounds) -> dict[tuple[int, str], Mean]:
        return {
            (version, one.code): Mean(
                self.tallies.within(survey_measures.total(version, place), span),
                self.tallies.within(survey_measures.judgements(version, place), span),
            )
            for version, questions in asked.items()
            for place, one in enumerate(surveys.sides(questions))
        }

"""The day as the screen shows it: its boxes with their lines, and what a browser tells of a click on one."""

import json
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

KEY = "day"


@dataclass(frozen=True)
class Line:
    kind: str
    id: int
    who: str
    what: str
    when: str
    tone: str
    deed: str
    code: str


def boxes(at: AppTest) -> dict[str, list[Line]]:
    """Title to lines; empty when the day shows no lanes."""
    drawn = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    rows = [row for part in drawn for row in part.get("rows", [])]
    return {box["title"]: [_line(one) for one in box["lines"]] for row in rows for box in row if "title" in box}


def names(at: AppTest) -> set[str]:
    return {line.who for lines in boxes(at).values() for line in lines}


def click(at: AppTest, line: Line, *, name: bool = False) -> AppTest:
    """The line's button, or its name."""
    at.session_state[f"{KEY}_asked"] = {"kind": line.kind, "id": line.id, "code": "" if name else line.code}
    return at.run()


def _line(one: dict[str, Any]) -> Line:
    deed = one["deed"] or {"label": "", "code": ""}
    return Line(one["kind"], one["id"], one["who"], one["what"], one["when"], one["tone"], deed["label"], deed["code"])

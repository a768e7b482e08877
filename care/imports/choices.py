"""What a person decided about an import; everything left out is found out from the file."""

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from care.imports.kinds import Kind
from care.imports.rows import Skipped


class Mode(StrEnum):
    """What happens to a row that is there already, and to one that is not."""

    UPSERT = "upsert"
    CREATE = "create"
    UPDATE = "update"


class Match(StrEnum):
    """What makes a row and a customer the same; AUTO goes by number, then phone, then e-mail."""

    AUTO = "auto"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"


class Unknown(StrEnum):
    """An order or a case whose customer is not there."""

    CREATE = "create"
    NAME_ONLY = "name-only"
    """The case keeps name and number of whoever it was; an order cannot be without a customer, and is reported."""
    REPORT = "report"


@dataclass(frozen=True)
class Choices:
    kind: Kind
    sheet: str | None = None
    header_row: int | None = None
    """0 says that the sheet has no header."""
    mapping: dict[int, str] | None = None
    date_order: str | None = None
    mode: Mode = Mode.UPSERT
    match: Match = Match.AUTO
    unknown: Unknown = Unknown.CREATE
    language: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def load(text: str) -> Choices:
    """Choices as they were kept with the job."""
    kept = json.loads(text)
    mapping = kept.get("mapping")
    return Choices(
        kind=Kind(kept["kind"]),
        sheet=kept.get("sheet"),
        header_row=kept.get("header_row"),
        mapping={int(column): code for column, code in mapping.items()} if mapping is not None else None,
        date_order=kept.get("date_order"),
        mode=Mode(kept.get("mode", Mode.UPSERT)),
        match=Match(kept.get("match", Match.AUTO)),
        unknown=Unknown(kept.get("unknown", Unknown.CREATE)),
        language=kept.get("language", ""),
    )


@dataclass(frozen=True)
class Column:
    """A column as found: its header, a few of its values, what it was taken for and why."""

    index: int
    header: str
    samples: tuple[str, ...]
    field: str = ""
    ground: str = ""


@dataclass(frozen=True)
class Findings:
    """What the file was found to be."""

    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    columns: tuple[Column, ...] = ()
    missing: tuple[tuple[str, ...], ...] = ()
    conflicts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    date_order: str = ""
    date_order_guessed: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0
    totals: tuple[int, ...] = ()
    signatures: tuple[int, ...] = ()
    examples: tuple[int, ...] = ()
    encoding: str = ""
    fingerprint: str = ""

    def without(self, skipped: Skipped) -> "Findings":
        """Together with the rows that were left out."""
        return replace(
            self,
            totals=tuple([*skipped.totals, *skipped.repeated_headers][:200]),
            signatures=tuple(skipped.signatures[:200]),
            examples=tuple(skipped.examples[:200]),
        )

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def load_findings(text: str) -> Findings:
    kept = json.loads(text)
    if not kept:
        return Findings()
    lists = {name: tuple(kept[name]) for name in ("sheets", "totals", "signatures", "examples")}
    return Findings(
        **{
            **kept,
            **lists,
            "columns": tuple(Column(**{**column, "samples": tuple(column["samples"])}) for column in kept["columns"]),
            "missing": tuple(tuple(group) for group in kept["missing"]),
            "conflicts": {code: tuple(columns) for code, columns in kept["conflicts"].items()},
        }
    )

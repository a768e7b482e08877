"""What a file may hold, and the reasons to turn it away."""

from enum import StrEnum

MAX_BYTES = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_PARTS = 500
MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_SHEETS = 60
MAX_MEMORY = 2 << 30
MAX_SECONDS = 150


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    PASSWORD = "password"
    DAMAGED = "damaged"
    DANGEROUS = "dangerous"
    TOO_OLD = "too_old"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    NO_ROWS = "no_rows"
    NO_SUCH_SHEET = "no_such_sheet"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"


class Refused(Exception):
    """The file cannot be read; the fault's sentence is told by whoever shows it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)

"""Lists that leave the house as Excel files: written row by row, each with a reason, counted in the log (R85)."""

from care.sheets.handing_out import hand_out, reason_problem
from care.sheets.writing import SheetFile, Word, write

__all__ = ["SheetFile", "Word", "hand_out", "reason_problem", "write"]

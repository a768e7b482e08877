"""The numbers of the rulebook itself, which whatever lies below it reads too."""

from care.learning import HandbookPolicy

__all__ = ["HandbookPolicy"]

"""Tasks: something is to be done, about something, by somebody, until a moment; done with a word."""

from care.tasks.commands import NewTask, cancel, finish, give, hand_on
from care.tasks.keyed import ask_again, drop_one, settle_one
from care.tasks.kinds import WORDS, TaskKind, words
from care.tasks.queries import PAGE, Colleague, TaskPage, TaskRow, about, given, mine, people, pressing, task, team
from care.tasks.refusals import DoneElsewhere, TaskOver
from care.tasks.rules import drop_open, make, remind_due, settle
from care.tasks.subjects import named

__all__ = [
    "PAGE",
    "WORDS",
    "Colleague",
    "DoneElsewhere",
    "NewTask",
    "TaskKind",
    "TaskOver",
    "TaskPage",
    "TaskRow",
    "about",
    "ask_again",
    "cancel",
    "drop_one",
    "drop_open",
    "finish",
    "give",
    "given",
    "hand_on",
    "make",
    "mine",
    "named",
    "people",
    "pressing",
    "remind_due",
    "settle",
    "settle_one",
    "task",
    "team",
    "words",
]

"""The one door: `python3 -m ops <verb>`, on a machine that has nothing but Python."""

from __future__ import annotations

import os
import sys

from ops import bootstrap, terminal
from ops.verbs import VERBS, Verb, listing


def main(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(listing())
        return 0
    name, *rest = argv
    if name not in VERBS:
        terminal.say(f"There is no verb “{name}”.", f"没有“{name}”这个命令。")
        print(listing(), file=sys.stderr)
        return 2
    try:
        bootstrap.prepare(argv, tools=VERBS[name].needs_tools)
        return _run(VERBS[name], rest)
    except bootstrap.Unprepared as reason:
        print(reason, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(verb: Verb, argv: list[str]) -> int:
    """From here on all requirements are there."""
    from core import i18n
    from core.errors import Refusal

    i18n.use(terminal.language())
    try:
        code = verb.run(argv)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Words that make a complaint critical: safety, press, law, whole batches. Pure."""

from collections.abc import Iterable


def alarming(texts: Iterable[str], words: Iterable[str]) -> tuple[str, ...]:
    """Those of the policy's words that the customer used, in the policy's order; letters' case does not matter.

    “没有受伤” alarms as well: a false alarm costs a minute, a missed one an injury.
    """
    said = "\n".join(texts).casefold()
    return tuple(word for word in words if word.strip() and word.strip().casefold() in said)

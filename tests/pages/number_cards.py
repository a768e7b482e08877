"""Numbers as a screen shows them."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def cards(at: AppTest) -> dict[str, dict[str, Any]]:
    """Every card on the page, by the code of its number."""
    found = [json.loads(part.proto.bytes) for part in at.get("bidi_component") if part.proto.bytes]
    groups = [group for part in found for group in part.get("groups", [])]
    return {card["code"]: card for group in groups for card in group["cards"]}

"""Text of customers is shown as it was typed, whatever it was meant to do to the reader."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

FOLDER = Path(__file__).resolve().parent
TEXTS: list[str] = json.loads((FOLDER / "dangerous_texts.json").read_text(encoding="utf8"))
PLACES = 6
SHOWN = ":is([data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]):not([data-testid=stMetricValue] *)"
MADE_BY_MARKDOWN = f"{SHOWN} :is(a, img, em, strong, del, code, h1, h2, li, table, .katex)"


@pytest.fixture
def rendered() -> Iterator[str]:
    """The address of a page that shows TEXTS everywhere."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root, script = FOLDER.parents[1], FOLDER / "rendered_text.py"
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address + "/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def test_every_text_is_shown_as_typed_and_fetches_nothing(browser: Browser, rendered: str):
    page = browser.new_page()
    outside: list[str] = []
    page.on(
        "request", lambda r: None if r.url.startswith((rendered, "data:", "blob:", "ws:")) else outside.append(r.url)
    )
    page.goto(rendered)
    expect(page.locator(SHOWN)).to_have_count(len(TEXTS) * PLACES, timeout=30_000)

    wrong = []
    for number, typed in enumerate(TEXTS):
        place = page.locator(f".st-key-text-{number}")
        shown = [_plain(text) for text in place.locator(SHOWN).all_text_contents()]
        if shown != [_plain(typed)] * PLACES or place.locator(MADE_BY_MARKDOWN).count():
            wrong.append((typed, shown))

    assert not wrong
    assert not outside


def _plain(text: str) -> str:
    joiners = {"\u2060", "\u200b", "\u200d"}
    return " ".join("".join(c for c in text if c not in joiners).split())

"""A real browser for the tests marked `browser`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from ops import browser as chromium

expect.set_options(timeout=20_000)  # milliseconds: a busy machine takes its time


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium.provide()), args=["--no-sandbox"])
        yield opened
        opened.close()

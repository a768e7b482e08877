"""A real Chromium that times from the key or the click to what is shown, by the page's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from auth import cookie
from ops import browser as chromium
from ops.benchmarks.servers import Server

_MILLISECONDS = 60_000
_WATCH = """() => ['keydown', 'pointerdown'].forEach(kind =>
    addEventListener(kind, () => { window.benchActed = performance.now() }, true))"""
# Two frames: one that draws it, one that comes after the drawing.
_SHOWN = """([selector, text]) => new Promise((shown, late) => {
    const until = performance.now() + 30000
    const look = () => {
        const found = [...document.querySelectorAll(selector)].some(place => place.textContent.includes(text))
        const tell = () => shown(performance.now() - window.benchActed)
        if (found) requestAnimationFrame(() => requestAnimationFrame(tell))
        else if (performance.now() > until) late(new Error(`${text} was not shown in ${selector}`))
        else requestAnimationFrame(look)
    }
    look()
})"""


@dataclass(frozen=True)
class Screen:
    page: Page

    def type(self, selector: str, text: str) -> None:
        """Write it into the field, and stop before Enter."""
        field = self.page.locator(selector)
        field.click()
        field.fill(text)

    def enter(self, place: str, text: str) -> float:
        """Milliseconds from the Enter key until this text is shown in this place."""
        self.page.keyboard.press("Enter")
        return self._shown(place, text)

    def click(self, selector: str, place: str, text: str) -> float:
        """Milliseconds from the click until this text is shown in this place."""
        self.page.locator(selector).click()
        return self._shown(place, text)

    def wait_for(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(timeout=_MILLISECONDS)

    def settle(self) -> None:
        """Until the script rests."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=_MILLISECONDS)

    def _shown(self, place: str, text: str) -> float:
        milliseconds: float = self.page.evaluate(_SHOWN, [place, text])
        return milliseconds


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium.provide()), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def screen(browser: Browser, server: Server, path: str = "/", token: str = "") -> Iterator[Screen]:
    """This address in a browser that remembers nothing, signed in if there is a token."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    if token:
        context.add_cookies([{"name": cookie.name(), "value": token, "url": server.address}])
    page = context.new_page()
    try:
        page.goto(server.address + path)
        page.evaluate(_WATCH)
        yield Screen(page)
    finally:
        context.close()

"""A real Chromium that times from the key or the click to what is shown, by the page's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from auth import cookie
from ops import browser as chromium
from ops.benchmarks.servers import Server

_MILLISECONDS = 30_000
_WATCH = """() => ['input', 'pointerdown'].forEach(kind =>
    addEventListener(kind, () => { window.benchActed = performance.now() }, true))"""
# Also inside the shadow roots of components. Two frames: one that draws it, one that comes after the drawing.
_SHOWN = """([selector, text, gone, longest]) => new Promise((shown, late) => {
    const began = performance.now()
    const told = place => place.textContent +
        [...place.querySelectorAll('*')].map(inner => inner.shadowRoot?.textContent || '').join()
    const look = () => {
        const tell = () => shown(performance.now() - window.benchActed)
        const found = [...document.querySelectorAll(selector)].some(place => told(place).includes(text))
        if (found && !(gone && document.querySelector(gone))) requestAnimationFrame(() => requestAnimationFrame(tell))
        else if (performance.now() - began > longest) late(new Error(`${text} was not shown in ${selector}`))
        else requestAnimationFrame(look)
    }
    look()
})"""
_AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass(frozen=True)
class Screen:
    page: Page

    def type(self, field: str, text: str, *, shows: str, place: str) -> float:
        """Milliseconds from the last letter typed into the field until the text is shown in this place."""
        self.page.locator(field).fill(text)
        return self._shown(place, shows)

    def click(self, target: str, *, shows: str, place: str, gone: str = "") -> float:
        """Milliseconds from the click until the text is shown in this place, and nothing is left of what is to go."""
        self.page.locator(target).first.click()
        return self._shown(place, shows, gone)

    def choose(self, field: str, option: str, *, shows: str, place: str) -> float:
        """Milliseconds from the choice in a list until the text is shown in this place."""
        self.page.locator(field).select_option(option)
        return self._shown(place, shows)

    def wait_for(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(timeout=_MILLISECONDS)

    def wait_until_gone(self, selector: str) -> None:
        self.page.locator(selector).first.wait_for(state="detached", timeout=_MILLISECONDS)

    def rest(self) -> None:
        """Until the script has ended, and a moment for what comes after it."""
        self.wait_for(_AT_REST)
        self.page.wait_for_timeout(200)

    def _shown(self, place: str, text: str, gone: str = "") -> float:
        milliseconds: float = self.page.evaluate(_SHOWN, [place, text, gone, _MILLISECONDS])
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
    context.set_default_timeout(_MILLISECONDS)
    if token:
        context.add_cookies([{"name": cookie.name(), "value": token, "url": server.address}])
    page = context.new_page()
    try:
        page.goto(server.address + path)
        page.evaluate(_WATCH)
        yield Screen(page)
    finally:
        context.close()

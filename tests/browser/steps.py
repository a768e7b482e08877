"""What a person does in the browser, in their words."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PASSWORD = "竹林里的七只白鸭子走过木桥"


def set_up(page: Page, url: str, token: str, *, name: str, username: str) -> None:
    """Open the set-up link and become the owner."""
    page.goto(f"{url}/?setup={token}")
    page.get_by_role("textbox", name="您的姓名").fill(name)
    page.get_by_role("textbox", name="用户名").fill(username)
    page.locator("input[type=password]").nth(0).fill(PASSWORD)
    page.locator("input[type=password]").nth(1).fill(PASSWORD)
    page.locator("input[type=password]").nth(1).press("Tab")
    page.locator("[data-testid=stFormSubmitButton] button").click()
    expect(page.locator(".st-key-header")).to_be_visible(timeout=15_000)


def sign_in(page: Page, url: str, username: str, *, path: str = "/") -> None:
    page.goto(url + path)
    page.get_by_role("textbox", name="用户名").fill(username)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("[data-testid=stFormSubmitButton] button").click()
    expect(page.locator(".st-key-header")).to_be_visible(timeout=15_000)


def sign_out(page: Page) -> None:
    page.locator(".st-key-person-menu button").first.click()
    page.locator(".st-key-sign-out button").click()
    expect(page.locator(".st-key-welcome")).to_be_visible(timeout=15_000)


def fill(scope: Page | Locator, field: str, words: str) -> None:
    scope.get_by_role("textbox", name=field).fill(words)


def pick(scope: Page | Locator, field: str, word: str) -> None:
    """One of the words that stand side by side beneath this field's name."""
    group = scope.locator("[data-testid=stButtonGroup]").filter(has_text=field)
    group.get_by_text(word, exact=True).click()


def choose(scope: Page | Locator, field: str, word: str) -> None:
    """One of the words that unfold beneath this field's name."""
    scope.get_by_role("combobox", name=field).click()
    _page(scope).get_by_role("option", name=word, exact=True).click()


def press(scope: Page | Locator, name: str) -> None:
    """A button by its words, whatever icon or shortcut stands beside them."""
    button(scope, name).click()


def button(scope: Page | Locator, name: str) -> Locator:
    return scope.locator("button").filter(has=_page(scope).get_by_text(name, exact=True)).first


def is_at_rest(page: Page) -> None:
    """The page has run to its end; what is opened while it still runs can be closed again by its arrival."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def look(page: Page, name: str) -> None:
    """Keep what is on the screen, where somebody wants to see it."""
    if folder := os.environ.get("GUANJIA_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _page(scope: Page | Locator) -> Page:
    return scope if isinstance(scope, Page) else scope.page

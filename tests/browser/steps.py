"""What a person does in the browser, in their words."""

from playwright.sync_api import Page, expect

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
    page.locator(".st-key-header [data-testid=stPopover] button").click()
    page.locator(".st-key-sign-out button").click()
    expect(page.locator(".st-key-welcome")).to_be_visible(timeout=15_000)

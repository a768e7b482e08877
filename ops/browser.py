"""The browser that the tests drive: the one that is installed, Debian's, or one that Playwright brings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ops import missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)


def find() -> Path | None:
    """The browser named in GUANJIA_BROWSER, or one that is installed, or Playwright's own."""
    named = [os.environ.get("GUANJIA_BROWSER"), *map(shutil.which, NAMES), *map(_expanded, PLACES)]
    installed = next((Path(path) for path in named if path and Path(path).exists()), None)
    return installed or _playwrights()


def provide() -> Path:
    """A browser, installed if need be, with a font that has Chinese characters."""
    if missing.on_debian_as_root():
        wanted = ["chromium"] * (find() is None) + ["fonts-noto-cjk"] * (not _can_show_chinese())
        if wanted:
            missing.install(*wanted)
    found = find() or _ask_playwright()
    if found is None:
        raise missing.Missing(
            "The browser tests need Chromium or Chrome, and none was found: install one, or name it in GUANJIA_BROWSER."
        )
    return found


def _expanded(place: str) -> str | None:
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
        if f"{{{variable}}}" in place:
            folder = os.environ.get(variable)
            return place.replace(f"{{{variable}}}", folder) if folder else None
    return place


def _playwrights() -> Path | None:
    """The browser that Playwright keeps for itself, if it was ever asked for one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        kept = Path(playwright.chromium.executable_path)
    return kept if kept.exists() else None


def _ask_playwright() -> Path | None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find()


def _can_show_chinese() -> bool:
    listed = shutil.which("fc-list")
    return bool(listed and subprocess.run([listed, ":lang=zh"], capture_output=True, check=False).stdout.strip())

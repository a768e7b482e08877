"""Programs the checks need beside Python: installed from Debian's packages where that may be done, else named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


class Missing(Exception):
    """A program is not there and cannot be installed from here: one sentence says what to do."""


def on_debian_as_root() -> bool:
    if sys.platform == "win32":
        return False
    return os.geteuid() == 0 and _is_debian() and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install Debian packages, refreshing the package list first: a new machine's is empty."""
    print(f"Installing {' '.join(packages)} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"apt-get {' '.join(command)} failed: {done.stderr.strip()[-400:]}")


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and "\nID=debian\n" in f"\n{release.read_text('utf-8')}\n"

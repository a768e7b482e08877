"""Makes `.venv`, installs the pinned requirements and runs the verb inside. Standard library alone."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from ops import lock, terminal

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
NETWORK_TROUBLE = re.compile(r"connection|timed out|resolution|unreachable|proxy|SSL|no matching distribution", re.I)


class Unprepared(Exception):
    """The machine cannot run the product yet: one sentence says what to do."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(terminal.pick(english, chinese))


def prepare(argv: list[str], *, tools: bool, root: Path = ROOT) -> None:
    """Return when this interpreter has all that is needed; otherwise run the same command in one that has."""
    refuse_old_python(sys.version_info[:2])
    needed = [root / "requirements.txt"] + [root / "requirements-dev.txt"] * tools
    home = root / ".venv"
    inside = Path(sys.prefix).resolve() == home.resolve()
    if not inside and all(map(is_installed, needed)):
        return
    if not is_ready(home, needed):
        make(home, needed)
    if not inside:
        rerun(python_of(home), argv, root)


def refuse_old_python(version: tuple[int, ...]) -> None:
    if version < OLDEST_PYTHON:
        found = ".".join(map(str, version))
        raise Unprepared(
            f"Guanjia needs Python 3.11 or newer; this is Python {found}. Start it with a newer one, as in: "
            "python3.12 -m ops serve",
            f"需要 Python 3.11 或更高版本，当前为 {found}。请用较新的版本启动，例如：python3.12 -m ops serve",
        )


def pins(requirements: Path) -> dict[str, str]:
    """The distributions a requirements file names, with their exact versions."""
    lines = (line.split("#")[0].strip() for line in requirements.read_text("utf-8").splitlines())
    pairs = (re.sub(r"\[.*?\]", "", line).split("==", 1) for line in lines if line)
    return {name.strip(): version.strip() for name, version in pairs}


def is_installed(requirements: Path) -> bool:
    """Whether this very interpreter has exactly what the file names."""
    try:
        return all(importlib.metadata.version(name) == version for name, version in pins(requirements).items())
    except importlib.metadata.PackageNotFoundError:
        return False


def python_of(home: Path) -> Path:
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(requirements: Path) -> str:
    """Changes whenever the file does, so that a pulled update installs what it needs."""
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def stamp_of(home: Path, requirements: Path) -> Path:
    return home / f"{requirements.name}.sha256"


def is_ready(home: Path, needed: list[Path]) -> bool:
    """Whether an earlier start finished installing these files: a look at two small files, no more."""
    stamps = [(stamp_of(home, file), file) for file in needed]
    return python_of(home).exists() and all(s.exists() and s.read_text() == fingerprint(f) for s, f in stamps)


def make(home: Path, needed: list[Path]) -> None:
    """Make the environment, or finish one that was interrupted. Whoever starts meanwhile waits and finds it made."""
    try:
        with lock.held(home.with_name(home.name + ".lock"), wait=True):
            if not is_ready(home, needed):
                _create(home)
                _install(home, needed)
                for file in needed:
                    stamp_of(home, file).write_text(fingerprint(file))
    except PermissionError as error:
        raise Unprepared(
            f"The folder {home.parent} cannot be written to ({error.strerror}).",
            f"无法写入目录 {home.parent}（{error.strerror}）。",
        ) from error


def _create(home: Path) -> None:
    if _works(python_of(home)):
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Unprepared(
            "This Python has no venv module. On Debian or Ubuntu: apt install python3-venv",
            "当前 Python 缺少 venv 模块。Debian 或 Ubuntu 请执行：apt install python3-venv",
        )
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", home], capture_output=True, text=True, check=False)
    if made.returncode:
        reason = (made.stdout + made.stderr).strip()
        raise Unprepared(f"The folder {home} could not be made: {reason}", f"无法创建 {home}：{reason}")


def _works(python: Path) -> bool:
    """Whether an environment that is there can be kept: not cut short, not left behind by a Python since removed."""
    if not python.exists():
        return False
    trial = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return subprocess.run([python, "-c", trial], capture_output=True, check=False).returncode == 0


def _install(home: Path, needed: list[Path]) -> None:
    """One pip run for all files, its output in a log, one line for the person who waits."""
    log = home / "install.log"
    files = [option for file in needed for option in ("-r", str(file))]
    options = ["--disable-pip-version-check", "--no-input", "--prefer-binary", *files]
    with log.open("w", encoding="utf-8") as output:
        pip = subprocess.Popen([python_of(home), "-m", "pip", "install", *options], stdout=output, stderr=output)
        _wait(pip, sys.stderr)
    if pip.returncode:
        raise failure(log)


def _wait(process: subprocess.Popen[bytes], screen: TextIO) -> None:
    """One progress line: counted up on a terminal, said once anywhere else."""
    message = terminal.pick("Installing what Guanjia needs", "正在安装所需组件")
    began = time.monotonic()
    print(message, end=" …" if screen.isatty() else " …\n", file=screen, flush=True)
    while process.poll() is None:
        if screen.isatty():
            print(f"\r{message} … {time.monotonic() - began:.0f} s", end="", file=screen, flush=True)
        time.sleep(0.2)
    if screen.isatty():
        print(file=screen)


def failure(log: Path) -> Unprepared:
    said = log.read_text("utf-8", "replace")
    last = next((line for line in reversed(said.splitlines()) if line.startswith("ERROR")), "")
    if NETWORK_TROUBLE.search(said):
        return Unprepared(
            f"The packages could not be downloaded. Is the network up? Behind a slow or closed one, set PIP_INDEX_URL "
            f"to a mirror you can reach and start again. Details: {log}. {last}",
            f"组件下载失败，请检查网络；网络受限时可将 PIP_INDEX_URL 设为可访问的镜像后重试。详情见 {log}。{last}",
        )
    return Unprepared(
        f"The packages could not be installed. Details: {log}. {last}", f"组件安装失败，详情见 {log}。{last}"
    )


def rerun(python: Path, argv: list[str], root: Path) -> None:
    """The same command in the environment: in place of this process where the system can, else as its child."""
    command = [str(python), "-m", "ops", *argv]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    if os.name != "nt":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:  # Ctrl-C reaches the child as well, which ends in its own time.
            continue

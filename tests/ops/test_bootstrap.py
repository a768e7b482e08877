"""The environment is made once, kept while the requirements stay, and every obstacle is told in a sentence."""

import ast
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pytest

from ops import bootstrap


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.txt"
    file.write_text("")
    return file


def test_a_requirements_file_is_read_with_comments_and_extras(requirements):
    requirements.write_text("# why\n\nalembic==1.20.1\npsycopg[binary]==3.3.9  # both engines\n")

    assert bootstrap.pins(requirements) == {"alembic": "1.20.1", "psycopg": "3.3.9"}


def test_every_requirement_of_the_product_is_pinned_exactly():
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert bootstrap.pins(bootstrap.ROOT / name)


def test_an_interpreter_with_exactly_these_versions_needs_no_other(requirements):
    requirements.write_text(f"pytest=={version('pytest')}")
    assert bootstrap.is_installed(requirements)


@pytest.mark.parametrize("line", ["pytest==0.0.1", "a-distribution-nobody-made==1.0"])
def test_another_version_or_none_is_not_enough(requirements, line):
    requirements.write_text(line)
    assert not bootstrap.is_installed(requirements)


def test_an_old_python_is_refused_in_the_terminals_language(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    with pytest.raises(bootstrap.Unprepared, match="needs Python 3.11 or newer; this is Python 3.9"):
        bootstrap.refuse_old_python((3, 9))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(bootstrap.Unprepared, match="当前为 3.9"):
        bootstrap.refuse_old_python((3, 9))


@pytest.mark.parametrize("name", ["__init__", "__main__", "bootstrap", "lock", "terminal", "verbs"])
def test_an_old_python_can_read_as_far_as_the_refusal(name):
    ast.parse((bootstrap.ROOT / "ops" / f"{name}.py").read_text("utf-8"), feature_version=(3, 8))


def test_the_door_needs_nothing_but_the_standard_library():
    alone = [sys.executable, "-S", "-E", "-c", "import sys; sys.path[:0] = ['.']; import ops.__main__ as d; d.main([])"]
    listed = subprocess.run(alone, cwd=bootstrap.ROOT, capture_output=True, text=True, check=False)

    assert listed.returncode == 0, listed.stderr
    assert "serve" in listed.stdout


def test_an_environment_is_made_once_even_by_two_at_the_same_time(tmp_path, requirements, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "C")
    home = tmp_path / ".venv"

    with ThreadPoolExecutor(2) as both:
        for made in [both.submit(bootstrap.make, home, [requirements]) for _ in range(2)]:
            made.result()

    assert bootstrap.is_ready(home, [requirements])
    assert capsys.readouterr().err == "Installing what Guanjia needs …\n"

    requirements.write_text("guanjia-nowhere @ file:///nowhere/guanjia_nowhere-1.0-py3-none-any.whl\n")
    assert not bootstrap.is_ready(home, [requirements]), "a changed file must be installed anew"
    with pytest.raises(bootstrap.Unprepared, match=r"could not be installed. Details: .*install.log"):
        bootstrap.make(home, [requirements])
    assert not bootstrap.is_ready(home, [requirements]), "a failed installation must be tried again"


@pytest.mark.parametrize(
    ("pip_said", "sentence"),
    [
        (
            "Retrying after connection broken by NewConnectionError: Temporary failure in name resolution",
            "PIP_INDEX_URL",
        ),
        ("ERROR: Failed building wheel for numpy", "could not be installed"),
    ],
)
def test_what_pip_said_becomes_a_sentence(tmp_path, monkeypatch, pip_said, sentence):
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "install.log").write_text(pip_said)

    assert sentence in str(bootstrap.failure(tmp_path / "install.log"))

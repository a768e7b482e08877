"""`python3 -m ops` lists its verbs, refuses in a sentence, and the README opens with its two commands."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from ops import __main__ as door
from ops.verbs import VERBS

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, in an English terminal."""
    command = [sys.executable, "-m", "ops", *arguments]
    environment = os.environ | {"LC_ALL": "C.UTF-8"} | environment
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_verb_all_verbs_are_listed(capsys):
    assert door.main([]) == 0

    said = capsys.readouterr().out
    assert [verb for verb in VERBS if f"\n  {verb} " not in said] == []


def test_the_list_speaks_the_terminals_language(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    door.main([])

    assert "启动应用" in capsys.readouterr().out


def test_an_unknown_verb_is_refused_and_the_list_shown(capsys):
    assert door.main(["sevre"]) == 2

    said = capsys.readouterr()
    assert "There is no verb “sevre”." in said.err
    assert "  serve " in said.err
    assert said.out == ""


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_its_module(verb):
    assert find_spec(VERBS[verb].module), f"{verb} is listed, and {VERBS[verb].module} is not there"


def test_a_refusal_is_one_sentence_and_exit_code_2(tmp_path):
    (tmp_path / "file").touch()

    refused = run("migrate", "--data", str(tmp_path / "file"))

    assert refused.returncode == 2
    assert refused.stderr == f"The data folder {tmp_path / 'file'} cannot be used: File exists.\n"


def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "guanjia.db").write_text("a letter, not a database, and long enough to be read as one" * 20)

    refused = run("migrate", "--data", str(tmp_path), DATABASE_URL="")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "The database cannot be used: file is not a database\n"


@pytest.mark.parametrize("verb", ["migrate", "demo", "kpis --from 2026-01-01 --to 2026-01-31"])
@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DATABASE_URL": "mysql://root:secret@db/care"}, "DATABASE_URL must begin with sqlite:/// or postgresql://."),
        ({"GUANJIA_TIME_ZONE": "Mars/Olympus"}, "GUANJIA_TIME_ZONE names no time zone: Mars/Olympus."),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/care"}, "The database cannot be used: connection failed"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_refused_in_a_sentence(tmp_path, verb, environment, sentence):
    refused = run(*verb.split(), "--data", str(tmp_path), **environment)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(sentence)
    assert "Traceback" not in refused.stderr
    assert "secret" not in refused.stderr


def test_the_readme_opens_with_the_two_commands():
    commands = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("python3 -m")]

    assert [command.split("#")[0].strip() for command in commands[:2]] == [
        "python3 -m ops serve",
        "python3 -m ops check",
    ]


def test_the_readme_says_of_every_folder_what_its_docstring_says():
    readme = (ROOT / "README.md").read_text("utf-8")
    folders = [file.parent for file in ROOT.glob("*/__init__.py")]
    sentences = {folder.name: (folder / "__init__.py").read_text("utf-8").split('"""')[1].strip() for folder in folders}

    assert {name: said for name, said in sentences.items() if said not in readme} == {}


def test_whoever_reads_no_further_gets_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    asked = ["clock", "--start", "2026-03-09T10:00", "--minutes", "5", "--mode", "natural"]
    command = [sys.executable, "-m", "ops", *asked]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")

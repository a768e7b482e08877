"""A catalog that misses, guesses or garbles a sentence is told, and the files never change without a reason."""

import json
from pathlib import Path

import pytest

from ops import catalogs
from ops import message_files as files

SCREEN = """
st.title(_("Customers"))
st.write(_("Good morning, {name}.").format(name=name))
st.write(ngettext("{n} customer", "{n} customers", n).format(n=n))
"""
CHINESE = {"Customers": "客户", "Good morning, {name}.": "{name}，早上好。", "{n} customer": "{n} 位客户"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small product whose catalogs are complete."""
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "screen.py").write_text(SCREEN)
    in_step(tmp_path, CHINESE)
    return tmp_path


def in_step(root: Path, chinese: dict[str, str]) -> None:
    files.update(root, files.extracted(files.source_files(root)))
    catalog = files.stored(root, "zh_CN")
    catalogs.fill(catalog, chinese)
    files.path_of(root, "zh_CN").write_bytes(files.as_text(catalog))


def translations(root: Path, language: str) -> dict[str, tuple[str, ...]]:
    messages = files.sentences(files.stored(root, language))
    return {catalogs.key(message): files.translations(message) for message in messages}


def replace(root: Path, old: str, new: str) -> None:
    path = files.path_of(root, "zh_CN")
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_complete_catalogs_have_no_problem(root):
    assert list(catalogs.problems(root)) == []


def test_english_says_what_the_code_says(root):
    assert translations(root, "en")["{n} customer"] == ("{n} customer", "{n} customers")


def test_an_untranslated_sentence_is_told(root):
    replace(root, 'msgstr "客户"', 'msgstr ""')
    assert list(catalogs.problems(root)) == ["zh_CN: untranslated: 'Customers'"]


def test_a_guessed_translation_is_told(root):
    replace(root, 'msgid "Customers"', '#, fuzzy\nmsgid "Customers"')
    assert "zh_CN: fuzzy: 'Customers'" in list(catalogs.problems(root))


@pytest.mark.parametrize("wrong", ["早上好。", "{nam}，早上好。", "{name}，{time}好。", "{name，早上好。"])
def test_a_placeholder_that_differs_is_told(root, wrong):
    replace(root, "{name}，早上好。", wrong)
    assert list(catalogs.problems(root)) == [f"zh_CN: placeholders differ in {wrong!r}: 'Good morning, {{name}}.'"]


@pytest.mark.parametrize("code", [SCREEN + '_("Orders")', SCREEN.replace("Customers", "Clients")])
def test_code_that_has_moved_on_is_told(root, code):
    (root / "ui" / "screen.py").write_text(code)
    assert "zh_CN: differs from the code, run: python3 -m ops catalogs" in list(catalogs.problems(root))


def test_a_missing_file_is_told(root):
    files.path_of(root, "en").unlink()
    assert list(catalogs.problems(root)) == ["en: differs from the code, run: python3 -m ops catalogs"]


def test_moving_a_sentence_to_another_line_or_file_changes_nothing(root):
    before = files.path_of(root, "zh_CN").read_bytes()
    (root / "pages").mkdir()
    (root / "ui" / "screen.py").rename(root / "pages" / "other.py")
    (root / "pages" / "other.py").write_text("\n\n\n" + "\n".join(reversed(SCREEN.splitlines())))

    files.update(root, files.extracted(files.source_files(root)))

    assert files.path_of(root, "zh_CN").read_bytes() == before


def test_a_sentence_no_longer_said_leaves_and_a_similar_one_gets_no_guess(root):
    (root / "ui" / "screen.py").write_text(SCREEN.replace("Customers", "Customer"))

    files.update(root, files.extracted(files.source_files(root)))

    chinese = translations(root, "zh_CN")
    assert "Customers" not in chinese
    assert chinese["Customer"] == ("",)
    assert "#~" not in files.path_of(root, "zh_CN").read_text("utf-8")


def test_translations_come_from_files_and_a_broken_file_is_left_out(tmp_path, capsys):
    (tmp_path / "good.json").write_text(json.dumps({"Customers": "客户", "{n} customer": ["{n} 位客户"]}))
    (tmp_path / "broken.json").write_text("{")

    known = catalogs.read(sorted(tmp_path.glob("*.json")))

    assert known == {"Customers": "客户", "{n} customer": "{n} 位客户"}
    assert "broken.json cannot be read and is left out" in capsys.readouterr().err


def test_a_source_file_that_is_being_written_is_left_out_and_named(root, capsys):
    (root / "ui" / "half.py").write_text("def half(")

    assert list(catalogs.whole(files.source_files(root))) == [root / "ui" / "screen.py"]
    assert "half.py cannot be read and is left out" in capsys.readouterr().err


def test_a_sentence_that_becomes_a_plural_waits_for_its_translation(root):
    (root / "ui" / "screen.py").write_text(
        SCREEN.replace('_("Customers")', 'ngettext("Customers", "{n} Customers", n)')
    )

    files.update(root, files.extracted(files.source_files(root)))

    assert translations(root, "zh_CN")["Customers"] == ("",)

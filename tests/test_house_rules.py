"""The house keeps itself: what a reader may rely on is checked here, not remembered."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from auth.meanings import MEANINGS
from auth.permissions import MATRIX, Permission
from db.models import Role

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("pages", "routes", "ui", "care", "auth", "db", "core", "ops")
SOURCES = [
    ROOT / "app.py",
    *(p for f in FOLDERS for p in sorted((ROOT / f).rglob("*.py")) if "versions" not in p.parts),
]
PAGES = [p for p in sorted((ROOT / "pages").rglob("*.py")) if p.name != "__init__.py"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def places(pattern: str, *, allowed: set[str]) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{named(p)}:{number}"
        for p in SOURCES
        if named(p) not in allowed
        for number, line in enumerate(p.read_text(encoding="utf8").splitlines(), 1)
        if found.search(line)
    ]


def test_imports_run_downward_and_through_front_desks():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_capabilities_use_each_others_front_desks():
    inner = re.compile(r"^\s*from care\.(\w+)\.\w+ import|^\s*import care\.(\w+)\.\w+")
    found = []
    for path in (ROOT / "care").rglob("*.py"):
        own = path.relative_to(ROOT / "care").parts[0]
        for line in path.read_text(encoding="utf8").splitlines():
            match = inner.match(line)
            if match and (match.group(1) or match.group(2)) != own:
                found.append(f"{named(path)}: {line.strip()}")
    assert not found


def test_only_the_session_commits():
    assert not places(r"\.commit\(\)", allowed={"db/session.py"})


def test_only_the_clock_asks_for_the_time():
    assert not places(r"datetime\.(now|utcnow|today)\(|date\.today\(", allowed={"core/clock.py"})


def test_only_current_touches_session_state():
    assert not places(r"session_state", allowed={"ui/current.py"})


def test_no_screen_opens_the_database():
    assert not [
        p
        for p in places(r"\bselect\(|\bSession\(|sqlalchemy|sqlmodel", allowed={"ui/actions.py"})
        if p.startswith(("pages/", "ui/"))
    ]


def test_nothing_from_data_is_unpickled_evaluated_or_shown_as_html():
    assert not places(r"pickle\.loads?\(|(?<![\w.])eval\(|(?<![\w.])exec\(|unsafe_allow_html", allowed=set())


def test_roles_are_compared_in_auth_alone():
    found = places(r"\.role\s*(==|!=|is|in)\b", allowed=set())
    assert not [p for p in found if not p.startswith("auth/")]


def test_concept_files_ask_no_database():
    concepts = {"calendar.py", "days.py", "frames.py", "intervals.py", "shifts.py", "holidays.py"} | {
        "lifecycle.py",
        "completeness.py",
        "formulas.py",
        "names.py",
        "phones.py",
        "layout.py",
        "mapping.py",
    }
    pure = [p for p in (ROOT / "care").rglob("*.py") if p.name in concepts]
    found = [named(p) for p in pure if re.search(r"^(from|import) (sqlalchemy|sqlmodel)", p.read_text("utf8"), re.M)]
    assert pure
    assert not found


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_is_short_one_folder_deep_and_tells_its_story_first(path):
    relative = path.relative_to(ROOT / "pages").as_posix()
    source = path.read_text(encoding="utf8")
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]

    assert relative.count("/") == 1, "Streamlit would open a flat page without the frame"
    assert source.count("\n") <= 120
    assert functions, "a page is a function"
    assert functions[0].name == "page"
    assert source.rstrip().endswith("page()")
    body = [n for n in functions[0].body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
    assert "signed_in(" in ast.unparse(body[0]), "the first statement guards"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_is_short_and_says_what_it_is(path):
    source = path.read_text(encoding="utf8")
    tree = ast.parse(source)
    long = [
        f"{node.name} {(node.end_lineno or 0) - node.lineno + 1}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 30
    ]

    assert source.count("\n") <= 200
    assert not long
    assert ast.get_docstring(tree) or not source.strip()


def test_names_say_something():
    empty_words = re.compile(r"(util|helper|manager|service|common|base|misc)s?\.py$")
    assert not [named(p) for p in SOURCES if empty_words.search(p.name)]


def test_the_core_is_four_files():
    files = {p.name for p in (ROOT / "core").glob("*.py")} - {"__init__.py"}
    assert files == {"clock.py", "errors.py", "i18n.py", "settings.py"}


def test_every_permission_is_granted_explained_and_used():
    code = "\n".join(
        p.read_text(encoding="utf8") for p in SOURCES if named(p) not in ("auth/permissions.py", "auth/meanings.py")
    )
    for permission in Permission:
        assert MATRIX[permission], permission
        assert MEANINGS[permission], permission
        assert f"Permission.{permission.name}" in code, f"{permission} is checked nowhere"


def test_every_role_may_do_something():
    assert {role for grants in MATRIX.values() for role in grants} == set(Role)


def test_text_in_a_label_is_a_translation_or_escaped():
    """Markdown is read in nearly every label: what is not `_()`, `esc()` or a literal does not get there."""
    shown = {
        "markdown",
        "write",
        "caption",
        "error",
        "success",
        "info",
        "warning",
        "toast",
        "title",
        "header",
        "subheader",
    }
    found = []
    for path in SOURCES:
        if not named(path).startswith(("pages/", "ui/")):
            continue
        for call in calls(ast.parse(path.read_text(encoding="utf8"))):
            function = call.func
            if isinstance(function, ast.Attribute) and function.attr in shown and call.args and _raw(call.args[0]):
                found.append(f"{named(path)}:{call.lineno} {ast.unparse(call.args[0])[:60]}")
    assert not found


def _raw(argument: ast.expr) -> bool:
    """Whether text may reach the label without having been translated, formatted or escaped."""
    if isinstance(argument, ast.Attribute):
        return True
    if isinstance(argument, ast.JoinedStr):
        parts = [part.value for part in argument.values if isinstance(part, ast.FormattedValue)]
        return any(_raw(part) for part in parts)
    return False


def test_the_settings_of_the_server_are_the_ones_that_were_chosen():
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        config = tomllib.load(file)

    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["toolbarMode"] == "minimal"
    assert config["client"]["disableDataExport"] is True
    assert config["client"]["allowedOrigins"] == []
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["headless"] is True
    assert config["server"]["fileWatcherType"] == "none"
    assert config["server"]["enableStaticServing"] is False
    assert config["server"]["enableAgentApi"] is False
    assert config["server"]["enableXsrfProtection"] is True
    assert config["browser"]["gatherUsageStats"] is False


def test_every_setting_has_its_reason_above_it():
    lines = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf8").splitlines()
    theme_from = lines.index("[theme]")
    bare = [
        line for above, line in zip(lines[:theme_from], lines[1:theme_from], strict=False)
        if "=" in line and not line.startswith("#") and not (above.startswith("#") or "=" in above)
    ]  # fmt: skip
    assert not bare

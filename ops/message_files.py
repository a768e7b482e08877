"""The translated sentences on disk: taken from the code, kept in `locales/`, always in the same order."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from core.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("pages", "ui", "routes", "care", "auth", "db", "core", "ops")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""

Id = str | tuple[str, ...]


def source_files(root: Path) -> Iterator[Path]:
    if (root / "app.py").exists():
        yield root / "app.py"
    for folder in SOURCES:
        yield from sorted((root / folder).rglob("*.py"))


def extracted(files: Iterable[Path]) -> Catalog:
    """Every sentence the code says, without where it says it: a moved line changes no catalog."""
    template = Catalog()
    for file in files:
        for _line, message, _comments, _context in extract_from_file("python", file, keywords=KEYWORDS):
            template.add(message)
    return template


def path_of(root: Path, language: str) -> Path:
    return root / "locales" / language / "LC_MESSAGES" / "messages.po"


def stored(root: Path, language: str) -> Catalog:
    """The catalog as it is on disk; empty when there is none."""
    path = path_of(root, language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def in_step(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The template's sentences with the translations `old` has for them: nothing guessed, nothing left over."""
    fresh = Catalog(locale=language)
    for message in sentences(template):
        known = old.get(message.id)
        same = known is not None and known.id == message.id and not known.fuzzy
        fresh.add(message.id, message.id if language == "en" else known.string if same and known else None)
    return fresh


def as_text(catalog: Catalog) -> bytes:
    """The file's bytes. Equal catalogs give equal bytes, on every machine and every day."""
    body = BytesIO()
    header = HEADER.format(language=catalog.locale_identifier, plural_forms=catalog.plural_forms)
    body.write(header.encode())
    write_po(body, catalog, width=120, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return body.getvalue().rstrip(b"\n") + b"\n"


def update(root: Path, template: Catalog) -> None:
    """Write every language's file anew from the template."""
    for language in LANGUAGES:
        path = path_of(root, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_text(in_step(template, stored(root, language), language)))


def sentences(catalog: Catalog) -> list[Message]:
    """The catalog's entries without its header."""
    return [message for message in catalog if message.id]


def empty(message: Message) -> bool:
    """Whether any form of the sentence still waits for its translation."""
    return not all(translations(message))


def translations(message: Message) -> tuple[str, ...]:
    """What the sentence is in the catalog's language: one form, or one for each plural."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(form or "" for form in forms)

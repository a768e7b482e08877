"""`python3 -m ops catalogs`: keeps the translated sentences in step with the code, and tells what is missing."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message

from core.i18n import LANGUAGES
from ops import message_files as files


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m ops catalogs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a catalog is incomplete")
    parser.add_argument("--fill", nargs="+", type=Path, default=[], metavar="FILE",
                        help='take the Chinese from JSON files {"sentence": "translation"}')  # fmt: skip
    options = parser.parse_args(argv)
    if options.check:
        return _check(files.ROOT)
    _update(files.ROOT, options.fill)
    return 0


def _check(root: Path) -> int:
    found = list(problems(root))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(found)} problems in the catalogs." if found else "The catalogs are complete.")
    return 1 if found else 0


def _update(root: Path, translations: list[Path]) -> None:
    template = files.extracted(whole(files.source_files(root)))
    files.update(root, template)
    chinese = files.stored(root, "zh_CN")
    fill(chinese, read(translations))
    files.path_of(root, "zh_CN").write_bytes(files.as_text(chinese))

    missing = [message for message in files.sentences(chinese) if files.empty(message)]
    for message in missing:
        print(json.dumps(key(message), ensure_ascii=False))
    print(f"{len(files.sentences(chinese))} sentences, {len(missing)} without Chinese.")


def whole(sources: Iterator[Path]) -> Iterator[Path]:
    """The files that are Python at this moment; one that is being written is named and left out."""
    for source in sources:
        try:
            compile(source.read_bytes(), source, "exec")
        except (SyntaxError, ValueError) as error:
            print(f"{source} cannot be read and is left out: {error}", file=sys.stderr)
        else:
            yield source


def read(translations: list[Path]) -> dict[str, str]:
    """One dictionary from several files; a plural's forms come as a list of one, as Chinese has one form."""
    known: dict[str, str] = {}
    for file in translations:
        try:
            entries = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            print(f"{file} cannot be read and is left out: {error}", file=sys.stderr)
            continue
        known |= {sentence: text if isinstance(text, str) else text[0] for sentence, text in entries.items()}
    return known


def fill(chinese: Catalog, known: dict[str, str]) -> None:
    """Give each entry the translation that is known for it."""
    for message in files.sentences(chinese):
        if text := known.get(key(message)):
            message.string = text if isinstance(message.id, str) else (text,)


def problems(root: Path) -> Iterator[str]:
    """What keeps the catalogs from being complete, each as one line."""
    template = files.extracted(files.source_files(root))
    for language in LANGUAGES:
        catalog = files.stored(root, language)
        path = files.path_of(root, language)
        for message in files.sentences(catalog):
            yield from (f"{language}: {problem}: {key(message)!r}" for problem in _problems_of(message))
        if not path.exists() or path.read_bytes() != files.as_text(files.in_step(template, catalog, language)):
            yield f"{language}: differs from the code, run: python3 -m ops catalogs"


def _problems_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    if files.empty(message):
        yield "untranslated"
        return
    for text in files.translations(message):
        if not _same_placeholders(message, text):
            yield f"placeholders differ in {text!r}"


def _same_placeholders(message: Message, text: str) -> bool:
    """A plural's translation may name what either form names, and must name what both do."""
    forms = (message.id,) if isinstance(message.id, str) else message.id
    named = [placeholders(form) for form in forms]
    return frozenset.intersection(*named) <= placeholders(text) <= frozenset.union(*named)


def placeholders(text: str) -> frozenset[str]:
    try:
        return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"unbalanced braces"})


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]

"""The folder that holds an installation's data: chosen, made and kept for its owner alone."""

import argparse
import os
from pathlib import Path

from core.errors import Refusal
from core.i18n import _
from core.settings import settings
from db import session as database


class Unwritable(Refusal):
    """The data folder cannot be made or written to."""


def add_option(parser: argparse.ArgumentParser) -> None:
    """`--data DIR`, the same for every verb that touches data."""
    parser.add_argument("--data", type=Path, metavar="DIR", help=_("folder that holds the data; default: data/"))


def use(chosen: Path | None) -> Path:
    """Let everything in this process and its children work on this folder, and make sure that it is there."""
    if chosen is not None:
        os.environ["GUANJIA_DATA"] = str(chosen.expanduser().resolve())
        database.dispose()
        settings.cache_clear()
    folder = settings().data_dir
    os.umask(0o077)  # every file made from here on is its owner's alone: database, keys, uploads
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise Unwritable(
            _("The data folder {folder} cannot be used: {reason}.").format(folder=folder, reason=error.strerror)
        ) from error
    return folder

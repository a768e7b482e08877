"""`python3 -m ops migrate`: brings the database's tables up to date, or tells how code and migrations differ."""

import argparse

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from care import surveys
from core.errors import Refusal
from core.i18n import _
from db import schema
from db import session as database
from ops import data_folder


class Unreachable(Refusal):
    """The database does not answer, or is not one of ours."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m ops migrate", description=__doc__)
    data_folder.add_option(parser)
    parser.add_argument("--check", action="store_true", help=_("then exit 1 if the tables differ from the code"))
    options = parser.parse_args(argv)

    data_folder.use(options.data)
    bring_up_to_date()
    drift = schema.drift() if options.check else []
    print(*drift, sep="\n", end="\n" if drift else "")
    print(_("The tables differ from the code.") if drift else _("The database is up to date."))
    return 1 if drift else 0


def bring_up_to_date() -> None:
    """The migrations this database has not had yet; what stands in their way is said in a sentence."""
    try:
        schema.upgrade()
        with database.transaction() as session:
            surveys.ship(session)
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise Unreachable(_("The database cannot be used: {reason}").format(reason=reason)) from error
    except CommandError as error:
        raise Unreachable(_("The database was made by a newer version of Guanjia. Install that version.")) from error

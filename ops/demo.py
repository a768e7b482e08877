"""`python3 -m ops demo`: fills a data folder with a believable small firm, and says by whose name one signs in."""

import argparse

from auth.actor import SYSTEM
from care import demo
from core.i18n import _
from db import session as database
from ops import data_folder, migrate


def main(argv: list[str]) -> int:
    options = _parser().parse_args(argv)
    folder = data_folder.use(options.data)
    migrate.bring_up_to_date()
    with database.transaction() as session:
        existing = demo.existing_demo(session)
        if existing is None or (existing.customers, existing.seed) != (options.customers, options.seed):
            made = demo.create_demo(session, SYSTEM, customers=options.customers, seed=options.seed, can_sign_in=True)
            done = _(
                "{customers} customers with {orders} orders and {complaints} complaints and inquiries are in {folder}."
            )
            counts = {"customers": made.customers, "orders": made.orders, "complaints": made.complaints}
            print(done.format(**counts, folder=folder))
        else:
            print(_("The demo world is in {folder} already.").format(folder=folder))
    _print_cast(str(folder))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m ops demo", description=__doc__)
    data_folder.add_option(parser)
    parser.add_argument("--customers", type=int, default=400, metavar="N", help=_("how many; default: 400"))
    parser.add_argument("--seed", type=int, default=7, metavar="S", help=_("another number makes another world"))
    return parser


def _print_cast(folder: str) -> None:
    print(_("Sign in as one of them; everybody's password is {password}").format(password=demo.PASSWORD))
    for colleague in demo.CAST:
        print(f"  {colleague.username:<14}{colleague.name}  {colleague.role.value:<9}{colleague.team}".rstrip())
    print(_("Start it with: python3 -m ops serve --data {folder}").format(folder=folder))

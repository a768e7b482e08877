"""`python3 -m ops serve`: prepares the data folder and the database, prints the addresses, starts the app."""

import argparse
import os
import runpy
import signal
import sys
from pathlib import Path

from auth import accounts, keys
from core.i18n import _
from core.settings import settings
from db import session as database
from ops import addresses, data_folder, listening, lock, migrate

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str]) -> int:
    options = options_of(argv)
    folder = data_folder.use(options.data)
    try:
        with lock.held(folder / "server.lock", wait=False):
            listening.require_free(options.host, options.port)
            if options.tls_cert:
                listening.require_usable(options.tls_cert, options.tls_key)
            migrate.bring_up_to_date()
            keys.key("audit")  # made before anybody is there to race for it
            announce(options)
            return _start(options)
    except lock.Taken:
        raise listening.CannotServe(
            _("Another server already works on the data folder {folder}. Stop it first, or choose another --data.")
            .format(folder=folder)
        ) from None  # fmt: skip


def options_of(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m ops serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8501, help=_("default: 8501"))
    parser.add_argument("--host", default="0.0.0.0", metavar="ADDRESS",  # noqa: S104
                        help=_("listen on this address only; default: every address of this machine"))  # fmt: skip
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help=_("certificate chain, for https"))
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help=_("the certificate's private key"))
    data_folder.add_option(parser)
    options = parser.parse_args(argv)
    if bool(options.tls_cert) != bool(options.tls_key):
        parser.error(_("--tls-cert and --tls-key belong together."))
    return options


def announce(options: argparse.Namespace) -> None:
    """The addresses as links; while nobody has an account, links that make the owner's."""
    links = addresses.links(options.host, options.port, "https" if options.tls_cert else "http")
    public = [settings().public_url] if settings().public_url else []
    token = _setup_token()
    print(_("Guanjia is starting. Open it in a browser:"))
    if token:
        print(_("Nobody has an account yet: this link makes the owner's. It works once, for 24 hours."))
    for link in [*public, *links]:
        print(f"  {link}/?setup={token}" if token else f"  {link}")
    sys.stdout.flush()


def _setup_token() -> str:
    """Empty once somebody has an account. A link printed by an earlier start stops working."""
    with database.transaction() as session:
        return accounts.setup_link(session) if accounts.is_new(session) else ""


def _start(options: argparse.Namespace) -> int:
    """Become the server: the same process keeps the lock, and gets Ctrl-C and a polite kill at first hand."""
    wanted = {"server.address": options.host, "server.port": options.port, "logger.hideWelcomeMessage": "true"}
    if options.tls_cert:
        os.environ["GUANJIA_TLS"] = "1"
        wanted["server.sslCertFile"] = options.tls_cert.resolve()
        wanted["server.sslKeyFile"] = options.tls_key.resolve()
    # The server has let everybody finish when it hands these on; without a handler of ours they would end in a trace.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: sys.exit(0))
    os.chdir(ROOT)
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *(f"--{name}={value}" for name, value in wanted.items())]
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0

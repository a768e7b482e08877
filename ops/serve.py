"""`python3 -m ops serve`: prepares the data folder and the database, prints the addresses, starts the app."""

import argparse
import os
import runpy
import socket
import sys
from pathlib import Path

from core.errors import Refusal
from core.i18n import _
from ops import addresses, data_folder, lock, migrate

ROOT = Path(__file__).resolve().parent.parent


class CannotServe(Refusal):
    """Something on this machine stands in the way."""


def main(argv: list[str]) -> int:
    options = _options(argv)
    folder = data_folder.use(options.data)
    try:
        with lock.held(folder / "server.lock", wait=False):
            _refuse_taken_port(options.host, options.port)
            migrate.bring_up_to_date()
            _announce(options)
            return _start(options)
    except lock.Taken:
        raise CannotServe(
            _("Another server already works on the data folder {folder}. Stop it first, or choose another --data.")
            .format(folder=folder)
        ) from None  # fmt: skip


def _options(argv: list[str]) -> argparse.Namespace:
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


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there the option would let two servers share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CannotServe(
                _("Port {port} of {host} cannot be used ({reason}). Choose another with --port.").format(
                    port=port, host=host, reason=getattr(error, "strerror", None) or error
                )
            ) from error


def _announce(options: argparse.Namespace) -> None:
    links = addresses.links(options.host, options.port, "https" if options.tls_cert else "http")
    print(_("Guanjia is starting. Open it in a browser:"))
    for link in links:
        print(f"  {link}")
    sys.stdout.flush()


def _start(options: argparse.Namespace) -> int:
    """Become the server: the same process keeps the lock, and gets Ctrl-C and a polite kill at first hand."""
    settings = {"server.address": options.host, "server.port": options.port, "logger.hideWelcomeMessage": "true"}
    if options.tls_cert:
        os.environ["GUANJIA_TLS"] = "1"
        settings["server.sslCertFile"] = options.tls_cert.resolve()
        settings["server.sslKeyFile"] = options.tls_key.resolve()
    os.chdir(ROOT)
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *(f"--{name}={value}" for name, value in settings.items())]
    try:
        runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0

"""What the server listens with, tried before it starts: the address and port, the certificate and its key."""

import socket
import ssl
import sys
from pathlib import Path

from core.errors import Refusal
from core.i18n import _


class CannotServe(Refusal):
    """Something on this machine stands in the way."""


def require_free(host: str, port: int) -> None:
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


def require_usable(certificate: Path, key: Path) -> None:
    """The two files can be read and belong together."""
    try:
        # No password is asked for: a server that starts by itself has nobody to answer.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise CannotServe(
            _("The certificate {certificate} cannot be used with the key {key}: {reason}.").format(
                certificate=certificate, key=key, reason=reason
            )
        ) from error

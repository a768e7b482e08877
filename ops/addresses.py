"""The addresses under which this machine's server can be reached, as links."""

from auth.guard import hosts

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104


def links(host: str, port: int, scheme: str) -> list[str]:
    """Where a browser finds the server: on this machine first, then from the same office."""
    names = ["localhost", *_office_names()] if host in EVERYWHERE else [host]
    return [f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}" for name in names]


def _office_names() -> list[str]:
    """What the guard answers to, addresses first; the `.local` form of a name would only repeat it."""
    abroad = (name for name in hosts.own_names() if not _stays_on_this_machine(name) and not name.endswith(".local"))
    return sorted(abroad, key=lambda name: (not name[0].isdigit(), name))


def _stays_on_this_machine(name: str) -> bool:
    return name in ("localhost", "::1") or name.startswith("127.")

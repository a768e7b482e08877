"""A policy as canonical JSON and back, by the types of its fields. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, ClassVar, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints


class Policy(Protocol):
    """A frozen dataclass, every field with its default: int, float, str, bool, StrEnum, timedelta, tuples and
    mappings of them, nested frozen dataclasses. A method `problems()` says, field by field, what cannot be. Whoever may
    change settings may change it, unless a class variable `changed_with` names another permission."""

    __dataclass_fields__: ClassVar[dict[str, Any]]
    policy: ClassVar[str]


P = TypeVar("P", bound=Policy)


class Unreadable(ValueError):
    """A stored value that its field cannot hold."""


@dataclass(frozen=True)
class Change:
    """One number that differs between two versions: `normal.resolve`, before and after, as stored."""

    path: str
    before: Any
    after: Any


def text_of(policy: Policy) -> str:
    """Canonical: the same policy is always the same text."""
    return json.dumps(_plain(policy), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=256)
def policy_of(kind: type[P], content: str) -> P:
    """What an older version did not know has its default; what no version knows any more is left out."""
    found: P = _filled(kind, json.loads(content))
    return found


def differences(before: Policy, after: Policy) -> tuple[Change, ...]:
    old, new = _flat("", _plain(before)), _flat("", _plain(after))
    paths = [*old, *(path for path in new if path not in old)]
    return tuple(Change(path, old.get(path), new.get(path)) for path in paths if old.get(path) != new.get(path))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.value if isinstance(value, StrEnum) else value


def _flat(path: str, plain: Any) -> dict[str, Any]:
    if not isinstance(plain, dict):
        return {path: plain}
    found: dict[str, Any] = {}
    for name, value in plain.items():
        found |= _flat(f"{path}.{name}" if path else name, value)
    return found


def _filled(kind: Any, plain: Any) -> Any:
    known = plain if isinstance(plain, dict) else {}
    values = {}
    for name, hint in _hints(kind).items():
        if name not in known:
            continue
        try:
            values[name] = _typed(hint, known[name])
        except (Unreadable, ValueError, TypeError):
            continue  # what cannot be read has its default: a policy always answers
    return kind(**values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _typed(hint: Any, plain: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(inner, plain)
    if origin is tuple:
        hints = [inner[0]] * len(plain) if inner[-1] is Ellipsis else inner
        return tuple(_typed(hint, item) for hint, item in zip(hints, plain, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({_typed(inner[0], key): _typed(inner[1], item) for key, item in plain.items()})
    if is_dataclass(hint):
        return _filled(hint, plain)
    return _simple(hint, plain)


def _optional(options: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and NoneType in options:
        return None
    return _typed(next(option for option in options if option is not NoneType), plain)


def _simple(hint: Any, plain: Any) -> Any:
    if hint is timedelta:
        return timedelta(seconds=plain)
    if issubclass(hint, StrEnum):
        return hint(plain)
    whole = hint is float and isinstance(plain, int)
    if not (isinstance(plain, hint) or whole) or (isinstance(plain, bool) and hint is not bool):
        raise Unreadable(plain)
    return hint(plain)

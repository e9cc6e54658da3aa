"""Converts frozen dataclasses to JSON values and back, with type checks."""

from __future__ import annotations

import base64
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable

_INTEGER_LIMIT = 2**63
"""SQLite integers are smaller."""


def to_json_value(value: Any) -> Any:
    """A dataclass as a dict without fields that have their default value; bytes as base64."""
    match value:
        case str() | int() | float() | None:
            return value
        case tuple() | list():
            return [to_json_value(each) for each in value]
        case dict():
            return {name: to_json_value(each) for name, each in value.items()}
        case bytes():
            return base64.b64encode(value).decode("ascii")
    kind: Any = type(value)
    given = ((name, getattr(value, name), default) for name, default in _defaults(kind))
    return {name: to_json_value(each) for name, each, default in given if each != default}


def from_json_value(kind: Any, value: Any) -> Any:
    """Reverses `to_json_value`; raises TypeError or ValueError if the types do not match."""
    return _reader(kind)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """The function that reads values of a type: built once, since archives have millions."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return lambda value: _checked(value in arguments, value)
    if origin is types.UnionType:  # a type or None
        some = _reader(arguments[0])
        return lambda value: None if value is None else some(value)
    if origin is tuple:
        each = _reader(arguments[0])
        return lambda value: tuple([each(item) for item in _checked_type(list, value)])
    if origin is dict:
        read_name, read_value = map(_reader, arguments)
        return lambda value: {
            read_name(name): read_value(item) for name, item in _checked_type(dict, value).items()
        }
    return _SCALARS.get(kind) or (lambda value: _checked_type(kind, value))


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
    return lambda value: kind(
        **{name: readers[name](each) for name, each in _checked_type(dict, value).items()}
    )


def _any(value: Any) -> Any:
    json.dumps(value, ensure_ascii=False).encode()  # JSON may contain lone surrogates
    return value


def _bytes(value: Any) -> bytes:
    return base64.b64decode(_checked_type(str, value), validate=True)


def _float(value: Any) -> Any:
    return value if type(value) is int else _checked_type(float, value)


def _int(value: Any) -> Any:
    return _checked(type(value) is int and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT, value)


def _str(value: Any) -> Any:
    _checked_type(str, value).encode()  # JSON may contain lone surrogates
    return value


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    Any: _any, bytes: _bytes, float: _float, int: _int, str: _str,
}  # fmt: skip


def _checked(fits: bool, value: Any) -> Any:
    if not fits:
        raise TypeError(f"{value!r:.50} has a wrong type")
    return value


def _checked_type(kind: type[Any], value: Any) -> Any:
    return _checked(type(value) is kind, value)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Each field with its default, MISSING if it has none."""
    return tuple(
        (each.name, each.default if each.default_factory is MISSING else each.default_factory())
        for each in fields(kind)
    )

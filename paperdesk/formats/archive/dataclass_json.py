"""Converts frozen dataclasses to JSON values and back, with type checks."""

from __future__ import annotations

import base64
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

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
    if is_dataclass(kind):
        return _dataclass(kind, value)
    if kind is Any:
        return value
    origin = get_origin(kind)
    if origin is Literal:
        return _checked(value in get_args(kind), value)
    if origin is types.UnionType:  # a type or None
        return None if value is None else from_json_value(get_args(kind)[0], value)
    if origin is tuple:
        return tuple(
            from_json_value(get_args(kind)[0], each) for each in _checked_type(list, value)
        )
    if origin is dict:
        of_name, of_value = get_args(kind)
        return {
            from_json_value(of_name, name): from_json_value(of_value, each)
            for name, each in _checked_type(dict, value).items()
        }
    if kind is bytes:
        return base64.b64decode(_checked_type(str, value), validate=True)
    if kind is float and type(value) is int:
        return value
    if kind is int:
        return _checked(type(value) is int and -_INTEGER_LIMIT <= value < _INTEGER_LIMIT, value)
    if kind is str:
        _checked_type(str, value).encode()  # JSON may contain lone surrogates
    return _checked_type(kind, value)


def _dataclass(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    known = _checked_type(dict, value).items()
    return kind(**{name: from_json_value(hints[name], each) for name, each in known})


def _checked(fits: bool, value: Any) -> Any:
    if not fits:
        raise TypeError(f"{value!r:.50} has a wrong type")
    return value


def _checked_type(kind: type[Any], value: Any) -> Any:
    return _checked(type(value) is kind, value)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Each field with its default, MISSING if it has none."""
    return tuple(
        (each.name, each.default if each.default_factory is MISSING else each.default_factory())
        for each in fields(kind)
    )

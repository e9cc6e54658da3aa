"""Joins what two libraries say of one paper: a pure function, the same in either order.

Unlike an import, where the older record's value stays (`field_merge`), no side is the older one
here. A value that is known beats none; of two, the one that comes last in a fixed order: the fuller
one, then by its characters. Joining is therefore commutative, associative and idempotent.
"""

from __future__ import annotations

import json
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from paperdesk.model.details import is_unspecific_type
from paperdesk.model.paper import EMPTY, FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperdesk.model.paper import Paper

_FIELDS = attrgetter(*FIELDS)
_IDENTIFIERS = ("arXiv:", "doi:", "http")
"""Beginnings of titles that stand in for a missing one."""


def joined_fields(one: Paper, other: Paper) -> Paper:
    """The bibliographic fields of both; counts are those of `one`."""
    if _FIELDS(one) == _FIELDS(other):  # most papers
        return one
    changed = {
        field: joined
        for field in FIELDS
        if (ours := getattr(one, field)) != (theirs := getattr(other, field))
        and (joined := _joined(field, ours, theirs)) != ours
    }
    return replace(one, **changed) if changed else one


def joined_values(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The values of both by name."""
    return {
        **other,
        **{
            name: _joined(name, value, other[name]) if name in other else value
            for name, value in one.items()
        },
    }


def _joined(name: str, one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return joined_values(one, other)
    return max(one, other, key=lambda value: _rank(name, value))


def _rank(name: str, value: Any) -> tuple[Any, ...]:
    """What decides between values of a field: the greatest wins."""
    if value in EMPTY:
        return (0, repr(value))
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    stated = not (
        (name == "title" and text.startswith(_IDENTIFIERS))
        or (name == "type" and is_unspecific_type(text))
    )
    fullness = len(value) if isinstance(value, (str, list, tuple)) else value
    if isinstance(fullness, dict):
        fullness = len(text)
    # The earlier of two dates that are equally exact is that of first publication.
    order = tuple(-ord(char) for char in text) if name == "published" else text
    return (1, stated, fullness, order)

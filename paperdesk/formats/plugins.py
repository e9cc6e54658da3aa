"""Formats of other packages, through the entry point group `paperdesk.formats`.

    [project.entry-points."paperdesk.formats"]
    my-format = "my_package.my_module:MY_FORMAT"

The entry point's name is the format's own. Packages are listed without being imported.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item

_log = logging.getLogger(__name__)

GROUP = "paperdesk.formats"


@cache
def names() -> tuple[str, ...]:
    """The names of all formats that other packages offer, in alphabetical order."""
    return tuple(sorted(entry_points(group=GROUP).names))


@cache
def load(name: str) -> Format | None:
    """The format of that name; None where there is none, or it cannot be used, which is logged."""
    for entry in entry_points(group=GROUP, name=name):
        if found := _load(entry):
            return found
    return None


def _load(entry: EntryPoint) -> Format | None:
    try:
        found = entry.load()
    except Exception:  # whatever a stranger's module does when it is imported
        _log.warning("the format %s of %s cannot be used", entry.name, entry.value, exc_info=True)
        return None
    if isinstance(found, Format) and found.name == entry.name:
        return _guarded(found)
    _log.warning("the format %s: %s is none of that name", entry.name, entry.value)
    return None


def _guarded(found: Format) -> Format:
    """The format, with bugs of its reader as expected failures."""

    def read(source: Source) -> Iterator[Item]:
        try:
            yield from found.read(source)
        except InputError:
            raise
        except Exception as error:
            _log.exception("the format %s failed to read %s", found.name, source.name)
            raise InputError(f"{source.name}: the format {found.name} failed: {error}.") from error

    return replace(found, read=read)


def formats() -> tuple[Format, ...]:
    """All that can be loaded."""
    return tuple(found for name in names() if (found := load(name)))

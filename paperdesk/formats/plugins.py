"""Loads formats of other packages from the entry point group `paperdesk.formats`.

    [project.entry-points."paperdesk.formats"]
    my-format = "my_package.my_module:MY_FORMAT"

The entry point must have the format's name. Listing does not import the packages.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, TextIO

from paperdesk.errors import InputError, PaperdeskError, UsageError
from paperdesk.formats.format import Format
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Item

_log = logging.getLogger(__name__)

GROUP = "paperdesk.formats"


@cache
def names() -> tuple[str, ...]:
    """The names of all plug-in formats, sorted."""
    return tuple(sorted(entry_points(group=GROUP).names))


@cache
def load(name: str) -> Format | None:
    """The format with this name; None if there is none or loading fails, which is logged."""
    for entry in entry_points(group=GROUP, name=name):
        if found := _load(entry):
            return found
    return None


def _load(entry: EntryPoint) -> Format | None:
    try:
        found = entry.load()
    except Exception:  # importing a plug-in may raise anything
        _log.warning("cannot load format %s from %s", entry.name, entry.value, exc_info=True)
        return None
    if isinstance(found, Format) and found.name == entry.name:
        return _guarded(found)
    _log.warning("%s is not a format named %s", entry.value, entry.name)
    return None


def _guarded(found: Format) -> Format:
    """The format with unexpected errors of its reader and writer turned into expected ones."""

    def read(source: Source) -> Iterator[Item]:
        try:
            yield from found.read(source)
        except InputError:
            raise
        except Exception as error:
            _log.exception("format %s failed to read %s", found.name, source.name)
            raise InputError(
                StoredMessage(
                    "{name}: the format {format} failed: {error}.",
                    name=source.name,
                    format=found.name,
                    error=error,
                )
            ) from error

    write = found.write
    if write is None:
        return replace(found, read=read)

    def guarded_write(papers: Iterable[StoredPaper], file: TextIO) -> None:
        try:
            write(papers, file)
        except (PaperdeskError, OSError):
            raise
        except Exception as error:
            _log.exception("format %s failed to write", found.name)
            raise UsageError(
                tr("the format {format} failed: {error}.", format=found.name, error=error)
            ) from error

    return replace(found, read=read, write=guarded_write)


def formats() -> tuple[Format, ...]:
    """All plug-in formats that can be loaded."""
    return tuple(found for name in names() if (found := load(name)))

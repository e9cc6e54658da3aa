"""Adds papers that the user typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk import formats
from paperdesk.errors import InputError
from paperdesk.formats.reading.source import Source
from paperdesk.formats.typed_lines import TYPED_LINES
from paperdesk.tasks.importing import ImportOptions, import_files
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.library import Library
    from paperdesk.model.events import Event
    from paperdesk.model.paper import Item

_ENTRIES = frozenset([
    "bibtex", "ris", "csl-json", "nbib", "pubmed-xml", "endnote-xml", "enw", "refworks", "wos",
    "jsonl", "openalex", "arxiv-atom",
])  # fmt: skip
"""The formats of entries that people copy; anything else is a paper a line."""
_LONGEST_NAME = 40


def add_papers(library: Library, text: str) -> Iterator[Event]:
    """Import typed text: an entry of a reference format, or a paper a line.

    Yields the events of an import.
    """
    first = " ".join(text.split())
    name = first if len(first) <= _LONGEST_NAME else f"{first[:_LONGEST_NAME].rstrip()}…"
    source = Source.from_text(text, tr("Added: {name}", name=name))
    return import_files(library, [source], ImportOptions(format=typed_format(source)))


def read_typed(text: str) -> Iterator[Item]:
    """The papers and problems that typed text comes to, as `add_papers` reads it.

    Raises InputError.
    """
    source = Source.from_text(text, tr("Typed text"))
    recognised = formats.recognise(source, typed_format(source))
    yield from recognised.format.read(recognised.source)


def typed_format(source: Source) -> str:
    """The name of the format in which typed text is read."""
    try:
        found = formats.recognise(source).format.name
    except InputError:
        return TYPED_LINES.name
    return found if found in _ENTRIES else TYPED_LINES.name

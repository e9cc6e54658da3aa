"""Inheritance by `crossref` and `xdata`: what an entry takes from others, before or after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.bibtex.blocks import read_blocks
from paperdesk.formats.bibtex.fields import CSL_TYPES
from paperdesk.formats.reading.source import decoded_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.formats.bibtex.values import Strings
    from paperdesk.formats.reading.source import Source

    Entry = tuple[str, dict[str, str]]
    """The type and fields of an entry."""

_REFERENCE = re.compile(r"\b(?:crossref|xdata)\s*=\s*[{\"]?([^{}\"#]{1,500})", re.IGNORECASE)
_MAX_GENERATIONS = 5
_DATES = frozenset(["date", "year", "month", "day"])
_INHERITED = _DATES | {
    "address", "booktitle", "edition", "editor", "eventdate", "eventtitle", "institution", "isbn",
    "issn", "issue", "journal", "journaltitle", "language", "location", "number", "organization",
    "publisher", "school", "series", "shortjournal", "translator", "venue", "version", "volume",
    "volumes",
}  # fmt: skip
"""Not what belongs to the parent alone: its identifiers, address, pages, abstract, notes."""
_IN_A_WORK = frozenset(["chapter", "paper-conference", "entry-encyclopedia"])
_BY_ITS_AUTHOR = frozenset(["inbook", "bookinbook", "suppbook"])


def keys_in(field: str) -> list[str]:
    """The keys in a field `crossref` or `xdata`; their case is ignored."""
    return [key for each in field.split(",") if (key := each.strip().lower())]


class Parents:
    """The entries of a file that others refer to, found in passes over it before it is read."""

    def __init__(self, source: Source, strings: Strings) -> None:
        self._entries: dict[str, Entry] = {}
        wanted = {key for each in _references(source) for key in keys_in(each)}
        if not wanted:
            return
        for block in read_blocks(source.lines()):
            if block.kind == "string":
                strings.define(*block.fields[0])
            elif block.kind == "entry" and (key := block.key.lower()) in wanted:
                fields = {name: strings.value(text) for name, text in reversed(block.fields)}
                self._entries.setdefault(key, (block.entry_type, fields))

    def inherit(self, entry_type: str, fields: dict[str, str], generation: int = 0) -> None:
        """Add to an entry's fields what it inherits; a reference that leads nowhere is kept."""
        for name in ("xdata", "crossref"):
            keys = keys_in(fields.get(name, ""))
            found = [self._entries[key] for key in keys if key in self._entries]
            if generation >= _MAX_GENERATIONS or not found or len(found) < len(keys):
                continue
            del fields[name]
            for parent_type, values in found:
                inherited = dict(values)
                self.inherit(parent_type, inherited, generation + 1)
                if name == "crossref":
                    inherited = _inherited(parent_type, inherited, entry_type, fields)
                dated = not _DATES.isdisjoint(fields)
                for field, value in inherited.items():
                    if not (dated and field in _DATES):
                        fields.setdefault(field, value)


def _references(source: Source) -> Iterator[str]:
    """What follows `crossref =` and `xdata =`; blocks of text end at any place, so overlap."""
    before = ""
    for text in decoded_blocks(source):
        lower = text.lower()
        if "crossref" in lower or "xdata" in lower or before:
            yield from _REFERENCE.findall(before + text)
        end = text[-600:]
        before = end if "ref" in end.lower() or "xd" in end.lower() else ""


def _inherited(
    parent_type: str, parent: Mapping[str, str], entry_type: str, fields: Mapping[str, str]
) -> dict[str, str]:
    """What an entry inherits by `crossref`."""
    values = {name: value for name, value in parent.items() if name in _INHERITED}
    title = parent.get("title", "")
    if CSL_TYPES.get(entry_type) in _IN_A_WORK:
        if title:
            values.setdefault("booktitle", title)
        if entry_type in _BY_ITS_AUTHOR and "author" in parent:
            values["author"] = parent["author"]
    elif parent_type == "periodical":
        values.setdefault("journaltitle", title)
    elif title and "title" not in fields:  # another version, or a part, of the same work
        values["title"] = title
        for name in ("author", "institution"):
            if name in parent:
                values[name] = parent[name]
    return values

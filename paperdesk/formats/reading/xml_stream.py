"""XML from strangers: a document's records one at a time, in bounded memory.

Nothing outside of the document is ever fetched and no entity of its own is expanded. Names are
local: `dc:creator` is `creator`, for prefixes are the writer's to choose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from paperdesk.errors import InputError
from paperdesk.formats.reading.records import MAX_PROBLEM_TEXT, SourceRecord
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from paperdesk.formats.reading.source import Source

_DEEPEST = 100
_LONGEST = 1 << 24
"""Characters of one record, and of one piece of markup."""
_MOST_ELEMENTS = 50_000
"""Of one record."""
_HEAD = 1 << 16
"""Characters that tell what a document is."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Outline:
    """What the beginning of a document is made of."""

    root: str
    names: frozenset[str]
    """Of all elements that begin there."""
    text: str
    error: str = ""
    """Why it can be read no further, if so; then `root` may be empty."""


def elements(source: Source, names: Collection[str]) -> Iterator[SourceRecord[Element]]:
    """The elements of these names, outermost ones only, each as soon as it ends.

    Raises InputError in one sentence, after all whole records before: for what is not well-formed,
    cut off, declares entities, or nests or runs on without bound.
    """
    reader = _Reader(names)
    for block in decoded_blocks(source):
        try:
            reader.feed(block)
        except _BrokenError as broken:
            yield from reader.take()
            raise InputError(f"{source.name}: {broken}.") from broken
        yield from reader.take()
    try:
        reader.close()
    except _BrokenError as broken:
        raise InputError(f"{source.name}: {broken}.") from broken


def outline(source: Source) -> Outline | None:
    """What the beginning says; None where it is no XML."""
    text = next(decoded_blocks(source), "").lstrip()[:_HEAD]
    if not text.startswith("<"):
        return None
    reader, error = _Reader(()), ""
    try:
        reader.feed(text)
    except _BrokenError as broken:
        error = str(broken)
    return Outline(reader.root, frozenset(reader.seen), text, error)


def text_at(parent: Element, path: str) -> str:
    """All text within the first element at `path`, on one line; ``""`` where there is none."""
    found = parent.find(path)
    return "" if found is None else text_of(found)


def texts_at(parent: Element, path: str) -> list[str]:
    """The text of each element at `path`, without empty ones."""
    return [text for found in parent.iterfind(path) if (text := text_of(found))]


def text_of(element: Element) -> str:
    """All text within an element, on one line."""
    return clean_text("".join(element.itertext()))


def show(element: Element) -> str:
    """A record's text again, for a Problem."""
    return tostring(element, "unicode")[:MAX_PROBLEM_TEXT]


class _BrokenError(Exception):
    """Why a document is read no further, as the end of a sentence."""


class _Reader:
    """Feeds a parser, and builds the wanted elements only."""

    def __init__(self, names: Collection[str]) -> None:
        self.root = ""
        self.seen: set[str] = set()
        self._names = names
        self._depth = 0
        self._begun = 0, 0  # depth and line of the record that is being built
        self._builder: TreeBuilder | None = None
        self._length = self._elements = 0
        self._silent = 0  # characters since the parser last said anything
        self._blank = 0  # lines above the document; a declaration may not stand below any
        self._whole: list[SourceRecord[Element]] = []
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.EntityDeclHandler = self._entity
        parser.DefaultHandler = self._other  # with one, no entity is expanded either

    def feed(self, text: str) -> None:
        """Parse a block of text, which is taken as it is whatever encoding it declares."""
        if not self._silent and not self.root:
            self._blank += text.count("\n", 0, len(text) - len(text.lstrip()))
            text = text.lstrip()
        self._silent += len(text)
        self._parse(_FORBIDDEN.sub(_stand_in, text), final=False)
        if self._silent > _LONGEST:
            raise _BrokenError(f"a piece of markup from line {self._line} on is too long")

    def close(self) -> None:
        """The end of the document must be the end of its root."""
        self._parse("", final=True)

    def take(self) -> list[SourceRecord[Element]]:
        """The records that became whole."""
        whole, self._whole = self._whole, []
        return whole

    @property
    def _line(self) -> int:
        return self._blank + self._parser.CurrentLineNumber

    def _parse(self, text: str, *, final: bool) -> None:
        try:
            self._parser.Parse(text, final)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            if final:
                why = "it breaks off there"
            line = self._blank + error.lineno
            raise _BrokenError(f"this XML is broken at line {line}: {why}") from error

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _local(qualified)
        self._silent = 0
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _BrokenError(f"the XML is nested too deeply at line {self._line}")
        if not self.root:
            self.root = name
        if self._builder is None:
            self._note(name)
            if name not in self._names:
                return
            self._builder = TreeBuilder()
            self._begun = self._depth, self._line
            self._length = self._elements = 0
        self._elements += 1
        self._grow(len(name) + sum(map(len, attributes.values())))
        self._builder.start(name, {_local(key): value for key, value in attributes.items()})

    def _note(self, name: str) -> None:
        if len(self.seen) < 1_000:
            self.seen.add(name)

    def _end(self, qualified: str) -> None:
        self._silent = 0
        if self._builder is not None:
            self._builder.end(_local(qualified))
            if self._depth == self._begun[0]:
                record = SourceRecord(self._builder.close(), self._begun[1], self._line)
                self._whole.append(record)
                self._builder = None
        self._depth -= 1

    def _data(self, text: str) -> None:
        self._silent = 0
        if self._builder is not None:
            self._grow(len(text))
            self._builder.data(text)

    def _grow(self, length: int) -> None:
        self._length += length
        if self._length > _LONGEST or self._elements > _MOST_ELEMENTS:
            raise _BrokenError(f"the record at line {self._begun[1]} is too long")

    def _other(self, _text: str) -> None:
        self._silent = 0

    def _entity(self, name: str, *_declared: object) -> None:
        raise _BrokenError(
            f"it declares XML entities ({clean_text(name)[:40]}), which are never expanded"
        )


def _stand_in(forbidden: re.Match[str]) -> str:
    return " " if forbidden[0].isspace() else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]

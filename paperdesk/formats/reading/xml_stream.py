"""Reads the records of an XML document one at a time, in bounded memory.

External resources are never fetched and entities never expanded. Names are local, without their
namespace prefix: `dc:creator` is `creator`.
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
from paperdesk.model.tex_symbols import SUPERSCRIPTS
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from paperdesk.formats.reading.source import Source

_MAX_DEPTH = 100
_MAX_LENGTH = 1 << 24
"""Characters of one record, and of one tag, comment or declaration."""
_MAX_ELEMENTS = 50_000
"""In one record."""
_OUTLINE_CHARS = 1 << 16

_RAISABLE = re.compile(r"\s*[-+\N{MINUS SIGN}0-9]+\s*")
_RAISED = str.maketrans(SUPERSCRIPTS)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of the beginning of a document."""

    root: str
    names: frozenset[str]
    """Of all elements."""
    text: str
    error: str = ""
    """Why parsing failed, if it did; `root` may then be empty."""


def elements(source: Source, names: Collection[str]) -> Iterator[SourceRecord[Element]]:
    """Yields the outermost elements with these names, each as soon as it ends.

    Raises InputError, after yielding all complete elements, if the document is not well-formed,
    truncated, declares entities, or exceeds a limit.
    """
    reader = _Reader(names)
    for block in decoded_blocks(source):
        try:
            reader.feed(block)
        except _BrokenError as broken:
            yield from reader.take()
            raise _error(source, broken) from broken
        yield from reader.take()
    try:
        reader.close()
    except _BrokenError as broken:
        raise _error(source, broken) from broken


def outline(source: Source) -> Outline | None:
    """The structure of a document's beginning; None if it is not XML."""
    text = next(decoded_blocks(source), "").lstrip()[:_OUTLINE_CHARS]
    if not text.startswith("<"):
        return None
    reader, error = _Reader(()), ""
    try:
        reader.feed(text)
    except _BrokenError as broken:
        error = str(broken)
    return Outline(reader.root, frozenset(reader.element_names), text, error)


def text_at(parent: Element, path: str) -> str:
    """All text within the first element at `path`, on one line; ``""`` if there is none."""
    found = parent.find(path)
    return "" if found is None else text_of(found)


def texts_at(parent: Element, path: str) -> list[str]:
    """The non-empty texts of the elements at `path`."""
    return [text for found in parent.iterfind(path) if (text := text_of(found))]


def text_of(element: Element) -> str:
    """All text within an element, on one line; raised numbers as such characters: `10³`."""
    return clean_text("".join(_texts(element) if len(element) else element.itertext()))


def _texts(element: Element) -> Iterator[str]:
    is_raised = element.tag == "sup" or element.get("face") == "superscript"
    text = element.text or ""
    yield text.translate(_RAISED) if is_raised and _RAISABLE.fullmatch(text) else text
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def to_xml(element: Element) -> str:
    """A record as XML, for a Problem."""
    return tostring(element, "unicode")[:MAX_PROBLEM_TEXT]


def _error(source: Source, broken: _BrokenError) -> InputError:
    return InputError(StoredMessage("{name}: {reason}.", name=source.name, reason=broken.args[0]))


class _BrokenError(Exception):
    """The document cannot be read any further; the message completes a sentence."""


class _Reader:
    """Parses a document but builds only the elements with the given names."""

    def __init__(self, names: Collection[str]) -> None:
        self.root = ""
        self.element_names: set[str] = set()
        self._names = names
        self._depth = 0
        self._record_start = 0, 0  # depth and line of the record being built
        self._builder: TreeBuilder | None = None
        self._length = self._elements = 0
        self._unparsed = 0  # characters since the last parser event
        self._skipped_lines = 0  # blank lines above the document, which expat rejects
        self._complete: list[SourceRecord[Element]] = []
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.EntityDeclHandler = self._entity
        parser.DefaultHandler = self._other  # also prevents expansion of entities

    def feed(self, text: str) -> None:
        """Parse a block of text; a declared encoding is ignored."""
        if not self._unparsed and not self.root:
            self._skipped_lines += text.count("\n", 0, len(text) - len(text.lstrip()))
            text = text.lstrip()
        self._unparsed += len(text)
        self._parse(_FORBIDDEN.sub(_replacement, text), final=False)
        if self._unparsed > _MAX_LENGTH:
            raise _BrokenError(
                StoredMessage("the markup at line {line} is too long", line=self._line)
            )

    def close(self) -> None:
        """Finish parsing; raises _BrokenError if the root element is not closed."""
        self._parse("", final=True)

    def take(self) -> list[SourceRecord[Element]]:
        """The records completed since the last call."""
        complete, self._complete = self._complete, []
        return complete

    @property
    def _line(self) -> int:
        return self._skipped_lines + self._parser.CurrentLineNumber

    def _parse(self, text: str, *, final: bool) -> None:
        try:
            self._parser.Parse(text, final)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            if final:
                why = StoredMessage("the file is cut off there")
            line = self._skipped_lines + error.lineno
            raise _BrokenError(
                StoredMessage("this XML is broken at line {line}: {why}", line=line, why=why)
            ) from error

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _local(qualified)
        self._unparsed = 0
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _BrokenError(
                StoredMessage("the XML is nested too deeply at line {line}", line=self._line)
            )
        if not self.root:
            self.root = name
        if self._builder is None:
            self._note(name)
            if name not in self._names:
                return
            self._builder = TreeBuilder()
            self._record_start = self._depth, self._line
            self._length = self._elements = 0
        self._elements += 1
        self._check_size(len(name) + sum(map(len, attributes.values())))
        self._builder.start(name, {_local(key): value for key, value in attributes.items()})

    def _note(self, name: str) -> None:
        if len(self.element_names) < 1_000:
            self.element_names.add(name)

    def _end(self, qualified: str) -> None:
        self._unparsed = 0
        if self._builder is not None:
            self._builder.end(_local(qualified))
            if self._depth == self._record_start[0]:
                record = SourceRecord(self._builder.close(), self._record_start[1], self._line)
                self._complete.append(record)
                self._builder = None
        self._depth -= 1

    def _data(self, text: str) -> None:
        self._unparsed = 0
        if self._builder is not None:
            self._check_size(len(text))
            self._builder.data(text)

    def _check_size(self, length: int) -> None:
        self._length += length
        if self._length > _MAX_LENGTH or self._elements > _MAX_ELEMENTS:
            raise _BrokenError(
                StoredMessage("the record at line {line} is too long", line=self._record_start[1])
            )

    def _other(self, _text: str) -> None:
        self._unparsed = 0

    def _entity(self, name: str, *_declared: object) -> None:
        raise _BrokenError(
            StoredMessage(
                "it declares XML entities ({name}), which are not supported",
                name=clean_text(name)[:40],
            )
        )


def _replacement(forbidden: re.Match[str]) -> str:
    return " " if forbidden[0].isspace() else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]

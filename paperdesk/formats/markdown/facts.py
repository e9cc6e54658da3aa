"""Reads what stands below a title: facts such as `**Authors:** A, B`, links and text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.head_line import names_in
from paperdesk.formats.markdown.inline import (
    EDGES,
    are_link_words,
    labelled,
    links_in,
    protected,
    without_addresses,
    without_markup,
    without_number,
)
from paperdesk.formats.markdown.link_fields import is_for_links
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.field_names import paper_field
from paperdesk.formats.reading.names import parse_keywords, parse_names, parse_persons
from paperdesk.formats.reading.others import ET_AL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.markdown.blocks import Block
    from paperdesk.formats.markdown.inline import Link

_STRONG_NAME = re.compile(
    r"(?P<mark>\*\*|__|[*_])(?P<name>[^*_:：]{1,40})(?:[:：]\s*(?P=mark)|(?P=mark)\s*[:：])"
)
_EMPHASIS = re.compile(r"(?P<mark>[*_]{1,3})(?P<text>[^*_]+)(?P=mark)")
_PLAIN_NAME = re.compile(r"(?P<name>[^\W\d_][\w /-]{1,25}?)\s*[:：](?!//)")
_BARE_NAME = re.compile(r"[^\W\d_][\w /-]{1,40}[:：]\s*")
_SUMMARY = re.compile(r"<summary\b[^>]*>(?P<name>.*?)(?:</summary>|\Z)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[|·•‖]\s+")
_NOT_LINKS = re.compile(r"[^\W_]")
_MAX_DATE = 40
"""Characters; parsing a whole abstract as a date would take long."""


@dataclass(slots=True)
class Facts:
    """What the blocks below a title say."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    """Values by the name of their fact, for `field_names.fields_of`."""
    links: list[Link] = field(default_factory=list)
    """Links of the paper: not those in texts or to other papers."""
    texts: list[str] = field(default_factory=list)
    """Paragraphs without a name."""
    remarks: list[str] = field(default_factory=list)
    """List items without a name."""

    def record(self) -> dict[str, object]:
        """The fields with one value each: a list of names, or a text."""
        return {name: _joined(paper_field(name), values) for name, values in self.fields.items()}

    def has(self, *fields: str) -> bool:
        """Whether a fact with one of these fields of Paper is there."""
        return any(paper_field(name) in fields for name in self.fields)


def _joined(field_name: str, values: list[str]) -> object:
    if field_name == "keywords":
        return list(chain.from_iterable(map(parse_keywords, values)))
    if field_name == "authors":
        names = list(chain.from_iterable(map(parse_names, values)))
        return [*names, ET_AL] if any(parse_persons(value)[1] for value in values) else names
    return " ".join(values)


def read_facts(blocks: Iterable[Block]) -> Facts:
    """The facts in these blocks; text below a bare name such as `**Abstract**` is its value."""
    reader = _Reader()
    for block in blocks:
        reader.read(block)
    return reader.facts


def is_fact(line: str) -> bool:
    """Whether a line is a fact with a known name, or nothing but links."""
    text = protected(line)
    return _are_links(text) or _known(_fact(text)[0])


def _is_date(text: str) -> bool:
    return len(text) <= _MAX_DATE and bool(date(without_markup(text)))


def _is_statement(text: str) -> bool:
    return bool(_fact(text)[0]) or _are_links(text) or without_number(text) != text


def has_name(line: str) -> bool:
    """Whether a line is a fact, with a known name or a bold one."""
    return bool(_fact(protected(line))[0])


def is_bare_name(line: str) -> bool:
    """Whether a line is the name of a fact whose value is below it."""
    name, value = _fact(protected(line))
    return bool(name) and not value


def is_known(heading: str) -> bool:
    """Whether a heading names a part of a paper: `Abstract`, `Authors: A, B`, `Links`."""
    return is_fact(heading) or _known(_name(protected(heading)))


class _Reader:
    """Reads blocks in order, since the value of a name may be in the blocks below it."""

    def __init__(self) -> None:
        self.facts = Facts()
        self._name = ""
        """A name without value: the next blocks of one kind are its value."""
        self._level = -1
        """Items at this indentation are not below the name."""
        self._kind = ""

    def read(self, block: Block) -> None:
        """Read the next block."""
        if block.kind == "rule":
            self._name = ""
        elif block.kind == "heading":
            self._read_heading(protected(block.text))
        elif block.kind != "row":
            kind_changed = self._kind not in ("", block.kind)
            if kind_changed or (block.kind == "item" and block.level <= self._level):
                self._begin("", -1)
            self._kind = block.kind if self._name else ""
            self._read_lines(block)

    def _read_heading(self, text: str) -> None:
        name, value = _fact(text)
        self._begin("" if name and value else name or _name(text), -1)
        if name and value:
            self.facts.fields.setdefault(name, []).append(without_markup(value))

    def _begin(self, name: str, level: int) -> None:
        self._name, self._level, self._kind = name, level, ""

    def _read_lines(self, block: Block) -> None:
        name, value = self._name, list[str]()
        for part in _parts(block):
            found, rest = _fact(part)
            if not found and not _are_links(part):
                if (plain := without_number(part)) != part:  # an emoji begins something else
                    self._add(block, name, " ".join(value))
                    name, value = self._name, []
                value.append(plain)
                if not name and (names_in(plain) or _is_date(plain)):
                    self._add(block, name, " ".join(value))
                    value = []
                continue
            self._add(block, name, " ".join(value))
            name, value = self._name, []
            if not found:
                self._add_links(part, name)
            elif rest:
                name, value = found, [rest]
                self._begin("", -1)
            else:
                self._begin(found, block.level if block.kind == "item" else -1)
                name = found
        self._add(block, name, " ".join(value))

    def _add(self, block: Block, name: str, text: str) -> None:
        facts = self.facts
        if not text.strip():
            return
        if name:
            self._add_links(text, name)
            text = without_addresses(text) if is_for_links(name) else labelled(text)
            value = without_markup(text)
            if value:
                facts.fields.setdefault(name, []).append(value)
        elif block.kind == "item":
            facts.remarks.append(text)
        else:
            facts.texts.append(text)

    def _add_links(self, text: str, name: str) -> None:
        """Adds the links in a text below a name, whose words count if the label has none."""
        if not name or is_for_links(name):
            self.facts.links += [link.below(name) if name else link for link in links_in(text)]


def _parts(block: Block) -> Iterator[str]:
    """The lines; one with several facts, such as `Venue: A | Year: 2021`, is divided."""
    for line in map(protected, block.lines):
        parts = _BETWEEN.split(line)
        if len(parts) > 1 and all(map(_is_statement, parts)):
            yield from parts
        else:
            yield line


def _fact(text: str) -> tuple[str, str]:
    """Name and value in `**Authors**: A, B` or `Authors: A, B`; a plain name must be known."""
    text = without_number(text.strip())
    if whole := _EMPHASIS.fullmatch(text):
        text = whole["text"]
    if match := _SUMMARY.search(text):
        return _name(match["name"]), text[match.end() :].strip()
    if match := _STRONG_NAME.match(text):
        return _name(match["name"]), text[match.end() :].strip()
    match = _PLAIN_NAME.match(text)
    if match and _known(match["name"]):
        return match["name"], text[match.end() :].strip()
    if _BARE_NAME.fullmatch(text) or _known(_name(text)):  # `**Abstract**` above its text
        return _name(text), ""
    return "", text


def _name(text: str) -> str:
    return without_markup(without_number(text)).strip(EDGES)


def _known(name: str) -> bool:
    return bool(name) and (bool(paper_field(name)) or are_link_words(name))


def _are_links(text: str) -> bool:
    """Whether a text is nothing but links with labels that are no titles."""
    links = links_in(text)
    if not links or any(link.is_titled for link in links):
        return False
    return not _NOT_LINKS.search(without_markup(without_addresses(text)))

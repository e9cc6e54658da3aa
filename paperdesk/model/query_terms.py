"""The terms of a query text: words, phrases, filters, operators, each with its place.

Whatever is typed is some sequence of terms; what no rule fits is words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from paperdesk.model.identifiers import lone_link
from paperdesk.model.query_tree import (
    BARE_VALUE,
    OPERATORS,
    TEXT_FIELDS,
    Filter,
    Node,
    Phrase,
    Word,
    and_,
)
from paperdesk.model.query_values import FILTERS, condition
from paperdesk.model.spellings import joins
from paperdesk.model.tokenizer import letter_runs, words_of
from paperdesk.translation import tr

Kind = Literal["words", "phrase", "field", "filter", "sort", "operator", "open", "close"]

MAX_FILTERS = 200
"""Conditions in one query; SQLite bounds the depth of an expression, and nobody types so many."""


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of a query text, `text[start:end]`, and how it is read."""

    kind: Kind
    start: int
    """A minus belongs to its term."""
    end: int
    negated: bool = False
    node: Node | None = None
    """What it seeks; None for operators, parentheses and sorts."""
    value: str = ""
    """The operator, or the order: `date`, `-date`."""
    hint: str = ""
    """A sentence for the user where something else was meant than it is read as."""


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
_BLANK = re.compile(r"[\s*]*")
_MINUS = re.compile(r"(?:-++(?=[^\s*]))?")
_FIELD = re.compile(r"([^\W\d_]+):")
_QUOTED = re.compile(r'"([^"]*)("\*?)?')
_QUOTED_VALUE = re.compile(r'"((?:[^"]|"")*+)"?')
_NAMED = re.compile(r"(?:(?:arxiv|doi):\s+(?=\S))?", re.IGNORECASE)
_DIGITS = re.compile(r"\d{4}")
_LIKE_ARXIV = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})(?:v\d+)?")
_RUN = re.compile(r'[^\s"()*]+\*?')


def clean(text: str) -> str:
    """The text, as long as before, without characters that no text column can hold."""
    return _HALF_CHARACTER.sub("\ufffd", _CONTROL.sub(" ", text))


@lru_cache(maxsize=64)  # at every letter the parts of a window ask for the terms twenty times
def scan(text: str, cursor: int = -1) -> tuple[Term, ...]:
    """The terms of a clean text, in order; the word that `cursor` touches counts as begun."""
    terms: list[Term] = []
    place = filters = 0
    while (place := _end(_BLANK, text, place)) < len(text):
        start, place = place, _end(_MINUS, text, place)
        term = _term(text, place, cursor, filters < MAX_FILTERS)
        terms.append(replace(term, start=start, negated=(place - start) % 2 == 1))
        filters += term.kind == "filter"
        place = term.end
    return tuple(terms)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    assert match is not None  # these patterns fit an empty text too
    return match.end()


def _term(text: str, place: int, cursor: int, room: bool) -> Term:
    if text[place] in "()":
        return Term("open" if text[place] == "(" else "close", place, place + 1)
    if room and (term := _of_identifier(text, place)):
        return term
    if field := _FIELD.match(text, place):
        return _of_field(text, field, cursor, room)
    end, node = _words(text, place, cursor)
    raw = text[place:end]
    if raw in OPERATORS and text[place - 1 : place] != "-":
        return Term("operator", place, end, value=raw)
    return Term("phrase" if raw[0] == '"' else "words", place, end, node=node)


def _of_identifier(text: str, place: int) -> Term | None:
    """An arXiv id, a DOI or an address that says one, as it is pasted; None for other words."""
    named = _end(_NAMED, text, place)
    run = BARE_VALUE.match(text, named)
    if run is None or not _DIGITS.search(run[0]):  # quick, as most words are none
        return None
    found = lone_link(text[place : run.end()].rstrip(".,;:"))
    if found is None or found[0] == "url" or _is_number(run[0].rstrip(".,;:")):
        return None
    field = {"arxiv_id": "arxiv", "doi": "doi"}[found[0]]
    return Term("filter", place, run.end(), node=Filter(field, found[1]))


def _is_number(run: str) -> bool:
    """Whether this is a number such as `3141.5926`, which no arXiv id can be."""
    match = _LIKE_ARXIV.fullmatch(run)
    if match is None:
        return False
    in_month = 1 <= int(match["month"]) <= 12
    return not in_month or len(match["number"]) != (5 if match["year"] >= "15" else 4)


def _of_field(text: str, field: re.Match[str], cursor: int, room: bool) -> Term:
    name = field[1].lower()
    if name in FILTERS:
        return _of_filter(text, field, cursor, room)
    known = name in TEXT_FIELDS
    end, node = _words(text, field.end(), cursor, name if known else "")
    if known and node:
        return Term("field", field.start(), end, node=node)
    # A title may hold `BERT: ...`, which nobody takes for a field.
    no_field = tr('"{term}" is no field') if node else ""
    reason = tr('"{term}" has no word') if known else no_field
    return _misread(text, field, cursor, end, node, reason)


def _of_filter(text: str, field: re.Match[str], cursor: int, room: bool) -> Term:
    start, name = field.start(), field[1].lower()
    end, typed = _value(text, field.end())
    read = condition(name, typed)
    if read and name == "sort":
        return Term("sort", start, end, value=read[1])
    if read and room:
        return Term("filter", start, end, node=Filter(*read))
    reason = FILTERS[name][0] if typed else tr('"{term}" has no value')
    if read:
        reason = tr('"{term}" is one condition too many')
    return _misread(text, field, cursor, end, _leaf(text, field.end(), end, cursor), reason)


def _value(text: str, place: int) -> tuple[int, str]:
    """Where a filter's value ends, and the value; a quote in quotes is doubled."""
    if quoted := _QUOTED_VALUE.match(text, place):
        return quoted.end(), quoted[1].replace('""', '"')
    bare = BARE_VALUE.match(text, place)
    return (bare.end(), bare[0]) if bare else (place, "")


def _words(text: str, place: int, cursor: int, field: str = "") -> tuple[int, Word | Phrase | None]:
    """Where the quotation or the run of characters at `place` ends, and the words in it."""
    if quoted := _QUOTED.match(text, place):
        starred = quoted[2] == '"*'
        return quoted.end(), _leaf(text, *quoted.span(1), cursor, field, starred)
    end = run.end() if (run := _RUN.match(text, place)) else place
    return end, _leaf(text, place, end, cursor, field)


def _leaf(
    text: str, start: int, end: int, cursor: int, field: str = "", starred: bool = False
) -> Word | Phrase | None:
    """The words of `text[start:end]` as typed: none, one, or several in a row.

    Words without a blank between them are typed as one: `GPT-4o`, a run of Chinese.
    """
    spans: list[tuple[int, int]] = []
    first = 0
    for _, first, last in words_of(typed := text[start:end]):
        whole = spans and (first <= spans[-1][1] or joins(typed[spans[-1][1] : first]))
        spans.append((spans.pop()[0] if whole else first, last))
    if not spans:
        return None
    first, last = start + first, start + spans[-1][1]
    prefix = starred or text[last : last + 1] == "*" or first < cursor <= last
    words = tuple(typed[a:b] for a, b in spans)
    return Word(words[0], field, prefix) if len(words) == 1 else Phrase(words, field, prefix)


def _misread(
    text: str, field: re.Match[str], cursor: int, end: int, value: Word | Phrase | None, reason: str
) -> Term:
    """A field that is none, or that takes no such value: its name and its value are words."""
    name = _leaf(text, *field.span(1), cursor)
    found = [leaf for leaf in (name, value) if leaf is not None]
    hint = _hint(text[field.start() : end], reason, found) if reason else ""
    return Term("words", field.start(), end, node=and_(found), hint=hint)


def _hint(typed: str, reason: str, found: list[Word | Phrase]) -> str:
    texts = (leaf.text if isinstance(leaf, Word) else " ".join(leaf.words) for leaf in found)
    count = sum(len(letter_runs(text)) for text in texts)
    shown = typed if len(typed) <= 40 else f"{typed[:39]}…"
    what = [tr("it is searched as a word"), tr("both words are searched")]
    what.append(tr("its words are searched"))
    consequence = what[min(count, 3) - 1]
    return tr(
        "{reason}, so {consequence}.", reason=reason.format(term=shown), consequence=consequence
    )

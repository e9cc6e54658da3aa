"""Query terms in words, for chips and for the names of saved searches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import day, plural
from paperdesk.model.query_editing import terms
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_tree import Filter, Phrase, Word, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.model.query_terms import Term

_STATES = {
    "annotated": "with notes",
    "unstarred": "without a star",
    "duplicate": "possible duplicates",
    "foryou": "for you",
    "trashed": "in the trash",
}
_PARTS = {
    "abstract": "with an abstract",
    "note": "with a note",
    "highlight": "with a highlight",
    "date": "with a date",
    "code": "with code",
    "arxiv": "on arXiv",
    "doi": "with a DOI",
    "authors": "with authors",
}
SORT_NAMES = {
    "relevance": "best match first",
    "date": "newest first",
    "-date": "oldest first",
    "added": "last added first",
    "listed": "as listed",
    "upvotes": "most upvotes first",
    "comments": "most comments first",
    "author": "by author",
    "title": "by title",
    "trending": "trending first",
    "foryou": "likeliest for you first",
}
_AGES = {"d": "day", "w": "week", "m": "month", "y": "year"}
_BOUNDS = {">": "over", ">=": "at least", "<": "under", "<=": "at most", "=": ""}
_COMPARED = re.compile(r"(>=|<=|[><=])(\d+)")
_AGE = re.compile(r"(\d+)([dwmy])")
_MAX_NAME_LENGTH = 40


def term_text(term: Term) -> str:
    """A term in words: `2022 to 2025`, `not survey`, `in the last 7 days`."""
    if term.kind == "sort":
        name = SORT_NAMES.get(term.value)
        return name or f"{SORT_NAMES[term.value.removeprefix('-')]}, reversed"
    text = _node_text(term)
    return f"not {text}" if term.negated else text


def query_name(text: str) -> str:
    """The default name of a saved search: `kites, unread`."""
    special = {(term.start, term.end): term_text(term) for term in terms(text)}
    plain = [
        text[term.start : term.end]
        for term in scan(clean(text))
        if term.kind == "words" and (term.start, term.end) not in special
    ]
    words = " ".join(plain)
    name = ", ".join(part for part in (words, *special.values()) if part)
    return name if len(name) <= _MAX_NAME_LENGTH else f"{name[: _MAX_NAME_LENGTH - 1].rstrip()}…"


def _node_text(term: Term) -> str:
    match term.node:
        case Filter(field, value):
            return _FILTERS[field](value)
        case Word(text, field, prefix):
            return " ".join(filter(None, (field, f"{text}*" if prefix else text)))
        case Phrase(words, field):
            return " ".join(filter(None, (field, f"“{' '.join(words)}”")))
        case None:
            return term.value
        case other:
            return written(other)


def _range(value: str, each: Callable[[str], str] = str) -> str:
    if value == "none":
        return "no date"
    first, dots, last = value.partition("..")
    if not dots:
        return each(first)
    if first and last:
        return f"{each(first)} to {each(last)}"
    return f"from {each(first)}" if first else f"until {each(last)}"


def _tag(value: str) -> str:
    if value == "none":
        return "untagged"
    return f"only {value[1:]}" if value.startswith("=") else value.removesuffix("/*")


def _venue(value: str) -> str:
    return "no venue" if value == "none" else f"in {value.removeprefix('=')}"


def _like(value: str) -> str:
    if value.startswith("tag:"):
        return f"like those tagged {_tag(value.removeprefix('tag:'))}"
    count = value.count(",") + 1
    return f"like {plural(count, 'paper')}" if count > 1 else f"like paper {value}"


def _since(verb: str) -> Callable[[str], str]:
    def text(value: str) -> str:
        if age := _AGE.fullmatch(value):
            count, unit = int(age[1]), _AGES[age[2]]
            return f"{verb} in the last {f'{count} {unit}s' if count != 1 else unit}"
        return f"{verb} {_range(value, day)}"

    return text


def _number(noun: str) -> Callable[[str], str]:
    def text(value: str) -> str:
        if bound := _COMPARED.fullmatch(value):
            return " ".join(filter(None, (_BOUNDS[bound[1]], bound[2], noun)))
        return f"{_range(value)} {noun}"

    return text


def _state(value: str) -> str:
    return _STATES.get(value, value)


_FILTERS: dict[str, Callable[[str], str]] = {
    "tag": _tag,
    "is": _state,
    "has": _PARTS.__getitem__,
    "year": lambda value: _range(value),
    "date": lambda value: _range(value, day),
    "added": _since("added"),
    "seen": _since("seen"),
    "upvotes": _number("upvotes"),
    "comments": _number("comments"),
    "authors": _number("authors"),
    "arxiv": lambda value: f"arXiv {value}",
    "doi": lambda value: f"DOI {value}",
    "url": lambda value: f"at {value}",
    "dump": lambda value: f"from {value}",
    "venue": _venue,
    "topic": lambda value: (
        "in no topic" if value == "none" else f"about {value.replace(',', ', ')}"
    ),
    "like": _like,
}

"""Candidates for completing a query: fields, values, tags, words, names, recent queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop.search.query_texts import SORT_NAMES
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_tree import TEXT_FIELDS, Filter, Phrase, Word, written
from paperdesk.model.query_values import FILTERS, PARTS, SORTS, STATES, tag_and_below
from paperdesk.model.tokenizer import fold, letter_runs
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.library_values import Counts

Kind = Literal[
    "word", "field", "value", "tag", "year", "dump", "author", "org", "venue", "topic",
    "recent", "clear",
]  # fmt: skip
MAX_CHOICES = 8
_MIN_LETTERS = 2
"""Letters of a plain word before anything is offered."""
_MAX_TAGS, _MAX_FIELDS, _MAX_RECENT = 2, 2, 2


@dataclass(frozen=True, slots=True)
class UnfinishedTerm:
    """The term at the cursor: a plain word, or the value of a field."""

    text: str
    """The whole query."""
    start: int
    end: int
    """The span that a choice replaces; a minus before it stays."""
    field: str
    """Empty for a plain word."""
    value: str
    """The text so far."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the popup."""

    kind: Kind
    label: str
    right: str
    """Shown at the right: a number of papers, or a meaning."""
    text: str
    """The whole query after choosing it."""
    cursor: int
    """The cursor position after choosing it."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A recent query, and when it was searched, in words."""

    query: str
    when: str


def unfinished_term(text: str, cursor: int) -> UnfinishedTerm | None:
    """The term that ends at the cursor; None between terms and inside a word."""
    if text[cursor : cursor + 1].strip(' ")'):
        return None
    for each in scan(clean(text)):
        if not each.start < cursor <= each.end:
            continue
        start = (
            each.start + len(text[each.start : cursor]) - len(text[each.start : cursor].lstrip("-"))
        )
        name, colon, value = text[start:cursor].partition(":")
        field = name.lower() if colon and _is_field(name.lower()) else ""
        value = value.lstrip('"') if field else text[start:cursor]
        if not field and (len(value) < _MIN_LETTERS or '"' in value or colon):
            return None
        return UnfinishedTerm(text, start, each.end, field, value)
    return None


def _is_field(name: str) -> bool:
    return name in FILTERS or name in TEXT_FIELDS


def choices(term: UnfinishedTerm, counts: Counts | None, recent: Sequence[Recent]) -> list[Choice]:
    """The candidates known in the window; words and names come from the search child."""
    if term.field:
        return list(_values(term, counts))[:MAX_CHOICES]
    tags = list(_tags(term, counts))[:_MAX_TAGS]
    return [*tags, *list(_fields(term))[:_MAX_FIELDS], *list(_recent(term, recent))]


def needs_search(term: UnfinishedTerm) -> bool:
    """Whether the search child has candidates, too."""
    return not term.field or term.field in (*TEXT_FIELDS, "venue")


def found_choices(term: UnfinishedTerm, found: Sequence[tuple[Kind, str, int]]) -> list[Choice]:
    """The words and names from the search child."""
    return [_found(term, kind, name, papers) for kind, name, papers in found]


def _found(term: UnfinishedTerm, kind: Kind, name: str, papers: int) -> Choice:
    if kind == "word":
        label, right = name, tr_n("in {n} paper", "in {n} papers", papers)
        text = written(Word(name, term.field))
    elif kind == "venue":
        label, right = name, _papers(papers)
        text = written(Filter("venue", f"={name}"))
    else:
        label, right = name, _papers(papers)
        words = tuple(letter_runs(name))
        text = written(Phrase(words, kind) if len(words) > 1 else Word(words[0], kind))
        text = text if len(words) < 2 or '"' in name else f'{kind}:"{name}"'
    return _choice(term, kind, label, right, text)


def _papers(count: int) -> str:
    return tr_n("{n} paper", "{n} papers", count)


def recent_choices(recent: Sequence[Recent]) -> list[Choice]:
    """Recent queries, and clearing them: for the empty box."""
    rows = [
        Choice("recent", r.query, r.when, r.query, len(r.query)) for r in recent[: MAX_CHOICES - 1]
    ]
    return [*rows, Choice("clear", tr("Clear the history"), "", "", 0)] if rows else []


def _values(term: UnfinishedTerm, counts: Counts | None) -> Iterator[Choice]:
    typed = term.value.casefold()
    match term.field:
        case "tag":
            yield from _tags(term, counts)
        case "is" | "has" | "sort":
            values = {"is": STATES, "has": PARTS, "sort": SORTS}[term.field]
            for value in values:
                if value.startswith(typed.lstrip("-")) and value != typed:
                    right = SORT_NAMES[value] if term.field == "sort" else ""
                    minus = "-" if typed.startswith("-") else ""
                    yield _choice(term, "value", value, right, f"{term.field}:{minus}{value}")
        case "year":
            for year in counts.years if counts else ():
                if year.year.startswith(typed):
                    right = _papers(year.papers)
                    yield _choice(term, "year", year.year, right, f"year:{year.year}")
        case "topic":
            for topic in counts.topics if counts else ():
                if typed in topic.shown_name.casefold():
                    text = written(Filter("topic", topic.filter_value))
                    right = _papers(topic.papers)
                    yield _choice(term, "topic", topic.shown_name, right, text)
        case "dump":
            for dump in counts.dumps if counts else ():
                if typed in f"{dump.name}\n{dump.given_name}".casefold():
                    name = " ".join(dump.shown_name.split())
                    text = written(Filter("dump", dump.filter_value))
                    right = _papers(dump.papers)
                    yield _choice(term, "dump", name, right, text)


def _tags(term: UnfinishedTerm, counts: Counts | None) -> Iterator[Choice]:
    """Tags with a level that starts with the text; after `=`, each without the tags below it."""
    alone = term.field == "tag" and term.value.startswith("=")
    typed = fold(term.value[alone:])
    for count in counts.tags if counts else ():
        name = count.tag.name
        if fold(name).startswith(typed) or f"/{typed}" in fold(name):
            value = f"={name}" if alone else tag_and_below(name)
            text = written(Filter("tag", value))
            right = "" if alone else _papers(count.papers)
            yield _choice(term, "tag", text, right, text)


def _fields(term: UnfinishedTerm) -> Iterator[Choice]:
    for name in (*TEXT_FIELDS, *FILTERS):
        if name.startswith(term.value.casefold()):
            yield _choice(term, "field", f"{name}:", _MEANINGS[name], f"{name}:", "")


def _recent(term: UnfinishedTerm, recent: Sequence[Recent]) -> Iterator[Choice]:
    """Recent queries that contain the text."""
    wanted = term.text.strip().casefold()
    fitting = (
        each
        for each in recent
        if wanted in each.query.casefold() and each.query.casefold() != wanted
    )
    for each, _ in zip(fitting, range(_MAX_RECENT), strict=False):
        yield Choice("recent", each.query, each.when, each.query, len(each.query))


def _choice(
    term: UnfinishedTerm, kind: Kind, label: str, right: str, text: str, after: str = " "
) -> Choice:
    rest = term.text[term.end :]
    before = term.text[: term.start] + text + after
    if after and rest.startswith(" "):
        rest = rest[1:]
    return Choice(kind, label, right, before + rest, len(before))


_MEANINGS = {
    "title": tr("words of the title"),
    "abstract": tr("words of the abstract"),
    "author": tr("a name"),
    "org": tr("an organisation"),
    "note": tr("words of your notes"),
    "tag": tr("one of your tags"),
    "is": tr("starred, unread…"),
    "has": tr("abstract, note, code…"),
    "year": "2024, 2022..2024",
    "date": "2025-11",
    "before": tr("published before 2024-03"),
    "after": tr("published after 2024"),
    "added": "7d, 2025-11",
    "seen": tr("the day of a page"),
    "upvotes": ">10",
    "comments": ">=2",
    "authors": tr("how many"),
    "arxiv": tr("an arXiv id"),
    "doi": tr("a DOI"),
    "url": tr("a web address"),
    "dump": tr("where it came from"),
    "venue": tr("a journal or conference"),
    "topic": tr("a topic of the library"),
    "like": tr("numbers of papers, or a tag"),
    "sort": tr("date, title…"),
}

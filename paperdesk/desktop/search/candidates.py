"""What can stand where the caret is in a query: fields, values, tags, words, names, old queries.

begun(text, cursor) -> Begun | None      what is being typed there
choices(begun, known) -> list[Choice]    what the window itself can offer for it
remote(begun, found) -> list[Choice]     what the search child found for it
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop.search.query_texts import SORT_NAMES
from paperdesk.desktop.wording import plural
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_tree import TEXT_FIELDS, Filter, Phrase, Word, written
from paperdesk.model.query_values import FILTERS, PARTS, SORTS, STATES
from paperdesk.model.tokenizer import fold, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.library_values import Counts

Kind = Literal["word", "field", "value", "tag", "year", "dump", "author", "org", "recent", "clear"]
MOST = 8
_LEAST_LETTERS = 2
"""So many letters of a word of its own are typed before anything is offered."""
_TAGS_BESIDE, _FIELDS_BESIDE, _RECENT_BESIDE = 2, 2, 2


@dataclass(frozen=True, slots=True)
class Begun:
    """What is being typed: a word of its own, or the value of a field."""

    text: str
    """The whole query."""
    start: int
    end: int
    """The stretch that a choice replaces; a minus before it stays."""
    field: str
    """Empty for a word of its own."""
    value: str
    """As far as it is typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the popup."""

    kind: Kind
    label: str
    right: str
    """What stands at the right edge: how many papers, what it means."""
    text: str
    """The whole query after it is taken."""
    cursor: int
    """Where the caret stands then."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A query that was searched, and when, in words."""

    query: str
    when: str


def begun(text: str, cursor: int) -> Begun | None:
    """What is being typed at a place; None between terms, and within a word."""
    if text[cursor : cursor + 1].strip(' ")'):
        return None
    for term in scan(clean(text)):
        if not term.start < cursor <= term.end:
            continue
        start = (
            term.start + len(text[term.start : cursor]) - len(text[term.start : cursor].lstrip("-"))
        )
        name, colon, value = text[start:cursor].partition(":")
        field = name.lower() if colon and _is_field(name.lower()) else ""
        value = value.lstrip('"') if field else text[start:cursor]
        if not field and (len(value) < _LEAST_LETTERS or '"' in value or colon):
            return None
        return Begun(text, start, term.end, field, value)
    return None


def _is_field(name: str) -> bool:
    return name in FILTERS or name in TEXT_FIELDS


def choices(begun: Begun, counts: Counts | None, recent: Sequence[Recent]) -> list[Choice]:
    """What the window knows by itself; words and names are found by the search child."""
    if begun.field:
        return list(_values(begun, counts))[:MOST]
    tags = list(_tags(begun, counts))[:_TAGS_BESIDE]
    return [*tags, *list(_fields(begun))[:_FIELDS_BESIDE], *list(_recent(begun, recent))]


def asked(begun: Begun) -> bool:
    """Whether the search child can offer something, too."""
    return not begun.field or begun.field in TEXT_FIELDS


def remote(begun: Begun, found: Sequence[tuple[Kind, str, int]]) -> list[Choice]:
    """The words and names that the child found."""
    return [_found(begun, kind, name, papers) for kind, name, papers in found]


def _found(begun: Begun, kind: Kind, name: str, papers: int) -> Choice:
    if kind == "word":
        label, right = name, f"in {plural(papers, 'paper')}"
        text = written(Word(name, begun.field))
    else:
        label, right = name, plural(papers, "paper")
        words = tuple(split(name))
        text = written(Phrase(words, kind) if len(words) > 1 else Word(words[0], kind))
        text = text if len(words) < 2 or '"' in name else f'{kind}:"{name}"'
    return _taken(begun, kind, label, right, text)


def old(recent: Sequence[Recent]) -> list[Choice]:
    """The queries searched last, and the way to forget them: for the empty box."""
    rows = [Choice("recent", r.query, r.when, r.query, len(r.query)) for r in recent[: MOST - 1]]
    return [*rows, Choice("clear", "Clear the history", "", "", 0)] if rows else []


def _values(begun: Begun, counts: Counts | None) -> Iterator[Choice]:
    typed = begun.value.casefold()
    match begun.field:
        case "tag":
            yield from _tags(begun, counts)
        case "is" | "has" | "sort":
            values = {"is": STATES, "has": PARTS, "sort": SORTS}[begun.field]
            for value in values:
                if value.startswith(typed.lstrip("-")) and value != typed:
                    right = SORT_NAMES[value] if begun.field == "sort" else ""
                    minus = "-" if typed.startswith("-") else ""
                    yield _taken(begun, "value", value, right, f"{begun.field}:{minus}{value}")
        case "year":
            for year in counts.years if counts else ():
                if year.year.startswith(typed):
                    right = plural(year.papers, "paper")
                    yield _taken(begun, "year", year.year, right, f"year:{year.year}")
        case "dump":
            for dump in counts.dumps if counts else ():
                if typed in dump.name.casefold():
                    name = " ".join(dump.name.split())
                    text, right = written(Filter("dump", name)), plural(dump.papers, "paper")
                    yield _taken(begun, "dump", name, right, text)


def _tags(begun: Begun, counts: Counts | None) -> Iterator[Choice]:
    """Tags that begin so, or with a level that does."""
    typed = fold(begun.value)
    for count in counts.tags if counts else ():
        name = count.tag.name
        if fold(name).startswith(typed) or f"/{typed}" in fold(name):
            text = written(Filter("tag", name))
            yield _taken(begun, "tag", text, plural(count.papers, "paper"), text)


def _fields(begun: Begun) -> Iterator[Choice]:
    for name in (*TEXT_FIELDS, *FILTERS):
        if name.startswith(begun.value.casefold()):
            yield _taken(begun, "field", f"{name}:", _MEANINGS[name], f"{name}:", "")


def _recent(begun: Begun, recent: Sequence[Recent]) -> Iterator[Choice]:
    """Queries searched before that hold what is typed."""
    wanted = begun.text.strip().casefold()
    fitting = (
        each
        for each in recent
        if wanted in each.query.casefold() and each.query.casefold() != wanted
    )
    for each, _ in zip(fitting, range(_RECENT_BESIDE), strict=False):
        yield Choice("recent", each.query, each.when, each.query, len(each.query))


def _taken(begun: Begun, kind: Kind, label: str, right: str, text: str, after: str = " ") -> Choice:
    rest = begun.text[begun.end :]
    before = begun.text[: begun.start] + text + after
    if after and rest.startswith(" "):
        rest = rest[1:]
    return Choice(kind, label, right, before + rest, len(before))


_MEANINGS = {
    "title": "words of the title",
    "abstract": "words of the abstract",
    "author": "a name",
    "org": "an organisation",
    "note": "words of your notes",
    "tag": "one of your tags",
    "is": "starred, unread…",
    "has": "abstract, note, code…",
    "year": "2024, 2022..2024",
    "date": "2025-11",
    "added": "7d, 2025-11",
    "seen": "the day of a dump",
    "upvotes": ">10",
    "comments": ">=2",
    "authors": "how many",
    "arxiv": "an arXiv id",
    "doi": "a DOI",
    "dump": "where it came from",
    "like": "the number of a paper",
    "sort": "date, title…",
}

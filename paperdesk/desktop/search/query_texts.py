"""Query terms in words, for chips and for the names of saved searches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.desktop.wording import comma_list, day, number
from paperdesk.model.query_editing import terms
from paperdesk.model.query_terms import clean, scan
from paperdesk.model.query_tree import Filter, Phrase, Word, written
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperdesk.model.query_terms import Term

_STATES = {
    "starred": tr_in("in a search", "starred"),
    "unread": tr_in("in a search", "unread"),
    "reading": tr_in("in a search", "reading"),
    "read": tr_in("in a search", "read"),
    "dismissed": tr_in("in a search", "dismissed"),
    "annotated": tr_in("in a search", "with notes"),
    "unstarred": tr_in("in a search", "without a star"),
    "duplicate": tr_in("in a search", "possible duplicates"),
    "foryou": tr_in("in a search", "for you"),
    "trashed": tr_in("in a search", "in the trash"),
}
_PARTS = {
    "abstract": tr("with an abstract"),
    "note": tr("with a note"),
    "highlight": tr("with a highlight"),
    "date": tr("with a date"),
    "code": tr("with code"),
    "arxiv": tr("on arXiv"),
    "doi": tr("with a DOI"),
    "authors": tr("with authors"),
}
_TEXT_FIELDS = {
    "title": tr_in("in a search", "title"),
    "abstract": tr_in("in a search", "abstract"),
    "author": tr_in("in a search", "author"),
    "org": tr_in("in a search", "org"),
    "note": tr_in("in a search", "note"),
}
SORT_NAMES = {
    "relevance": tr("best match first"),
    "date": tr("newest first"),
    "-date": tr("oldest first"),
    "added": tr("last added first"),
    "listed": tr("as listed"),
    "upvotes": tr("most upvotes first"),
    "comments": tr("most comments first"),
    "author": tr("by author"),
    "title": tr("by title"),
    "trending": tr("trending first"),
    "foryou": tr("likeliest for you first"),
}
_COMPARED = re.compile(r"(>=|<=|[><=])(\d+)")
_AGE = re.compile(r"(\d+)([dwmy])")
_MAX_NAME_LENGTH = 40


def term_text(term: Term) -> str:
    """A term in words: `2022 to 2025`, `not survey`, `in the last 7 days`."""
    if term.kind == "sort":
        name = SORT_NAMES.get(term.value)
        return name or tr("{order}, reversed", order=SORT_NAMES[term.value.removeprefix("-")])
    text = _node_text(term)
    return tr("not {term}", term=text) if term.negated else text


def query_name(text: str) -> str:
    """The default name of a saved search: `kites, unread`."""
    special = {(term.start, term.end): term_text(term) for term in terms(text)}
    plain = [
        text[term.start : term.end]
        for term in scan(clean(text))
        if term.kind == "words" and (term.start, term.end) not in special
    ]
    words = " ".join(plain)
    name = comma_list([part for part in (words, *special.values()) if part])
    return name if len(name) <= _MAX_NAME_LENGTH else f"{name[: _MAX_NAME_LENGTH - 1].rstrip()}…"


def _node_text(term: Term) -> str:
    match term.node:
        case Filter(field, value):
            return _FILTERS[field](value)
        case Word(text, field, prefix):
            return _in_field(field, f"{text}*" if prefix else text)
        case Phrase(words, field):
            return _in_field(field, tr("“{phrase}”", phrase=" ".join(words)))
        case None:
            return term.value
        case other:
            return written(other)


def _in_field(field: str, words: str) -> str:
    return tr("{field} {words}", field=_TEXT_FIELDS[field], words=words) if field else words


def _range(value: str, each: Callable[[str], str] = str) -> str:
    if value == "none":
        return tr("no date")
    first, dots, last = value.partition("..")
    if not dots:
        return each(first)
    return _between(each(first) if first else "", each(last) if last else "")


def _between(first: str, last: str) -> str:
    if first and last:
        return tr("{first} to {last}", first=first, last=last)
    return tr("from {first}", first=first) if first else tr("until {last}", last=last)


def _tag(value: str) -> str:
    if value == "none":
        return tr("untagged")
    if value.startswith("="):
        return tr("only {tag}", tag=value[1:])
    return value.removesuffix("/*")


def _venue(value: str) -> str:
    if value == "none":
        return tr("no venue")
    return tr("in {venue}", venue=value.removeprefix("="))


def _topic(value: str) -> str:
    if value == "none":
        return tr("in no topic")
    return tr("about {topic}", topic=value.replace(",", ", "))


def _like(value: str) -> str:
    if value.startswith("tag:"):
        return tr("like those tagged {tag}", tag=_tag(value.removeprefix("tag:")))
    count = value.count(",") + 1
    if count == 1:
        return tr("like paper {number}", number=value)
    return tr_n("like {n} paper", "like {n} papers", count)


def _added(value: str) -> str:
    return tr("added {when}", when=_age(value) or _range(value, day))


def _seen(value: str) -> str:
    return tr("seen {when}", when=_age(value) or _range(value, day))


def _age(value: str) -> str:
    """`in the last 7 days` for `7d`; empty for what is no age."""
    age = _AGE.fullmatch(value)
    if age is None:
        return ""
    n = int(age[1])
    match age[2]:
        case "d":
            return tr_n("in the last day", "in the last {n} days", n)
        case "w":
            return tr_n("in the last week", "in the last {n} weeks", n)
        case "m":
            return tr_n("in the last month", "in the last {n} months", n)
        case _:
            return tr_n("in the last year", "in the last {n} years", n)


def _upvotes(value: str) -> str:
    return _number(value, lambda n: tr_n("{n} upvote", "{n} upvotes", n))


def _comments(value: str) -> str:
    return _number(value, lambda n: tr_n("{n} comment", "{n} comments", n))


def _authors(value: str) -> str:
    return _number(value, lambda n: tr_n("{n} author", "{n} authors", n))


def _number(value: str, counted: Callable[[int], str]) -> str:
    """`over 10 upvotes` for `>10`."""
    if bound := _COMPARED.fullmatch(value):
        count = counted(int(bound[2]))
        match bound[1]:
            case ">":
                return tr("over {count}", count=count)
            case ">=":
                return tr("at least {count}", count=count)
            case "<":
                return tr("under {count}", count=count)
            case "<=":
                return tr("at most {count}", count=count)
            case _:
                return count
    first, _, last = value.partition("..")
    if first and last:
        return _between(number(int(first)), counted(int(last)))
    return _range(value, lambda each: counted(int(each)))


def _state(value: str) -> str:
    return _STATES.get(value, value)


_FILTERS: dict[str, Callable[[str], str]] = {
    "tag": _tag,
    "is": _state,
    "has": _PARTS.__getitem__,
    "year": lambda value: _range(value),
    "date": lambda value: _range(value, day),
    "added": _added,
    "seen": _seen,
    "upvotes": _upvotes,
    "comments": _comments,
    "authors": _authors,
    "arxiv": lambda value: tr("arXiv {id}", id=value),
    "doi": lambda value: tr("DOI {doi}", doi=value),
    "url": lambda value: tr("at {address}", address=value),
    "dump": lambda value: tr("from {file}", file=value),
    "venue": _venue,
    "topic": _topic,
    "like": _like,
}

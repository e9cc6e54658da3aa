"""Makes the digest of a library."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paperdesk.errors import InputError, UsageError
from paperdesk.formats.digest.message import to_message
from paperdesk.model.digest import Digest, DigestEntry, DigestSection
from paperdesk.model.query import Filter, Query
from paperdesk.model.query_tree import and_, leaves, replaced
from paperdesk.model.query_values import days, is_age
from paperdesk.tasks.digest_reasons import (
    found_reason,
    period_reason,
    recommended_reason,
    trending_reason,
)
from paperdesk.tasks.indexing import index
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from email.message import EmailMessage

    from paperdesk.library import Library
    from paperdesk.model.digest import DigestOptions
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.query import Node

    _Reason = Callable[[StoredPaper], str]

_UNREAD = Filter("is", "unread")
_DATES = ("added", "seen", "date")
"""The filters that take an age."""


def make_digest(library: Library, options: DigestOptions) -> Digest:
    """The digest of a library; changes that are not indexed yet are indexed first.

    Raises UsageError for days that are none and for searches that are not saved, InputError where
    the library has no paper that could say which day is the last.
    """
    since, until = period(library, options)
    searches = _searches(library, options)
    if not library.index_is_current():
        for _ in index(library):
            pass
    return Digest(since, until, _Sections(library, options, since, until).made(searches))


def digest_message(
    library: Library, options: DigestOptions, sender: str = "", recipient: str = ""
) -> EmailMessage:
    """The digest as a mail with a plain text part and an HTML part, ready to be sent.

    Equal libraries and options give equal bytes: its date is midnight UTC of the last day, its
    Message-ID the hash of its text. Raises as `make_digest` does, and UsageError for an address
    that is none.
    """
    return to_message(make_digest(library, options), sender, recipient)


def period(library: Library, options: DigestOptions) -> tuple[date, date]:
    """The first and the last day; raises as `make_digest` does."""
    until = options.until or library.newest_day()
    if not until:
        raise InputError(tr("there is no paper in the library yet; import a page first."))
    last = _day(until)
    if is_age(options.since):
        first = days(options.since, last)[0]
        assert first is not None
    else:
        first = _day(options.since)
    if first > last:
        raise UsageError(
            tr(
                "digest: it would begin on {first}, after its last day, {last}.",
                first=first,
                last=last,
            )
        )
    return first, last


def _day(text: str) -> date:
    try:
        if len(text) != len("2025-12-23"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            tr(
                "digest: {text} is no day such as 2025-12-23, and no age such as 7d, 2w or 1m.",
                text=repr(text),
            )
        ) from None


def _searches(library: Library, options: DigestOptions) -> list[tuple[str, str]]:
    """The names and queries of the saved searches that go in."""
    saved = {search.name: search.query for search in library.searches()}
    if options.searches is None:
        return list(saved.items())
    for name in options.searches:
        if name not in saved:
            names = ", ".join(saved) or tr("none")
            raise UsageError(
                tr(
                    "digest: no search is saved as {name}; there are: {names}.",
                    name=repr(name),
                    names=names,
                )
            )
    return [(name, saved[name]) for name in dict.fromkeys(options.searches)]


class _Sections:
    """Finds the sections of a digest one after the other; no paper is in two."""

    def __init__(self, library: Library, options: DigestOptions, since: date, until: date) -> None:
        self._library, self._options = library, options
        self._since, self._until = since, until
        new = library.find(Query(and_([_UNREAD, Filter("seen", f"{since}..{until}")]), "date"))
        self._new = dict.fromkeys(new.ids.tolist())
        """The unread papers that an import listed in the period, newest first."""
        self._shown: set[int] = set()
        self._found: list[DigestSection] = []

    def made(self, searches: Sequence[tuple[str, str]]) -> tuple[DigestSection, ...]:
        parts = self._options.parts
        if "searches" in parts:
            for name, query in searches:
                self._add_search(name, query)
        if "for-you" in parts:
            self._add_for_you()
        if "trending" in parts:
            self._add_trending()
        if "unread" in parts:
            self._add_unread()
        return tuple(self._found)

    def _add_search(self, name: str, text: str) -> None:
        query = Query.parse(text)
        tree = None if query.tree is None else _as_of(query.tree, self._until)
        unread = and_([part for part in (tree, _UNREAD) if part is not None])
        new = self._new_of(Query(unread, query.sort, query.reverse))
        reason = found_reason(text, query.tree, self._since, self._until)
        self._add(f"search:{name}", name, new, reason, "new")

    def _add_for_you(self) -> None:
        found = self._library.find("is:foryou sort:foryou")
        total = len(self._library.find(Query(_UNREAD)).ids)
        reason = recommended_reason(found.reasons)
        self._add("for-you", tr("For you"), found.ids.tolist(), reason, "unread", total)

    def _add_trending(self) -> None:
        reason = trending_reason(self._since, self._until)
        self._add(
            "trending",
            tr("Trending"),
            self._new_of(Query(_UNREAD, "trending")),
            reason,
            "unread",
        )

    def _add_unread(self) -> None:
        reason = period_reason(self._since, self._until)
        self._add("unread", tr("Unread of the period"), list(self._new), reason, "")

    def _new_of(self, query: Query) -> list[int]:
        """The papers of a query that are unread, and that an import listed in the period."""
        return [paper for paper in self._library.find(query).ids.tolist() if paper in self._new]

    def _add(
        self, key: str, name: str, ids: list[int], reason: _Reason, kind: str, of: int = 0
    ) -> None:
        """Add the first papers of those that are in no section yet; `of` is how many there are."""
        new = [paper for paper in ids if paper not in self._shown]
        stored = self._library.papers(new[: self._options.limit])
        if not stored:
            return
        self._shown.update(paper.id for paper in stored)
        total = of or len(new)
        count = number(len(stored))
        if len(stored) != total:
            count = tr("{shown} of {total}", shown=count, total=number(total))
        heading = _heading(kind, name, count)
        entries = tuple(DigestEntry(paper, reason(paper)) for paper in stored)
        self._found.append(DigestSection(key, name, heading, entries, total))


def _heading(kind: str, name: str, count: str) -> str:
    match kind:
        case "new":
            return tr("{name}, {count} new", name=name, count=count)
        case "unread":
            return tr("{name}, {count} unread", name=name, count=count)
        case _:
            return tr("{name}, {count}", name=name, count=count)


def _as_of(tree: Node, today: date) -> Node:
    """The query with ages, such as `added:7d`, counted from a day instead of the clock."""
    for leaf, _ in leaves(tree):
        if isinstance(leaf, Filter) and leaf.field in _DATES and is_age(leaf.value):
            first, _ = days(leaf.value, today)
            tree = replaced(tree, leaf, Filter(leaf.field, f"{first}.."))
    return tree

"""What the user made beside papers: tags, saved searches, words for recommendations.

`joined_library` joins that of two libraries as `paper_marks` does for a paper: symmetrically, and
once for all. A tag has one spelling, colour and shortcut afterwards: of two, the first in
alphabetical order; a shortcut of two tags goes to the first.
"""

from __future__ import annotations

import string
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.library_values import SavedSearch
from paperdesk.model.text_merge import revert_items

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True, slots=True)
class TagValues:
    """A tag of a library."""

    name: str
    colour: str
    key: str = ""
    """Its shortcut."""
    for_you: bool = True
    """Whether its papers shape recommendations."""


@dataclass(frozen=True, slots=True)
class LibraryMarks:
    """What the user made beside papers."""

    tags: tuple[TagValues, ...] = ()
    """Sorted by name."""
    searches: tuple[SavedSearch, ...] = ()
    """In the user's order."""
    words: tuple[tuple[str, str], ...] = ()
    """Words for recommendations, `pinned` or `banned`, sorted."""

    def to_values(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> LibraryMarks:
        """The marks that `to_values` took apart, perhaps through JSON."""
        return cls(
            tuple(TagValues(**each) for each in values["tags"]),
            tuple(SavedSearch(**each) for each in values["searches"]),
            tuple((word, effect) for word, effect in values["words"]),
        )


def tag_key(name: str) -> str:
    """Names with one key are one tag: the library compares them without the case of A to Z."""
    return name.translate(_LOWER)


def joined_library(one: LibraryMarks, other: LibraryMarks) -> LibraryMarks:
    """What both have."""
    return LibraryMarks(
        _joined_tags(one.tags, other.tags),
        _joined_searches(one.searches, other.searches),
        # Of a word that one pinned and the other banned, the pin stays.
        tuple(sorted({**dict(sorted((*one.words, *other.words)))}.items())),
    )


def _joined_tags(one: Iterable[TagValues], other: Iterable[TagValues]) -> tuple[TagValues, ...]:
    found: dict[str, TagValues] = {}
    wanted = []
    for tag in (*one, *other):
        key = tag_key(tag.name)
        found[key] = _joined_tag(found[key], tag) if key in found else tag
        wanted += [(tag.key, key)] if tag.key else []
    shortcuts: dict[str, str] = {}
    for shortcut, key in sorted(wanted):
        if shortcut not in shortcuts.values():
            shortcuts.setdefault(key, shortcut)
    tags = (replace(tag, key=shortcuts.get(key, "")) for key, tag in found.items())
    return tuple(sorted(tags, key=lambda tag: tag.name))


def _joined_tag(one: TagValues, other: TagValues) -> TagValues:
    return TagValues(
        min(one.name, other.name),
        min(one.colour, other.colour),
        for_you=one.for_you and other.for_you,
    )


def _joined_searches(
    one: tuple[SavedSearch, ...], other: tuple[SavedSearch, ...]
) -> tuple[SavedSearch, ...]:
    """All searches; in the order of the list that has all of the other, else by their places."""
    ours, theirs = Counter(one), Counter(other)
    fuller = [
        each
        for each, counts, others in ((one, ours, theirs), (other, theirs, ours))
        if counts >= others
    ]
    if fuller:
        return min(fuller, key=lambda each: [(search.name, search.query) for search in each])
    places: dict[SavedSearch, int] = {}
    for each in (one, other):
        for place, search in enumerate(each):
            places[search] = min(place, places.get(search, place))
    return tuple(sorted(places, key=lambda each: (places[each], each.name, each.query)))


def parted_library(before: LibraryMarks, after: LibraryMarks, now: LibraryMarks) -> LibraryMarks:
    """Take back what joining had changed from `before` to `after`, but for what changed since.

    Tags that it brought are left: the store knows which papers have them.
    """
    return LibraryMarks(
        _parted_tags(before.tags, after.tags, now.tags),
        before.searches
        if now.searches == after.searches
        else revert_items(after.searches, before.searches, now.searches),
        _parted_words(dict(before.words), dict(after.words), dict(now.words)),
    )


def _parted_tags(
    before: Iterable[TagValues], after: Iterable[TagValues], now: Iterable[TagValues]
) -> tuple[TagValues, ...]:
    olds, news = ({tag_key(tag.name): tag for tag in tags} for tags in (before, after))
    found = []
    for tag in now:
        old, new = olds.get(tag_key(tag.name)), news.get(tag_key(tag.name))
        if old is not None and new is not None:
            back: dict[str, Any] = {
                name: getattr(old, name)
                for name in ("name", "colour", "key", "for_you")
                if getattr(tag, name) == getattr(new, name)
            }
            tag = replace(tag, **back)
        found.append(tag)
    taken = Counter(tag.key for tag in found if tag.key)
    now_by_key = {tag_key(tag.name): tag for tag in now}
    return tuple(
        replace(tag, key=now_by_key[tag_key(tag.name)].key) if taken[tag.key] > 1 else tag
        for tag in found
    )


def _parted_words(
    before: dict[str, str], after: dict[str, str], now: dict[str, str]
) -> tuple[tuple[str, str], ...]:
    left = dict(now)
    for word, effect in after.items():
        if before.get(word) == effect or now.get(word) != effect:
            continue
        if word in before:
            left[word] = before[word]
        else:
            del left[word]
    return tuple(sorted(left.items()))

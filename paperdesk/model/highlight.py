"""Highlights in a paper's text, and how they are located after the text changed.

A highlight stores its position, its words and some text around them, as W3C's TextQuoteSelector
does. Its current position is computed from the current text and not stored, so undoing an import
restores it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Field = Literal["title", "abstract"]
COLOURS = ("yellow", "green", "blue", "pink", "purple")
AROUND = 32
"""Characters stored of the text before and after a highlight."""
MIN_SIMILARITY_PERCENT = 80
"""Of 100: so much of the words must be left where they have changed, and of their surroundings."""
CONTEXT_CHARACTERS = 12
"""Characters on each side that hold changed words in their place."""
MIN_FUZZY_LENGTH = 12
"""Shorter words are found again letter by letter or not at all."""


class HighlightValues(NamedTuple):
    """What the user can change of a highlight."""

    colour: str
    comment: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted part of a paper's title or abstract."""

    field: Field
    start: int
    """Characters from the field's beginning, when it was made."""
    end: int
    exact: str
    """The text itself, by which it is found again when the field has changed."""
    colour: str
    """One of COLOURS."""
    created: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    prefix: str = ""
    """Some text before and after it, to distinguish repeated words."""
    suffix: str = ""
    comment: str = ""
    tags: tuple[str, ...] = ()
    """Separate from the tags of papers."""
    id: int = 0
    """Its number in the library; 0 before it is stored."""

    @property
    def values(self) -> HighlightValues:
        """What the user can change of it."""
        return HighlightValues(self.colour, self.comment, self.tags)


def make_highlight(
    field: Field, text: str, start: int, end: int, colour: str, created: str
) -> Highlight:
    """Make a highlight of `text[start:end]`, without whitespace at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Highlight(
        field,
        start,
        end,
        text[start:end],
        colour,
        created,
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def locate(highlight: Highlight, text: str) -> tuple[int, int] | None:
    """Return where a highlight is in the current text of its field; None for an orphan.

    That is its own position if the words are there, else the occurrence with the most similar
    surroundings (the nearest of equals), else the most similar text.
    """
    start, end, exact = highlight.start, highlight.end, highlight.exact
    if not exact:
        return None
    if text[start:end] == exact and _fits(highlight, text, start) == 1:
        return start, end
    places = _places(exact, text)
    if places:
        best = max(places, key=lambda at: (_fits(highlight, text, at), -abs(at - start)))
        return best, best + len(exact)
    return _alike(highlight, text) if len(exact) >= MIN_FUZZY_LENGTH else None


def _places(exact: str, text: str) -> list[int]:
    found, place = [], text.find(exact)
    while place >= 0:
        found.append(place)
        place = text.find(exact, place + 1)
    return found


def _fits(highlight: Highlight, text: str, start: int) -> float:
    """Return the share of its surroundings found around this position, 0 to 1."""
    end = start + len(highlight.exact)
    before = text[max(0, start - len(highlight.prefix)) : start]
    after = text[end : end + len(highlight.suffix)]
    known = len(highlight.prefix) + len(highlight.suffix)
    same = _common(before[::-1], highlight.prefix[::-1]) + _common(after, highlight.suffix)
    return same / known if known else 1.0


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginnings."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _alike(highlight: Highlight, text: str) -> tuple[int, int] | None:
    """Find the changed words: between their surroundings, or the most similar text elsewhere,
    in whole words."""
    from rapidfuzz import fuzz  # seldom needed, and 5 ms to load

    exact = highlight.exact
    between = [
        (fuzz.ratio(exact, text[start:end]), start, end) for start, end in _between(highlight, text)
    ]
    likest, start, end = max(between, default=(0.0, 0, 0))
    if likest >= MIN_SIMILARITY_PERCENT:
        return start, end
    found = fuzz.partial_ratio_alignment(exact, text, score_cutoff=MIN_SIMILARITY_PERCENT)
    if found is None or found.dest_end - found.dest_start < len(exact) // 2:
        return None
    start, end = _whole_words(text, found.dest_start, found.dest_end)
    return (start, end) if fuzz.ratio(exact, text[start:end]) >= MIN_SIMILARITY_PERCENT else None


def _between(highlight: Highlight, text: str) -> Iterator[tuple[int, int]]:
    """The texts between the former neighbours of the words."""
    before, behind = highlight.prefix[-CONTEXT_CHARACTERS:], highlight.suffix[:CONTEXT_CHARACTERS]
    if len(before) < CONTEXT_CHARACTERS or len(behind) < CONTEXT_CHARACTERS:
        return
    for place in _places(before, text):
        start = place + len(before)
        end = text.find(behind, start, start + 2 * len(highlight.exact) + len(behind))
        if end > start:
            yield start, end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Quote:
    """A highlight as it is listed beside those of other papers."""

    paper: int
    title: str
    published: str
    mark: Highlight
    is_orphan: bool

    def holds(self, words: str) -> bool:
        """Whether the quote, its comment, tags or title contain all these words."""
        mark = self.mark
        text = " ".join((mark.exact, mark.comment, *mark.tags, self.title)).casefold()
        return all(word in text for word in words.casefold().split())

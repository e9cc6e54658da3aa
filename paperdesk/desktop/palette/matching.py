"""Which of many names is meant by a few letters, and which of its letters they are."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

_LEAST = 78
"""Of 100, how much of a word must be in a name that does not hold all of it."""
_FUZZY_FROM = 4
"""Letters; a shorter word is taken as it is."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name matches, to 100, and where: spans of letters, in order."""

    score: float
    spans: tuple[tuple[int, int], ...] = ()


def match(typed: str, name: str) -> Match | None:
    """How a name matches what was typed, without case; None where a word is not in it.

    A word counts most at the beginning of a word, less within one, least with a slip in it.
    """
    low = name.lower()
    if len(low) != len(name):
        low = name  # a letter that grows in lower case would shift the spans
    found = [_word(word, low) for word in typed.lower().split()]
    if any(each is None for each in found):
        return None
    spans = sorted(each.spans[0] for each in found if each is not None)
    scores = [each.score for each in found if each is not None]
    # Of equal matches the shorter name, of which more is meant, comes first.
    return Match(sum(scores) / len(scores) - len(name) / 100, tuple(spans)) if scores else Match(0)


def _word(word: str, name: str) -> Match | None:
    place = name.find(word)
    if place >= 0:
        start = place
        while start > 0 and name[start - 1].isalnum():
            start = name.find(word, start + 1)
        if start >= 0:
            return Match(100 if start == 0 else 95, ((start, start + len(word)),))
        return Match(85, ((place, place + len(word)),))
    if len(word) < _FUZZY_FROM:
        return None
    near = fuzz.partial_ratio_alignment(word, name, score_cutoff=_LEAST)
    if near is None or near.dest_end <= near.dest_start:
        return None
    return Match(near.score * 0.8, ((near.dest_start, near.dest_end),))

"""Matches a few typed letters with a name, and finds the letters in it."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

_MIN_SIMILARITY = 78
"""Of 100, for a word that is not in the name as typed."""
_MIN_FUZZY_LENGTH = 4
"""Letters; a shorter word must be in the name as typed."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name matches, up to 100, and the spans of the matching letters, in order."""

    score: float
    spans: tuple[tuple[int, int], ...] = ()


def match(typed: str, name: str) -> Match | None:
    """Match a name with typed words, ignoring case; None if a word is missing.

    A word scores most at the start of a word, less inside one, least with a typing error.
    """
    low = name.lower()
    if len(low) != len(name):
        low = name  # lower case has more letters, which would shift the spans
    found = [_word(word, low) for word in typed.lower().split()]
    if any(each is None for each in found):
        return None
    spans = sorted(each.spans[0] for each in found if each is not None)
    scores = [each.score for each in found if each is not None]
    # Among equal matches the shorter name comes first: more of it was typed.
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
    if len(word) < _MIN_FUZZY_LENGTH:
        return None
    near = fuzz.partial_ratio_alignment(word, name, score_cutoff=_MIN_SIMILARITY)
    if near is None or near.dest_end <= near.dest_start:
        return None
    return Match(near.score * 0.8, ((near.dest_start, near.dest_end),))

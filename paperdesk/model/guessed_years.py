"""The sentences that say why a page's year is a guess, and which papers' years they are about."""

from __future__ import annotations

import re

_GUESS = re.compile(
    r"Year guessed: \d{4} \((?:the latest full date on the page is in (\d{4})\)|from)"
)


def after_latest_date(year: int, latest: int) -> str:
    """The evidence for the year after the latest full date on a page."""
    return f"Year guessed: {year} (the latest full date on the page is in {latest})."


def from_other_date(year: int, basis: str) -> str:
    """The evidence for a year from a date that is not on the page, which has no full date."""
    return f"Year guessed: {year} (from {basis}). Please check."


def is_guessed(published: str, evidence: str) -> bool:
    """Whether the year of a paper's date is a guess, by the evidence for the year of its page."""
    guess = _GUESS.match(evidence)
    return bool(published) and guess is not None and published[:4] > (guess[1] or "")

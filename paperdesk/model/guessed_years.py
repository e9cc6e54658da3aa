"""The sentences that say why a page's year is a guess, and which papers' years they are about."""

from __future__ import annotations

import re

from paperdesk.translation import StoredMessage

_GUESS = re.compile(
    r"Year guessed: \d{4} \((?:the latest full date on the page is in (\d{4})\)|from)"
)


def after_latest_date(year: int, latest: int) -> str:
    """The evidence for the year after the latest full date on a page."""
    return StoredMessage(
        "Year guessed: {year} (the latest full date on the page is in {latest}).",
        year=year,
        latest=latest,
    )


def from_day_of_import(year: int) -> str:
    """The evidence for a year from the day of the import of a page that has no full date."""
    return StoredMessage("Year guessed: {year} (from today's date). Please check.", year=year)


def from_day_of_file(year: int) -> str:
    """The evidence for a year from the date of the file of a page that has no full date."""
    return StoredMessage("Year guessed: {year} (from the file's date). Please check.", year=year)


def is_guessed(published: str, evidence: str) -> bool:
    """Whether the year of a paper's date is a guess, by the evidence for the year of its page."""
    english = evidence.english if isinstance(evidence, StoredMessage) else evidence
    guess = _GUESS.match(english)
    return bool(published) and guess is not None and published[:4] > (guess[1] or "")

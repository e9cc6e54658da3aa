"""Recognises single lines of a Daily Papers page: header words, authors, dates, counts."""

from __future__ import annotations

import re
from functools import lru_cache

from paperdesk.formats.daily_papers.page_date import PartialDate

MAX_LENGTH = 160
"""No line recognised here is longer."""

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for length in range(3, len(name) + 1)
}
_COUNT = r"([0-9][0-9,]*|[0-9]{1,6}(?:\.[0-9]{1,3})?[kK])"
_YEAR = r"(?:, ?([0-9]{4})| ((?:19|20)[0-9]{2})\b)"
_DATE = re.compile(
    rf"(?:Published on )?(?:([A-Z][a-z]{{2,8}})\.? ([0-9]{{1,2}}){_YEAR}?"
    rf"|([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}))(?: +{_COUNT})?"
)
# Some copies have a star for the bullet, or garbled bytes from double encoding.
_AUTHORS = re.compile(r"(?:(?:[•*·]|â\x80¢|â€¢) *)?([0-9][0-9,]{0,8}) authors?")
_DOTS = frozenset({"·", "Â·"})
_TAGLINE = re.compile(
    r"by ?AK and the research community|Get trending papers in your email inbox.*"
)
_HEADER_WORDS = frozenset(
    {
        "new", "Subscribe", "Daily Papers", "Trending Papers", "Daily", "Weekly", "Monthly",
        "Hugging Face", "Hugging Face's logo", "Models", "Datasets", "Spaces", "Buckets",
        "Community", "Docs", "Enterprise", "Pricing", "Log In", "Sign Up", "Papers", "Previous",
        "Next",
    }
)  # fmt: skip
COUNTED = frozenset({"Upvote", "GitHub"})
"""Lines of a card that are followed by a count."""
_CARD_WORDS = COUNTED | {"arXiv Page"}
_GITHUB = re.compile(rf"GitHub {_COUNT}")
_KNOWN_LINES = _HEADER_WORDS | _CARD_WORDS | {"Submitted by"}
_PREFIXES = ("by", "Get trending", "GitHub", "\ufeff")
_SUFFIXES = (" author", " authors")


def may_be_special(text: str) -> bool:
    """A quick test that excludes four of five lines, which are plain text."""
    return len(text) <= MAX_LENGTH and (
        text in _KNOWN_LINES
        or "·" in text
        or text.endswith(_SUFFIXES)
        or text.startswith(_PREFIXES)
    )


def is_header(text: str) -> bool:
    """Whether a line may belong to a page header."""
    text = text.lstrip("\ufeff")
    return text in _HEADER_WORDS or _TAGLINE.fullmatch(text) is not None


def is_tagline(text: str) -> bool:
    """Whether a line occurs in page headers only."""
    return _TAGLINE.fullmatch(text.lstrip("\ufeff")) is not None


def is_dot(text: str) -> bool:
    """Whether a line is the dot between authors and date."""
    return text in _DOTS


@lru_cache(1_000)  # footers repeat the same few lines
def author_count(text: str) -> int | None:
    """The number in a line such as `• 10 authors`, else None."""
    if not text.endswith(_SUFFIXES):
        return None
    match = _AUTHORS.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def date(text: str) -> tuple[PartialDate, int | None] | None:
    """The date in a line, and the number of comments after it; None if it is not a date."""
    return _date(text) if len(text) <= MAX_LENGTH else None


@lru_cache(10_000)
def _date(text: str) -> tuple[PartialDate, int | None] | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    name, day, year, bare_year, iso_year, iso_month, iso_day, comments = match.groups()
    number = count(comments) if comments else None
    if iso_year:
        return PartialDate(int(iso_month), int(iso_day), int(iso_year)), number
    year = year or bare_year
    month = _MONTHS.get(name)
    return (PartialDate(month, int(day), int(year) if year else None), number) if month else None


def is_published(text: str) -> bool:
    """Whether a date is in the form of cards with an AI summary."""
    return text.startswith("Published on ")


def count(text: str) -> int | None:
    """Parses `1,337` or `3.29k`; None for other texts."""
    match = re.fullmatch(_COUNT, text) if len(text) <= MAX_LENGTH else None
    if not match:
        return None
    digits = match[1].replace(",", "").lower()
    if digits.endswith("k"):
        return round(float(digits[:-1]) * 1000)
    return int(digits) if len(digits) < 16 else None  # fits an SQLite integer


def is_card_line(text: str) -> bool:
    """Whether a line is an upvote or link line below a card's footer."""
    return text in _CARD_WORDS or _GITHUB.fullmatch(text) is not None


def organisation(text: str) -> str:
    """The display name in `slug Display Name`; if both are equal, one of them."""
    words = text.split()
    half = len(words) // 2
    if words[:half] == words[half:]:
        return " ".join(words[half:])
    return " ".join(words[1:] or words)

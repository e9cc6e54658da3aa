"""What a single line of a Daily Papers page says: a header's word, who wrote, a date, a count."""

from __future__ import annotations

import re
from functools import lru_cache

from paperdesk.formats.daily_papers.page_date import PartialDate

LONGEST = 160
"""No line below is longer, so that longer ones need no look."""

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
# The bullet comes as a star from some copies, and garbled from text that was encoded twice.
_AUTHORS = re.compile(r"(?:(?:[•*·]|â\x80¢|â€¢) *)?([0-9][0-9,]{0,8}) authors?")
_DOTS = frozenset({"·", "Â·"})
_STRONG = re.compile(r"by ?AK and the research community|Get trending papers in your email inbox.*")
_WEAK = frozenset(
    {
        "new", "Subscribe", "Daily Papers", "Trending Papers", "Daily", "Weekly", "Monthly",
        "Hugging Face", "Hugging Face's logo", "Models", "Datasets", "Spaces", "Buckets",
        "Community", "Docs", "Enterprise", "Pricing", "Log In", "Sign Up", "Papers", "Previous",
        "Next",
    }
)  # fmt: skip
COUNTED = frozenset({"Upvote", "GitHub"})
"""Lines of a card that a count follows."""
_CARD = COUNTED | {"arXiv Page"}
_GITHUB = re.compile(rf"GitHub {_COUNT}")
_WORDS = _WEAK | _CARD | {"Submitted by"}
_BEGINNINGS = ("by", "Get trending", "GitHub", "\ufeff")
_ENDS = (" author", " authors")


def may_be_mark(text: str) -> bool:
    """Whether a line is worth the questions below, about 1 in 5 of a page; the rest is text."""
    return len(text) <= LONGEST and (
        text in _WORDS or "·" in text or text.endswith(_ENDS) or text.startswith(_BEGINNINGS)
    )


def is_header(text: str) -> bool:
    """Whether a line may be one of a page's header."""
    text = text.lstrip("\ufeff")
    return text in _WEAK or _STRONG.fullmatch(text) is not None


def is_tagline(text: str) -> bool:
    """Whether a line is one that stands in a page's header only."""
    return _STRONG.fullmatch(text.lstrip("\ufeff")) is not None


def is_dot(text: str) -> bool:
    """Whether a line is the dot between who and when."""
    return text in _DOTS


@lru_cache(1_000)  # few different lines make up all footers
def authors(text: str) -> int | None:
    """How many authors a line like `• 10 authors` counts."""
    if not text.endswith(_ENDS):
        return None
    match = _AUTHORS.fullmatch(text)
    return int(match[1].replace(",", "")) if match else None


def date(text: str) -> tuple[PartialDate, int | None] | None:
    """The date of a line, and the count of comments behind it."""
    return _date(text) if len(text) <= LONGEST else None


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
    """Whether a date is printed as cards with a machine summary print it."""
    return text.startswith("Published on ")


def count(text: str) -> int | None:
    """`1,337` or `3.29k` as an integer."""
    match = re.fullmatch(_COUNT, text) if len(text) <= LONGEST else None
    if not match:
        return None
    digits = match[1].replace(",", "").lower()
    if digits.endswith("k"):
        return round(float(digits[:-1]) * 1000)
    return int(digits) if len(digits) < 16 else None  # what a database holds


def is_card_line(text: str) -> bool:
    """Whether a line is one of those below a card's footer: upvotes, and links."""
    return text in _CARD or _GITHUB.fullmatch(text) is not None


def organisation(text: str) -> str:
    """The name in `slug Display Name`: without the slug, once where both are the same."""
    words = text.split()
    half = len(words) // 2
    if words[:half] == words[half:]:
        return " ".join(words[half:])
    return " ".join(words[1:] or words)

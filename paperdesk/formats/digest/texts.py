"""The texts of a digest that all its forms share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.publications.paper_body import links
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.names import shown_name
from paperdesk.model.paper_texts import MONTHS, day, plural
from paperdesk.model.plain_text import plain
from paperdesk.translation import number

if TYPE_CHECKING:
    from datetime import date

    from paperdesk.model.digest import Digest
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

NOTHING_NEW = "Nothing new in this period."
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = 320
"""Characters of a summary; about four lines."""
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)\]]*(?=\s|$)|[。！？]")


def long_day(when: date) -> str:
    """`Tuesday 23 December 2025`."""
    weekday = _WEEKDAYS[when.weekday()]
    return f"{weekday} {when.day} {MONTHS[when.month - 1]} {when.year}"


def title(digest: Digest) -> str:
    """`Your reading, 16 to 23 December`."""
    first, last = digest.since, digest.until
    end = f"{last.day} {MONTHS[last.month - 1]}"
    if first.year != last.year:
        begin = f"{first.day} {MONTHS[first.month - 1]} {first.year}"
        return f"Your reading, {begin} to {end} {last.year}"
    begin = str(first.day)
    if first.month != last.month:
        begin += f" {MONTHS[first.month - 1]}"
    return f"Your reading, {end if first == last else f'{begin} to {end}'}"


def paper_title(stored: StoredPaper) -> str:
    """The title on one line, formulas in Unicode."""
    return plain(clean_text(stored.paper.title)) or "Untitled"


def address(stored: StoredPaper) -> str:
    """The web address of the paper; empty if it has none."""
    return next((address for _, address in links(stored)), "")


def byline(paper: Paper) -> str:
    """`Dehai Min +3 · 22 Dec 2025 · 20 upvotes`, as far as known."""
    parts = [_authors(paper), day(paper.published) if paper.published else "no date"]
    if paper.upvotes is not None:
        parts.append(plural(paper.upvotes, "upvote"))
    return " · ".join(filter(None, parts))


def summary(paper: Paper) -> str:
    """The AI summary, named as one; else the first sentences of the abstract."""
    if paper.ai_summary:
        return f"AI summary: {_beginning(plain(clean_text(paper.ai_summary)))}"
    return _beginning(plain(clean_text(paper.abstract)))


def _authors(paper: Paper) -> str:
    total = max(len(paper.authors), paper.n_authors or 0)
    if not paper.authors:
        return plural(total, "author") if total else ""
    first = clean_text(shown_name(paper.authors[0]))
    return f"{first} +{number(total - 1)}" if total > 1 else first


def _beginning(text: str) -> str:
    """Whole sentences of the beginning, or as many words as there is room for."""
    if len(text) <= _LONGEST:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, _LONGEST)]
    if ends and ends[-1] > _LONGEST // 3:
        return text[: ends[-1]]
    cut = text[:_LONGEST]
    words = cut.rsplit(" ", 1)[0] if " " in cut[_LONGEST // 2 :] else cut
    return f"{words.rstrip(' ,;:')} …"

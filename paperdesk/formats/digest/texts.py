"""The texts of a digest that all its forms share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.publications.paper_body import links
from paperdesk.formats.reading.values import clean_text
from paperdesk.model import paper_texts
from paperdesk.model.names import shown_name
from paperdesk.model.paper_texts import MONTHS, day, long_day_of_year
from paperdesk.model.plain_text import plain
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    from datetime import date

    from paperdesk.model.digest import Digest
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.paper import Paper

NOTHING_NEW = tr("Nothing new in this period.")
_WEEKDAYS = (
    tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"),
    tr("Friday"), tr("Saturday"), tr("Sunday"),
)  # fmt: skip
_LONGEST = 320
"""Characters of a summary; about four lines."""
_SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)\]]*(?=\s|$)|[。！？]")


def long_day(when: date) -> str:
    """`Tuesday 23 December 2025`."""
    return tr(
        "{weekday} {date}", weekday=_WEEKDAYS[when.weekday()], date=paper_texts.long_day(when)
    )


def title(digest: Digest) -> str:
    """`Your reading, 16 to 23 December`."""
    return tr("Your reading, {period}", period=_period(digest.since, digest.until))


def _period(first: date, last: date) -> str:
    if first == last:
        return long_day_of_year(last)
    if first.year != last.year:
        return tr(
            "{first} to {last}", first=paper_texts.long_day(first), last=paper_texts.long_day(last)
        )
    if first.month != last.month:
        return tr("{first} to {last}", first=long_day_of_year(first), last=long_day_of_year(last))
    return tr(
        "{first_day} to {last_day} {month}",
        first_day=first.day, last_day=last.day, month=MONTHS[last.month - 1],
    )  # fmt: skip


def paper_title(stored: StoredPaper) -> str:
    """The title on one line, formulas in Unicode."""
    return plain(clean_text(stored.paper.title)) or tr("Untitled")


def address(stored: StoredPaper) -> str:
    """The web address of the paper; empty if it has none."""
    return next((address for _, address in links(stored)), "")


def byline(paper: Paper) -> str:
    """`Dehai Min +3 · 22 Dec 2025 · 20 upvotes`, as far as known."""
    parts = [_authors(paper), day(paper.published) if paper.published else tr("no date")]
    if paper.upvotes is not None:
        parts.append(tr_n("{n} upvote", "{n} upvotes", paper.upvotes))
    return " · ".join(filter(None, parts))


def summary(paper: Paper) -> str:
    """The AI summary, named as one; else the first sentences of the abstract."""
    if paper.ai_summary:
        text = _beginning(plain(clean_text(paper.ai_summary)))
        return tr("AI summary: {text}", text=text)
    return _beginning(plain(clean_text(paper.abstract)))


def _authors(paper: Paper) -> str:
    total = max(len(paper.authors), paper.n_authors or 0)
    if not paper.authors:
        return tr_n("{n} author", "{n} authors", total) if total else ""
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

"""Reads a Daily Papers page copied or saved as text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paperdesk.formats.daily_papers import page_date
from paperdesk.formats.daily_papers.paragraphs import Footer, Header, read_blocks
from paperdesk.formats.daily_papers.records import read_records
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.records import invalid_dates
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.formats.reading.whitespace import collapse_whitespace
from paperdesk.model.paper import Note, PageHeader, Paper, Part, Problem
from paperdesk.translation import StoredMessage, StoredPlural, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.daily_papers.paragraphs import Paragraph
    from paperdesk.formats.daily_papers.records import PageRecord
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, PartKind

_SNIFFED_LINES = 1_000
_SNIFFED_BLOCKS = 2
_MIN_ABSTRACT = 200
"""Characters; used to recognise a page without header and footers."""


def sniff(source: Source) -> Match | None:
    """Scores the share of the first paragraphs that fit a page.

    Without a header or footer the match is weak, since other texts also have headings and
    paragraphs.
    """
    fits = total = papers = 0
    header = footers = False
    for part in read_records(_beginning(source)):
        if isinstance(part, Header):
            size, fit = 1, True
            header = header or part.is_certain()
        else:
            size = len(part.blocks())
            fit = part.footer is not None or _looks_complete(part, on_page=header)
            fit = fit and part.title is not None
            footers = footers or part.footer is not None
            papers += part.title is not None
        total += size
        fits += size if fit else 0
    if not (header or footers) and papers < 2:
        return None
    if not papers:
        return Match(0, tr("this is the header of a Daily Papers page, but no papers follow"))
    score = fits / total
    if header:  # a certain sign, whatever the records look like
        score = max(score, 0.6)
    elif not footers:
        score /= 2
    return Match(
        score, tr("{fits} of {total} paragraphs fit a Daily Papers page", fits=fits, total=total)
    )


def _beginning(source: Source) -> Iterator[str]:
    blocks = islice(
        decoded_blocks(source), _SNIFFED_BLOCKS
    )  # by blocks, since a file may be a single line
    return iter("".join(blocks).split("\n")[:_SNIFFED_LINES])


def _looks_complete(record: PageRecord, *, on_page: bool) -> bool:
    """Whether a record without a footer has a title and one abstract.

    Without a page header their lengths must be plausible.
    """
    if not record.title or len(record.abstract) != 1:
        return False
    return on_page or (
        not record.title.title_penalty()
        and not record.title.lines[0].startswith(("#", "-", "{", "[", "<", "@", "%"))
        and sum(map(len, record.abstract[0].lines)) >= _MIN_ABSTRACT
    )


def read(source: Source) -> Iterator[Item]:
    """Yields the page's day, then headers and a Paper or Problem for each record; Notes last.

    The text is read twice, since dates without a year depend on the latest full date.
    """
    pages = page_date.find_page_dates(_evidence(source), source)
    if day := next((page.day for page in pages if page.day), None):
        yield day
    tally = _Tally()
    number, begun = 0, False
    for part in read_records(source.lines()):  # more pages than before, if the file grew meanwhile
        if isinstance(part, Header):
            number += begun
            yield PageHeader((Part("header", part.first, part.last),))
        elif part.title:
            yield _paper(part, part.title, pages[min(number, len(pages) - 1)], tally)
        else:
            yield _problem(part)
        begun = True
    yield from _note_on_pages(pages)
    yield from tally.notes()


def _evidence(source: Source) -> list[page_date.DateEvidence]:
    """The date evidence of each page; text before the first header is a page."""
    pages = [page_date.DateEvidence()]
    begun = False
    for block in read_blocks(source.lines()):
        if isinstance(block, Header):
            if begun:
                pages.append(page_date.DateEvidence())
            pages[-1].header = block.date
        elif isinstance(block, Footer) and block.date:
            pages[-1].add(block.date)
        begun = True
    return pages


def _paper(record: PageRecord, title: Paragraph, page: page_date.PageDate, tally: _Tally) -> Paper:
    footer = record.footer or _NO_FOOTER
    text = collapse_whitespace(line for block in record.abstract for line in block.lines)
    published = tally.day(footer, page)
    tally.count(record)
    upvotes = record.card_header.upvotes if record.card_header else None
    return Paper(
        title=collapse_whitespace(title.lines),
        abstract="" if footer.has_ai_summary else text,
        ai_summary=text if footer.has_ai_summary else "",
        n_authors=footer.n_authors,
        org=footer.org,
        published=published,
        comments=footer.comments,
        upvotes=upvotes if footer.upvotes is None else footer.upvotes,
        listed=page.listed,
        parts=tuple(_parts(record)),
    )


_NO_FOOTER = Footer(0, 0, [])


def _parts(record: PageRecord) -> Iterator[Part]:
    footer, abstract = record.footer, record.abstract
    if record.card_header:
        yield Part("header", record.card_header.first, record.card_header.last)
    if record.title:
        yield Part("title", record.title.first, record.title.last)
    if abstract:
        kind: PartKind = "summary" if footer and footer.has_ai_summary else "abstract"
        yield Part(kind, abstract[0].first, abstract[-1].last)
    if footer:
        yield Part("footer", footer.first, footer.last)


def _problem(record: PageRecord) -> Problem:
    """The Problem for a record without a title, with its text and footer."""
    blocks = record.blocks()
    if record.abstract:
        reason = StoredMessage("this text has no title")
    elif record.footer:
        reason = StoredMessage("these authors and date have no paper above them")
    else:
        reason = StoredMessage("no paper follows here")
    text = "\n\n".join("\n".join(block.lines) for block in blocks)
    return Problem(blocks[0].first, reason, text, last=blocks[-1].last)


def _note_on_pages(pages: list[page_date.PageDate]) -> Iterator[Note]:
    days = sorted({page.day.day for page in pages if page.day and page.day.day})
    if len(days) > 1:
        yield Note(
            StoredMessage(
                "This file has {pages} pages of different days, {first} to {last}.",
                pages=len(days),
                first=days[0],
                last=days[-1],
            )
        )


class _Tally:
    """Counts what is worth a Note, with the first line of each kind."""

    def __init__(self) -> None:
        self._papers = 0
        self._counts: dict[str, tuple[int, int]] = {}

    def _add(self, what: str, line: int) -> None:
        times, first = self._counts.get(what, (0, line))
        self._counts[what] = times + 1, first

    def count(self, record: PageRecord) -> None:
        """Count missing parts of a record."""
        self._papers += 1
        if not record.footer:
            self._add("without footer", record.blocks()[0].first)
        if not record.abstract:
            self._add("without abstract", record.blocks()[0].first)

    def day(self, footer: Footer, page: page_date.PageDate) -> str:
        """The full date of a record, or an empty string."""
        if not footer.date:
            return ""
        day, earlier = page.resolve(footer.date)
        if earlier:
            self._add("year before", footer.last)
        if not day:
            self._add("impossible", footer.last)
        return day

    def notes(self) -> Iterator[Note]:
        """One Note for each kind, in order of first occurrence."""
        for what, (times, line) in self._counts.items():
            yield Note(self._sentence(what, times), line)

    def _sentence(self, what: str, n: int) -> str:
        match what:
            case "without footer" if n == self._papers > 1:
                return StoredMessage(
                    "This page gives no dates, so these {papers} papers stay undated.", papers=n
                )
            case "without footer":
                return StoredPlural(
                    "{n} paper has no authors or date.", "{n} papers have no authors or date.", n
                )
            case "without abstract":
                return StoredPlural("{n} paper has no abstract.", "{n} papers have no abstract.", n)
            case "year before":
                return StoredPlural(
                    "{n} date is later than the page's day, so the previous year was assumed.",
                    "{n} dates are later than the page's day, so the previous year was assumed.",
                    n,
                )
            case _:
                return invalid_dates(n)


DAILY_PAPERS_TEXT = Format(
    name="daily-papers-text",
    label=StoredMessage("Daily Papers page"),
    suffixes=(".txt",),
    sniff=sniff,
    read=read,
)

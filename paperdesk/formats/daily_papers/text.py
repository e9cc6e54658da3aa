"""The Daily Papers page, selected in a browser and saved or copied as text."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paperdesk.formats.daily_papers import page_date
from paperdesk.formats.daily_papers.paragraphs import Footer, Header, read_blocks
from paperdesk.formats.daily_papers.records import read_records
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.formats.reading.whitespace import collapse_whitespace
from paperdesk.model.paper import Note, PageHeader, Paper, Part, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.daily_papers.paragraphs import Paragraph
    from paperdesk.formats.daily_papers.records import PageRecord
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, PartKind

_SNIFFED_LINES = 1_000
_SNIFFED_BLOCKS = 2
_SHORTEST_ABSTRACT = 200
"""For recognising a page that has neither header nor footers."""


def sniff(source: Source) -> Match | None:
    """How many of the first paragraphs stand where a page has them.

    Without any header or footer, titles and abstracts must follow each other almost throughout,
    and the match stays a weak one: other texts, too, have headings and paragraphs.
    """
    fits = total = papers = 0
    header = footers = False
    for part in read_records(_beginning(source)):
        if isinstance(part, Header):
            size, fit = 1, True
            header = header or part.is_certain()
        else:
            size = len(part.blocks())
            fit = part.footer is not None or _looks_whole(part, on_page=header)
            fit = fit and part.title is not None
            footers = footers or part.footer is not None
            papers += part.title is not None
        total += size
        fits += size if fit else 0
    if not (header or footers) and papers < 2:
        return None
    if not papers:
        return Match(0, "this is the header of a Daily Papers page, and no papers follow")
    score = fits / total
    if header:  # whatever its records look like
        score = max(score, 0.6)
    elif not footers:
        score /= 2
    return Match(score, f"{fits} of {total} paragraphs fit a Daily Papers page")


def _beginning(source: Source) -> Iterator[str]:
    blocks = islice(
        decoded_blocks(source), _SNIFFED_BLOCKS
    )  # a file of one line has no second to stop at
    return iter("".join(blocks).split("\n")[:_SNIFFED_LINES])


def _looks_whole(record: PageRecord, *, on_page: bool) -> bool:
    """Whether a record without a footer has a title and one abstract.

    Outside of a page these must look like what they are.
    """
    if not record.title or len(record.abstract) != 1:
        return False
    return on_page or (
        not record.title.unlike_title()
        and not record.title.lines[0].startswith(("#", "-", "{", "[", "<", "@", "%"))
        and sum(map(len, record.abstract[0].lines)) >= _SHORTEST_ABSTRACT
    )


def read(source: Source) -> Iterator[Item]:
    """The page's day, then headers, and each record as a Paper or a Problem; Notes last.

    The text is read twice: dates without a year wait for the last explicit year.
    """
    pages = page_date.find_pages(_evidence(source), source)
    if day := next((page.shown for page in pages if page.shown), None):
        yield day
    tally = _Tally()
    number, begun = 0, False
    for part in read_records(source.lines()):
        if isinstance(part, Header):
            number += begun
            yield PageHeader((Part("header", part.first, part.last),))
        elif part.title:
            yield _paper(part, part.title, pages[number], tally)
        else:
            yield _problem(part)
        begun = True
    yield from _several_pages(pages)
    yield from tally.notes()


def _evidence(source: Source) -> list[page_date.DateEvidence]:
    """What each page of the text prints about its day. What stands before a header is a page."""
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
    upvotes = record.opening.upvotes if record.opening else None
    return Paper(
        title=collapse_whitespace(title.lines),
        abstract="" if footer.published else text,
        ai_summary=text if footer.published else "",
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
    if record.opening:
        yield Part("header", record.opening.first, record.opening.last)
    if record.title:
        yield Part("title", record.title.first, record.title.last)
    if abstract:
        kind: PartKind = "summary" if footer and footer.published else "abstract"
        yield Part(kind, abstract[0].first, abstract[-1].last)
    if footer:
        yield Part("footer", footer.first, footer.last)


def _problem(record: PageRecord) -> Problem:
    """Of a record without a title: its text, with its footer."""
    blocks = record.blocks()
    if record.abstract:
        reason = "this text has no title"
    elif record.footer:
        reason = "this footer has no record above it"
    else:
        reason = "nothing follows here"
    text = "\n\n".join("\n".join(block.lines) for block in blocks)
    return Problem(blocks[0].first, reason, text, last=blocks[-1].last)


def _several_pages(pages: list[page_date.PageDate]) -> Iterator[Note]:
    days = sorted({page.shown.day for page in pages if page.shown and page.shown.day})
    if len(days) > 1:
        yield Note(f"{len(days)} pages of different days are in it, {days[0]} to {days[-1]}.")


class _Tally:
    """What is worth a note: how often it was met, and where first."""

    def __init__(self) -> None:
        self._papers = 0
        self._met: dict[str, tuple[int, int]] = {}

    def _meet(self, what: str, line: int) -> None:
        times, first = self._met.get(what, (0, line))
        self._met[what] = times + 1, first

    def count(self, record: PageRecord) -> None:
        """Take a record's shape into account."""
        self._papers += 1
        if not record.footer:
            self._meet("without footer", record.blocks()[0].first)
        if not record.abstract:
            self._meet("without abstract", record.blocks()[0].first)

    def day(self, footer: Footer, page: page_date.PageDate) -> str:
        """A record's date in full, or an empty string."""
        if not footer.date:
            return ""
        day, earlier = page.resolve(footer.date)
        if earlier:
            self._meet("year before", footer.last)
        if not day:
            self._meet("impossible", footer.last)
        return day

    def notes(self) -> Iterator[Note]:
        """One sentence for each kind, in the order in which they were met."""
        for what, (times, line) in self._met.items():
            yield Note(self._sentence(what, times), line)

    def _sentence(self, what: str, n: int) -> str:
        records = "1 record has" if n == 1 else f"{n} records have"
        dates = "1 date is" if n == 1 else f"{n} dates are"
        match what:
            case "without footer" if n == self._papers > 1:
                return f"None of the {n} records has a footer: their dates are not known."
            case "without footer":
                return f"{records} no footer."
            case "without abstract":
                return f"{records} no abstract."
            case "year before":
                return f"{dates} later than the page's day, so taken as of the year before."
            case _:
                return f"{dates} not in the calendar, so left out."


DAILY_PAPERS_TEXT = Format(
    name="daily-papers-text",
    label="Daily Papers page",
    suffixes=(".txt",),
    sniff=sniff,
    read=read,
)

"""The lines of a Daily Papers page put together: paragraphs, headers, footers, card openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from paperdesk.formats.daily_papers import lines as page_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.daily_papers.page_date import PartialDate

_LONGEST_PARAGRAPH = 5_000
"""Lines after which a paragraph is cut, so that no file is held whole in memory."""
_LONGEST_ORG = 120

_Row = tuple[int, str, bool]
"""A line that is not blank: its number, its text, whether it begins a paragraph."""
_END: _Row = (0, "", True)


@dataclass(slots=True)
class PageBlock:
    """Lines that belong together: the numbers of the first and the last, and those not blank."""

    first: int
    last: int
    lines: list[str]

    @classmethod
    def begin(cls, row: _Row) -> Self:
        """A block of one row so far."""
        return cls(row[0], row[0], [row[1]])

    def take(self, row: _Row) -> None:
        """Add the next row."""
        self.last = row[0]
        self.lines.append(row[1])


@dataclass(slots=True)
class Paragraph(PageBlock):
    """A paragraph: a title, or some of an abstract."""

    def unlike_title(self) -> int:
        """0 for what is short and no sentence, 3 for what is hardly a title, 6 for a text."""
        length = sum(map(len, self.lines))
        if length > 600:
            return 6
        return 3 if length > 300 or (length > 120 and self.lines[-1].endswith(".")) else 0


@dataclass(slots=True)
class Header(PageBlock):
    """A page's header, and the date it ends with."""

    date: PartialDate | None = None

    def is_certain(self) -> bool:
        """Whether it has a line that stands nowhere else."""
        return any(map(page_lines.is_tagline, self.lines))


@dataclass(slots=True)
class CardHeader(PageBlock):
    """The lines of a card before its title: who submitted it, sometimes the upvotes."""

    upvotes: int | None = None


@dataclass(slots=True)
class Footer(PageBlock):
    """What stands below an abstract."""

    n_authors: int | None = None
    org: str = ""
    date: PartialDate | None = None
    comments: int | None = None
    upvotes: int | None = None
    published: bool = False
    """Whether it is a card's of the kind whose text is a machine summary."""


@dataclass(slots=True)
class _Above:
    """What stands above a row, since the last footer or header."""

    paragraph: Paragraph | None = None
    """The one that is not finished."""
    texts: int = 0
    """How many finished paragraphs."""
    card: bool = False
    """Whether a card's opening stands above them."""

    def __bool__(self) -> bool:
        return self.texts > 0 or self.paragraph is not None


def read_blocks(lines: Iterable[str]) -> Iterator[PageBlock]:
    """The blocks of a text, in order; every line that is not blank is in exactly one."""
    rows = _Rows(lines)
    above = _Above()
    while (row := rows.take()) is not _END:
        if above.paragraph and (row[2] or len(above.paragraph.lines) >= _LONGEST_PARAGRAPH):
            yield from _finish(above)
        if page_lines.may_be_mark(row[1]) and (block := _mark(row, rows, above)):
            yield from _finish(above)
            yield block
            above = _Above(card=isinstance(block, CardHeader))
        elif above.paragraph:
            above.paragraph.take(row)
        else:
            above.paragraph = Paragraph.begin(row)
    yield from _finish(above)


def _finish(above: _Above) -> Iterator[Paragraph]:
    """The paragraph; or its lines, where titles and abstracts follow without blank lines."""
    paragraph = above.paragraph
    if not paragraph or not paragraph.lines:
        return
    lines = paragraph.lines
    if (
        not above.texts
        and len(lines) > 1
        and all(len(line) > page_lines.LONGEST for line in lines[1::2])
        and not any(Paragraph(0, 0, [line]).unlike_title() for line in lines[::2])
    ):
        for row in enumerate(lines, paragraph.first):
            yield Paragraph.begin((*row, True))
    else:
        yield paragraph
    above.paragraph = None
    above.texts += 1


class _Rows:
    """The lines that are not blank, one after another, with a look at the next one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows = self._read(lines)
        self.next = next(self._rows, _END)

    def take(self) -> _Row:
        row = self.next
        self.next = next(self._rows, _END)
        return row

    @staticmethod
    def _read(lines: Iterable[str]) -> Iterator[_Row]:
        opens = True
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if text:
                yield number, text, opens
            opens = not text


def _mark(row: _Row, rows: _Rows, above: _Above) -> PageBlock | None:
    """The header, opening or footer that begins with a row; None where it is plain text."""
    text, following = row[1], rows.next[1]
    if above.paragraph is None:
        if page_lines.is_header(text) and (
            page_lines.is_tagline(text)
            or page_lines.is_header(following)
            or page_lines.date(following)
        ):
            return _header(row, rows)
        if text == "Submitted by" and following and " " not in following:
            return _opening(row, rows)
    return _footer(row, rows, above)


def _header(row: _Row, rows: _Rows) -> Header:
    header = Header.begin(row)
    while page_lines.is_header(rows.next[1]):
        header.take(rows.take())
    if found := page_lines.date(rows.next[1]):
        header.take(rows.take())
        header.date = found[0]
    return header


def _opening(row: _Row, rows: _Rows) -> CardHeader:
    opening = CardHeader.begin(row)
    opening.take(rows.take())
    opening.upvotes = page_lines.count(rows.next[1])
    if opening.upvotes is not None:
        opening.take(rows.take())
    return opening


def _footer(row: _Row, rows: _Rows, above: _Above) -> Footer | None:
    """The footer that begins with a row. Where no text stands above it, only a dot makes one."""
    text = row[1]
    dot_follows = page_lines.is_dot(rows.next[1])
    footer = None
    if page_lines.is_dot(text):
        footer = _footer_at_dot(row, rows, above)
    elif (n_authors := page_lines.authors(text)) is not None:
        if above or dot_follows:
            footer = Footer.begin(row)
            footer.n_authors = n_authors
            if dot_follows:
                footer.take(rows.take())
                _take_date(footer, rows)
    elif above and "·" in text:
        footer = _footer_in_line(row)
    elif above and above.card and page_lines.is_card_line(text):
        footer = Footer.begin(row)
        _take_count(footer, rows)
    while footer and (footer.published or above.card) and page_lines.is_card_line(rows.next[1]):
        footer.take(rows.take())
        _take_count(footer, rows)
    return footer


def _footer_at_dot(row: _Row, rows: _Rows, above: _Above) -> Footer | None:
    """The footer of a dot that a date follows, or that ends a paragraph below a name."""
    footer = Footer.begin(row)
    dated = _take_date(footer, rows)
    lines = above.paragraph.lines if above.paragraph and not row[2] else []
    named = (above.texts or len(lines) > 1) and lines and len(lines[-1]) <= _LONGEST_ORG
    if not dated and not (named and rows.next[2]):
        return None
    if above.paragraph and named:
        above.paragraph.last -= 1
        footer.first -= 1
        footer.lines.insert(0, lines.pop())
        footer.org = page_lines.organisation(footer.lines[0])
    return footer


def _footer_in_line(row: _Row) -> Footer | None:
    """A footer whose parts stand in one line: `• 3 authors · Dec 5, 2023`."""
    who, _, when = (part.strip() for part in row[1].rpartition("·"))
    found = page_lines.date(when)
    if not found:
        return None
    footer = Footer.begin(row)
    footer.n_authors = page_lines.authors(who)
    footer.org = "" if footer.n_authors is not None else page_lines.organisation(who)
    footer.date, footer.comments = found
    footer.published = page_lines.is_published(when)
    return footer


def _take_date(footer: Footer, rows: _Rows) -> bool:
    text = rows.next[1]
    found = page_lines.date(text)
    if found:
        footer.date, footer.comments = found
        footer.published = page_lines.is_published(text)
        footer.take(rows.take())
    return found is not None


def _take_count(footer: Footer, rows: _Rows) -> None:
    """The number below `Upvote` or `GitHub`; a line `-` is none."""
    kind, following = footer.lines[-1], rows.next[1]
    number = page_lines.count(following)
    if kind not in page_lines.COUNTED or (number is None and following != "-"):
        return
    footer.take(rows.take())
    if kind == "Upvote":
        footer.upvotes = number

"""Groups the lines of a Daily Papers page into paragraphs, headers, footers and card headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from paperdesk.formats.daily_papers import lines as page_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperdesk.formats.daily_papers.page_date import PartialDate

_MAX_PARAGRAPH = 5_000
"""Lines; longer paragraphs are split to bound memory."""
_MAX_ORG = 120

_Row = tuple[int, str, bool]
"""A non-blank line: its number, its text, whether it starts a paragraph."""
_END: _Row = (0, "", True)


@dataclass(slots=True)
class PageBlock:
    """Lines that belong together: first and last line number, and the non-blank lines."""

    first: int
    last: int
    lines: list[str]

    @classmethod
    def start(cls, row: _Row) -> Self:
        """A block with one row."""
        return cls(row[0], row[0], [row[1]])

    def add(self, row: _Row) -> None:
        """Add the next row."""
        self.last = row[0]
        self.lines.append(row[1])


@dataclass(slots=True)
class Paragraph(PageBlock):
    """A title, or part of an abstract."""

    def title_penalty(self) -> int:
        """How unlike a title: 0 if short and not a sentence, 3 if unlikely, 6 if long."""
        length = sum(map(len, self.lines))
        if length > 600:
            return 6
        return 3 if length > 300 or (length > 120 and self.lines[-1].endswith(".")) else 0


@dataclass(slots=True)
class Header(PageBlock):
    """A page header and the date at its end."""

    date: PartialDate | None = None

    def is_certain(self) -> bool:
        """Whether it has a line that occurs in page headers only."""
        return any(map(page_lines.is_tagline, self.lines))


@dataclass(slots=True)
class CardHeader(PageBlock):
    """The lines of a card context its title: who submitted it, sometimes the upvotes."""

    upvotes: int | None = None


@dataclass(slots=True)
class Footer(PageBlock):
    """Authors, date and counts below an abstract."""

    n_authors: int | None = None
    org: str = ""
    date: PartialDate | None = None
    comments: int | None = None
    upvotes: int | None = None
    has_ai_summary: bool = False
    """Whether the card's text is an AI summary instead of an abstract."""


@dataclass(slots=True)
class _Context:
    """What precedes a row since the last footer or header."""

    paragraph: Paragraph | None = None
    """The unfinished paragraph."""
    texts: int = 0
    """The number of finished paragraphs."""
    card: bool = False
    """Whether they follow a card header."""

    def __bool__(self) -> bool:
        return self.texts > 0 or self.paragraph is not None


def read_blocks(lines: Iterable[str]) -> Iterator[PageBlock]:
    """Yields the blocks of a text; every non-blank line is in exactly one."""
    rows = _Rows(lines)
    context = _Context()
    while (row := rows.take()) is not _END:
        if context.paragraph and (row[2] or len(context.paragraph.lines) >= _MAX_PARAGRAPH):
            yield from _finish(context)
        if page_lines.may_be_special(row[1]) and (block := _special_block(row, rows, context)):
            yield from _finish(context)
            yield block
            context = _Context(card=isinstance(block, CardHeader))
        elif context.paragraph:
            context.paragraph.add(row)
        else:
            context.paragraph = Paragraph.start(row)
    yield from _finish(context)


def _finish(context: _Context) -> Iterator[Paragraph]:
    """Yields the paragraph, or its lines if titles and abstracts alternate without blank lines."""
    paragraph = context.paragraph
    if not paragraph or not paragraph.lines:
        return
    lines = paragraph.lines
    if (
        not context.texts
        and len(lines) > 1
        and all(len(line) > page_lines.MAX_LENGTH for line in lines[1::2])
        and not any(Paragraph(0, 0, [line]).title_penalty() for line in lines[::2])
    ):
        for row in enumerate(lines, paragraph.first):
            yield Paragraph.start((*row, True))
    else:
        yield paragraph
    context.paragraph = None
    context.texts += 1


class _Rows:
    """The non-blank lines one by one, with lookahead."""

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


def _special_block(row: _Row, rows: _Rows, context: _Context) -> PageBlock | None:
    """The header, card header or footer that starts with a row; None for plain text."""
    text, following = row[1], rows.next[1]
    if context.paragraph is None:
        if page_lines.is_header(text) and (
            page_lines.is_tagline(text)
            or page_lines.is_header(following)
            or page_lines.date(following)
        ):
            return _header(row, rows)
        if text == "Submitted by" and following and " " not in following:
            return _card_header(row, rows)
    return _footer(row, rows, context)


def _header(row: _Row, rows: _Rows) -> Header:
    header = Header.start(row)
    while page_lines.is_header(rows.next[1]):
        header.add(rows.take())
    if found := page_lines.date(rows.next[1]):
        header.add(rows.take())
        header.date = found[0]
    return header


def _card_header(row: _Row, rows: _Rows) -> CardHeader:
    card_header = CardHeader.start(row)
    card_header.add(rows.take())
    card_header.upvotes = page_lines.count(rows.next[1])
    if card_header.upvotes is not None:
        card_header.add(rows.take())
    return card_header


def _footer(row: _Row, rows: _Rows, context: _Context) -> Footer | None:
    """The footer that starts with a row, else None; without text context, only if it has a dot."""
    text = row[1]
    dot_follows = page_lines.is_dot(rows.next[1])
    footer = None
    if page_lines.is_dot(text):
        footer = _footer_at_dot(row, rows, context)
    elif (n_authors := page_lines.author_count(text)) is not None:
        if context or dot_follows:
            footer = Footer.start(row)
            footer.n_authors = n_authors
            if dot_follows:
                footer.add(rows.take())
                _add_date(footer, rows)
    elif context and "·" in text:
        footer = _footer_in_line(row)
    elif context and context.card and page_lines.is_card_line(text):
        footer = Footer.start(row)
        _add_count(footer, rows)
    while (
        footer and (footer.has_ai_summary or context.card) and page_lines.is_card_line(rows.next[1])
    ):
        footer.add(rows.take())
        _add_count(footer, rows)
    return footer


def _footer_at_dot(row: _Row, rows: _Rows, context: _Context) -> Footer | None:
    """The footer at a dot that is followed by a date, or ends a paragraph after a name."""
    footer = Footer.start(row)
    dated = _add_date(footer, rows)
    lines = context.paragraph.lines if context.paragraph and not row[2] else []
    named = (context.texts or len(lines) > 1) and lines and len(lines[-1]) <= _MAX_ORG
    if not dated and not (named and rows.next[2]):
        return None
    if context.paragraph and named:
        context.paragraph.last -= 1
        footer.first -= 1
        footer.lines.insert(0, lines.pop())
        footer.org = page_lines.organisation(footer.lines[0])
    return footer


def _footer_in_line(row: _Row) -> Footer | None:
    """A footer on one line: `• 3 authors · Dec 5, 2023`."""
    authors, _, date = (part.strip() for part in row[1].rpartition("·"))
    found = page_lines.date(date)
    if not found:
        return None
    footer = Footer.start(row)
    footer.n_authors = page_lines.author_count(authors)
    footer.org = "" if footer.n_authors is not None else page_lines.organisation(authors)
    footer.date, footer.comments = found
    footer.has_ai_summary = page_lines.is_published(date)
    return footer


def _add_date(footer: Footer, rows: _Rows) -> bool:
    text = rows.next[1]
    found = page_lines.date(text)
    if found:
        footer.date, footer.comments = found
        footer.has_ai_summary = page_lines.is_published(text)
        footer.add(rows.take())
    return found is not None


def _add_count(footer: Footer, rows: _Rows) -> None:
    """Add the number below `Upvote` or `GitHub`; `-` means none."""
    kind, following = footer.lines[-1], rows.next[1]
    number = page_lines.count(following)
    if kind not in page_lines.COUNTED or (number is None and following != "-"):
        return
    footer.add(rows.take())
    if kind == "Upvote":
        footer.upvotes = number

"""Papers and strategies for tests of reference formats."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Match, Source
from paperdesk.formats.reading.markup import without_markup
from paperdesk.formats.reading.values import clean_text
from paperdesk.model import identifiers
from paperdesk.model.library_values import StoredPaper, Tag
from paperdesk.model.paper import Item, Note, Paper, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from paperdesk.formats import Format

    Write = Callable[[Iterable[StoredPaper], io.StringIO], None] | None

BEES = Paper(
    title="How Bees Remember",
    abstract="Bees find their way home over hedges, roads and rivers: 90% of them, at 5 °C.",
    authors=("Ada Mayr", "Ludwig van Öz", "The Hive Consortium"),
    org="Institute of Bees & Wasps",
    published="2021-05-07",
    arxiv_id="2105.01234",
    doi="10.1234/bees.2021_5",
    url="https://bees.example/papers/how_they_remember?x=1&y=~2",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory"),
)
"""A paper whose fields, except `org`, exist in every reference format."""


def items(format: Format, data: str | bytes, encoding: str = "utf-8") -> list[Item]:  # noqa: A002
    """All items read from a text."""
    data = data.encode(encoding) if isinstance(data, str) else data
    return list(format.read(Source("refs", data=data, encoding=encoding)))


def papers(read: list[Item]) -> list[Paper]:
    """The papers among items, all of which must be papers."""
    assert all(isinstance(item, Paper) for item in read), read
    return [item for item in read if isinstance(item, Paper)]


def problems(read: list[Item]) -> list[Problem]:
    """The problems among items."""
    return [item for item in read if isinstance(item, Problem)]


def notes(read: list[Item]) -> list[str]:
    """The texts of the notes."""
    return [item.text for item in read if isinstance(item, Note)]


def survives(format: Format, data: bytes) -> None:  # noqa: A002
    """Recognising and reading end with items or an expected error."""
    source = Source("refs", data=data)
    for step in (format.sniff, format.read):
        with contextlib.suppress(InputError):
            found = step(source)
            assert found is None or isinstance(found, Match) or all(map(_is_item, found))


def _is_item(item: object) -> bool:
    return isinstance(item, Item)


def stored(paper: Paper, number: int = 1, key: str = "") -> StoredPaper:
    """A stored paper with marks."""
    return StoredPaper(
        id=number,
        paper=paper,
        status="reading",
        starred=True,
        tags=(Tag("to cite", "teal"), Tag("bees/wild", "amber")),
        note="Read again.\n\n- check *table 2*",
        added="2025-11-20T08:00:00Z",
        citation_key=key,
    )


def written(write: Write, *given: Paper) -> str:
    """The text written for these papers."""
    assert write
    file = io.StringIO()
    keys = (paper.details.get("citation-key", "") for paper in given)
    write((stored(*each) for each in zip(given, range(len(given)), keys, strict=True)), file)
    return file.getvalue()


def tidy(paper: Paper) -> Paper:
    """The paper as readers clean it: texts on one line, unique names and keywords."""
    return replace(
        paper,
        title=clean_text(paper.title),
        abstract=clean_text(paper.abstract),
        org=clean_text(paper.org),
        venue=clean_text(paper.venue),
        ai_summary=clean_text(paper.ai_summary),
        authors=tuple(map(clean_text, paper.authors)),
        keywords=tuple(dict.fromkeys(map(clean_text, paper.keywords))),
    )


_PIECES = st.sampled_from([
    "{", "}", "$", "%", "&", "#", "_", "~", "^", "\\", "--", "---", "``", "''", "?`", "!`", '"',
    "'", "\\alpha", '\\"{u}', "\\emph{x}", "$x_i^2$", "@article{a,", "TY  - JOUR", "ER  - ",
    "é", "e\u0301", "ß", "Ø", "中文", "שלום", "العربية", "\u202b", "\u00a0", "\u2028", "\n",
    "\r\n", "\t", "\x00", "\x1b", "🐝", "<x>", "<!--", "&amp", "=", "(", ")", "[", "]", "|", "*",
    " and ", "AND", "others", ",", ";", ": ", " ", "Bees", "NLP", "jan", "1,5", "et al.",
])  # fmt: skip
_C1 = re.compile("[\x80-\x9f]")
_TEXTS = (
    st.lists(_PIECES | st.text(max_size=4), max_size=12)
    .map(lambda pieces: _C1.sub("", "".join(pieces)))
    .filter(lambda text: without_markup(text) == clean_text(text))
    .filter(lambda text: clean_text(text).casefold() not in ("na", "n/a", "nan", "none", "null"))
)
"""Readers turn C1 controls into Windows-1252, and tags and entities into what they mean.

Some take these words for no value.
"""
TEXTS = _TEXTS | st.just("")
TITLES = _TEXTS.filter(clean_text)
LETTERS = "abcdefghij0123456789"
DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31)).map(str)
PUBLISHED = st.just("") | DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])
ARXIV_IDS = st.from_regex(r"\d{4}\.\d{5}|(?:hep-th|math\.AG|cs)/\d{7}", fullmatch=True).filter(
    lambda text: identifiers.arxiv_id(text) == text
)
DOIS = (
    st.text(LETTERS + "._-;()/:<>#%&", min_size=1, max_size=20)
    .map("10.1234/x".__add__)
    .filter(lambda text: identifiers.doi(text) == text)
)
URLS = st.text(LETTERS + "._-~/?#%&=+$,;:@!'()*", max_size=20).map("https://x.example/".__add__)


def lists_of(
    texts: st.SearchStrategy[str] = TITLES, without: str = ""
) -> st.SearchStrategy[tuple[str, ...]]:
    """Lists of authors or keywords without some characters."""
    fitting = texts.filter(lambda text: not set(text) & set(without)) if without else texts
    return st.lists(fitting, max_size=4).map(tuple)


def some_papers(**fields: st.SearchStrategy[object]) -> st.SearchStrategy[Paper]:
    """Papers with the fields common to all reference formats, and these fields."""
    common: dict[str, st.SearchStrategy[object]] = {
        "title": TITLES,
        "abstract": TEXTS,
        "authors": lists_of(),
        "published": PUBLISHED,
        "arxiv_id": st.just("") | ARXIV_IDS,
        "doi": st.just("") | DOIS,
        "url": st.just("") | URLS,
        "venue": TEXTS,
        "keywords": lists_of(),
    }
    return st.builds(Paper, **{**common, **fields})

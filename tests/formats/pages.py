"""Builds Daily Papers pages as text, and reads them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeVar

from paperdesk.formats import Source
from paperdesk.formats.daily_papers.text import read
from paperdesk.model.paper import PageHeader, Paper, Problem

if TYPE_CHECKING:
    from paperdesk.model.paper import Item

T = TypeVar("T")

HEAD = (
    "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\n"
    "byAK and the research community\n\nNov 18\n"
)
MADE = datetime.date(2025, 11, 20)
"""The day the test pages were saved."""

BEES = (
    "Bees find their way home over hedges, roads and rivers, and nobody has yet measured how much "
    "of that is memory. We follow four hundred of them for two summers with tags lighter than a "
    "grain of rice. Most return along the way they left."
)
KITES = (
    "A kite that steers itself can lift instruments for days, if its line is long enough and its "
    "controller forgives gusts. We train one on recorded wind and fly it over a lake. It stays up "
    "for nine hours, which is seven more than a person managed."
)
TIDES = (
    "Harbours keep tide tables by hand and mend them when ships touch ground. We read three "
    "centuries of such tables with a model that knows the moon, and find where sand has moved. "
    "Two of the banks we name were confirmed by divers."
)
RECORDS = {"How Bees Remember": BEES, "Kites That Steer": KITES, "Old Tide Tables": TIDES}


def record(title: str, abstract: str, footer: str = "") -> str:
    """A record; the footer's lines are separated by `|`: `• 4 authors|·|Dec 15, 2023 2`."""
    lines = footer.replace("|", "\n")
    return f"\n{title}\n\n{abstract}\n" + (f"\n{lines}\n" if footer else "")


def page(*records: str, head: str = HEAD) -> str:
    """A complete page, as saved by a browser."""
    return (head + "".join(records)).strip("\n")


def source(text: str, name: str = "page.txt", date: str = "") -> Source:
    """A text as a source; its default name has no date."""
    return Source(name, data=text.encode(), modified=MADE, date=date, encoding="utf-8")


def items(text: str, name: str = "page.txt", date: str = "") -> list[Item]:
    """All items read from a text."""
    return list(read(source(text, name, date)))


def only(kind: type[T], read_items: list[Item]) -> list[T]:
    """The items of one kind."""
    return [item for item in read_items if isinstance(item, kind)]


def papers(text: str, name: str = "page.txt", date: str = "") -> list[Paper]:
    """The papers of a text."""
    return only(Paper, items(text, name, date))


def lines_read(read_items: list[Item]) -> list[int]:
    """How many parts or problems each line number is in."""
    spans = []
    for item in read_items:
        if isinstance(item, Paper | PageHeader):
            spans += [(part.first, part.last) for part in item.parts]
        elif isinstance(item, Problem):
            spans.append((item.line, item.last or item.line))
    return [number for first, last in spans for number in range(first, last + 1)]

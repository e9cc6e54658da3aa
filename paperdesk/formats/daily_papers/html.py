"""The Daily Papers page, saved whole from a browser: the page keeps its papers as JSON."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperdesk.errors import InputError
from paperdesk.formats.daily_papers.json_api import day_in, item_paper
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.json_records import show, values_in
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.source import decoded_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_PLACE = '[data-target="DailyPapers"][data-props]'
_NAMED = re.compile(r"data-target\s*=\s*[\"']?DailyPapers\b")
_PAGE = re.compile(r"(?:\s|<!--.{0,1000}?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DAY = re.compile(r'"dateString":\s*"(\d{4}-\d\d-\d\d)"')
_SNIFFED_BLOCKS = 4
_LONGEST = 1 << 25
"""Characters: a page of 50 papers has 400,000."""


def sniff(source: Source) -> Match | None:
    """Certain where the page names the place; any other web page is none of ours."""
    text = "".join(islice(decoded_blocks(source), _SNIFFED_BLOCKS))
    if _NAMED.search(text):
        return Match(0.98, "this web page keeps its papers where Daily Papers does")
    if _PAGE.match(text):
        return Match(0, "this is a web page, and not the one of Daily Papers")
    return None


def read(source: Source) -> Iterator[Item]:
    """A Paper for each item of the page; InputError where the page keeps none.

    The page's own day is when they were listed, if they say none. The lines are those of the JSON.
    """
    for data in _kept(source):
        own = _DAY.search(data)
        day = day_in(source.date) or day_in(own[1] if own else source.name)

        def paper(item: Any, state: ReadState, day: str = day) -> Paper:
            return item_paper(item, state, day)

        yield from read_records(values_in(iter([data])), paper, show)


def _kept(source: Source) -> list[str]:
    """The JSON that the page keeps its papers in."""
    from selectolax.lexbor import LexborHTMLParser  # here, for most dumps never need it

    text = ""
    for block in decoded_blocks(source):
        text += block
        if len(text) > _LONGEST:
            raise InputError(f"{source.name}: this is too long for a web page.")
    found = LexborHTMLParser(text.encode("utf-8", "replace")).css(_PLACE)
    kept = [data for place in found if (data := place.attributes["data-props"])]
    if not kept:
        raise InputError(f"{source.name}: this page was saved without its papers.")
    return kept


DAILY_PAPERS_HTML = Format(
    name="daily-papers-html",
    label="saved Daily Papers page",
    suffixes=(".html", ".htm"),
    sniff=sniff,
    read=read,
)

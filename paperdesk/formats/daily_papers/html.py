"""Reads a Daily Papers page saved as HTML, which contains its papers as JSON."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from paperdesk.errors import InputError
from paperdesk.formats.daily_papers.json_api import day_in, item_paper
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.json_records import read_values_in, to_json
from paperdesk.formats.reading.records import read_records
from paperdesk.formats.reading.source import decoded_blocks
from paperdesk.translation import StoredMessage, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.records import ReadState
    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item, Paper

_SELECTOR = '[data-target="DailyPapers"][data-props]'
_TARGET = re.compile(r"data-target\s*=\s*[\"']?DailyPapers\b")
_HTML = re.compile(r"(?:\s|<!--.{0,1000}?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_DAY = re.compile(r'"dateString":\s*"(\d{4}-\d\d-\d\d)"')
_SNIFFED_BLOCKS = 4
_MAX_LENGTH = 1 << 25
"""Characters: a page of 50 papers has 400,000."""


def sniff(source: Source) -> Match | None:
    """Certain if the page has the element with the papers; a zero match for other web pages."""
    text = "".join(islice(decoded_blocks(source), _SNIFFED_BLOCKS))
    if _TARGET.search(text):
        return Match(0.98, tr("this web page has its papers where Daily Papers has them"))
    if _HTML.match(text):
        return Match(0, tr("this web page is not a Daily Papers page"))
    return None


def read(source: Source) -> Iterator[Item]:
    """Yields a Paper for each item of the page; raises InputError if it contains none.

    Items without a listing date get the page's. Line numbers are those within the JSON.
    """
    for data in _embedded_json(source):
        printed = _DAY.search(data)
        day = day_in(source.date) or day_in(printed[1] if printed else source.name)

        def paper(item: Any, state: ReadState, day: str = day) -> Paper:
            return item_paper(item, state, day)

        yield from read_records(read_values_in(iter([data])), paper, to_json)


def _embedded_json(source: Source) -> list[str]:
    """The JSON texts that contain the page's papers."""
    from selectolax.lexbor import LexborHTMLParser  # most imports never need it

    text = ""
    for block in decoded_blocks(source):
        text += block
        if len(text) > _MAX_LENGTH:
            raise InputError(StoredMessage("{name}: this web page is too long.", name=source.name))
    found = LexborHTMLParser(text.encode("utf-8", "replace")).css(_SELECTOR)
    texts = [data for element in found if (data := element.attributes["data-props"])]
    if not texts:
        raise InputError(
            StoredMessage("{name}: this page was saved without its papers.", name=source.name)
        )
    return texts


DAILY_PAPERS_HTML = Format(
    name="daily-papers-html",
    label=StoredMessage("saved Daily Papers page"),
    suffixes=(".html", ".htm"),
    sniff=sniff,
    read=read,
)

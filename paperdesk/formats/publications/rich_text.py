"""Titles, abstracts and notes as elements: formulas as MathML, highlights as marks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from paperdesk.formats.publications.elements import add, add_text, element, web_address, xml_text
from paperdesk.formats.publications.formulas import to_mathml
from paperdesk.model.highlight import locate
from paperdesk.model.note_links import as_markdown
from paperdesk.model.plain_text import to_plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from paperdesk.model.display_text import DisplaySpan
    from paperdesk.model.highlight import Highlight

_HEADINGS = {f"h{level}": f"h{min(6, level + 3)}" for level in range(1, 7)}
"""Those of a note stand below the headings of its paper."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of a text that is in one highlight, or in none."""

    text: str
    formula: DisplaySpan | None
    highlight: Highlight | None


def add_rich_text(parent: Element, text: str, highlights: Sequence[Highlight] = ()) -> None:
    """Put a text into an element; a formula that does not convert stays readable as text."""
    open_mark: tuple[Highlight, Element] | None = None
    for stretch in _stretches(text, highlights):
        if stretch.highlight is None:
            open_mark, target = None, parent
        elif open_mark and open_mark[0] is stretch.highlight:
            target = open_mark[1]
        else:
            target = add(parent, "mark", class_=stretch.highlight.colour)
            open_mark = stretch.highlight, target
        formula = stretch.formula
        math = None
        if formula is not None:
            math = to_mathml(formula.formula, formula.shown, display=formula.display)
        if math is None:
            add_text(target, stretch.text)
        else:
            target.append(math)


def _stretches(text: str, highlights: Sequence[Highlight]) -> Iterator[_Stretch]:
    spans = [(*place, mark) for mark in highlights if (place := locate(mark, text))]

    def highlight(start: int, end: int) -> Highlight | None:
        return next((mark for first, last, mark in spans if first < end and start < last), None)

    cuts = sorted({place for first, last, _ in spans for place in (first, last)})
    end = 0
    for piece in [*to_plain_text(text).pieces, None]:
        until = piece.start if piece else len(text)
        inside = [cut for cut in cuts if end < cut < until]
        for start, stop in zip([end, *inside], [*inside, until], strict=True):
            if start < stop:
                yield _Stretch(text[start:stop], None, highlight(start, stop))
        if piece:
            mark = highlight(piece.start, piece.end)
            yield _Stretch(piece.shown, piece if piece.formula else None, mark)
            end = piece.end


def note_element(note: str) -> Element:
    """A note in Markdown as a `div`; it loads nothing, and only web addresses stay links."""
    try:
        markup = _markdown().render(as_markdown(xml_text(note), _no_paper))
        root = ET.fromstring(f'<div class="note">{xml_text(markup)}</div>')
    except ET.ParseError:  # not known to happen; the words are to be there in any case
        return element("div", note, class_="note plain")
    for part in root.iter():
        part.tag = _HEADINGS.get(part.tag, part.tag)
        if part.tag == "a":
            address = web_address(part.get("href", ""))
            part.attrib.clear()
            part.tag = "a" if address else "span"
            part.attrib.update({"href": address} if address else {})
    return root


def _no_paper(title: str) -> int | None:
    return None


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt  # 0.05 s to import

    made = MarkdownIt("commonmark", {"html": False, "xhtmlOut": True})
    return made.enable(["table", "strikethrough"])

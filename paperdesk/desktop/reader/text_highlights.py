"""Highlights located in the text of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.model.highlight import locate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.highlight import Field, Highlight


@dataclass(frozen=True, slots=True)
class TextHighlight:
    """A highlight at its position in a text; `colour` is a highlight hue of the theme."""

    id: int
    start: int
    end: int
    colour: str
    comment: str = ""
    """The tooltip."""


def locate_highlights(
    highlights: Sequence[Highlight], field: Field, text: str
) -> tuple[list[TextHighlight], list[Highlight]]:
    """The highlights of a field at their positions in its text, and those no longer in it."""
    located, orphans = [], []
    for highlight in highlights:
        if highlight.field != field:
            continue
        span = locate(highlight, text)
        if span is None:
            orphans.append(highlight)
        else:
            located.append(TextHighlight(highlight.id, *span, highlight.colour, highlight.comment))
    return located, orphans

"""What papers are called in a sentence: one by its title, several by their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.model.display_text import to_display_text
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_TITLE = 48


@dataclass(frozen=True, slots=True)
class PaperNames:
    """The papers of a sentence."""

    count: int
    title: str = ""
    """Of the only paper, shortened; empty where it has none, and for several."""

    def __str__(self) -> str:
        """`'Diffusion Models…'` for one paper, `3 papers` for several; empty for none."""
        if not self.count:
            return ""
        return self.sentence(
            tr("'{title}'", title=self.title), tr_n("{n} paper", "{n} papers", self.count)
        )

    def sentence(self, titled: str, counted: str) -> str:
        """The one with a title if that is known, else the one with a number."""
        return titled if self.title else counted


def names_of(papers: tuple[int, ...], title_of: Callable[[int], str]) -> PaperNames:
    """The names of these papers."""
    if len(papers) != 1:
        return PaperNames(len(papers))
    title = to_display_text(title_of(papers[0])).text
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    return PaperNames(1, title)

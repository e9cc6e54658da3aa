"""Keys for next, previous, scroll and note: in triage, or in list and reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.desktop.widgets.actions import Spec

if TYPE_CHECKING:
    from paperdesk.desktop.papers.list import PaperTable
    from paperdesk.desktop.reader.reader import Reader
    from paperdesk.desktop.triage.triage import Triage


class Navigation:
    """Sends a key to triage while it covers the window, else to the list or the reader."""

    def __init__(self, triage: Triage, papers: PaperTable, reader: Reader) -> None:
        self._triage, self._papers, self._reader = triage, papers, reader

    def specs(self) -> list[Spec]:
        """The actions."""
        return [
            Spec("Papers", "Next paper", ("J",), self.next_paper),
            Spec("Papers", "Previous paper", ("K",), self.previous_paper),
            Spec("Papers", "Scroll or next paper", ("Space",), self.scroll_on),
            Spec("Papers", "Note", ("N",), self.edit_note),
        ]

    def next_paper(self) -> None:
        """Go to the next paper."""
        if self._triage.on:
            self._triage.next_paper()
        else:
            self._papers.select_next()

    def previous_paper(self) -> None:
        """Go to the previous paper."""
        if self._triage.on:
            self._triage.previous_paper()
        else:
            self._papers.select_previous()

    def scroll_on(self) -> None:
        """Scroll the paper by a screenful; at its end go to the next one."""
        shown = self._triage if self._triage.on else self._reader
        if not shown.scroll_on():
            self.next_paper()

    def edit_note(self) -> None:
        """Put the text cursor into the note."""
        shown = self._triage if self._triage.on else self._reader
        shown.edit_note()

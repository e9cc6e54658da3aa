"""Adding and removing tags of papers: by popover, chip, shortcut or drop."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from paperdesk.desktop.session.shown_state import tags_on
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.paper_drag import dragged_papers
from paperdesk.model.edits import AddTag, RemoveTag
from paperdesk.translation import tr_n

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from paperdesk.desktop.session.current_papers import CurrentPapers
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.tags.popover import TagPopover
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Counts, TagCount


class Tagging(QObject):
    """Makes undoable edits that add and remove tags of papers."""

    files_dropped = Signal(QMimeData, str)
    """Files were dropped on a tag, which their papers shall get."""

    def __init__(
        self, session: Session, current: CurrentPapers, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._current = session, current
        self._theme, self._window = theme, window
        self._tags: tuple[TagCount, ...] = ()
        self.anchors: list[Callable[[], QWidget | None]] = []
        """Widgets to open the popover below; the first that gives one is used."""
        self._keys: dict[str, QAction] = {}
        self._keys_disabled = False
        session.search.counted.connect(self._set_tags)

    def specs(self) -> list[Spec]:
        """The action that opens the popover."""
        return [Spec("Papers", "Tag", ("T",), self.open_popover)]

    @cached_property
    def popover(self) -> TagPopover:
        """Built when first opened."""
        from paperdesk.desktop.tags.popover import TagPopover

        popover = TagPopover(self._theme, self._window)
        popover.toggled.connect(self.tag)
        return popover

    @Slot()
    def open_popover(self) -> None:
        """Open the tag popover for the selected papers."""
        if self._current.selected():
            self._refresh_popover()
            self.popover.open_below(next(filter(None, (anchor() for anchor in self.anchors))))

    @Slot(object)
    def _set_tags(self, counts: Counts) -> None:
        self._tags = counts.tags
        self._set_keys({count.key: count.tag.name for count in counts.tags if count.key})
        if "popover" in self.__dict__ and self.popover.isVisible():
            self._refresh_popover()

    def _set_keys(self, keys: dict[str, str]) -> None:
        """Set the shortcuts of tags, by key."""
        for key in self._keys.keys() - keys.keys():
            action = self._keys.pop(key)
            self._window.removeAction(action)
            action.deleteLater()
        for key, tag in keys.items():
            if key not in self._keys:
                self._keys[key] = QAction(self)
                self._keys[key].setShortcut(QKeySequence(key))
                self._keys[key].setEnabled(not self._keys_disabled)
                self._keys[key].triggered.connect(partial(self._on_key, key))
                self._window.addAction(self._keys[key])
            self._keys[key].setText(tag)

    @Slot(bool)
    def disable_keys(self, disabled: bool) -> None:
        """Disable or enable the shortcuts of tags."""
        self._keys_disabled = disabled
        for action in self._keys.values():
            action.setEnabled(not disabled)

    def _on_key(self, key: str, *_: object) -> None:
        self.toggle(self._keys[key].text())

    def toggle(self, name: str) -> None:
        """Add a tag to the current papers, or remove it if all have it."""
        papers = self._current.targets()
        tags = tags_on(self._session.library, self._current, papers)
        self.tag(name, tags[name] < len(papers))

    def _refresh_popover(self) -> None:
        """Show all tags, and which of them all or some of the current papers have."""
        papers = self._current.targets()
        counts = self._session.library.tags_on(papers)
        on = {name for name, count in counts.items() if count == len(papers)}
        self.popover.set_tags(self._tags, on, counts.keys() - on, len(papers))

    @Slot(str, bool)
    def tag(self, name: str, on: bool) -> None:
        """Add a tag to the current papers, or remove it."""
        papers = self._current.targets()
        if on:
            self._add(papers, name)
        else:
            self._remove(papers, name)

    @Slot(str)
    def untag_open(self, name: str) -> None:
        """Remove a tag from the open paper."""
        self._remove(self._current.open(), name)

    @Slot(str, QMimeData)
    def drop(self, tag: str, data: QMimeData) -> None:
        """Tag dropped papers, or import dropped files and tag their papers."""
        papers = dragged_papers(data)
        if papers:
            self._add(papers, tag)
        else:
            self.files_dropped.emit(data, tag)

    def _add(self, papers: tuple[int, ...], tag: str) -> None:
        text = tr_n("Tag {tag}: {n} paper", "Tag {tag}: {n} papers", len(papers), tag=tag)
        self._session.mark(AddTag(papers, tag), text, papers)

    def _remove(self, papers: tuple[int, ...], tag: str) -> None:
        text = tr_n("Untag {tag}: {n} paper", "Untag {tag}: {n} papers", len(papers), tag=tag)
        self._session.mark(RemoveTag(papers, tag), text, papers)

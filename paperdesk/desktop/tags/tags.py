"""Creating, renaming, merging, recolouring and deleting tags, from page and sidebar menu."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.errors import UsageError
from paperdesk.model.edits import (
    AddTag,
    DeleteTag,
    RecolourTag,
    RenameTag,
    SetTagForYou,
    Several,
)
from paperdesk.model.tags import clean_tag
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.tags.page import TagsPage
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.input_popovers import (
        AskPopover,
        ColourPopover,
        NamePopover,
        Validation,
    )
    from paperdesk.desktop.widgets.menu import Menu
    from paperdesk.desktop.widgets.popover import Anchor
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import Counts, TagCount


class Tags(QObject):
    """Makes undoable edits of tags, and opens the popovers that ask for names and colours."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()
    similar_requested = Signal(str)
    """List the papers similar to those with a tag."""
    dropped = Signal(str, QMimeData)
    """The tag of the page, and the data that was dropped on it."""
    key_asked = Signal(str, str, object)
    """A tag wants another shortcut: its name, its present key, and the Anchor to ask at."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self.known: tuple[TagCount, ...] = ()
        """The library's tags, from the newest counts."""
        self._on_answer: Callable[[str], None] | None = None
        session.search.counted.connect(self._set_tags)

    def specs(self) -> list[Spec]:
        """The action that shows the page."""
        return [Spec("Library", "Tag manager", ("Ctrl+Shift+T",), self.open)]

    # The page

    @cached_property
    def page(self) -> TagsPage:
        """Built when first opened."""
        from paperdesk.desktop.tags.page import TagsPage

        page = TagsPage(self._theme, self._window)
        page.left.connect(self.left)
        page.dropped.connect(self.dropped)
        page.create_asked.connect(self._create_on_page)
        for asked, act, button in (
            (page.rename_asked, self.rename, page.rename_button),
            (page.colour_asked, self.recolour, page.colour_button),
            (page.key_asked, self.set_key, page.key_button),
            (page.merge_asked, self.merge, page.merge_button),
            (page.delete_asked, self.delete, page.delete_button),
        ):
            asked.connect(partial(self._act_on_page, act, button))
        return page

    def _act_on_page(self, act: Callable[[Sequence[str], Anchor], None], button: QWidget) -> None:
        act(self.page.table.selected(), (button, None))

    @Slot()
    def _create_on_page(self) -> None:
        self.create(self.page.new_button)

    def open(self) -> None:
        """Show the page."""
        self.page.set_tags(self.known)
        if self.known and not self.page.table.selected():
            self.page.select([self.known[0].tag.name])
        self.opened.emit(self.page)

    @Slot(object)
    def _set_tags(self, counts: Counts) -> None:
        self.known = counts.tags
        if "page" in self.__dict__:
            self.page.set_tags(counts.tags)

    @Slot(object, str, QWidget, QRect)
    def fill_menu(self, menu: Menu, tag: str, anchor: QWidget, part: QRect) -> None:
        """Add the actions of a tag to its menu; what they ask opens below a part of `anchor`."""
        for name, act, key in (
            (tr("Rename…"), self.rename, "F2"),
            (tr("Colour…"), self.recolour, ""),
            (tr("Shortcut…"), self.set_key, ""),
            (tr("Merge into…"), self.merge, ""),
            (tr("Delete"), self.delete, "Del"),
        ):
            menu.add(name, partial(act, [tag], (anchor, part)), key)
        menu.addSeparator()
        for_you = menu.addAction(tr("Use for recommendations"))
        for_you.setCheckable(True)
        for_you.setChecked(all(known.for_you for known in self.known if known.tag.name == tag))
        for_you.toggled.connect(partial(self.set_for_you, tag))
        menu.add(tr("Find similar papers"), partial(self.similar_requested.emit, tag))
        menu.add(tr("Tag manager"), self.open, keycaps.shown("Ctrl+Shift+T"))

    def set_for_you(self, tag: str, on: bool) -> None:
        """Set whether the papers of a tag influence recommendations."""
        use = tr("Use {tag} for recommendations", tag=tag)
        leave = tr("Do not use {tag} for recommendations", tag=tag)
        self._session.edit(SetTagForYou(tag, on), use if on else leave)

    # Actions, which first ask in a popover

    def create(self, anchor: QWidget) -> None:
        """Create a tag without papers."""
        self._ask_name(tr("New tag"), "", self._validate_new, (anchor, None), self._create)

    def rename(self, tags: Sequence[str], place: Anchor) -> None:
        """Rename a tag, or move it below another."""
        for tag in tags[:1]:
            validate = partial(self._validate_name, tag)
            self._ask_name(
                tr("Rename {tag}", tag=tag), tag, validate, place, partial(self._rename, tag)
            )

    def merge(self, tags: Sequence[str], place: Anchor) -> None:
        """Merge tags into one."""
        head = tr_n("Merge {n} tag into", "Merge {n} tags into", len(tags))
        if len(tags) == 1:
            head = tr("Merge {tag} into", tag=tags[0])
        validate = partial(self._validate_merge, tags)
        self._ask_name(head, "", validate, place, partial(self._merge, tags))

    def recolour(self, tags: Sequence[str], place: Anchor) -> None:
        """Change the colour of tags."""
        if tags:
            head = tr_n("Colour of {n} tag", "Colour of {n} tags", len(tags))
            if len(tags) == 1:
                head = tr("Colour of {tag}", tag=tags[0])
            self.colour_popover.ask(head, self._of(tags[0]).tag.colour)
            self._open(self.colour_popover, place, partial(self._recolour, tags))

    def set_key(self, tags: Sequence[str], place: Anchor) -> None:
        """Change the shortcut of a tag."""
        for tag in tags[:1]:
            self.key_asked.emit(tag, self._of(tag).key, place)

    def delete(self, tags: Sequence[str], *_: object) -> None:
        """Delete tags."""
        if tags:
            text = tr_n("Delete {n} tag", "Delete {n} tags", len(tags))
            if len(tags) == 1:
                text = tr("Delete {tag}", tag=tags[0])
            self._edit(tuple(map(DeleteTag, tags)), text)

    # Edits

    def _create(self, answer: str) -> None:
        tag = clean_tag(answer)
        self._edit((AddTag((), tag),), tr("Create tag {tag}", tag=tag))

    def _rename(self, tag: str, answer: str) -> None:
        self._edit((RenameTag(tag, clean_tag(answer)),), tr("Rename {tag}", tag=tag))

    def _merge(self, tags: Sequence[str], answer: str) -> None:
        into = self._known(clean_tag(answer))
        # Children first: they would move along with their parents.
        gone = sorted((tag for tag in tags if tag != into), key=_depth, reverse=True)
        self._edit(tuple(RenameTag(tag, into) for tag in gone), tr("Merge into {tag}", tag=into))

    def _recolour(self, tags: Sequence[str], hue: str) -> None:
        text = tr("Colour of {tags}", tags=wording.comma_list(tags))
        self._edit(tuple(RecolourTag(tag, hue) for tag in tags), text)

    def _edit(self, edits: tuple[Edit, ...], name: str) -> None:
        self._session.edit(edits[0] if len(edits) == 1 else Several(edits), name)

    # Popovers

    @cached_property
    def name_popover(self) -> NamePopover:
        """Built when first opened."""
        from paperdesk.desktop.widgets.input_popovers import NamePopover

        popover = NamePopover(self._theme, self._window)
        popover.answered.connect(self._answer)
        return popover

    @cached_property
    def colour_popover(self) -> ColourPopover:
        """Built when first opened."""
        from paperdesk.desktop.widgets.input_popovers import ColourPopover

        popover = ColourPopover(self._theme, self._window)
        popover.answered.connect(self._answer)
        return popover

    @Slot(str)
    def _answer(self, answer: str) -> None:
        on_answer, self._on_answer = self._on_answer, None
        if on_answer is not None:
            on_answer(answer)

    def _open(self, popover: AskPopover, place: Anchor, on_answer: Callable[[str], None]) -> None:
        self._on_answer = on_answer
        popover.open_below(*place)

    def _ask_name(
        self,
        head: str,
        text: str,
        validate: Callable[[str], Validation],
        place: Anchor,
        on_answer: Callable[[str], None],
    ) -> None:
        names = [count.tag.name for count in self.known]
        self.name_popover.ask(head, text, names, validate)
        self._open(self.name_popover, place, on_answer)

    # Validation of answers

    def _validate_new(self, answer: str) -> Validation:
        name = _cleaned(answer)
        if name is None:
            return "", ""
        if self._is_known(name):
            return tr("{tag} already exists.", tag=name), ""
        return "", tr("Create")

    def _validate_name(self, tag: str, answer: str) -> Validation:
        name = _cleaned(answer)
        if name is None or name == tag:
            return "", ""
        if self._is_known(name) and name.casefold() != tag.casefold():
            other = self._of(self._known(name))
            return (
                tr("{tag} already exists. The tags are merged, in its colour.", tag=name),
                tr_n("Merge with {n} paper", "Merge with {n} papers", other.papers),
            )
        under = sum(count.tag.name.startswith(f"{tag}/") for count in self.known)
        below = tr_n(
            "{n} tag below it is renamed, too.", "{n} tags below it are renamed, too.", under
        )
        return below if under else "", tr("Rename")

    def _validate_merge(self, tags: Sequence[str], answer: str) -> Validation:
        name = _cleaned(answer)
        if name is None or [name] == list(tags):
            return "", ""
        if not self._is_known(name):
            return tr("{tag} does not exist yet and will be created.", tag=name), tr("Merge")
        into = self._known(name)
        remark = tr_n(
            "{tag} keeps its colour and key. It is on {n} paper.",
            "{tag} keeps its colour and key. It is on {n} papers.",
            self._of(into).papers,
            tag=into,
        )
        return remark, tr("Merge")

    def _of(self, name: str) -> TagCount:
        return next(count for count in self.known if count.tag.name == name)

    def _is_known(self, name: str) -> bool:
        return self._known(name) in {count.tag.name for count in self.known}

    def _known(self, name: str) -> str:
        """The name as the library spells it; tags differ in more than case."""
        names = (count.tag.name for count in self.known)
        return next((known for known in names if known.casefold() == name.casefold()), name)


def _depth(tag: str) -> int:
    return tag.count("/")


def _cleaned(answer: str) -> str | None:
    try:
        return clean_tag(answer)
    except UsageError:
        return None

"""Keyboard shortcuts: the defaults of actions, changes by the user, and the keys of tags.

widgets/keycaps.py updates tooltips and keycaps.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.keyboard.rows import ShortcutRow
from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.actions import GROUPS, Spec
from paperdesk.desktop.widgets.basics import show_key
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.model.edits import SetTagKey
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QAction

    from paperdesk.desktop.keyboard.page import ShortcutsPage
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.input_popovers import KeyPopover, Validation
    from paperdesk.desktop.widgets.popover import Anchor
    from paperdesk.model.library_values import Counts
    from paperdesk.settings import Settings

_FIXED = {
    *("Tab", "Backtab", "Shift+Tab", "Return", "Enter", "Esc"),
    *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Backspace", "Del"),
}
"""Keys that lists and text fields need."""
OF_PAGES = {
    tr("Possible duplicates"): (
        (tr("Next pair"), "J"),
        (tr("Previous pair"), "K"),
        (tr("Swap sides"), "S"),
        (tr("Not a duplicate"), "N"),
        (tr("Merge"), "M"),
        (tr("Show all pairs"), "L"),
    ),
    tr("Tag manager"): (
        (tr("Filter tags"), "F"),
        (tr("Rename"), "F2"),
        (tr("Colour"), "C"),
        (tr("Shortcut"), "K"),
        (tr("Merge into"), "M"),
        (tr("Delete"), "Del"),
    ),
}
"""Keys that apply on one page only and cannot be changed: name and key."""


class Shortcuts(QObject):
    """The keys of all actions and tags, and the page that changes them."""

    opened = Signal(QWidget)
    """Show the page."""
    left = Signal()
    changed = Signal(object)
    """The keys the user changed, by action, to be saved: dict[str, list[str]]."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._specs: list[Spec] = []
        self._actions: Mapping[str, QAction] = {}
        self._changed: dict[str, list[str]] = {}
        self._tags: dict[str, str] = {}
        self._on_answer: Callable[[str], None] | None = None
        session.search.counted.connect(self._set_tags)

    def specs(self) -> list[Spec]:
        """The action that shows the page."""
        return [Spec("Window", "Keyboard shortcuts", ("?",), self.open)]

    def listed(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """By group, the titles of actions, tags and what pages offer, with their present keys."""
        groups = self._rows().items()
        return {group: [(row.title, row.keys) for row in rows] for group, rows in groups}

    def _rows(self) -> dict[str, list[ShortcutRow]]:
        groups: dict[str, list[ShortcutRow]] = {}
        for spec in self._specs:
            keys, changed = map(native, self.of(spec.name)), spec.name in self._changed
            row = ShortcutRow(spec.name, spec.title, tuple(keys), changed)
            groups.setdefault(GROUPS[spec.group], []).append(row)
        if self._tags:
            groups[tr("Tags")] = [
                ShortcutRow(f"tag {tag}", tr("tag {name}", name=tag), (native(key),))
                for tag, key in self._tags.items()
            ]
        for page, keys_of_page in OF_PAGES.items():
            groups[page] = [
                ShortcutRow(name, name, (native(key),), fixed=True) for name, key in keys_of_page
            ]
        return groups

    def set_actions(self, specs: list[Spec], actions: Mapping[str, QAction]) -> None:
        """Set the actions whose keys are managed."""
        self._specs, self._actions = specs, actions
        self._apply()

    @Slot(object)
    def apply_settings(self, settings: Settings) -> None:
        """Apply the keys of the settings; those of unknown actions are ignored."""
        names = {spec.name for spec in self._specs}
        changed = {name: keys for name, keys in settings.keys.items() if name in names}
        if changed != self._changed:
            self._changed = changed
            self._apply()

    def of(self, action: str) -> tuple[str, ...]:
        """The keys of an action."""
        spec = next(spec for spec in self._specs if spec.name == action)
        return tuple(self._changed.get(action, spec.keys))

    def owner(self, key: str) -> str:
        """The owner of a key: the name of an action, `tag NAME`, or empty."""
        for spec in self._specs:
            if _same(key, self.of(spec.name)):
                return spec.name
        return next((f"tag {tag}" for tag, its in self._tags.items() if its == key), "")

    def validate(self, own: str, key: str) -> Validation:
        """Whether `own`, named as by `owner`, can get a key: a remark, and the button's text."""
        if not key:
            return "", ""
        text = native(key)
        if key in _FIXED:
            return tr("{key} is needed in lists and text fields.", key=text), ""
        owner = self.owner(key)
        if owner and owner != own:
            remark = tr(
                "{key} is the shortcut of “{owner}”, which would lose it.",
                key=text,
                owner=self._title(owner),
            )
            return remark, tr("Take {key}", key=text)
        return "" if owner else tr("{key} is free.", key=text), tr("Use {key}", key=text)

    def _title(self, owner: str) -> str:
        """What an owner of a key is called on the page."""
        titles = {row.name: row.title for rows in self._rows().values() for row in rows}
        return titles.get(owner, owner)

    # Changing

    def set_keys(self, action: str, keys: Sequence[str]) -> None:
        """Set the keys of an action; their previous owners lose them."""
        for key in keys:
            self._free(key, but=action)
            for tag in [tag for tag, its in self._tags.items() if its == key]:
                self._session.edit(SetTagKey(tag, ""), tr("Shortcut of {name}", name=tag))
        self._set(action, list(keys))
        self._save()

    @Slot(str)
    def reset(self, action: str) -> None:
        """Reset the keys of an action; their present owners lose them."""
        spec = next(spec for spec in self._specs if spec.name == action)
        self.set_keys(action, spec.keys)

    @Slot()
    def reset_all(self) -> None:
        """Reset the keys of all actions."""
        for action in tuple(self._changed):
            self.reset(action)

    def _save(self) -> None:
        self.changed.emit(dict(self._changed))
        self._apply()

    def _set(self, action: str, keys: list[str]) -> None:
        default = next(list(spec.keys) for spec in self._specs if spec.name == action)
        self._changed.pop(action, None)
        if keys != default:
            self._changed[action] = keys

    def _free(self, key: str, *, but: str = "") -> None:
        """Remove a key from the other actions."""
        for spec in self._specs:
            mine = self.of(spec.name)
            if spec.name != but and _same(key, mine):
                self._set(spec.name, [each for each in mine if not _same(key, (each,))])

    def _set_tag_key(self, tag: str, key: str) -> None:
        """Set the key of a tag; the edit removes it from another tag."""
        if key:
            self._free(key)
        self._session.edit(SetTagKey(tag, key), tr("Shortcut of {name}", name=tag))
        self._save()

    def _apply(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.of(name)])
        keycaps.set_keys(
            {
                spec.keys[0]: next(iter(self.of(spec.name)), "")
                for spec in self._specs
                if spec.keys and spec.name in self._changed
            }
        )
        for widget in self._window.findChildren(QWidget):
            if widget.property("key"):
                show_key(widget)
        if "page" in self.__dict__:
            self._fill()

    @Slot(object)
    def _set_tags(self, counts: Counts) -> None:
        keys = {count.tag.name: count.key for count in counts.tags if count.key}
        if keys != self._tags:
            self._tags = keys
            if "page" in self.__dict__:
                self._fill()

    # The page, and asking for a key

    @cached_property
    def page(self) -> ShortcutsPage:
        """Built when first opened."""
        from paperdesk.desktop.keyboard.page import ShortcutsPage

        page = ShortcutsPage(self._theme, self._window)
        page.left.connect(self.left)
        page.change_requested.connect(self._ask_on_page)
        page.reset_requested.connect(self.reset)
        page.reset_all_requested.connect(self.reset_all)
        return page

    def open(self) -> None:
        """Show the page."""
        self._fill()
        self.opened.emit(self.page)

    def _fill(self) -> None:
        self.page.show_shortcuts(self._rows())

    @Slot(str, QWidget)
    def _ask_on_page(self, name: str, anchor: QWidget) -> None:
        tag = name.removeprefix("tag ")
        if tag in self._tags and tag != name:
            self.ask_tag(tag, self._tags[tag], (anchor, None))
        else:
            others = self.of(name)[1:]
            key = next(iter(self.of(name)), "")
            self._ask(name, key, (anchor, None), partial(self._set_first, name, others))

    def _set_first(self, action: str, others: tuple[str, ...], key: str) -> None:
        rest = [other for other in others if other != key]
        self.set_keys(action, [key, *rest] if key else rest)

    @Slot(str, str, object)
    def ask_tag(self, tag: str, key: str, place: Anchor) -> None:
        """Open the popover that assigns a key to a tag; `key` is its present one, if any."""
        self._ask(f"tag {tag}", key, place, partial(self._set_tag_key, tag))

    @cached_property
    def popover(self) -> KeyPopover:
        """Built when first opened."""
        from paperdesk.desktop.widgets.input_popovers import KeyPopover

        popover = KeyPopover(self._theme, self._window)
        popover.answered.connect(self._answer)
        return popover

    def _ask(self, own: str, key: str, place: Anchor, on_answer: Callable[[str], None]) -> None:
        self._on_answer = on_answer
        self.popover.ask(
            tr("Shortcut of {name}", name=self._title(own)), key, partial(self.validate, own)
        )
        self.popover.open_below(*place)

    @Slot(str)
    def _answer(self, key: str) -> None:
        on_answer, self._on_answer = self._on_answer, None
        if on_answer is not None:
            on_answer(key)


def _same(key: str, keys: Sequence[str]) -> bool:
    return any(QKeySequence(key) == QKeySequence(each) for each in keys)

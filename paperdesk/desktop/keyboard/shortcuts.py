"""Which key does what: keys that come with actions, those the user gave, those of tags.

    keys.of("Star") -> ("S",)          keys.set_keys("Star", ["G"])       keys.reset("Star")
    keys.owner("S") -> "Star"          of an action or a tag; empty where the key is free
    keys.ask_tag("ml", "1", place)     have a key pressed for a tag

Tooltips and keycaps follow by keycaps.py.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from paperdesk.desktop.widgets import keycaps
from paperdesk.desktop.widgets.actions import Spec
from paperdesk.desktop.widgets.basics import show_key
from paperdesk.desktop.widgets.keycaps import native
from paperdesk.model.edits import SetTagKey

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QAction

    from paperdesk.desktop.keyboard.page import KeysPage
    from paperdesk.desktop.session.session import Session
    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.desktop.widgets.input_popovers import KeyPopover, Verdict
    from paperdesk.desktop.widgets.popover import Anchor
    from paperdesk.model.library_values import Counts
    from paperdesk.settings import Settings

_FIXED = {
    *("Tab", "Backtab", "Shift+Tab", "Return", "Enter", "Esc"),
    *("Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Backspace", "Del"),
}
"""Keys that lists and fields need."""
OF_PAGES = {
    "Possible duplicates": (
        ("Next pair", "J"),
        ("Previous pair", "K"),
        ("Swap sides", "S"),
        ("Not a duplicate", "N"),
        ("Merge", "M"),
        ("Show all pairs", "L"),
    ),
    "Page of tags": (
        ("Filter tags", "F"),
        ("Rename", "F2"),
        ("Colour", "C"),
        ("Key", "K"),
        ("Merge into", "M"),
        ("Delete", "Del"),
    ),
}
"""Keys that hold on one page alone, and are not changed: what they do, and which."""


class Keys(QObject):
    """The keys in force, and the page on which they are changed."""

    opened = Signal(QWidget)
    """The page wants to be seen."""
    left = Signal()
    chosen = Signal(object)
    """dict[str, list[str]]: what the settings are to keep."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._theme, self._window = session, theme, window
        self._specs: list[Spec] = []
        self._actions: Mapping[str, QAction] = {}
        self._given: dict[str, list[str]] = {}
        self._tags: dict[str, str] = {}
        self._wish: Callable[[str], None] | None = None
        session.search.counted.connect(self._take_counts)

    def specs(self) -> list[Spec]:
        """The actions on keys."""
        return [Spec("Window", "Show the keys", ("?",), self.open)]

    def set_actions(self, specs: list[Spec], actions: Mapping[str, QAction]) -> None:
        """What there is, and what the keys are set on."""
        self._specs, self._actions = specs, actions
        self._renew()

    @Slot(object)
    def take_settings(self, settings: Settings) -> None:
        """Let the user's keys hold; an action that is no more needs none."""
        names = {spec.name for spec in self._specs}
        given = {name: keys for name, keys in settings.keys.items() if name in names}
        if given != self._given:
            self._given = given
            self._renew()

    # What is asked

    def of(self, action: str) -> tuple[str, ...]:
        """The keys of an action."""
        spec = next(spec for spec in self._specs if spec.name == action)
        return tuple(self._given.get(action, spec.keys))

    def owner(self, key: str) -> str:
        """Who has a key: the name of an action, `tag NAME`, or nobody."""
        for spec in self._specs:
            if _same(key, self.of(spec.name)):
                return spec.name
        return next((f"tag {tag}" for tag, its in self._tags.items() if its == key), "")

    def judge(self, own: str, key: str) -> Verdict:
        """What it would mean to give a key to `own`, as `owner` names it."""
        if not key:
            return "", ""
        said = native(key)
        if key in _FIXED:
            return f"{said} is needed in lists and fields.", ""
        owner = self.owner(key)
        if owner and owner != own:
            return f"{said} is the key of “{owner}”, which would lose it.", f"Take {said}"
        return f"{said} is free." if not owner else "", f"Use {said}"

    # What is changed

    def set_keys(self, action: str, keys: Sequence[str]) -> None:
        """Give an action other keys; whoever had one of them loses it."""
        for key in keys:
            self._free(key, but=action)
            for tag in [tag for tag, its in self._tags.items() if its == key]:
                self._session.edit(SetTagKey(tag, ""), f"Key of {tag}")
        self._give(action, list(keys))
        self._keep()

    @Slot(str)
    def reset(self, action: str) -> None:
        """Give an action the keys it comes with; whoever had one of them loses it."""
        spec = next(spec for spec in self._specs if spec.name == action)
        self.set_keys(action, spec.keys)

    @Slot()
    def reset_all(self) -> None:
        """Give every action the keys it comes with."""
        for action in tuple(self._given):
            self.reset(action)

    def _keep(self) -> None:
        self.chosen.emit(dict(self._given))
        self._renew()

    def _give(self, action: str, keys: list[str]) -> None:
        comes_with = next(list(spec.keys) for spec in self._specs if spec.name == action)
        self._given.pop(action, None)
        if keys != comes_with:
            self._given[action] = keys

    def _free(self, key: str, *, but: str = "") -> None:
        """Take a key from the other actions."""
        for spec in self._specs:
            mine = self.of(spec.name)
            if spec.name != but and _same(key, mine):
                self._give(spec.name, [each for each in mine if not _same(key, (each,))])

    def _set_tag_key(self, tag: str, key: str) -> None:
        """A tag that had the key loses it by the edit itself."""
        if key:
            self._free(key)
        self._session.edit(SetTagKey(tag, key), f"Key of {tag}")
        self._keep()

    def _renew(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.of(name)])
        keycaps.set_keys(
            {
                spec.keys[0]: next(iter(self.of(spec.name)), "")
                for spec in self._specs
                if spec.keys and spec.name in self._given
            }
        )
        for widget in self._window.findChildren(QWidget):
            if widget.property("key"):
                show_key(widget)
        if "page" in self.__dict__:
            self._fill()

    @Slot(object)
    def _take_counts(self, counts: Counts) -> None:
        keys = {count.tag.name: count.key for count in counts.tags if count.key}
        if keys != self._tags:
            self._tags = keys
            if "page" in self.__dict__:
                self._fill()

    # The page, and having a key pressed

    @cached_property
    def page(self) -> KeysPage:
        """Made when first opened."""
        from paperdesk.desktop.keyboard.page import KeysPage

        page = KeysPage(self._theme, self._window)
        page.left.connect(self.left)
        page.key_asked.connect(self._ask_here)
        page.reset_asked.connect(self.reset)
        page.reset_all_asked.connect(self.reset_all)
        return page

    def open(self) -> None:
        """Show the page."""
        self._fill()
        self.opened.emit(self.page)

    def _fill(self) -> None:
        from paperdesk.desktop.keyboard.page import KeyRow

        groups: dict[str, list[KeyRow]] = {}
        for spec in self._specs:
            caps = tuple(map(native, self.of(spec.name)))
            row = KeyRow(spec.name, caps, changed=spec.name in self._given)
            groups.setdefault(spec.group, []).append(row)
        for tag, key in self._tags.items():
            groups.setdefault("Tags", []).append(KeyRow(f"tag {tag}", (native(key),)))
        for page, keys in OF_PAGES.items():
            groups[page] = [KeyRow(name, (native(key),), fixed=True) for name, key in keys]
        self.page.show_keys(groups)

    @Slot(str, QWidget)
    def _ask_here(self, name: str, anchor: QWidget) -> None:
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
        """Have a key pressed for a tag, which has another now, or none."""
        self._ask(f"tag {tag}", key, place, partial(self._set_tag_key, tag))

    @cached_property
    def popover(self) -> KeyPopover:
        """Made when first opened."""
        from paperdesk.desktop.widgets.input_popovers import KeyPopover

        popover = KeyPopover(self._theme, self._window)
        popover.answered.connect(self._answer)
        return popover

    def _ask(self, own: str, key: str, place: Anchor, wish: Callable[[str], None]) -> None:
        self._wish = wish
        self.popover.ask(f"Key of {own}", key, partial(self.judge, own))
        self.popover.open_below(*place)

    @Slot(str)
    def _answer(self, key: str) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish(key)


def _same(key: str, keys: Sequence[str]) -> bool:
    return any(QKeySequence(key) == QKeySequence(each) for each in keys)

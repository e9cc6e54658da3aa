"""The application's theme: colours, fonts, icons, and lengths for the size of its font.

    theme = Theme(app, "system")       "light", "dark" and "contrast" force a mode
    theme.changed                      emitted after the palette and the style sheet have changed
    theme.mode                         "light" | "dark" | "contrast"
    theme.set_choice(choice)           theme.set_fonts(interface="inter", reading="serif", size=14)
    theme.colour("text2") -> QColor    theme.tag("red") -> TagColours
    theme.highlight("yellow") -> (ground, bar)
    theme.px(20), theme.row(28)        lengths for the font's size; rows grow by multiples of 4
    theme.font(13, 600, tabular=True)  theme.reading_font(17)   theme.fixed_font(12)
    theme.icon("ph.star", "text2")     follows the theme by itself

Delegates repaint on `changed`; icons and the style sheet follow by themselves.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPalette

from paperdesk.desktop.theme.fonts import (
    interface_families,
    reading_families,
    set_optical_size,
    set_weight,
    system_serif,
)
from paperdesk.desktop.theme.icons import glyph_icon
from paperdesk.desktop.theme.palette import palette_of, system_colours
from paperdesk.desktop.theme.rescaling import own_fonts_kept, rescale
from paperdesk.desktop.theme.tokens import HIGHLIGHTS, MODES, TAGS, TOKENS, Mode
from paperdesk.paths import resource
from paperdesk.settings import TEXT_SIZES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from paperdesk.settings import InterfaceFont, ReadingFont, ThemeChoice

_SCRIM = {"light": 0.2, "dark": 0.35, "contrast": 0.6}
_PLACE = re.compile(r"\{(?:(\d+)px|([a-z_0-9]+))\}")


@dataclass(frozen=True, slots=True)
class TagColours:
    """The colours of one tag; the edge is transparent except in the contrast theme."""

    ground: QColor
    text: QColor
    dot: QColor
    edge: QColor


class Theme(QObject):
    """The colours of one mode, lengths for the size of the font, fonts and icons."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: ThemeChoice = "system",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or app)
        self._app, self._choice = app, choice
        self._reading: ReadingFont = "serif"
        self._system_font = QFont(app.font())
        self._base = self._base_size(0)
        self._icons: dict[tuple[str, str], QIcon] = {}
        # Icons refer to the theme for colours; collecting that cycle crashes in ~QIcon.
        self.destroyed.connect(self._icons.clear)
        self._fonts: dict[tuple[object, ...], QFont] = {}
        self.mode: Mode = "light"
        self._colours: dict[str, QColor] = {}
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        app.setStyle("Fusion")
        app.setFont(self._interface_font("inter"))
        self._apply_choice()

    # What widgets ask

    def colour(self, role: str) -> QColor:
        """The colour of a role of TOKENS, not to be modified; KeyError for another name."""
        return self._colours[role]

    def tag(self, hue: str) -> TagColours:
        """The colours of a tag; an unknown hue is grey."""
        ground, text, dot = map(QColor, self._in_mode(TAGS.get(hue) or TAGS["grey"]).split())
        edge = text if self.mode == "contrast" else QColor(Qt.GlobalColor.transparent)
        return TagColours(ground, text, dot, edge)

    def highlight(self, hue: str) -> tuple[QColor, QColor]:
        """The ground and the gutter bar of a highlight."""
        ground, bar = map(QColor, self._in_mode(HIGHLIGHTS[hue]).split())
        return ground, bar

    def scrim(self) -> QColor:
        """The colour that darkens the window under the command palette."""
        return QColor(0, 0, 0, round(255 * _SCRIM[self.mode]))

    def px(self, length: float) -> int:
        """A length designed for a 13 px font, scaled to the size of the font."""
        return round(length * self._base / 13)

    def row(self, height: int) -> int:
        """A row height designed for a 13 px font, scaled in steps of 4."""
        return height + 4 * round((height * self._base / 13 - height) / 4)

    def font(self, size: int, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The interface font at `size` of 13 px; tabular digits for columns.

        No font of a theme may be modified.
        """
        key = "interface", size, weight, tabular
        if key not in self._fonts:
            self._fonts[key] = self._sized([], size, weight)
            if tabular:
                self._fonts[key].setFeature(QFont.Tag("tnum"), 1)
        return self._fonts[key]

    def reading_font(self, size: int, weight: int = 400) -> QFont:
        """The reading font at `size` of 13 px."""
        if self._reading == "sans":
            return self.font(size, weight)
        key = "reading", size, weight
        if key not in self._fonts:
            families = reading_families() if self._reading == "serif" else system_serif()
            self._fonts[key] = self._sized(families, size, weight)
            set_optical_size(self._fonts[key])
        return self._fonts[key]

    def fixed_font(self, size: int) -> QFont:
        """The system's fixed font at `size` of 13 px, for source text."""
        key = "fixed", size
        if key not in self._fonts:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            self._fonts[key] = self._sized([fixed.family()], size, 400)
        return self._fonts[key]

    def _sized(self, families: list[str], size: int, weight: int) -> QFont:
        """A font of these families; of the application's if there are none."""
        font = QFont(self._app.font())
        if families:
            font.setFamilies(families)
        font.setPixelSize(self.px(size))
        set_weight(font, weight)
        return font

    def icon(self, name: str, role: str = "text2") -> QIcon:
        """An icon in the colour of a role, or in `disabled`; it follows every change of theme."""
        key = name, role
        if key not in self._icons:
            self._icons[key] = glyph_icon(name, partial(self._icon_colour, role))
        return self._icons[key]

    # What the settings change

    def set_choice(self, choice: ThemeChoice) -> None:
        """Force a mode, or follow the system."""
        if choice != self._choice:
            self._choice = choice
            self._apply_choice()

    def _apply_choice(self) -> None:
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            dark = self._choice != "light"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply(self._chosen_mode())

    def set_fonts(
        self, *, interface: InterfaceFont = "inter", reading: ReadingFont = "serif", size: int = 0
    ) -> None:
        """Change the fonts, and the size of the interface's, in pixels, within TEXT_SIZES.

        Size 0 is the system's. "serif" is Literata, "sans" the font of the interface, and "system"
        the system's own, as for both where the package of a font is missing.
        """
        font, base, old = self._app.font(), self._base, self._reading
        self._base, self._reading = self._base_size(size), reading
        changed = self._interface_font(interface)
        if (changed, self._base, reading) == (font, base, old):
            return
        self._fonts.clear()
        windows = self._app.topLevelWidgets()
        share = self._base / base
        bases = base, self._base
        with own_fonts_kept(windows, bases, font.families(), changed.families()):
            self._app.setFont(changed)
            self._app.setStyleSheet(self._style_sheet())
        rescale(windows, share)
        self.changed.emit()

    def _base_size(self, size: int) -> int:
        wanted = size or QFontInfo(self._system_font).pixelSize()
        return min(TEXT_SIZES[-1], max(TEXT_SIZES[0], wanted))

    def _interface_font(self, choice: InterfaceFont) -> QFont:
        font = QFont(self._system_font)
        if choice == "inter":
            font.setFamilies([*interface_families(), *font.families()])
        font.setPixelSize(self._base)
        return font

    @Slot()
    def _follow(self) -> None:
        """Apply the mode of the system if it has changed."""
        if self._chosen_mode() != self.mode:
            self._apply(self._chosen_mode())

    def _chosen_mode(self) -> Mode:
        if self._choice != "system":
            return self._choice
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self, mode: Mode) -> None:
        self.mode = mode
        self._colours = {role: QColor(self._in_mode(colours)) for role, colours in TOKENS.items()}
        if mode == "contrast" and self._choice == "system" and sys.platform == "win32":
            self._app.setPalette(QPalette())  # which then resolves to the system's
            self._colours |= system_colours(self._app.palette())
        self._app.setPalette(palette_of(self._colours))
        sheet = self._style_sheet()
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _in_mode(self, colours: tuple[str, str, str]) -> str:
        return colours[MODES.index(self.mode)]

    def _icon_colour(self, role: str, mode: QIcon.Mode) -> QColor:
        return self._colours["disabled" if mode == QIcon.Mode.Disabled else role]

    def _style_sheet(self) -> str:
        """The template with `{role}` and `{12px}` filled in; KeyError for an unknown role."""
        template = resource("style.qss").read_text(encoding="utf-8")
        # Widgets take a new family of the application's font only with a new style sheet.
        family = f"/* {self._app.font().families()[:1]} */\n"
        return family + _PLACE.sub(self._filled, template)

    def _filled(self, place: re.Match[str]) -> str:
        if place[1]:
            return f"{self.px(int(place[1]))}px"
        return self._colours[place[2]].name()

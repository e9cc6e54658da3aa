"""The look as values: tokens, and the Theme that puts one of three modes on the application.

    theme = Theme(app, "system")       "light", "dark" and "contrast" force a mode
    theme.changed                      emitted after palette and style sheet are in force
    theme.mode                         "light" | "dark" | "contrast"
    theme.set_choice(choice)           theme.set_fonts(interface="inter", reading="serif", size=14)
    theme.colour("text2") -> QColor    theme.tag("red") -> TagColours
    theme.highlight("yellow") -> (ground, bar)
    theme.px(20), theme.row(28)        lengths for the font's size; rows grow by multiples of 4
    theme.font(13, 600, tabular=True)  theme.reading_font(17)   theme.fixed_font(12)
    theme.icon("ph.star", "text2")     follows the theme by itself

Delegates redraw on `changed`; icons and style sheet need nothing. All in the window's thread.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

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
from paperdesk.desktop.theme.rescaling import replace_families, rescale
from paperdesk.paths import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Mode = Literal["light", "dark", "contrast"]
Choice = Literal["system", "light", "dark", "contrast"]
InterfaceFont = Literal["inter", "system"]
ReadingFont = Literal["serif", "sans", "system"]
MODES: tuple[Mode, ...] = ("light", "dark", "contrast")

TOKENS: dict[str, tuple[str, str, str]] = {
    "sidebar": ("#F0F1EF", "#141617", "#000000"),
    "list": ("#FAFAF8", "#191C1D", "#000000"),
    "reader": ("#FFFFFF", "#1E2123", "#000000"),
    "raised": ("#FFFFFF", "#272B2D", "#0B0B0B"),
    "sunken": ("#F4F5F3", "#171A1B", "#000000"),
    "hover": ("#F0F2F1", "#222628", "#1C1C1C"),
    "pressed": ("#E6E9E8", "#2B3033", "#2A2A2A"),
    "selected": ("#DCECEE", "#1D363B", "#00333D"),
    "selected_off": ("#E8EAE9", "#2A2E30", "#1F1F1F"),
    "line": ("#E0E3E1", "#2E3335", "#8C8C8C"),
    "line_control": ("#767E84", "#788187", "#FFFFFF"),
    "line_button": ("#C3C9C9", "#788187", "#FFFFFF"),
    "text": ("#1B1F22", "#E4E6E4", "#FFFFFF"),
    "text2": ("#4C545A", "#AEB5B9", "#F2F2F2"),
    "text3": ("#616970", "#939BA1", "#DADADA"),
    "disabled": ("#9AA1A6", "#646C71", "#9A9A9A"),
    "accent": ("#0A6573", "#6FC7D3", "#5FE3FA"),
    "accent_fill": ("#0A6573", "#17707D", "#5FE3FA"),
    "accent_hover": ("#085460", "#1C8290", "#9AF0FF"),
    "on_accent": ("#FFFFFF", "#FFFFFF", "#000000"),
    "accent_soft": ("#E3F0F2", "#1C3136", "#00262E"),
    "star": ("#B37400", "#EDB34A", "#FFD23F"),
    "focus": ("#0A6573", "#6FC7D3", "#FFFFFF"),
    "hit": ("#FFE38A", "#6A5410", "#FFE100"),
    "hit_text": ("#1B1F22", "#FFF3CF", "#000000"),
    "ok": ("#17703F", "#79CB96", "#7CF2A3"),
    "ok_soft": ("#E1F3E7", "#1B3325", "#00260F"),
    "info": ("#1F5FAE", "#8DBBF2", "#9CCBFF"),
    "info_soft": ("#E2EDFA", "#1B2D45", "#001D3D"),
    "warn": ("#835400", "#E8BC68", "#FFD479"),
    "warn_soft": ("#FCF0D6", "#3A2E14", "#2E1F00"),
    "bad": ("#AE2A20", "#F2968C", "#FFA79E"),
    "bad_soft": ("#FBE6E3", "#43211E", "#3A0A06"),
    "key": ("#FFFFFF", "#2F3437", "#000000"),
    "key_line": ("#CDD2D1", "#454C50", "#FFFFFF"),
}
"""Role -> its colour in each of MODES."""

TAGS: dict[str, tuple[str, str, str]] = {
    "red": ("#FFE4E0 #7F2F2C #C24A46", "#4A2523 #FFC3BD #F5867E", "#000000 #FFCAC3 #FFABA2"),
    "orange": ("#FFE6D6 #7B3700 #BB5600", "#482915 #FFC9A8 #EE9053", "#000000 #FFD0AE #FFB57C"),
    "amber": ("#FBEBD1 #6C4400 #A66900", "#402E0B #F0D19D #D8A032", "#000000 #FAD9A2 #FAC463"),
    "olive": ("#EDF0D3 #4F5200 #7B7F00", "#32340F #D6DCA2 #ADB33F", "#000000 #DFE4A6 #D0D66D"),
    "green": ("#DDF4DF #115D26 #1A8F3D", "#1C3921 #B5E4BA #69C278", "#000000 #BBEDC1 #90E59D"),
    "teal": ("#D3F6ED #00604D #009377", "#033B32 #9EE7D6 #00C6AB", "#000000 #A3F0DE #59E9CE"),
    "cyan": ("#D1F4FB #005C6E #008DA9", "#003941 #99E4F2 #00C1DA", "#000000 #9EEDFB #49E4FC"),
    "blue": ("#D9F0FF #005185 #007DCB", "#16344C #ACDCFF #56B3FB", "#000000 #B2E4FF #80D6FF"),
    "indigo": ("#E5EBFF #3C4589 #5F6BD1", "#292F4E #C7D3FF #92A3FF", "#000000 #CEDBFF #B5C7FF"),
    "purple": ("#F3E7FF #5C3A7D #8D5BBF", "#382A48 #E1CAFF #BF93F0", "#000000 #EAD1FF #E1B8FF"),
    "pink": ("#FFE3F0 #782F56 #B74A84", "#472536 #FEC2DD #EA85B7", "#000000 #FFC9E5 #FFAADA"),
    "grey": ("#EBEDEF #474E53 #70797F", "#2F3234 #D2D6D9 #A4ACB2", "#000000 #DEDEDE #CECECE"),
}
"""Hue -> chip ground, chip text, dot in each of MODES; contrast draws the edge in the text."""

HIGHLIGHTS: dict[str, tuple[str, str, str]] = {
    "yellow": ("#FFF3C4 #A87900", "#3B3417 #E0B63F", "#3B3417 #E0B63F"),
    "green": ("#DDF3E0 #2A8447", "#1E3826 #6CC686", "#1E3826 #6CC686"),
    "blue": ("#DFECFC #3A74C4", "#1C3049 #7FB2F0", "#1C3049 #7FB2F0"),
    "pink": ("#FCE3EC #BE4577", "#42222F #EE8FB3", "#42222F #EE8FB3"),
    "purple": ("#ECE5FC #7957C2", "#312747 #B49CF0", "#312747 #B49CF0"),
}
"""Hue -> ground, bar in each of MODES."""

_SCRIM = {"light": 0.2, "dark": 0.35, "contrast": 0.6}
_PLACE = re.compile(r"\{(?:(\d+)px|([a-z_0-9]+))\}")


@dataclass(frozen=True, slots=True)
class TagColours:
    """The colours of one tag; the edge is invisible but in the contrast theme."""

    ground: QColor
    text: QColor
    dot: QColor
    edge: QColor


class Theme(QObject):
    """The look in force: one mode's colours, lengths for the user's font, fonts and icons."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: Choice = "system",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or app)
        self._app, self._choice = app, choice
        self._reading: ReadingFont = "serif"
        self._system_font = QFont(app.font())
        self._base = self._base_size(0)
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._fonts: dict[tuple[object, ...], QFont] = {}
        self.mode: Mode = "light"
        self._colours: dict[str, QColor] = {}
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        app.setStyle("Fusion")
        app.setFont(self._interface_font("inter"))
        self._take_choice()

    # What widgets ask

    def colour(self, role: str) -> QColor:
        """The colour of a role of TOKENS; KeyError for another name. Not to be changed."""
        return self._colours[role]

    def tag(self, hue: str) -> TagColours:
        """The colours of a tag; a hue not known is grey."""
        ground, text, dot = map(QColor, self._of(TAGS.get(hue) or TAGS["grey"]).split())
        edge = text if self.mode == "contrast" else QColor(Qt.GlobalColor.transparent)
        return TagColours(ground, text, dot, edge)

    def highlight(self, hue: str) -> tuple[QColor, QColor]:
        """The ground and the gutter bar of a highlight."""
        ground, bar = map(QColor, self._of(HIGHLIGHTS[hue]).split())
        return ground, bar

    def scrim(self) -> QColor:
        """What darkens the window under the command palette."""
        return QColor(0, 0, 0, round(255 * _SCRIM[self.mode]))

    def px(self, length: float) -> int:
        """A length drawn for a 13 px font, in pixels of the user's font."""
        return round(length * self._base / 13)

    def row(self, height: int) -> int:
        """A row's height drawn for a 13 px font; it differs from `height` by a multiple of 4."""
        return height + 4 * round((height * self._base / 13 - height) / 4)

    def font(self, size: int, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The interface font at `size` of 13 px; tabular digits for columns. Not to be changed."""
        key = "interface", size, weight, tabular
        if key not in self._fonts:
            self._fonts[key] = self._sized([], size, weight)
            if tabular:
                self._fonts[key].setFeature(QFont.Tag("tnum"), 1)
        return self._fonts[key]

    def reading_font(self, size: int, weight: int = 400) -> QFont:
        """The reading font at `size` of 13 px. Not to be changed."""
        if self._reading == "sans":
            return self.font(size, weight)
        key = "reading", size, weight
        if key not in self._fonts:
            families = reading_families() if self._reading == "serif" else system_serif()
            self._fonts[key] = self._sized(families, size, weight)
            set_optical_size(self._fonts[key])
        return self._fonts[key]

    def fixed_font(self, size: int) -> QFont:
        """The system's fixed font at `size` of 13 px, for source text. Not to be changed."""
        key = "fixed", size
        if key not in self._fonts:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            self._fonts[key] = self._sized([fixed.family()], size, 400)
        return self._fonts[key]

    def _sized(self, families: list[str], size: int, weight: int) -> QFont:
        """A font of the application's own families, or of those named."""
        font = QFont(self._app.font())
        if families:
            font.setFamilies(families)
        font.setPixelSize(self.px(size))
        set_weight(font, weight)
        return font

    def icon(self, name: str, role: str = "text2") -> QIcon:
        """An icon in a role's colour, `disabled` where it is disabled; it follows every change."""
        key = name, role
        if key not in self._icons:
            self._icons[key] = glyph_icon(name, partial(self._icon_colour, role))
        return self._icons[key]

    # What the settings change

    def set_choice(self, choice: Choice) -> None:
        """Force a mode, or follow the system."""
        if choice != self._choice:
            self._choice = choice
            self._take_choice()

    def _take_choice(self) -> None:
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            dark = self._choice != "light"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._apply(self._wanted())

    def set_fonts(
        self, *, interface: InterfaceFont = "inter", reading: ReadingFont = "serif", size: int = 0
    ) -> None:
        """Change the fonts, and the size of the interface's to 12 to 16 pixels.

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
        self._app.setStyleSheet("")  # under a style sheet widgets keep their parent's old family
        self._app.setFont(changed)
        rescale(windows, self._base / base)
        self._apply(self.mode)
        replace_families(windows, font.families(), changed.families())

    def _base_size(self, size: int) -> int:
        return min(16, max(12, size or QFontInfo(self._system_font).pixelSize()))

    def _interface_font(self, choice: InterfaceFont) -> QFont:
        font = QFont(self._system_font)
        if choice == "inter":
            font.setFamilies([*interface_families(), *font.families()])
        font.setPixelSize(self._base)
        return font

    @Slot()
    def _follow(self) -> None:
        """Take the system's mode when it changed."""
        if self._wanted() != self.mode:
            self._apply(self._wanted())

    def _wanted(self) -> Mode:
        if self._choice != "system":
            return self._choice
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self, mode: Mode) -> None:
        self.mode = mode
        self._colours = {role: QColor(self._of(colours)) for role, colours in TOKENS.items()}
        if mode == "contrast" and self._choice == "system" and sys.platform == "win32":
            self._app.setPalette(QPalette())  # what this resolves to is the system's
            self._colours |= system_colours(self._app.palette())
        self._app.setPalette(self._palette())
        sheet = self._style_sheet()
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _of(self, colours: tuple[str, str, str]) -> str:
        return colours[MODES.index(self.mode)]

    def _icon_colour(self, role: str, mode: QIcon.Mode) -> QColor:
        return self._colours["disabled" if mode == QIcon.Mode.Disabled else role]

    def _style_sheet(self) -> str:
        """The template with `{role}` and `{12px}` filled in; KeyError for a role not known."""
        template = resource("style.qss").read_text(encoding="utf-8")
        return _PLACE.sub(self._filled, template)

    def _filled(self, place: re.Match[str]) -> str:
        if place[1]:
            return f"{self.px(int(place[1]))}px"
        return self._colours[place[2]].name()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in _PALETTE_TEXT:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette


def system_colours(palette: QPalette) -> dict[str, QColor]:
    """Roles in the colours of the system's contrast theme, which the user chose to be legible.

    Its text goes on all grounds but the selected one; states keep their words, shapes and icons.
    """
    return {role: palette.color(place) for place, names in _SYSTEM.items() for role in names}


_ROLE = QPalette.ColorRole
_SYSTEM = {
    _ROLE.Window: (
        *("sidebar", "list", "reader", "raised", "sunken", "hover", "pressed", "selected"),
        *("selected_off", "accent_soft", "ok_soft", "info_soft", "warn_soft", "bad_soft", "key"),
    ),
    _ROLE.WindowText: (
        *("text", "text2", "text3", "line", "line_control", "line_button", "key_line"),
        *("star", "ok", "info", "warn", "bad", "focus"),
    ),
    _ROLE.Link: ("accent",),
    _ROLE.Highlight: ("accent_fill", "accent_hover", "hit"),
    _ROLE.HighlightedText: ("on_accent", "hit_text"),
}
"""Which colour of the system's stands for which roles in its contrast themes."""
_PALETTE_TEXT = (_ROLE.Text, _ROLE.WindowText, _ROLE.ButtonText)
_PALETTE = {
    _ROLE.Window: "list",
    _ROLE.Base: "reader",
    _ROLE.AlternateBase: "sunken",
    _ROLE.Button: "raised",
    **dict.fromkeys(_PALETTE_TEXT, "text"),
    _ROLE.PlaceholderText: "text3",
    _ROLE.Highlight: "accent_fill",
    _ROLE.HighlightedText: "on_accent",
    _ROLE.Link: "accent",
    _ROLE.Accent: "accent",
    _ROLE.ToolTipBase: "raised",
    _ROLE.ToolTipText: "text",
}

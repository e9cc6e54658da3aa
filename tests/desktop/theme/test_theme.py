"""The tokens keep their contrast, and the theme puts them on the application."""

from __future__ import annotations

import gc
import re
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QColor, QFont, QIcon, QImage, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from paperdesk.desktop.theme.fonts import set_kind
from paperdesk.desktop.theme.palette import system_colours
from paperdesk.desktop.theme.tokens import HIGHLIGHTS, MODES, TAGS, TOKENS, Mode
from paperdesk.desktop.window.warm_up import warm_up
from paperdesk.model.library_values import TAG_COLOURS
from paperdesk.paths import resource
from tests.desktop.factories import light_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

GROUNDS = (
    "sidebar", "list", "reader", "raised", "sunken", "hover", "pressed", "selected", "selected_off",
)  # fmt: skip
PLAIN = ("sidebar", "list", "reader", "raised", "selected")
SOFT = ("list", "reader", "raised", "selected")
ICONS = (
    "books circle book-open check-circle star star-fill note calendar-blank file-text "
    "download-simple list layout rows tag note-pencil arrow-square-out file-pdf github-logo "
    "eye-slash check arrow-counter-clockwise plus-circle git-merge copy warning warning-circle "
    "info x folder-open clipboard-text keyboard magnifying-glass caret-down-bold plus"
)

CONTRAST: list[tuple[str, float, tuple[float, float, float]]] = [
    ("text on any ground", 4.5, (13.57, 10.18, 13.62)),
    ("text2 on any ground", 4.5, (6.31, 6.15, 12.17)),
    ("text3 on any ground", 4.5, (4.56, 4.53, 9.74)),
    ("accent on any ground", 4.5, (5.50, 6.56, 8.99)),
    ("star on a plain ground", 3, (3.19, 6.78, 9.43)),
    ("focus on a plain ground", 3, (5.53, 6.56, 13.62)),
    ("line_control on a plain ground", 3, (3.39, 3.21, 13.62)),
    ("on_accent on accent_fill", 4.5, (6.72, 5.75, 13.85)),
    ("on_accent on accent_hover", 4.5, (8.58, 4.52, 16.28)),
    ("accent on accent_soft", 4.5, (5.76, 6.99, 10.52)),
    ("hit_text on hit", 4.5, (13.12, 6.56, 16.02)),
    ("text2 on key", 4.5, (7.71, 6.06, 18.75)),
    ("ok on ok_soft", 4.5, (5.30, 6.97, 11.74)),
    ("info on info_soft", 4.5, (5.36, 6.97, 9.97)),
    ("warn on warn_soft", 4.5, (5.74, 7.47, 11.38)),
    ("bad on bad_soft", 4.5, (5.56, 6.45, 9.19)),
    ("ok on a soft place", 4.5, (5.04, 6.57, 9.79)),
    ("info on a soft place", 4.5, (5.22, 6.40, 8.04)),
    ("warn on a soft place", 4.5, (5.34, 7.19, 9.69)),
    ("bad on a soft place", 4.5, (5.48, 5.79, 7.31)),
]
"""Pair, what WCAG 2.1 needs, and what it is in each mode, rounded down."""

PLACES = {"any ground": GROUNDS, "a plain ground": PLAIN, "a soft place": SOFT}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def worst(pairs: Iterable[tuple[str, str]]) -> float:
    """The least contrast of the pairs, rounded down to two places."""
    return floor(min(contrast(one, other) for one, other in pairs) * 100) / 100


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("pair", "needs", "expected"), CONTRAST, ids=[row[0] for row in CONTRAST])
def test_contrast(
    pair: str, needs: float, expected: tuple[float, float, float], mode: Mode
) -> None:
    number = MODES.index(mode)
    front, back = pair.split(" on ")
    grounds = PLACES.get(back, (back,))
    found = worst((TOKENS[front][number], TOKENS[ground][number]) for ground in grounds)
    assert found == expected[number]
    assert found >= needs


@pytest.mark.parametrize(
    ("mode", "chip", "dot", "marked", "bar"),
    [
        ("light", 6.53, 3.17, 13.57, 3.88),
        ("dark", 8.72, 5.19, 9.90, 6.90),
        ("contrast", 14.48, 7.52, 12.42, 8.95),
    ],
)
def test_contrast_of_tags_and_highlights(
    mode: Mode, chip: float, dot: float, marked: float, bar: float
) -> None:
    number = MODES.index(mode)
    tags = [colours[number].split() for colours in TAGS.values()]
    marks = [colours[number].split() for colours in HIGHLIGHTS.values()]
    grounds = [TOKENS[role][number] for role in ("sidebar", "list", "raised", "selected")]
    assert worst((text, ground) for ground, text, _ in tags) == chip >= 4.5
    assert worst((spot, under) for *_, spot in tags for under in grounds) == dot >= 3
    assert worst((TOKENS["text"][number], ground) for ground, _ in marks) == marked >= 4.5
    assert worst((TOKENS["reader"][number], line) for _, line in marks) == bar >= 3


def test_there_is_a_colour_for_every_tag() -> None:
    assert tuple(TAGS) == TAG_COLOURS


def test_no_hex_outside_the_theme() -> None:
    desktop = Path(resource.__code__.co_filename).parent / "desktop"
    files = [file for file in desktop.rglob("*.py") if file.name != "tokens.py"]
    assert len(files) > 10
    for file in [*files, resource("style.qss")]:
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_is_put_on_the_application(
    qapp: QApplication, theme: Theme, mode: Mode, qtbot: QtBot
) -> None:
    theme.set_choice("dark" if mode == "light" else "light")
    with qtbot.waitSignal(theme.changed):
        theme.set_choice(mode)
    number = MODES.index(mode)
    assert theme.mode == mode
    assert theme.colour("text2") == QColor(TOKENS["text2"][number])
    palette = qapp.palette()
    assert palette.color(QPalette.ColorRole.Base) == theme.colour("reader")
    assert palette.color(QPalette.ColorRole.PlaceholderText) == theme.colour("text3")
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.colour("disabled")
    sheet = qapp.styleSheet()
    assert TOKENS["accent_fill"][number].lower() in sheet
    assert not re.search(r"\{\w+\}", sheet), "every place of the template is filled"


def test_following_a_system_without_a_scheme_is_light(theme: Theme) -> None:
    theme.set_choice("dark")
    theme.set_choice("system")
    assert theme.mode == "light"


def test_an_unknown_role_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.colour("colour-of-nothing")


def test_chips_have_an_edge_in_the_contrast_theme_only(theme: Theme) -> None:
    assert theme.tag("red").edge.alpha() == 0
    theme.set_choice("contrast")
    assert theme.tag("red").edge == theme.tag("red").text
    assert theme.tag("never heard of").text == theme.tag("grey").text


@pytest.mark.parametrize(
    ("size", "twenty", "card", "row"),
    [
        (9, 18, 104, 24),
        (12, 18, 104, 24),
        (13, 20, 112, 28),
        (14, 22, 120, 32),
        (16, 25, 136, 36),
        (60, 40, 224, 56),
    ],
)
def test_lengths_grow_with_the_font(
    qapp: QApplication, size: int, twenty: int, card: int, row: int
) -> None:
    for theme in light_theme(qapp, size):
        assert theme.px(20) == twenty
        assert theme.row(112) == card
        assert theme.row(28) == row
        assert theme.font(13).pixelSize() == theme.px(13)


def test_fonts(theme: Theme, qapp: QApplication) -> None:
    plain, heavy = theme.font(14), theme.font(14, 600, tabular=True)
    assert plain.family() == qapp.font().family()
    assert (plain.pixelSize(), plain.weight(), heavy.weight()) == (14, 400, 600)
    tabular = QFont.Tag("tnum")
    assert heavy.featureValue(tabular) == 1
    assert not plain.isFeatureSet(tabular)


def test_the_reading_font_is_a_serif_or_the_interface_font(theme: Theme, qtbot: QtBot) -> None:
    assert theme.reading_font(17).families() != theme.font(17).families()
    with qtbot.waitSignal(theme.changed):
        theme.set_fonts(reading="sans")
    assert theme.reading_font(17) == theme.font(17)


def test_the_interface_is_written_in_the_systems_font_at_once(
    qtbot: QtBot, qapp: QApplication
) -> None:
    own = qapp.font().families()
    for theme in light_theme(qapp):
        box = QWidget()
        qtbot.addWidget(box)
        button, words, text = QToolButton(box), QLabel("words", box), QLabel("text", box)
        set_kind(words, "page")
        button.setFont(theme.font(13))
        text.setFont(theme.reading_font(17))
        box.ensurePolished()
        with qtbot.waitSignal(theme.changed):
            theme.set_fonts(interface="system")
        assert theme.font(13).families() == own
        for part in (box, button, words):
            part.ensurePolished()
            assert part.font().families() == own
        assert words.font().weight() == 600
        assert text.font().families() == theme.reading_font(17).families()


@pytest.mark.parametrize("name", ["ri.mark-pen-line", *(f"ph.{name}" for name in ICONS.split())])
def test_every_icon_is_drawn(theme: Theme, name: str) -> None:
    assert ink(theme.icon(name)) is not None


def test_an_icon_is_in_its_role_and_follows_the_theme(theme: Theme) -> None:
    star = theme.icon("ph.star-fill", "star")
    assert ink(star) == theme.colour("star")
    assert ink(star, QIcon.Mode.Disabled) == theme.colour("disabled")
    theme.set_choice("dark")
    assert ink(star) == QColor(TOKENS["star"][1])
    assert theme.icon("ph.star-fill", "star") is star


def test_an_icon_is_sharp_on_a_fine_screen(theme: Theme) -> None:
    picture = theme.icon("ph.books").pixmap(QSize(16, 16), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_icon_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.icon("ph.no-such-glyph")


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor | None:
    """The colour of the icon's fullest pixel; None for an empty picture."""
    image = icon.pixmap(64, 64, mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(64) for y in range(64))
    fullest = max(pixels, key=QColor.alpha)
    return QColor(fullest.rgb()) if fullest.alpha() == 255 else None


def rules() -> list[tuple[str, dict[str, str]]]:
    """The style sheet's rules: selector, and role by property."""
    sheet = re.sub(r"/\*.*?\*/", "", resource("style.qss").read_text("utf-8"), flags=re.S)
    # A place of the template, `{text}`, is no block.
    sheet = re.sub(r"\{([a-z_0-9]+)\}", r"<\1>", sheet)
    return [
        (selector.strip(), dict(re.findall(r"([a-z-]+):[^;<]*<([a-z_0-9]+)>", body)))
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)
    ]


@pytest.mark.parametrize("mode", MODES)
def test_every_text_of_the_style_sheet_is_legible_on_its_ground(mode: Mode) -> None:
    number, seen = MODES.index(mode), 0
    for selector, roles in rules():
        text = roles.get("color")
        if text is None or text == "disabled":
            continue
        back = roles.get("background") or roles.get("background-color")
        grounds = [back] if back else PLAIN
        seen += 1
        pairs = ((TOKENS[text][number], TOKENS[ground][number]) for ground in grounds)
        assert worst(pairs) >= 4.5, (selector, text, grounds)
    assert seen >= 28


@pytest.mark.parametrize("mode", MODES)
def test_edges_of_inputs_and_rings_of_focus_are_seen(mode: Mode) -> None:
    number, seen = MODES.index(mode), 0
    for selector, roles in rules():
        edge = roles.get("border") or roles.get("border-color")
        sought = "QLineEdit" in selector or ":focus" in selector or "indicator" in selector
        if edge is None or not sought or edge in ("line", "accent_fill"):
            continue
        seen += 1
        pairs = ((TOKENS[edge][number], TOKENS[ground][number]) for ground in PLAIN)
        assert worst(pairs) >= 3, (selector, edge)
    assert seen >= 7


def test_the_systems_contrast_theme_gives_every_colour_that_is_seen(qapp: QApplication) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#2D3236"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#ABCFF2"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#212D3B"))
    palette.setColor(QPalette.ColorRole.Link, QColor("#75E9FC"))
    taken = system_colours(palette)
    assert set(TOKENS) - set(taken) == {"disabled"}
    for pair, needs, _ in CONTRAST:
        front, back = pair.split(" on ")
        for ground in PLACES.get(back, (back,)):
            assert contrast(taken[front].name(), taken[ground].name()) >= needs, (front, ground)


def test_the_size_of_text_changes_at_once_and_comes_back(qtbot: QtBot, theme: Theme) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    row.setContentsMargins(8, 8, 8, 8)
    button = QToolButton(box)
    button.setFixedSize(theme.px(32), theme.px(32))
    button.setFont(theme.font(13))
    words, chip = QLabel("words", box), QLabel("chip", box)
    set_kind(words, "page")
    chip.setFont(theme.font(12, 500))
    for part in (button, words, chip):
        row.addWidget(part)
    before = theme.px(100)
    with qtbot.waitSignal(theme.changed):
        theme.set_fonts(size=16)
    assert theme.px(13) == theme.font(13).pixelSize() == 16
    words.ensurePolished()
    assert words.font().pixelSize() == theme.px(16)
    assert chip.font().pixelSize() == theme.px(12)
    assert button.font().pixelSize() == theme.px(13)
    assert button.width() > 32 * before / 100
    theme.set_fonts()
    assert theme.px(100) == before
    assert button.width() == theme.px(32)
    assert row.contentsMargins().left() == 8


def test_settling_spares_what_is_there_from_collection(theme: Theme, qtbot: QtBot) -> None:
    """And an error while a font is loaded would fail the test."""
    gc.disable()  # as while the window opens
    try:
        warm_up(theme)
        assert gc.get_freeze_count() > 0
        assert gc.isenabled()
        with qtbot.waitCallback() as later:
            QTimer.singleShot(500, later)
    finally:
        gc.unfreeze()
        gc.enable()

"""The import preview: its texts, fields, keys and rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMainWindow, QToolButton, QWidget

from paperdesk.desktop import wording
from paperdesk.desktop.importing.preview.layout import RowLayout
from paperdesk.desktop.importing.preview.lines import MAX_LINES, line_count, source_lines
from paperdesk.desktop.importing.preview.page import ImportPreview
from paperdesk.desktop.importing.preview.texts import (
    NO_YEAR,
    PreviewRow,
    day_evidence,
    rows,
    typed_day,
)
from paperdesk.model.paper import PageDay, Part
from paperdesk.model.preview import Choices, Preview, PreviewItem
from tests.desktop.animal_page import animals
from tests.desktop.factories import SNIPPET, light_theme, painted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from paperdesk.desktop.theme.theme import Theme

FORMATS = (("pages", "Page, text"), ("bibtex", "BibTeX"))
ENCODINGS = ("utf-8", "cp1252")
DAY = PageDay("2025-11-18", "Year: 2025 (from the file name).")
NO_DAY = PageDay("--11-18", "Year unknown: no paper has a date.")
HEADER = PreviewItem(
    "page", parts=(Part("header", 1, 3),), first_line=1, source=("Papers", "", "Nov 18")
)


def make_item(line: int = 5, **changed: Any) -> PreviewItem:
    """A record of seven lines; name what shall differ."""
    made = PreviewItem(
        "added",
        "On the patience of readers",
        SNIPPET,
        who="4 authors",
        published="2025-11-03",
        comments=1,
        parts=(
            Part("title", line, line),
            Part("abstract", line + 2, line + 2),
            Part("footer", line + 4, line + 6),
        ),
        first_line=line,
        source=("On the patience of readers", "", SNIPPET, "", "• 4 authors", "·", "Nov 3"),
    )
    return replace(made, **changed)


def make_preview(**changed: Any) -> Preview:
    """A page of twenty papers; name what shall differ."""
    items = (HEADER, *(make_item(5 + 8 * n) for n in range(20)))
    made = Preview(
        "page.txt",
        "/dumps/page.txt",
        "pages",
        "Page, text",
        "21 of 21 paragraphs fit",
        "utf-8",
        "valid UTF-8",
        DAY,
        records=20,
        added=20,
        items=items,
    )
    made = replace(made, **changed)
    return replace(made, found=made.added + made.merged + made.unchanged)


BAD = Preview("scan.png", "/dumps/scan.png", error="scan.png: this is a picture (PNG).")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[ImportPreview]:
    made = ImportPreview(theme)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def show(page: ImportPreview, preview: Preview, place: int = 0, of: int = 1) -> None:
    page.show_preview(preview, FORMATS, ENCODINGS, place, of)
    page.setFocus()


def record_signals(page: ImportPreview) -> list[object]:
    """Record the signals of the page from now on."""
    emitted: list[object] = []
    page.choices_changed.connect(emitted.append)
    page.accepted.connect(lambda: emitted.append("accepted"))
    page.cancelled.connect(lambda: emitted.append("cancelled"))
    page.open_clicked.connect(lambda: emitted.append("open"))
    page.file_requested.connect(emitted.append)
    return emitted


def shown_texts(widget: QWidget) -> list[str]:
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def type_over(qtbot: QtBot, page: ImportPreview, text: str) -> None:
    page.fields.date.setFocus()
    page.fields.date.selectAll()
    qtbot.keyClicks(page.fields.date, text)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focused(), key)


# Dates as they are typed


@given(st.dates(date(1000, 1, 1)), st.integers(0, 3))
def test_a_day_is_read_as_it_is_shown(day: date, form: int) -> None:
    iso = day.isoformat()
    month = wording.MONTHS[day.month - 1]
    forms = (
        iso,
        wording.day(iso),
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    )
    assert typed_day(forms[form].upper() if form % 2 else f" {forms[form]} ") == iso


@pytest.mark.parametrize("text", ["2025", " 1999 "])
def test_a_year_may_stand_alone(text: str) -> None:
    assert typed_day(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["18 Nov", "31 Feb 2025", "18 Nvo 2025", "2025-13-01", "25", "0000", "18/11/2025", "२०२५", "x"],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert typed_day(text) is None


@given(st.text())
def test_no_text_breaks_the_date(text: str) -> None:
    day = typed_day(text)
    assert day is None or day == "" or date.fromisoformat(f"{day}-01-01"[:10])


# What it says


def test_head_fields_and_foot_say_what_was_found(page: ImportPreview) -> None:
    show(page, make_preview(added=12, merged=3, duplicates=1, unchanged=5, records=20))
    assert page.objectName() == "importPreview"
    assert shown_texts(page.head) == ["Import page.txt", "20 papers recognised, nothing stored yet"]
    assert page.fields.date.text() == "18 Nov 2025"
    assert page.fields.format.currentText() == "Recognised"
    assert (page.fields.format.shown(), page.fields.encoding.shown()) == ("Page, text", "UTF-8")
    for said in (DAY.evidence, "21 of 21 paragraphs fit.", "Valid UTF-8."):
        assert said in shown_texts(page.fields)
    assert shown_texts(page.foot) == [
        "11 new",
        "3 already here, will be completed",
        "1 possible duplicate",
        "5 already here",
        "All lines recognised",
    ]
    assert page.foot.accept_button.text() == "Import 20 papers"


def test_unread_lines_are_counted(page: ImportPreview) -> None:
    items = (make_item(), make_item(20, outcome="unused", reason="a menu of the page"))
    show(page, make_preview(added=1, skipped=2, repeated=1, items=items, notes=("No footer.",)))
    assert shown_texts(page.foot) == ["1 new", "1 repeat", "2 skipped", "1 not read", "1 note"]
    assert page.foot.accept_button.text() == "Import 1 paper"
    show(page, make_preview(whole=False, records=900))
    assert shown_texts(page.foot) == ["20 new"]


def test_an_unknown_year_is_asked_for(page: ImportPreview) -> None:
    show(page, make_preview(page_day=NO_DAY))
    assert page.fields.date.text() == ""
    assert page.fields.date.placeholderText() == "18 Nov, which year?"
    assert page.fields.date.ring == "warn"
    assert NO_YEAR in shown_texts(page.fields)
    assert page.foot.accept_button.isEnabled()
    show(page, make_preview())
    assert page.fields.date.ring == ""


def test_the_ring_is_drawn(page: ImportPreview, theme: Theme) -> None:
    show(page, make_preview(page_day=NO_DAY))
    edge = painted(page.fields.date).pixelColor(0, 16)
    assert edge == theme.colour("warn")


@pytest.mark.parametrize("day", [None, PageDay("", "Year set by you: 2025.")])
def test_a_file_without_a_day_leaves_the_field_empty(
    page: ImportPreview, day: PageDay | None
) -> None:
    show(page, make_preview(page_day=day))
    assert (page.fields.date.text(), page.fields.date.ring) == ("", "")


@pytest.mark.parametrize(
    ("day", "said", "role"),
    [
        (None, "20 papers stay undated. Type the day they were listed, if you know it.", "text2"),
        (
            PageDay("", "Year set by you: 2025."),
            "A year alone dates no paper of this page.",
            "warn",
        ),
        (PageDay("2025-11-18", ""), "Listed on 18 Nov 2025. The papers themselves", "text2"),
    ],
)
def test_a_page_without_dates_says_that_its_papers_stay_undated(
    page: ImportPreview, day: PageDay | None, said: str, role: str
) -> None:
    preview = make_preview(page_day=day, format="daily-papers-text", undated=20)
    show(page, preview)
    assert any(text.startswith(said) for text in shown_texts(page))
    assert day_evidence(preview)[1] == role
    assert page.fields.date.placeholderText() == "Day of listing"


# What can be corrected


def test_a_typed_year_is_emitted_once_after_a_delay(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview(page_day=NO_DAY))
    emitted = record_signals(page)
    with qtbot.waitSignal(page.choices_changed):
        qtbot.keyClicks(page.fields.date, "2025")
        assert emitted == []
    assert emitted == [Choices(date="2025")]
    assert page.choices() == Choices(date="2025")


def test_a_date_as_it_was_recognised_is_no_choice(page: ImportPreview) -> None:
    show(page, make_preview())
    assert page.choices() == Choices()


def test_a_wrong_date_says_so_and_stops_the_import(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    emitted = record_signals(page)
    type_over(qtbot, page, "18 Nvo 2025")
    qtbot.waitUntil(lambda: page.fields.date.ring == "bad")
    assert "“18 Nvo 2025” is not a date. Try 18 Nov 2025, 2025-11-18 or 2025." in shown_texts(page)
    assert not page.foot.accept_button.isEnabled()
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == []
    with qtbot.waitSignal(page.choices_changed):
        type_over(qtbot, page, "17 nov 2025")
    assert (emitted, page.fields.date.ring) == ([Choices(date="2025-11-17")], "")
    assert page.foot.accept_button.isEnabled()


def test_an_emptied_field_shows_again_what_was_recognised(
    page: ImportPreview, qtbot: QtBot
) -> None:
    show(page, make_preview())
    with qtbot.waitSignal(page.choices_changed):
        type_over(qtbot, page, "2024")
    with qtbot.waitSignal(page.choices_changed) as emptied:
        page.fields.date.selectAll()
        press(qtbot, Qt.Key.Key_Delete)
    assert emptied.args == [Choices()]
    page.list.setFocus()
    assert page.fields.date.text() == "18 Nov 2025"


def test_a_chosen_format_and_encoding_are_emitted_at_once(
    page: ImportPreview, qtbot: QtBot
) -> None:
    show(page, make_preview())
    emitted = record_signals(page)
    page.fields.format.setFocus()
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Down)
    page.fields.encoding.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert emitted == [
        Choices(format="pages"),
        Choices(format="bibtex"),
        Choices(format="bibtex", encoding="utf-8"),
    ]
    assert page.fields.format.shown() == "BibTeX"


def test_reading_a_file_again_keeps_the_users_state(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    with qtbot.waitSignal(page.choices_changed):
        type_over(qtbot, page, "2024")
    page.fields.encoding.setCurrentIndex(1)
    page.list.setCurrentIndex(page.list.rows.index(9, 0))
    page.list.verticalScrollBar().setValue(700)
    page.set_busy(True)
    page.show_preview(make_preview(page_day=replace(DAY, day="2024-11-18")), FORMATS, ENCODINGS)
    QApplication.processEvents()
    assert page.fields.date.hasFocus()
    assert page.fields.date.text() == "2024"
    assert page.list.verticalScrollBar().value() == 700
    assert page.list.currentIndex().row() == 9
    assert page.choices() == Choices("2024", "", "utf-8")


@pytest.mark.parametrize("end", ["accepted", "cancelled", ""])
def test_another_import_begins_without_choices(page: ImportPreview, qtbot: QtBot, end: str) -> None:
    show(page, make_preview())
    with qtbot.waitSignal(page.choices_changed):
        type_over(qtbot, page, "2024")
    page.list.verticalScrollBar().setValue(700)
    if end:
        press(qtbot, Qt.Key.Key_Return if end == "accepted" else Qt.Key.Key_Escape)
    show(page, make_preview(name="page.txt" if end else "other.txt"))
    assert (page.fields.date.text(), page.choices()) == ("18 Nov 2025", Choices())
    assert page.list.verticalScrollBar().value() == 0


def test_each_of_several_files_has_its_own_choices(page: ImportPreview, qtbot: QtBot) -> None:
    first, second = make_preview(), make_preview(name="b.txt", path="/dumps/b.txt")
    show(page, first, 0, 3)
    emitted = record_signals(page)
    page.fields.format.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    type_over(qtbot, page, "2024")
    buttons = {b.accessibleName(): b for b in page.head.findChildren(QToolButton)}
    assert not buttons["Previous file"].isEnabled()
    qtbot.mouseClick(buttons["Next file"], Qt.MouseButton.LeftButton)
    show(page, second, 1, 3)
    assert "2 of 3" in shown_texts(page.head)
    assert page.choices() == Choices()
    qtbot.mouseClick(buttons["Previous file"], Qt.MouseButton.LeftButton)
    show(page, first, 0, 3)
    assert page.choices() == Choices("2024", "pages")
    assert page.foot.accept_button.text() == "Import 3 files"
    assert emitted == [Choices(format="pages"), 1, 0]


def test_files_of_another_import_begin_without_choices(page: ImportPreview, qtbot: QtBot) -> None:
    first, second = make_preview(), make_preview(name="b.txt", path="/dumps/b.txt")
    show(page, first, 0, 2)
    page.fields.format.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    show(page, second, 1, 2)
    emitted = record_signals(page)
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Return)
    assert emitted == ["accepted"]
    show(page, second, 1, 2)
    show(page, first, 0, 2)
    assert page.choices() == Choices()


def test_one_file_has_no_switcher(page: ImportPreview) -> None:
    show(page, make_preview())
    assert not page.head.switcher.isVisible()


# Keys


@pytest.mark.parametrize("place", ["date", "format", "encoding", "list", "accept"])
def test_enter_imports_wherever_the_focus_is(page: ImportPreview, qtbot: QtBot, place: str) -> None:
    show(page, make_preview())
    emitted = record_signals(page)
    parts: dict[str, QWidget] = {
        "date": page.fields.date,
        "format": page.fields.format,
        "encoding": page.fields.encoding,
        "list": page.list,
        "accept": page.foot.accept_button,
    }
    parts[place].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Enter)
    assert emitted == ["accepted"]


def test_a_date_typed_just_now_is_shown_before_it_is_imported(
    page: ImportPreview, qtbot: QtBot
) -> None:
    show(page, make_preview(page_day=NO_DAY))
    emitted = record_signals(page)
    type_over(qtbot, page, "2025")
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == [Choices(date="2025")]
    page.set_busy(True)
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == [Choices(date="2025")]
    assert "Reading it again…" in shown_texts(page.head)
    show(page, make_preview())
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == [Choices(date="2025"), "accepted"]


def test_typing_that_changes_nothing_does_not_keep_enter_waiting(
    page: ImportPreview, qtbot: QtBot
) -> None:
    show(page, make_preview(page_day=None))
    emitted = record_signals(page)
    type_over(qtbot, page, "2")
    press(qtbot, Qt.Key.Key_Backspace)
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == ["accepted"]


def test_enter_on_a_button_is_that_button(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    emitted = record_signals(page)
    page.foot.cancel_button.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == ["cancelled"]


@pytest.mark.parametrize("way", ["Esc", "close", "cancel"])
def test_ways_out(page: ImportPreview, qtbot: QtBot, way: str) -> None:
    show(page, make_preview())
    emitted = record_signals(page)
    if way == "Esc":
        press(qtbot, Qt.Key.Key_Escape)
    else:
        button = page.head.close_button if way == "close" else page.foot.cancel_button
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert emitted == ["cancelled"]


def test_nothing_is_emitted_after_the_end(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    type_over(qtbot, page, "2024")
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.fields.is_pending()


def test_esc_is_the_pages_before_it_is_the_windows(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    page = ImportPreview(theme, window)
    window.setCentralWidget(page)
    back = QAction("Back", window)
    back.setShortcut(QKeySequence("Esc"))
    window.addAction(back)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    show(page, make_preview())
    emitted = record_signals(page)
    with qtbot.assertNotEmitted(back.triggered):
        for part in (page.fields.date, page.fields.format, page.list, page.foot.accept_button):
            part.setFocus()
            qtbot.keyClick(part, Qt.Key.Key_Escape)
    assert emitted == ["cancelled"] * 4


def test_tab_goes_through_all_of_it_in_order(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    names = []
    for _ in range(7):
        names.append(focused().accessibleName())
        press(qtbot, Qt.Key.Key_Tab)
    assert names == [
        "Date of the page",
        "Format",
        "Encoding",
        "The file, and what it becomes",
        "Cancel without importing",
        "Import 20 papers",
        "Close without importing",
    ]


def test_every_part_says_what_it_is(page: ImportPreview) -> None:
    show(page, make_preview(), 0, 3)
    parts = page.findChildren(QWidget)
    mute = [
        part
        for part in parts
        if part.isVisible()
        and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not part.accessibleName()
        and part.focusProxy() is None
        and part.parentWidget() is not None
        and not isinstance(part.parentWidget(), QComboBox)
    ]
    assert mute == []
    assert page.fields.date.accessibleDescription() == DAY.evidence


def test_the_arrows_move_through_the_rows(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    page.list.setFocus()
    for _ in range(12):
        press(qtbot, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 12
    assert page.list.verticalScrollBar().value() > 0
    assert page.list.selectionModel().selectedIndexes() == []


# Files that cannot be read


def test_an_unreadable_file_has_one_line_and_a_remedy(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, BAD)
    emitted = record_signals(page)
    assert BAD.error in shown_texts(page)
    assert not page.list.isVisible()
    assert not page.foot.accept_button.isVisible()
    assert focused().accessibleName() == "Open another file"
    press(qtbot, Qt.Key.Key_Return)
    page.fields.date.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == ["open"]
    show(page, make_preview())
    assert page.list.isVisible()
    assert BAD.error not in shown_texts(page)


def test_one_of_several_unreadable_files_keeps_none_from_being_imported(
    page: ImportPreview, qtbot: QtBot
) -> None:
    show(page, BAD, 0, 2)
    emitted = record_signals(page)
    press(qtbot, Qt.Key.Key_Return)
    assert emitted == ["accepted"]


def test_a_format_that_does_not_fit_can_be_taken_back(page: ImportPreview, qtbot: QtBot) -> None:
    show(page, make_preview())
    page.fields.format.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    wrong = Preview("page.txt", "/dumps/page.txt", error="page.txt: no papers were recognised.")
    page.show_preview(wrong, FORMATS, ENCODINGS)
    assert page.fields.format.hasFocus()
    with qtbot.waitSignal(page.choices_changed) as taken_back:
        press(qtbot, Qt.Key.Key_Up)
    assert taken_back.args == [Choices()]


# Rows


def test_each_outcome_has_its_word() -> None:
    outcomes: list[dict[str, Any]] = [
        {},
        {"duplicate": True},
        {"outcome": "merged", "changed": ("published",)},
        {"outcome": "merged", "changed": ("abstract", "org", "url")},
        {"outcome": "unchanged"},
        {"outcome": "repeated"},
        {"outcome": "skipped", "reason": "no abstract after the title"},
        {"outcome": "unused", "reason": "a menu of the page"},
    ]
    preview = make_preview(items=tuple(make_item(**outcome) for outcome in outcomes))
    assert [(row.kind, row.word) for row in rows(preview)] == [
        ("added", "new"),
        ("duplicate", "possible duplicate"),
        ("merged", "in library, adds date"),
        ("merged", "in library, adds 3 fields"),
        ("unchanged", "already here"),
        ("repeated", "repeats"),
        ("skipped", "skipped"),
        ("unused", "not read"),
    ]
    skipped = rows(preview)[6]
    assert skipped.title == "“On the patience of readers”"
    assert (skipped.body, skipped.meta) == ("No abstract after the title.", "")


def test_only_the_first_header_is_dated_and_the_rest_of_a_long_file_counted() -> None:
    preview = make_preview(items=(HEADER, make_item(), HEADER), whole=False, records=99_801)
    said = [(row.title, row.body) for row in rows(preview)]
    assert said[0] == ("Page header", "Two lines found on every page. Saved on 18 Nov 2025.")
    assert said[2:] == [
        ("Page header", "Two lines found on every page."),
        ("… and 99,800 more", ""),
    ]


def test_rows_have_full_accessible_texts(page: ImportPreview) -> None:
    merged = make_item(13, outcome="merged", changed=("abstract", "org", "url"))
    lost = make_item(21, outcome="skipped", reason="no abstract after the title")
    show(page, make_preview(items=(HEADER, make_item(), merged, lost)))
    model = page.list.model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(4)]
    title, meta = "On the patience of readers", "4 authors · 3 Nov 2025 · 1 comment"
    assert said == [
        "Page header, Two lines found on every page. Saved on 18 Nov 2025., lines 1–3",
        f"{title}, new, {meta}, lines 5–11",
        f"{title}, in library, adds 3 fields, abstract, organisation, link, {meta}, lines 13–19",
        f"“{title}”, skipped, No abstract after the title., lines 21–27",
    ]


def test_a_header_leaves_out_its_blank_lines_and_runs_are_named_once() -> None:
    assert [(line.number, line.is_first) for line in source_lines(HEADER)] == [
        (1, True),
        (3, False),
    ]
    lines = source_lines(make_item())
    assert [line.number for line in lines] == [5, 6, 7, 8, 9, 10, 11]
    readings = ["title", "", "abstract", "", "footer", "footer", "footer"]
    assert [line.reading for line in lines] == readings
    assert [line.is_first for line in lines] == [True, False, True, False, True, False, False]


def test_lines_of_no_part_and_of_lost_records_are_not_read() -> None:
    item = make_item(parts=(Part("title", 5, 5),))
    assert [line.reading for line in source_lines(item)][:3] == ["title", "", "lost"]
    lost = make_item(outcome="skipped")
    assert {line.reading for line in source_lines(lost)} == {"lost", ""}


@given(st.integers(0, 100), st.sampled_from(["added", "page", "skipped"]))
def test_long_stretches_end_with_a_count(lines: int, outcome: str) -> None:
    item = PreviewItem(outcome, first_line=1, source=("text",) * lines)  # type: ignore[arg-type]
    shown = source_lines(item)
    assert len(shown) == line_count(item) == min(lines, MAX_LINES)
    if lines > MAX_LINES:
        assert shown[-1].text == f"… and {lines - MAX_LINES + 1} more lines"


# Qt takes a byte order mark at the beginning of a text for what it is.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe")
WORDS = st.text(LETTERS, max_size=300)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is never changed
@given(title=WORDS, body=WORDS, meta=st.booleans(), lines=st.integers(0, 9), narrow=st.booleans())
def test_a_rows_texts_stand_inside_of_it(
    theme: Theme, title: str, body: str, meta: bool, lines: int, narrow: bool
) -> None:
    layout = RowLayout(theme, 728 if narrow else 1440, has_lines=True)
    item = make_item(source=("line",) * lines)
    row = PreviewRow("added", title, body, "4 authors" if meta else "", "new", item)
    laid, height = layout.lay_out(row), layout.height(row)
    right = 8 + 20 * (len(laid.title) + len(laid.body)) + (31 if meta else 0) + 9
    assert height >= right
    assert height >= (20 * lines + 8 if lines else 0)


def test_a_reason_is_never_cut_short(theme: Theme) -> None:
    layout = RowLayout(theme, 900, has_lines=False)
    reason = "WWWWWWWWWW " * 9  # much wider than its number of letters lets expect
    laid = layout.lay_out(PreviewRow("skipped", "“Title”", reason, "", "skipped"))
    assert len(laid.body) > 1
    assert "…" not in "".join(laid.body)


def test_rows_are_as_high_as_their_texts_at_any_width(page: ImportPreview, qtbot: QtBot) -> None:
    short, long = (make_item(parts=(), source=(), snippet=text) for text in ("Short.", SNIPPET))
    show(page, make_preview(items=(long, short, long)))
    high = {1: 8 + 20 + 20 + 31 + 9, 2: 8 + 20 + 40 + 31 + 9, 3: 8 + 20 + 60 + 31 + 9}

    def places() -> list[tuple[int, int]]:
        rects = [page.list.visualRect(page.list.rows.index(n, 0)) for n in range(3)]
        return [(rect.top(), rect.height()) for rect in rects]

    assert places() == [(0, high[2]), (high[2], high[1]), (high[2] + high[1], high[2])]
    page.resize(700, 900)
    narrow = [(0, high[3]), (high[3], high[1]), (high[3] + high[1], high[3])]
    qtbot.waitUntil(lambda: places() == narrow)


# Painting


def test_the_source_is_coloured_by_how_it_was_read(page: ImportPreview, theme: Theme) -> None:
    show(page, make_preview())
    picture = painted(page.list.viewport())
    left = round(1440 * 0.53)
    second = page.list.visualRect(page.list.rows.index(1, 0)).top()
    points = {
        (65, 14): "text3",
        (65, second + 14): "info",
        (740, second + 6): "info_soft",
        (740, second + 34): "sunken",
        (65, second + 54): "line_control",
        (740, second + 54): "sunken",
        (65, second + 100): "ok",
        (740, second + 120): "ok_soft",
        (left, second + 14): "line",
        (left + 8, second + 14): "list",
        (left + 100, second - 1): "line",
    }
    found = {place: picture.pixelColor(QPoint(*place)).name() for place in points}
    assert found == {place: theme.colour(role).name() for place, role in points.items()}


def test_formats_without_lines_have_no_left_side(page: ImportPreview, theme: Theme) -> None:
    items = tuple(make_item(parts=(), source=(), first_line=0) for _ in range(3))
    show(page, make_preview(items=items))
    picture = painted(page.list.viewport())
    assert picture.pixelColor(4, 60).name() == theme.colour("list").name()
    assert picture.pixelColor(4, 880 // 2).name() == theme.colour("list").name()
    assert page.list.visualRect(page.list.rows.index(0, 0)).height() < 148
    assert "All records recognised" in shown_texts(page.foot)


def test_the_ground_of_a_short_file_reaches_the_foot(page: ImportPreview, theme: Theme) -> None:
    show(page, make_preview(items=(HEADER,)))
    viewport = page.list.viewport()
    bottom = painted(viewport).pixelColor(4, viewport.height() - 2)
    assert bottom.name() == theme.colour("sunken").name()


def test_parts_are_as_high_as_the_picture_says(page: ImportPreview) -> None:
    show(page, make_preview())
    assert page.list.mapTo(page, QPoint(0, 0)).y() == 64 + 104 + 36
    assert page.foot.y() == 900 - 63
    assert page.list.visualRect(page.list.rows.index(1, 0)).height() == 148


def test_the_page_fits_a_narrow_window(page: ImportPreview, qtbot: QtBot) -> None:
    name = "a-very-long-name-of-a-file-" * 8 + ".txt"
    show(page, make_preview(name=name, added=9, merged=9, unchanged=9, skipped=9, duplicates=4))
    page.resize(640, 600)
    assert page.width() == 640
    assert page.foot.accept_button.geometry().right() < 640
    assert QFontMetricsF(page.font()).horizontalAdvance(name) > 640
    shown = [label for label in page.foot.findChildren(QLabel) if label.isVisible()]
    assert all(label.width() > 0 for label in shown)


def test_another_theme_repaints_what_says_something(page: ImportPreview, theme: Theme) -> None:
    show(page, make_preview(page_day=NO_DAY))
    sentence = next(label for label in page.findChildren(QLabel) if label.text() == NO_YEAR)
    theme.set_choice("dark")
    assert sentence.palette().windowText().color() == theme.colour("warn")


# A page as it is read


def test_every_line_of_a_page_is_recognised(page: ImportPreview, library: Path) -> None:
    from paperdesk import tasks
    from paperdesk.formats import Source
    from paperdesk.library import Library

    opened = Library(library)
    try:
        preview = tasks.preview(opened, Source.from_text(animals()))
    finally:
        opened.close()
    show(page, preview)
    assert shown_texts(page.head)[1] == "4 papers recognised, nothing stored yet"
    assert page.list.rows.rowCount() == 5
    readings = {line.reading for item in preview.items for line in source_lines(item)}
    assert readings == {"header", "title", "abstract", "footer", ""}
    assert "All lines recognised" in shown_texts(page.foot)

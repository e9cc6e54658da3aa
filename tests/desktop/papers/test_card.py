"""The layout of cards, and which parts are dropped if there is no space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from paperdesk.desktop.papers.card import Card, lay_out
from paperdesk.desktop.papers.painter import Density, RowAppearance, paint_row
from paperdesk.desktop.theme.text_layout import break_lines, is_right_to_left
from paperdesk.model.library_values import TAG_COLOURS, Tag
from paperdesk.model.search_protocol import Match
from tests.desktop.factories import SNIPPET, light_theme, make_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from paperdesk.desktop.theme.theme import Theme
    from paperdesk.model.library_values import Row, Status

WIDTH, HEIGHT, COMPACT = 430, 112, 56
LONG = "On the many and various ways in which a title may be longer than any list is wide " * 3
TAGS = tuple(Tag(name, colour) for name, colour in zip("abcdefghijkl", TAG_COLOURS, strict=True))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from light_theme(qapp)


def card(theme: Theme, row: Row, width: int = WIDTH, *, compact: bool = False) -> Card:
    height = COMPACT if compact else HEIGHT
    return lay_out(theme, row, 600, QRect(0, 0, width, height), compact)


def test_layout_of_a_comfortable_card(theme: Theme) -> None:
    made = card(theme, make_row(title=LONG, tags=TAGS[:1]))
    assert [line.rect.topLeft().toTuple() for line in made.title] == [(40, 12), (40, 32)]
    assert [line.rect.topLeft().toTuple() for line in made.snippet] == [(40, 54)]
    assert (made.meta.rect.top(), made.meta.rect.height()) == (80, 20)
    chip, _ = made.chips[0]
    assert (chip.top(), chip.height(), chip.right() + 1) == (80, 20, WIDTH - 16)
    assert made.title[-1].text.endswith("…")


def test_layout_of_a_compact_card(theme: Theme) -> None:
    made = card(theme, make_row(title=LONG), compact=True)
    assert [line.rect.topLeft().toTuple() for line in made.title] == [(40, 8)]
    assert not made.snippet
    assert made.meta.rect.top() == COMPACT - 8 - 20


@pytest.mark.parametrize(("title", "lines"), [("Short", 2), (LONG, 1)])
def test_title_and_snippet_share_three_lines(theme: Theme, title: str, lines: int) -> None:
    made = card(theme, make_row(title=title, snippet=SNIPPET * 3))
    assert len(made.title) + len(made.snippet) == 3
    assert len(made.snippet) == lines
    assert made.snippet[-1].text.endswith("…")


def test_no_abstract_leaves_no_line(theme: Theme) -> None:
    assert card(theme, make_row(snippet="")).snippet == ()


def test_lines_break_between_words(theme: Theme) -> None:
    first, second = card(theme, make_row(title=LONG)).title
    assert LONG.startswith(f"{first.text} {second.text.rstrip('…')}")


def test_characters_beyond_sixteen_bits_break_correctly(theme: Theme) -> None:
    title = "𝑥𝑦𝑧 " * 6 + "and what they mean for the lines a title is broken into, 𝑥 above all"
    made = card(theme, make_row(title=title), 600)
    assert len(made.title) == 2
    assert " ".join(line.text for line in made.title) == title


def meta(theme: Theme, width: int = WIDTH, **changed: Any) -> str:
    return card(theme, make_row(**changed), width).meta.text


def test_the_meta_line_drops_comments_then_the_organisation(theme: Theme) -> None:
    widths = range(450, 220, -1)
    texts = list(dict.fromkeys(meta(theme, width) for width in widths))
    assert texts[:3] == [
        "Ada Lovelace +3 · Analytical Society · 22 Dec 2025 · 2 comments",
        "Ada Lovelace +3 · Analytical Society · 22 Dec 2025",
        "Ada Lovelace +3 · 22 Dec 2025",
    ]
    assert all(text.endswith("… · 22 Dec 2025") for text in texts[3:])


def test_a_long_name_is_cut_before_the_date(theme: Theme) -> None:
    text = meta(theme, 300, first_author="Ada Augusta " * 9, org="")
    assert text.startswith("Ada Augusta")
    assert text.endswith("… · 22 Dec 2025")


def test_the_meta_line_of_incomplete_papers(theme: Theme) -> None:
    known: dict[str, Any] = {"org": "", "comments": None}
    assert meta(theme, first_author="", n_authors=8, **known) == "8 authors · 22 Dec 2025"
    assert meta(theme, first_author="", n_authors=None, published="", **known) == "no date"
    assert meta(theme, org="", comments=1) == "Ada Lovelace +3 · 22 Dec 2025 · 1 comment"
    assert meta(theme, org="", comments=0) == "Ada Lovelace +3 · 22 Dec 2025"


def test_chips_are_dropped_before_the_author(theme: Theme) -> None:
    names = ("retrieval", "reasoning", "interpretability", "relation extraction")
    tags = tuple(Tag(name, "teal") for name in names)
    seen = []
    for width in range(620, 260, -20):
        made = card(theme, make_row(tags=tags), width)
        assert made.meta.text.startswith("Ada Lovelace +3 ·")
        assert "22 Dec 2025" in made.meta.text
        hidden = len(tags) - len(made.chips)
        assert (made.more.text if made.more else "+0") == f"+{hidden}"
        assert [tag for _, tag in made.chips] == list(tags[: len(made.chips)])
        seen.append(hidden)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 4)


def test_a_note_is_marked_behind_the_meta_line(theme: Theme) -> None:
    made = card(theme, make_row(annotated=True, org=""))
    assert made.note is not None
    assert made.note.left() >= made.meta.rect.left() + width_of(theme, made.meta.text)
    assert card(theme, make_row()).note is None


def test_a_tag_with_a_very_long_name_leaves_room(theme: Theme) -> None:
    made = card(theme, make_row(tags=(Tag("x" * 200, "red"),)))
    ((chip, _),) = made.chips
    assert chip.width() <= 160


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    title=words,
    snippet=words,
    author=words,
    org=words,
    tags=st.lists(words.filter(bool), max_size=5),
    width=st.integers(200, 900),
    compact=st.booleans(),
    annotated=st.booleans(),
)
def test_nothing_is_drawn_over_anything_else(
    theme: Theme,
    title: str,
    snippet: str,
    author: str,
    org: str,
    tags: list[str],
    width: int,
    compact: bool,
    annotated: bool,
) -> None:
    row = make_row(
        title=title,
        snippet=snippet,
        first_author=author,
        org=org,
        tags=tuple(Tag(name, "red") for name in tags),
        annotated=annotated,
    )
    made = card(theme, row, width, compact=compact)
    lines = [*made.title, *made.snippet]
    assert len(made.title) <= (1 if compact else 2)
    assert len(lines) <= (1 if compact else 3)
    assert all(line.rect.bottom() < made.meta.rect.top() for line in lines)
    marks = [chip for chip, _ in made.chips] + ([made.more.rect] if made.more else [])
    ends = [made.meta.rect.left() + width_of(theme, made.meta.text)]
    if made.note:
        assert made.note.left() >= ends[0] - 1
        ends = [made.note.right() + 1]
    for mark in marks:
        assert mark.left() >= ends[-1] - 1
        ends.append(mark.right() + 1)
    if len(made.meta.text) > 1:  # a lone ellipsis may stand where not even it has room
        assert ends[-1] <= width - 16 + 1


def width_of(theme: Theme, text: str) -> float:
    return QFontMetricsF(theme.font(12)).horizontalAdvance(text)


# Qt takes a byte order mark at the beginning of a text for what it is.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is never changed
@given(
    text=st.text(LETTERS, max_size=300),
    cuts=st.lists(st.integers(0, 300), max_size=12, unique=True),
    width=st.integers(80, 900),
    most=st.integers(1, 3),
)
def test_broken_lines_fit_and_lose_nothing_but_the_end(
    theme: Theme, text: str, cuts: list[int], width: int, most: int
) -> None:
    ends = sorted(cut for cut in cuts if cut <= len(text))
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))
    lines = break_lines(text, spans, theme.font(13), width, most)
    assert len(lines) <= most
    assert bool(lines) == bool(text)
    for before, _ in lines[:-1]:
        assert before in text
    shown = "".join(line for line, _ in lines)
    marked = "".join(line[start:end] for line, found in lines for start, end in found)
    all_marked = "".join("".join(text[start:end] for start, end in spans).split())
    if lines and not shown.endswith("…"):
        assert "".join(shown.split()) == "".join(text.split())
        assert "".join(marked.split()) == all_marked
    else:
        assert all_marked.startswith("".join(marked.split()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bees", False), ("", False), ("123", False), ("שלום", True), ("123 — שלום", True),
        ("مرحبا BERT", True), ("BERT مرحبا", False), ("李明", False),
    ],
)  # fmt: skip
def test_the_first_letter_tells_the_direction(text: str, expected: bool) -> None:
    assert is_right_to_left(text) == expected


def row_picture(
    theme: Theme,
    title: str,
    density: Density,
    found: Match | None = None,
    status: Status = "read",
) -> QImage:
    heights = {"comfortable": HEIGHT, "compact": COMPACT, "columns": 32}
    image = QImage(WIDTH, heights[density], QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    row = make_row(title=title, snippet="", status=status)
    cells = (("title", 0, WIDTH),)
    painter = QPainter(image)
    paint_row(painter, theme, RowAppearance(row, found, density, cells), image.rect())
    painter.end()
    return image


def painted(theme: Theme, title: str, density: Density, found: Match | None = None) -> set[int]:
    """The pixel columns, right of the dot and left of the star, where a title has ink."""
    image = row_picture(theme, title, density, found)
    rows = range(2, 30 if density != "comfortable" else 44)
    white = Qt.GlobalColor.white
    return {x for x in range(WIDTH) if any(image.pixelColor(x, y) != white for y in rows)}


@pytest.mark.parametrize("density", ["comfortable", "compact", "columns"])
@pytest.mark.parametrize(
    ("status", "weight", "role"),
    [("unread", 500, "text"), ("reading", 500, "text"), ("read", 400, "text2")],
)
def test_unread_titles_are_a_little_heavier(
    theme: Theme, density: Density, status: Status, weight: int, role: str
) -> None:
    box = QRect(40, 12 if density == "comfortable" else 8, 100, 20)
    if density == "columns":
        box = QRect(8, 0, 100, 31)
    texts = {}
    for each in (400, 500, 600):
        texts[each] = QImage(box.size(), QImage.Format.Format_RGB32)
        texts[each].fill(Qt.GlobalColor.white)
        painter = QPainter(texts[each])
        painter.setFont(theme.font(13 if density == "columns" else 14, each))
        painter.setPen(theme.colour(role))
        height = 32 if density == "columns" else 20
        painter.drawText(QRect(0, 0, 100, height), Qt.AlignmentFlag.AlignVCenter, "Bees")
        painter.end()
    shown = row_picture(theme, "Bees", density, status=status).copy(box)
    assert [each for each, text in texts.items() if text == shown] == [weight]


@pytest.mark.parametrize("density", ["comfortable", "compact", "columns"])
def test_titles_written_to_the_left_begin_at_the_right(theme: Theme, density: Density) -> None:
    assert max(painted(theme, "Bees", density)) < WIDTH / 2
    assert min(painted(theme, "דבורים", density)) > WIDTH / 2
    assert max(painted(theme, "Bees דבורים", density)) < WIDTH / 2
    match = Match(1, ((0, 6),), "", (), ())
    assert min(painted(theme, "דבורים", density, match)) > WIDTH / 2, "with marks, too"


def test_marks_lie_on_words_written_to_the_left(theme: Theme) -> None:
    row = make_row(title="דבורים של האחו", snippet="")
    match = Match(1, ((0, 6),), "", (), ())
    made = lay_out(theme, row, 500, QRect(0, 0, WIDTH, HEIGHT), False, match)
    (mark,) = made.title[0].marks
    assert abs(mark.right() - made.title[0].rect.right()) < 4, "the first word is the rightmost"

"""The house: which room may speak to whom, and how large a file may be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "paperdesk"


@pytest.mark.parametrize(
    ("module", "strangers"),
    [
        ("paperdesk.library", ("PySide6", "numpy", "sqlite_utils", "whoosh")),
        ("paperdesk.finder.finder", ("PySide6",)),
        ("paperdesk.desktop.window.hand_over", ("PySide6", "sqlite3")),
        ("paperdesk.cli", ("PySide6", "qtawesome")),
        ("paperdesk.formats", ("PySide6", "sqlite_utils", "whoosh")),
        ("paperdesk.model.query", ("PySide6", "numpy", "sqlite_utils", "whoosh")),
        ("paperdesk.arguments", ("PySide6", "numpy", "sqlite_utils", "whoosh")),
    ],
)
def test_a_room_loads_no_strangers(module: str, strangers: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not set(strangers) & set(loaded.stdout.split())


def test_no_file_is_a_god() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted((PACKAGE / "desktop").rglob("*.py")):
        yield path.name, path.read_text("utf-8")


def test_colours_are_roles_of_the_theme() -> None:
    hexes = re.compile(r"""["']#(?:[0-9A-Fa-f]{3,4}){1,2}["']""")
    assert [name for name, text in sources() if hexes.search(text)] == ["tokens.py"]
    sheet = (PACKAGE.parent / "resources" / "style.qss").read_text("utf-8")
    assert not re.search(r":\s*#[0-9A-Fa-f]{3,8}\b", sheet)


def test_a_tooltip_with_words_of_the_library_is_plain() -> None:
    """Only `basics` gives Qt a text that it might take for HTML."""
    bare = re.compile(r"""\.setToolTip\((?!plain_tip\(|tr\("[^"<&]*"\)|"[^"<&]*"\))""")
    assert [name for name, text in sources() if bare.search(text)] == ["basics.py"]


def test_no_property_that_begins_with_i_is_set_by_keyword() -> None:
    """PySide6 finds setInterval by C's toupper, which has no capital for i in a Turkish locale."""
    keyword = re.compile(r"\bQ[A-Z]\w+\([^()]*\bi\w+=")
    assert [name for name, text in sources() if keyword.search(text)] == []


def test_there_is_one_style_sheet() -> None:
    assert [name for name, text in sources() if "setStyleSheet(" in text] == ["theme.py"]
    assert [path.name for path in (PACKAGE.parent / "resources").glob("*.qss")] == ["style.qss"]


def test_icons_are_no_pictures() -> None:
    pictures = {".png", ".svg", ".ico", ".jpg", ".gif"}
    folders = PACKAGE, PACKAGE.parent / "resources"
    found = {p for folder in folders for p in folder.rglob("*") if p.suffix in pictures}
    others = {path.name for path in found if path.parent.name != "pictures"}  # README's
    assert others == {"paperdesk.svg"}, "the application's own icon"

"""Writing a Markdown list and a folder of notes."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.markdown.notes_folder import file_stem, write_folder
from paperdesk.formats.markdown.write import write
from paperdesk.model.highlight import Highlight
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import BEES, TEXTS, stored, written

if TYPE_CHECKING:
    from pathlib import Path


def test_an_item_has_a_linked_title_authors_year_and_abstract() -> None:
    assert written(write, BEES) == (
        "- [How Bees Remember](https://arxiv.org/abs/2105.01234) - Ada Mayr, Ludwig van Öz, "
        "The Hive Consortium, 2021: Bees find their way home over hedges, roads and rivers: "
        "90% of them, at 5 °C.\n"
    )


def test_the_link_is_the_best_there_is() -> None:
    assert (
        written(write, Paper("A", doi="10.1234/a(b)"))
        == "- [A](https://doi.org/10.1234/a%28b%29)\n"
    )
    assert written(write, Paper("A", url="https://x.example/a")) == "- [A](https://x.example/a)\n"
    assert written(write, Paper("A", published="2021-05")) == "- **A** - 2021\n"


def test_markdown_syntax_in_texts_is_escaped() -> None:
    text = written(write, Paper("A*b* [c](d) `e` <f> #g\n- h"))
    assert text == "- **A\\*b\\* \\[c\\](d) \\`e\\` \\<f\\> \\#g - h**\n"


QUOTE = Highlight(
    "abstract", 0, 9, "Bees find", "pink", "2025-11-20T08:00:00Z", comment="Why?", tags=("to cite",)
)


def fields(note: str) -> dict[str, Any]:
    """The front matter of a note; values are JSON, which is valid YAML."""
    front = note.split("---\n")[1].splitlines()
    pairs = (line.partition(": ") for line in front)
    return {name: json.loads(value) for name, _, value in pairs}


def test_a_note_has_front_matter_highlights_and_note(tmp_path: Path) -> None:
    annotated = replace(stored(BEES, 7, key="mayr21"), highlights=(QUOTE,))
    assert write_folder([annotated], tmp_path / "new") == 1
    (path,) = (tmp_path / "new").iterdir()
    assert path.name == "How Bees Remember.md"
    text = path.read_text(encoding="utf-8")
    assert fields(text) == {
        "paperdesk": 7,
        "title": "How Bees Remember",
        "authors": ["Ada Mayr", "Ludwig van Öz", "The Hive Consortium"],
        "org": "Institute of Bees & Wasps",
        "published": "2021-05-07",
        "venue": "Journal of Small Navigators",
        "arxiv": "2105.01234",
        "doi": "10.1234/bees.2021_5",
        "url": "https://arxiv.org/abs/2105.01234",
        "citation-key": "mayr21",
        "keywords": ["bees", "memory"],
        "tags": ["to cite", "bees/wild"],
        "status": "reading",
        "starred": True,
        "added": "2025-11-20T08:00:00Z",
    }
    assert text.split("---\n", 2)[2] == (
        "\n# How Bees Remember\n\n"
        "Bees find their way home over hedges, roads and rivers: 90% of them, at 5 °C.\n"
        "\n## Highlights\n\n> Bees find\n\nWhy?\n\nto cite\n"
        "\n## Note\n\n<!-- paperdesk: note -->\nRead again.\n\n- check *table 2*\n"
        "<!-- paperdesk: end of note -->\n"
    )


def write_notes(folder: Path, *titles: str) -> list[str]:
    """The names of the notes for papers with these titles, numbered from 0."""
    write_folder((stored(Paper(title), n) for n, title in enumerate(titles)), folder)
    return sorted(path.name for path in folder.iterdir())


def test_names_are_unlike_on_every_system(tmp_path: Path) -> None:
    titles = ["Bees", "BEES", "bees", "Mu\u0308ller", "M\u00fcller", "A/B: C?", 'A\\B "C"']
    assert write_notes(tmp_path, *titles) == sorted([
        "Bees.md", "BEES (2).md", "bees (3).md", "Müller.md", "Müller (2).md", "A B C.md",
        "A B C (2).md",
    ])  # fmt: skip


def test_a_note_replaces_only_its_own_earlier_version(tmp_path: Path) -> None:
    mine = tmp_path / "Bees.md"
    mine.write_text("my own words", encoding="utf-8")
    assert write_notes(tmp_path, "Bees", "Wings") == ["Bees (2).md", "Bees.md", "Wings.md"]
    assert write_notes(tmp_path, "Bees", "Wings") == ["Bees (2).md", "Bees.md", "Wings.md"]
    assert mine.read_text(encoding="utf-8") == "my own words"
    assert write_notes(tmp_path, "Wings") == ["Bees (2).md", "Bees.md", "Wings (2).md", "Wings.md"]


def test_an_interrupted_export_leaves_only_complete_notes(tmp_path: Path) -> None:
    broken = replace(stored(Paper("Half"), 2), note="half a character cannot be written: \ud800")
    with pytest.raises(UnicodeEncodeError):
        write_folder([stored(BEES, 1), broken, stored(Paper("X"), 3)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["How Bees Remember.md"]


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("Console", "Console"),
        ("...", "_"),
        ("", "_"),
        ("../../etc/passwd", "etc passwd"),
        (" Bees. ", "Bees"),
        ("[[Bees]] #1 ^a|b", "Bees 1 a b"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("é" * 100, "é" * 60),
    ],
)
def test_file_stems(title: str, stem: str) -> None:
    assert file_stem(title) == stem


@given(TEXTS | st.text())
def test_every_stem_can_be_a_file(title: str) -> None:
    stem = file_stem(title)
    assert stem == stem.strip(" .")
    assert 0 < len(os.fsencode(stem)) <= 121
    assert not set(stem) & set('<>:"/\\|?*\0\n')
    assert stem.isprintable()

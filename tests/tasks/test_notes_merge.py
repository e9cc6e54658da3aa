"""Whatever is typed on either side, and whenever the folder is brought up to date, stays."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.markdown.note_parts import BrokenNoteError, paper_of, read_parts
from paperdesk.formats.markdown.note_text import note_text
from paperdesk.model.edits import AddTag, SetField, SetNote
from paperdesk.model.library_values import Tag
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import stored
from tests.tasks.notes_library import BEGIN, END, Desk, make_desk

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = st.integers(0, 40)


def with_word(text: str, word: str, place: int) -> str:
    """A text with a word in it: on a line of its own, or behind another."""
    lines = text.split("\n")
    at = place // 2 % len(lines)
    if place % 2:
        lines[at] = f"{lines[at]} {word}".strip()
    else:
        lines.insert(at, word)
    return "\n".join(lines)


class Typing:
    """A user who types words that are never typed again, in the library and in the file."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.words = 0
        self.noted: list[str] = []
        """Words of the note, typed on either side."""
        self.outside: list[str] = []
        """Words typed elsewhere in the file."""
        self.tags: list[str] = []

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}x"  # none is the beginning of another

    def library_note(self, place: int) -> None:
        note, word = self.desk.paper().note, self.word()
        self.desk.library.apply(SetNote(1, with_word(note, word, place), was=note))
        self.noted.append(word)

    def library_tag(self, place: int) -> None:
        self.tags.append(self.word())
        self.desk.library.apply(AddTag((1,), self.tags[-1]))

    def library_abstract(self, place: int) -> None:
        self.desk.library.apply(SetField(1, "abstract", f"Bees {self.word()} fly."))

    def file_note(self, place: int) -> None:
        word, before = self.word(), self.desk.note()
        after = with_word(before, word, place)
        self.desk.replace(BEGIN + before + END, BEGIN + after + END)
        self.noted.append(word)

    def file_tag(self, place: int) -> None:
        text = self.desk.text()
        line = next(line for line in text.split("\n") if line.startswith("tags:"))
        self.tags.append(self.word())
        names = line.removeprefix("tags: [").removesuffix("]")
        both = f"{names}, {self.tags[-1]}" if names else self.tags[-1]
        self.desk.replace(line, f"tags: [{both}]")

    def file_front(self, place: int) -> None:
        self.outside.append(self.word())
        self.desk.replace("\nadded:", f"\n{self.outside[-1]}: mine\nadded:")

    def file_above(self, place: int) -> None:
        self.outside.append(self.word())
        above = self.desk.text().split("---\n", 2)[2].split(BEGIN)[0]
        self.desk.replace(above, with_word(above.strip("\n"), self.outside[-1], place) + "\n\n")

    def file_below(self, place: int) -> None:
        self.outside.append(self.word())
        below = self.desk.text().split(END)[1]
        self.desk.write(self.desk.text().split(END)[0] + END + below + self.outside[-1] + "\n")

    def sync(self, place: int) -> None:
        _, written = self.desk.sync()
        assert written.problems == []


ACTS: list[Callable[[Typing, int], None]] = [
    Typing.library_note,
    Typing.library_tag,
    Typing.library_abstract,
    Typing.file_note,
    Typing.file_tag,
    Typing.file_front,
    Typing.file_above,
    Typing.file_below,
    Typing.sync,
]


@given(st.lists(st.tuples(st.sampled_from(ACTS), PLACES), max_size=25))
def test_no_word_typed_on_either_side_is_lost(
    acts: list[tuple[Callable[[Typing, int], None], int]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = make_desk(Path(name))
        with closing(desk.library):
            desk.sync()
            typing = Typing(desk)
            for act, place in acts:
                act(typing, place)
            desk.sync()
            assert desk.sync()[1].written == 0
            assert desk.note().strip("\n") == desk.paper().note.strip("\n")
            note, text = desk.paper().note.split(), desk.text()
            assert set(typing.noted) <= set(note)
            assert set(typing.outside) <= set(text.replace(":", " ").split())
            assert set(desk.tags()) == set(typing.tags)


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_every_note_can_be_read_back(
    title: str, abstract: str, name: str, tag: str, note: str
) -> None:
    paper = replace(stored(Paper(title, abstract, (name,)), 7), note=note, tags=(Tag(tag, "red"),))
    text = note_text(paper)
    parts = read_parts(text)
    assert parts.text() == text
    assert parts.note == note
    number, _ = paper_of(text) or (0, "")
    assert number == 7


@pytest.mark.parametrize("note", [END, BEGIN, f"a\n{END}b", f"{BEGIN}x{END}", "\n\n", " x \n"])
def test_a_note_with_our_comments_can_be_read_back(note: str) -> None:
    assert read_parts(note_text(replace(stored(Paper("A")), note=note))).note == note


@given(st.text() | st.text(alphabet="-:[]{}'\"\n &*!|>#a"))
def test_any_file_is_read_or_refused_in_a_line(text: str) -> None:
    for whole in (text, f"---\npaperdesk: 1\n{text}\n---\n{BEGIN}{END}"):
        try:
            parts = read_parts(whole)
        except BrokenNoteError as error:
            reason = str(error)
        else:
            reason = ""
            assert parts.text().strip("\n") == whole.strip("\n")
        assert "\n" not in reason

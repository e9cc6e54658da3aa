"""A folder of notes is kept up to date, and what is edited there comes into the library."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import InputError
from paperdesk.library import Library
from paperdesk.model.edit_json import edit_from_json
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    Merge,
    RemoveTag,
    SetField,
    SetNote,
    SetStar,
    SetStatus,
)
from paperdesk.model.events import NotesEdited, from_line, to_line
from paperdesk.model.highlight import make_highlight
from paperdesk.store import note_files
from paperdesk.tasks.note_files import FileChangedError, read_note, write_note
from tests.tasks.notes_library import BEES, BEGIN, END, Desk, make_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path)
    with closing(desk.library):
        yield desk


def state(desk: Desk) -> list[tuple[str, bool, str, list[str]]]:
    papers = desk.library.papers([1, 2])
    return [(p.note, p.starred, p.status, [tag.name for tag in p.tags]) for p in papers]


# The files


def test_each_paper_has_a_file_which_is_written_only_where_something_changed(desk: Desk) -> None:
    _, written = desk.sync()
    assert (written.papers, written.written, written.problems) == (2, 2, [])
    names = sorted(path.name for path in desk.folder.iterdir())
    assert names == ["How Bees Remember.md", "Moss on Old Walls A Survey.md"]
    before = {path: path.stat().st_mtime_ns for path in desk.folder.iterdir()}
    assert desk.sync()[1].written == 0
    desk.library.apply(SetStar((2,), True))
    assert desk.sync()[1].written == 1
    changed = [path for path in before if path.stat().st_mtime_ns != before[path]]
    assert changed == [desk.file(2)]
    assert "starred: true\n" in desk.text(2)


def test_marks_of_the_library_reach_the_file(desk: Desk) -> None:
    desk.sync()
    mark = make_highlight("abstract", BEES.abstract, 0, 4, "pink", "2025-11-20T08:00:00Z")
    for edit in (
        SetNote(1, "Read again."),
        AddTag((1,), "bees/wild"),
        SetStatus((1,), "reading"),
        AddHighlight(1, mark),
        SetField(1, "abstract", "Bees fly home."),
    ):
        desk.library.apply(edit)
    desk.sync()
    text = desk.text()
    for part in ('tags: ["bees/wild"]\n', 'status: "reading"\n', "> Bees\n", "\nBees fly home.\n"):
        assert part in text
    assert desk.note() == "Read again."
    assert BEES.abstract not in text


def test_names_stay_when_titles_change_and_no_file_is_removed(desk: Desk) -> None:
    desk.sync()
    path = desk.file()
    desk.library.apply(SetField(1, "title", "Bees"))
    desk.library.apply(Merge(1, 2))
    desk.sync()
    assert desk.file() == path
    assert 'title: "Bees"\n' in desk.text()
    assert len(list(desk.folder.iterdir())) == 2


def test_files_of_others_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    desk.folder.mkdir()
    mine = {"how bees remember.md": "mine", "Moss on Old Walls A Survey.md": "---\n[\n---\n"}
    for name, text in mine.items():
        (desk.folder / name).write_text(text)
    _, written = desk.sync()
    assert written.problems == []
    assert desk.file().name == "How Bees Remember (2).md"
    assert {name: (desk.folder / name).read_text() for name in mine} == mine
    with closing(make_desk(tmp_path / "other").library) as library:
        library.apply(SetField(1, "title", "Of another library"))
        other = Desk(library, desk.folder)
        assert other.sync()[1].written == 1  # the same paper 2, and another 1
    assert desk.sync()[1].written == 0


# Edits in files


def test_a_note_edited_in_its_file_is_an_edit_that_can_be_undone(desk: Desk) -> None:
    desk.library.apply(SetNote(1, "first\nsecond"))
    desk.sync()
    desk.replace("second", "second, and\nthird\n")
    (edited,), written = desk.sync()
    assert desk.paper().note == "first\nsecond, and\nthird"
    assert (edited.papers, edited.fields, written.edited) == ([1], ["note"], 1)
    again = from_line(to_line(edited))
    assert isinstance(again, NotesEdited)
    desk.library.apply(edit_from_json(again.inverse))
    assert desk.paper().note == "first\nsecond"
    assert desk.sync()[0] == []
    assert desk.note() == "first\nsecond"
    desk.library.apply(edit_from_json(again.edit))
    assert desk.paper().note == "first\nsecond, and\nthird"


@pytest.mark.parametrize(
    "tags",
    [
        'tags: ["new one", "kept"]',
        "tags:\n  - new one\n  - kept",
        "tags:\n- kept\n- '#new one'",
        "tags: kept, new one",
        "tags: [kept, new one, NEW ONE]  # mine",
    ],
)
def test_tags_edited_in_any_form_come_back_and_the_form_stays(desk: Desk, tags: str) -> None:
    desk.library.apply(AddTag((1,), "kept"))
    desk.library.apply(AddTag((1,), "gone"))
    desk.sync()
    desk.replace('tags: ["gone", "kept"]', tags)
    (edited,), _ = desk.sync()
    assert desk.tags() == ["kept", "new one"]
    assert edited.fields == ["tags"]
    assert f"\n{tags}\n" in desk.text()
    desk.library.apply(edit_from_json(edited.inverse))
    assert desk.tags() == ["gone", "kept"]
    assert {tag.tag.name for tag in desk.library.counts().tags} == {"gone", "kept"}


def test_tags_of_both_sides_are_joined(desk: Desk) -> None:
    for tag in ("a", "b", "c"):
        desk.library.apply(AddTag((1,), tag))
    desk.sync()
    desk.replace('["a", "b", "c"]', '["b", "c", "file"]')
    desk.library.apply(AddTag((1,), "library"))
    desk.library.apply(RemoveTag((1,), "c"))
    desk.sync()
    assert desk.tags() == ["b", "file", "library"]
    assert 'tags: ["b", "file", "library"]\n' in desk.text()


def test_tags_that_a_program_took_out_of_the_front_matter_stay(desk: Desk) -> None:
    desk.library.apply(AddTag((1,), "a"))
    desk.sync()
    desk.replace('tags: ["a"]\n', "")
    assert desk.sync()[0] == []
    assert desk.tags() == ["a"]


def test_status_and_star_edited_in_the_file_come_back(desk: Desk) -> None:
    desk.sync()
    desk.replace('status: "unread"\nstarred: false', "status: read\nstarred: yes")
    (edited,), _ = desk.sync()
    assert (desk.paper().status, desk.paper().starred) == ("read", True)
    assert edited.fields == ["starred", "status"]
    assert "status: read\nstarred: yes\n" in desk.text()


def test_a_note_that_both_changed_keeps_both(desk: Desk) -> None:
    desk.library.apply(SetNote(1, "one\ntwo"))
    desk.sync()
    desk.replace("one", "one in the file")
    desk.library.apply(SetNote(1, "one in the library\ntwo\nthree"))
    (edited,), _ = desk.sync()
    assert edited.in_conflict
    assert desk.paper().note == "one in the library\none in the file\ntwo\nthree"
    assert desk.note() == desk.paper().note
    assert desk.sync()[1].written == 0


def test_what_the_user_wrote_outside_our_part_stays(desk: Desk) -> None:
    desk.sync()
    text = desk.text().replace("added:", "aliases:\n  - Bees\nadded:")
    text = text.replace("# How Bees Remember\n", "# Bees!\n\nMy summary\n")
    desk.write(text + "\n## Mine\n\nBelow\n")
    desk.replace("starred: false\n", "starred: false\n# a comment\n\n")
    assert desk.sync()[0] == []
    for edit in (
        SetNote(1, "A note"),
        SetField(1, "org", "The Hive"),
        SetField(1, "abstract", "Another."),
    ):
        desk.library.apply(edit)
    desk.sync()
    for part in (
        "starred: false\n# a comment\n\n",
        "aliases:\n  - Bees\nadded:",
        "# Bees!\n\nMy summary\n\nAnother.\n",
        f"{BEGIN}A note{END}\n## Mine\n\nBelow\n",
        'org: "The Hive"\n',
    ):
        assert part in desk.text()
    assert desk.paper().note == "A note"


def test_an_entry_of_ours_that_was_edited_there_stays_as_it_was_written(desk: Desk) -> None:
    desk.sync()
    desk.replace('title: "How Bees Remember"', "title: Bienen")
    desk.library.apply(SetField(1, "title", "Bees"))
    desk.sync()
    assert "title: Bienen\n" in desk.text()
    assert desk.paper().paper.title == "Bees"


def test_line_ends_of_windows_and_a_missing_end_stay(desk: Desk) -> None:
    desk.sync()
    text = desk.text().replace(END, "mine").replace("\n", "\r\n")
    desk.file().write_bytes(text.encode())
    desk.sync()
    assert desk.paper().note == "mine"
    assert desk.file().read_bytes() == text.encode()
    desk.library.apply(SetNote(1, "mine\nours"))
    desk.sync()
    assert desk.file().read_bytes().endswith(b"-->\r\nmine\r\nours")


# Missing, moved and broken files


def test_a_missing_file_deletes_nothing_and_is_written_again(desk: Desk) -> None:
    desk.library.apply(SetNote(1, "kept"))
    desk.library.apply(AddTag((1,), "kept"))
    desk.sync()
    before = state(desk)
    desk.file().unlink()
    assert desk.sync()[0] == []
    assert state(desk) == before
    assert desk.note() == "kept"


def test_where_all_files_are_missing_nothing_is_written(desk: Desk) -> None:
    desk.library.apply(SetNote(1, "kept"))
    desk.sync()
    shutil.rmtree(desk.folder)
    for _ in range(2):
        with pytest.raises(InputError, match="nothing was changed") as refusal:
            desk.sync()
        assert "\n" not in str(refusal.value)
        assert not desk.folder.exists() or not list(desk.folder.iterdir())
        desk.folder.mkdir(exist_ok=True)  # an empty place where the drive should be
    assert desk.sync(anew=True)[1].written == 2
    assert desk.note() == "kept"


def test_a_renamed_or_moved_file_is_found_again(desk: Desk) -> None:
    desk.sync()
    below = desk.folder / "below" / "Bienen.md"
    below.parent.mkdir()
    path = desk.file()
    path.rename(below)
    below.write_text(below.read_text("utf-8").replace(BEGIN, f"{BEGIN}moved"), "utf-8")
    desk.sync()
    assert desk.paper().note == "moved"
    desk.library.apply(SetNote(1, "moved again"))
    desk.sync()
    assert not path.exists()
    assert desk.note() == "moved again"
    shutil.copy(below, desk.folder / "copy.md")
    desk.library.apply(SetStar((1,), True))
    desk.sync()
    assert "starred: true" in below.read_text("utf-8")
    assert "starred: true" not in (desk.folder / "copy.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("tags: []", "tags: [", "line 9: broken front matter"),
        ('status: "unread"', "status: \x07", "broken front matter"),
        ("tags: []", "tags: {a: b}", "'tags' is no list of names"),
        ("tags: []", "tags: [//]", "'//' in 'tags' is no name for a tag"),
        ("tags: []", "tags: []\ntags: [a]", "line 8: 'tags' is there twice"),
        ("tags: []", "just words", "broken front matter"),
        ("tags: []", "a: " + "[" * 100_000, "broken front matter"),
        ('status: "unread"', "status: done", "'status' can be unread, reading, read or dismissed"),
        ("starred: false", "starred: perhaps", "'starred' can be true or false"),
        ("---\npaperdesk: 1\n", "", "line 1: there is no front matter"),
        ("---\npaperdesk: 1\n", "---\n", "no 'paperdesk: 1'"),
        ("---\n\n#", "\n#", "line 1: the front matter has no end"),
        ("<!-- paperdesk: note -->", "", "the line <!-- paperdesk: note --> is missing"),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_line_and_is_left_alone_with_its_paper(
    desk: Desk, old: str, new: str, reason: str
) -> None:
    desk.library.apply(SetNote(1, "mine"))
    desk.sync()
    path, before = desk.file(), state(desk)
    good = path.read_text("utf-8")
    broken = good.replace(old, new, 1).replace("mine", "edited", 1)
    path.write_text(broken, "utf-8")
    for _ in range(2):
        edited, written = desk.sync()
        (problem,) = written.problems
        assert reason in problem
        assert problem.startswith(str(path))
        assert "\n" not in problem
        assert edited == []
        assert state(desk) == before
        assert path.read_text("utf-8") == broken
        desk.library.apply(SetStar((2,), True))
        before = state(desk)
    path.write_text(good.replace("mine", "edited", 1), "utf-8")
    desk.sync()
    assert desk.paper().note == "edited"


def test_a_file_in_another_encoding_or_no_file_is_left_alone(desk: Desk) -> None:
    desk.sync()
    bees, moss = desk.file(1), desk.file(2)
    data = bees.read_bytes() + "é\n".encode("latin-1")
    bees.write_bytes(data)
    moss.unlink()
    moss.mkdir()
    _, written = desk.sync()
    assert [problem.split(": ", 1)[1] for problem in sorted(written.problems)] == [
        f"line {len(data.splitlines())}: it is not in UTF-8; left as it is.",
        "it is no plain file; left as it is.",
    ]
    assert bees.read_bytes() == data


# Interrupted, restored, at the same time


def test_a_run_that_ended_before_it_was_recorded_is_repeated_without_harm(desk: Desk) -> None:
    desk.library.apply(SetNote(1, "one\ntwo"))
    desk.sync()
    rows = desk.library.db.execute("select * from note_files").fetchall()
    desk.replace("two", "two in the file")
    desk.replace("tags: []", "tags: [file]")
    desk.library.apply(SetNote(1, "one in the library\ntwo"))
    desk.sync()
    expected = state(desk)
    with desk.library.db.conn:
        desk.library.db.execute("delete from note_files")
        desk.library.db.conn.executemany("insert into note_files values (?, ?, ?, ?, ?, ?)", rows)
    edited, written = desk.sync()
    assert (edited, written.problems) == ([], [])
    assert state(desk) == expected
    assert desk.note() == expected[0][0]


def test_words_of_the_file_come_back_into_a_library_that_was_put_back(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.sync()
    desk.library.checkpoint()
    saved = (desk.library.folder / "library.sqlite").read_bytes()
    desk.replace(BEGIN, f"{BEGIN}written in the file")
    desk.sync()
    folder = desk.library.folder
    desk.library.close()
    for path in folder.glob("library.sqlite*"):
        path.unlink()
    (folder / "library.sqlite").write_bytes(saved)
    with closing(Library(folder)) as library:
        again = Desk(library, desk.folder)
        assert again.paper().note == ""
        again.sync()
        assert again.paper().note == "written in the file"


def test_a_library_that_does_not_know_the_folder_joins_both_sides(desk: Desk) -> None:
    desk.sync()
    desk.replace(BEGIN, f"{BEGIN}in the file")
    desk.replace("tags: []", "tags: [file]")
    with desk.library.db.conn:
        desk.library.db.execute("delete from note_files")
    desk.library.apply(SetNote(1, "in the library"))
    desk.library.apply(AddTag((1,), "library"))
    desk.sync()
    assert desk.tags() == ["file", "library"]
    assert set(desk.paper().note.split("\n")) == {"in the file", "in the library"}
    assert desk.note() == desk.paper().note
    assert len(list(desk.folder.iterdir())) == 2


def test_a_file_that_is_changed_while_it_is_written_is_not_replaced(desk: Desk) -> None:
    desk.sync()
    path = desk.file()
    before = read_note(path)
    desk.replace(BEGIN, f"{BEGIN}meanwhile")
    with pytest.raises(FileChangedError):
        write_note(path, "ours", before)
    with pytest.raises(FileChangedError):
        write_note(path, "ours", None)
    assert desk.note() == "meanwhile"
    assert len(list(desk.folder.iterdir())) == 2


def test_a_deleted_paper_leaves_its_file_and_no_record(desk: Desk) -> None:
    desk.sync()
    with desk.library.db.conn:
        desk.library.db.execute("delete from papers where id = 1")
    assert list(note_files.read(desk.library.db, str(desk.folder.resolve()))) == [2]
    assert desk.sync()[1].papers == 1
    assert desk.file(1).exists()

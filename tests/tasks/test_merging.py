"""Merging archives: the same from either side, once for all, and undone as an import."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperdesk import tasks
from paperdesk.library import Library
from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    Merge,
    RecolourTag,
    RenameTag,
    SetField,
    SetLessLike,
    SetNote,
    SetSearches,
    SetStar,
    SetStatus,
    SetTagKey,
    SetTrashed,
    SetWordForYou,
)
from paperdesk.model.events import Report
from paperdesk.model.file_marks import FileMarks
from paperdesk.model.highlight import Highlight
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper import Paper
from paperdesk.store.checking.checks import check_database
from paperdesk.store.edits import trash
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_writer import DumpWriter
from paperdesk.store.merges.undo import take_back_merge
from tests.store.libraries import begin_dump, import_papers, snapshot

LONG = "How Bees Remember the Flowers of a Whole Summer"
POOL = (
    Paper(
        LONG, "Bees return to flowers.", ("Ada Bee",), published="2024-05-01", arxiv_id="2405.01"
    ),
    Paper(LONG, "Bees return to flowers that fed them.", ("A. Bee",), published="2024", upvotes=3),
    Paper(f"{LONG}: a Study", "", ("Ada Bee", "Cy Dee"), arxiv_id="2405.01", doi="10.1/bees"),
    Paper(LONG.upper(), "", ("Ada Bee",), published="2025", doi="10.1/bees", comments=2),
    Paper("Editorial", "", ("Cy Dee",), published="2023", doi="10.1/e1"),
    Paper("Editorial", "", ("Cy Dee",), published="2023", details={"volume": "3", "type": "book"}),
    Paper("Editorial", "", ("Eve Fog",), published="2023", doi="10.1/e2"),
    Paper("Moss on Old Walls", "Moss grows on the north side of walls.", ("Eve Fog",)),
    Paper("Moss on Old Walls", "We count snails in gardens by the sea.", ("Eve Fog",)),
    Paper("doi:10.1/moss", doi="10.1/moss"),
    Paper("Moss on Old Walls", "", ("Eve Fog",), doi="10.1/moss", details={"type": "chapter"}),
    Paper("Tides and Their Tables", "", ("Gil Hay",), published="2020", upvotes=1),
)
MARK = Highlight("title", 0, 3, "How", "yellow", "2025-01-01T00:00:00Z")

_papers = st.integers(0, 11)
_tags = st.sampled_from(["bees", "moss/red", "tides"])
_actions = st.one_of(
    st.tuples(st.just("import"), st.lists(st.sampled_from(POOL), min_size=1, max_size=5)),
    st.tuples(st.just("star"), _papers),
    st.tuples(st.just("status"), _papers, st.sampled_from(["read", "reading", "dismissed"])),
    st.tuples(st.just("note"), _papers, st.sampled_from(["One.", "Two.", "One.\n\nTwo.", ""])),
    st.tuples(st.just("tag"), _papers, st.sampled_from(["bees", "Bees", "moss/red", "tides"])),
    st.tuples(st.just("trash"), _papers, st.booleans()),
    st.tuples(st.just("empty trash")),
    st.tuples(st.just("less"), _papers),
    st.tuples(st.just("mark"), _papers, st.sampled_from(["", "Here.", "There."])),
    st.tuples(
        st.just("edit"),
        _papers,
        st.sampled_from([
            ("title", "Bees"), ("title", LONG), ("venue", "Journal of Moss"), ("venue", ""),
            ("published", "2021"), ("doi", "10.1/bees"), ("arxiv_id", "2405.01"),
        ]),
    ),
    st.tuples(st.just("join"), _papers, _papers),
    st.tuples(st.just("colour"), _tags, st.sampled_from(["red", "teal"])),
    st.tuples(st.just("key"), _tags, st.sampled_from(["1", "2"])),
    st.tuples(st.just("rename"), _tags, st.sampled_from(["BEES", "fog"])),
    st.tuples(st.just("search"), st.sampled_from("abc")),
    st.tuples(st.just("word"), st.sampled_from("ab"), st.sampled_from(["pinned", "banned"])),
)  # fmt: skip
histories = st.lists(_actions, max_size=12)


def act(library: Library, history: list[tuple[Any, ...]]) -> None:
    """Do what the user did; actions on papers that are not there do nothing."""
    for number, (action, *values) in enumerate(history):
        ids = [paper for (paper,) in library.db.execute("select id from papers order by id")]
        if action == "import":
            import_papers(library.db, values[0], f"{library.folder.name} {number}")
            continue
        if action == "empty trash":
            list(trash.empty(library.db))
            continue
        if isinstance(values[0], int):
            if values[0] >= len(ids):
                continue
            values[0] = ids[values[0]]
        edit = _edit(library, action, values, ids)
        if edit is not None:
            library.apply(edit)


def _edit(library: Library, action: str, values: list[Any], ids: list[int]) -> Any:
    one, *rest = values
    match action:
        case "star":
            return SetStar((one,), True)
        case "status":
            return SetStatus((one,), rest[0])
        case "note":
            return SetNote(one, rest[0])
        case "tag":
            return AddTag((one,), rest[0])
        case "trash":
            return SetTrashed((one,), rest[0])
        case "less":
            return SetLessLike((one,), True)
        case "mark":
            return AddHighlight(one, replace(MARK, comment=rest[0]))
        case "edit":
            return SetField(one, *rest[0])
        case "join":
            return Merge(one, ids[rest[0]]) if rest[0] < len(ids) else None
        case "colour":
            return RecolourTag(*values)
        case "key":
            return SetTagKey(*values)
        case "rename":
            return RenameTag(*values)
        case "search":
            return SetSearches((*library.searches(), SavedSearch(one, one)))
        case _:
            return SetWordForYou(*values)


def merge(library: Library, archive: Path) -> Report:
    """Merge an archive; return the report."""
    (report,) = [e for e in tasks.merge_archive(library, archive) if isinstance(e, Report)]
    assert "\n" not in report.error
    return report


def content(library: Library) -> dict[str, Any]:
    """All that a user sees of a library, without the numbers of papers and its own imports."""
    found = snapshot(library.db, ids=False)
    del found["sightings"]
    found["edited"] = library.db.execute(
        "select title, abstract, edited from papers where edited != '{}' order by 1, 2, 3"
    ).fetchall()
    names = (
        "select title_key, arxiv_id, doi, group_concat(name, ' ') from (select p.id, title_key, "
        "arxiv_id, doi, name from papers p join aliases a on a.paper = p.id where name not in "
        "('title:' || title_key, 'arxiv:' || arxiv_id, 'doi:' || doi) order by name) "
        "group by id order by 1, 2, 3, 4"
    )
    found["tombstones"] = library.db.execute(
        "select title_key, arxiv_id, doi, trashed from tombstones"
    ).fetchall()
    found["names"] = library.db.execute(names).fetchall()
    pairs = library.db.execute(
        "select p.title || p.abstract || p.doi, q.title || q.abstract || q.doi, reason, state "
        "from duplicates join papers p on p.id = first join papers q on q.id = second"
    )
    found["pairs"] = sorted((*sorted(pair[:2]), *pair[2:]) for pair in pairs)
    return {table: [_plain(row) for row in sorted(rows, key=repr)] for table, rows in found.items()}


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row without the order of names in JSON."""
    return tuple(
        "".join(sorted(value)) if isinstance(value, str) and value.startswith("{") else value
        for value in row
    )


class Libraries(ExitStack):
    """Two libraries with a history each, and archives of both."""

    def __init__(self, *histories: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self.folder = Path(self.enter_context(tempfile.TemporaryDirectory()))
        self.archives: list[Path] = []
        for number, history in enumerate(histories):
            library = self.open(f"lib{number}")
            import_papers(library.db, POOL[number : number + 2], f"first {number}")
            act(library, history)
            self.archives.append(self.archive(library, f"lib{number}.jsonl"))

    def open(self, name: str) -> Library:
        """A library of this name."""
        return self.enter_context(closing(Library(self.folder / name)))

    def archive(self, library: Library, name: str) -> Path:
        """An archive of a library."""
        path = self.folder / name
        tasks.archive(library, path)
        return path


SLOW = settings(
    suppress_health_check=list(HealthCheck),
    max_examples=settings.default.max_examples * 2 // 5,  # type: ignore[union-attr]
)


@SLOW
@given(histories, histories)
def test_either_library_merged_into_the_other_is_the_same(
    one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]
) -> None:
    with Libraries(one, other) as both:
        first, second = both.open("lib0"), both.open("lib1")
        merge(first, both.archives[1])
        merge(second, both.archives[0])
        assert content(first) == content(second)
        for library in (first, second):
            assert not [each for each in check_database(library.db.conn) if each.wrong]


@SLOW
@given(histories, histories)
def test_merging_again_changes_nothing(
    one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]
) -> None:
    with Libraries(one, other) as both:
        first, second = both.open("lib0"), both.open("lib1")
        merge(first, both.archives[1])
        once = content(first)
        again = merge(first, both.archives[1])
        assert (again.added, again.merged) == (0, 0)
        assert content(first) == once
        # Nor does what the other library makes of it, nor an archive of the joined library.
        merge(second, both.archives[0])
        merge(first, both.archive(second, "second.jsonl"))
        assert content(first) == once
        merge(second, both.archive(first, "first.jsonl"))
        assert content(second) == once


@SLOW
@given(histories.map(lambda history: [each for each in history if each[0] != "join"]), histories)
def test_undoing_a_merge_gives_back_the_library(
    one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]
) -> None:
    """But for pairs that were found to be possible duplicates, as after an import, and tombstones
    of papers that came back."""
    with Libraries(one, other) as both:
        first = both.open("lib0")
        before = content(first)
        merge(first, both.archives[1])
        undo(first, "lib1.jsonl")
        after = content(first)
        for each in (before, after):
            del each["pairs"], each["tombstones"]
        assert after == before
        assert not [each for each in check_database(first.db.conn) if each.wrong]


def undo(library: Library, name: str) -> None:
    """Undo the merge of an archive."""
    (dump,) = (dump.id for dump in library.dumps() if dump.name == name)
    take_back_merge(library.db, dump)
    dumps.undo(library.db, dump)


def test_undoing_a_merge_keeps_what_was_done_since_and_what_another_archive_has(
    tmp_path: Path,
) -> None:
    archives = {}
    for name, star in (("ada", True), ("cy", True), ("own", False)):
        with closing(Library(tmp_path / name)) as library:
            import_papers(library.db, POOL[7:8], f"{name}.txt")
            if star:
                library.apply(SetStar((1,), True))
                library.apply(SetNote(1, f"Note of {name}."))
            archives[name] = tmp_path / f"{name}.jsonl"
            tasks.archive(library, archives[name])
    with closing(Library(tmp_path / "own")) as library:
        merge(library, archives["ada"])
        merge(library, archives["cy"])
        library.apply(AddTag((1,), "since"))
        undo(library, "ada.jsonl")
        (paper,) = library.papers([1])
        assert paper.starred
        assert "Note of cy." in paper.note
        assert [tag.name for tag in paper.tags] == ["since"]
        undo(library, "cy.jsonl")
        (paper,) = library.papers([1])
        assert not paper.starred
        assert [tag.name for tag in paper.tags] == ["since"]


def test_undoing_another_import_keeps_the_marks_that_an_archive_has_too(tmp_path: Path) -> None:
    paper = Paper("Moss on Old Walls", "Moss grows on the north side.", ("Eve Fog",))
    with closing(Library(tmp_path / "theirs")) as library:
        import_papers(library.db, [paper])
        library.apply(SetStar((1,), True))
        tasks.archive(library, tmp_path / "theirs.jsonl")
    with closing(Library(tmp_path / "ours")) as library:
        writer = DumpWriter(library.db, begin_dump(library.db, "starred.bib"))
        writer.store([paper], [FileMarks(starred=True)])
        writer.finish()
        merge(library, tmp_path / "theirs.jsonl")
        dumps.undo(library.db, 1)
        assert library.papers([1])[0].starred


def test_papers_of_one_library_are_never_merged_but_listed_as_duplicates(tmp_path: Path) -> None:
    """Their archive holds two papers that are one of ours: one of them finds it."""
    with closing(Library(tmp_path / "theirs")) as library:
        import_papers(library.db, POOL[:1])
        import_papers(library.db, [Paper("A Wholly Other Title", doi="10.1/x")], "x.txt")
        library.apply(SetField(2, "doi", ""))
        library.apply(SetField(2, "arxiv_id", "2405.01"))
        library.apply(SetField(2, "title", f"{LONG} II"))
        tasks.archive(library, tmp_path / "theirs.jsonl")
    with closing(Library(tmp_path / "ours")) as library:
        import_papers(library.db, POOL[:1])
        report = merge(library, tmp_path / "theirs.jsonl")
        assert (report.added, report.unchanged) == (1, 1)
        assert [pair[:2] for pair in library.duplicate_pairs()] == [(1, 2)]


def test_a_merge_that_was_stopped_is_finished_by_running_it_again(tmp_path: Path) -> None:
    papers = [Paper(f"Bees of Hive {number}", doi=f"10.1/{number}") for number in range(1_100)]
    with closing(Library(tmp_path / "theirs")) as library:
        import_papers(library.db, papers)
        library.apply(SetStar(tuple(range(1, 1_101, 7)), True))
        tasks.archive(library, tmp_path / "theirs.jsonl")
    with closing(Library(tmp_path / "whole")) as library:
        import_papers(library.db, papers[::2])
        merge(library, tmp_path / "theirs.jsonl")
        whole = content(library)
    with closing(Library(tmp_path / "ours")) as library:
        import_papers(library.db, papers[::2])

        def has_thousand() -> bool:
            records = "select count(*) from records where dump = 2"
            return bool(library.db.execute(records).fetchone() >= (1_000,))

        events = tasks.merge_archive(library, tmp_path / "theirs.jsonl", has_thousand)
        (report,) = [event for event in events if isinstance(event, Report)]
        assert (report.stopped, report.records) == (True, 1_000)
        assert [dump.state for dump in library.dumps()][:1] == ["stopped"]
        merge(library, tmp_path / "theirs.jsonl")
        assert [dump.state for dump in library.dumps()][:1] == ["stored"]
        ours = content(library)
    for each in (whole, ours):
        each["papers"] = [row[:-2] for row in each["papers"]]
    assert ours == whole


def test_an_older_state_of_the_library_is_refused_unless_it_has_something_more(
    tmp_path: Path,
) -> None:
    with closing(Library(tmp_path / "ours")) as library:
        import_papers(library.db, POOL)
        tasks.archive(library, tmp_path / "before.jsonl")
        library.apply(SetStar((1,), True))
        assert "this very library" in merge(library, tmp_path / "before.jsonl").error
        tasks.archive(library, tmp_path / "starred.jsonl")
        library.apply(SetStar((1,), False))
        assert merge(library, tmp_path / "starred.jsonl").merged == 1
        assert library.papers([1])[0].starred


def test_what_was_deleted_stays_in_the_trash_unless_the_other_marked_it(tmp_path: Path) -> None:
    bees, moss, tides = POOL[0], POOL[7], POOL[11]
    with closing(Library(tmp_path / "deleted")) as deleted:
        import_papers(deleted.db, [bees, moss, tides], "ours.txt")
        deleted.apply(SetTrashed((1, 2), True))
        list(trash.empty(deleted.db))
        tasks.archive(deleted, tmp_path / "deleted.jsonl")
        with closing(Library(tmp_path / "restored")) as restored:
            tasks.restore(restored, tmp_path / "deleted.jsonl")
            assert content(restored) == content(deleted)
        with closing(Library(tmp_path / "kept")) as kept:
            import_papers(kept.db, [bees, moss], "theirs.txt")
            kept.apply(SetStar((2,), True))
            tasks.archive(kept, tmp_path / "kept.jsonl")
            report = merge(kept, tmp_path / "deleted.jsonl")
            assert "To the trash: 1 paper without marks that were deleted there." in report.notes
            merge(deleted, tmp_path / "kept.jsonl")
            assert content(kept) == content(deleted)
            trashed = {paper.paper.title: bool(paper.trashed) for paper in kept.papers([1, 2, 3])}
            assert trashed == {bees.title: True, moss.title: False, tides.title: False}
            undo(kept, "deleted.jsonl")
            assert not kept.papers([1])[0].trashed
    with closing(Library(tmp_path / "deleted")) as deleted:
        import_papers(deleted.db, [Paper("Fog", "", ("Eve Fog",))], "more.txt")
        assert deleted.db.execute("select count(*) from tombstones").fetchone() == (0,)

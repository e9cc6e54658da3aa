"""search, show, mark, index, and how the command line refuses."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from paperdesk.arguments import VERBS
from paperdesk.cli import _parsers
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST, SECOND
from tests.prepared_libraries import import_pages
from tests.search.test_topics import papers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    folder = tmp_path / "library"
    prepared_libraries.copy(folder, import_pages, ("first.txt", FIRST), ("second.txt", SECOND))
    return folder


def titles(library: Path, *query: str) -> list[str]:
    return [paper["title"] for paper in paperdesk(library, "search", "--json", *query).json]


def test_for_you_is_steered(library: Path) -> None:
    found = paperdesk(library, "for-you", "--json", "--pin", "Laundry", "--less-like", "3").json
    assert (found["pinned"], found["banned"], found["less_like"]) == (["laundry"], [], [3])
    (paper,) = found["papers"]
    assert (paper["title"], paper["because"]["mark"]) == ("Folding Laundry with Robots", "pinned")
    shown = paperdesk(library, "for-you").out.splitlines()
    assert shown[:2] == ["pinned: laundry", "less like: 3"]
    assert shown[3].strip() == "laundry: pinned"
    found = paperdesk(library, "for-you", "--json", "--ban", "folding").json
    assert (found["banned"], found["papers"]) == (["folding"], [])
    found = paperdesk(library, "for-you", "--json", "--reset", "--pin", "robots").json
    assert (found["pinned"], found["banned"], found["less_like"]) == (["robots"], [], [])
    for wrong in (("--pin", "two words"), ("--ban", "!"), ("--less-like", "99")):
        run = paperdesk(library, "for-you", *wrong)
        assert (run.code, len(run.err.splitlines())) == (2, 1), run.err


def test_topics_are_listed_named_and_pinned(library: Path) -> None:
    assert paperdesk(library, "topics").out == "There are too few papers for topics.\n"
    assert paperdesk(library, "topics", "--json").json == []
    records = [{"title": each.title, "abstract": each.abstract} for each in papers(80)]
    paperdesk(library, "import", "-", stdin=json.dumps(records).encode())
    found = paperdesk(library, "topics", "--json").json
    assert len(found) == 8
    first, second = found[0], found[1]
    assert first["name"] == ", ".join(first["words"])
    assert len(titles(library, first["query"])) == first["papers"]
    last = str(found[-1]["id"])
    named = paperdesk(library, "topics", "--rename", last, " Odds  and ends", "--pin", last).out
    assert named.splitlines()[0].split() == [
        f"{last}*",
        str(found[-1]["papers"]),
        "Odds",
        "and",
        "ends",
    ]
    assert len(titles(library, "topic:odds")) == found[-1]["papers"]
    again = paperdesk(library, "topics", "--json", "--rename", last, "", "--unpin", last).json
    assert again == found
    assert second in again
    for wrong in (("--pin", "99"), ("--rename", "x", "y"), ("--rename", "99", "y")):
        run = paperdesk(library, "topics", *wrong)
        assert (run.code, len(run.err.splitlines())) == (2, 1), run.err


def test_search_prints_what_scripts_rely_on(library: Path) -> None:
    (found,) = paperdesk(library, "search", "--json", "laundry").json
    assert found.pop("score") > 0
    assert found == {
        "id": 1,
        "title": "Folding Laundry with Robots",
        "date": "2023-12-15",
        "authors": [],
        "n_authors": 4,
        "org": None,
        "arxiv_id": None,
        "upvotes": None,
        "comments": 2,
        "starred": False,
        "status": "unread",
        "tags": [],
    }


def test_queries(library: Path) -> None:
    assert titles(library, "") == [
        "Counting Herons",
        "Folding Laundry with Robots",
        "Words that Travel",
    ]
    assert titles(library, "-herons", "sort:title") == [
        "Folding Laundry with Robots",
        "Words that Travel",
    ]
    assert titles(library, '"patient teacher"') == ["Folding Laundry with Robots"]
    assert titles(library, "laundr* OR federated", "--sort", "title") == [
        "Folding Laundry with Robots",
        "Words that Travel",
    ]
    listed = titles(library, "sort:listed")
    assert titles(library, "--sort", "listed") == listed
    assert titles(library, "--sort=-listed") == listed[::-1]
    assert titles(library, "year:2024") == ["Counting Herons"]
    assert titles(library, "--limit", "1", "-title:folding sort:date") == ["Counting Herons"]
    assert titles(library, "like:99") == []
    none = paperdesk(library, "search", "--json", "zeppelin")
    assert (none.code, none.json) == (0, [])


@pytest.mark.parametrize("text", ["- first point", "-x", "--", "- a\n- b"])
def test_a_note_may_begin_with_a_dash(library: Path, text: str) -> None:
    paperdesk(library, "mark", "1", "--note", text)
    assert paperdesk(library, "show", "1", "--json").json["note"] == text


def test_marks_are_searchable_when_the_verb_returns(library: Path) -> None:
    run = paperdesk(
        library, "mark", "1", "2", "--star", "--tag", "to  read", "--status", "reading", "--json"
    )
    assert run.json == {"papers": [1, 2], "changed": [1, 2]}
    paperdesk(library, "mark", "title:herons", "--unstar", "--note", "Ask about the *north* colony")
    assert titles(library, "is:starred") == ["Folding Laundry with Robots"]
    assert titles(library, 'tag:"to read" colony') == ["Counting Herons"]
    shown = paperdesk(library, "show", "--json", "2").json
    assert shown["note"] == "Ask about the *north* colony"
    assert shown["status"] == "reading"
    assert shown["tags"] == ["to read"]
    assert [s["dump_name"] for s in shown["sightings"]] == ["first.txt", "second.txt"]


def test_show_is_readable(library: Path) -> None:
    out = paperdesk(library, "show", "2").out
    assert out.startswith("Counting Herons\n1 author")
    assert "2024-03-02" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "99"], 2),
        (["mark", "99", "--star"], 2),
        (["mark", "1"], 2),
        (["mark", "1", "2", "--note", "x"], 2),
        (["mark", "1", "--tag", " / "], 2),
        (["import"], 2),
        (["import", "--date", "18 Nov", "-"], 2),
        (["import", "--format", "scroll", "-"], 2),
        (["undo-import", "99"], 2),
        (["search", "--sort", "colour", "x"], 2),
        (["frobnicate.txt", "--nonsense"], 2),
    ],
)
def test_wrong_use_is_one_line(library: Path, arguments: list[str], code: int) -> None:
    run = paperdesk(library, *arguments, stdin=FIRST.encode())
    assert run.code == code
    assert run.out == ""
    assert run.err.splitlines()[-1].startswith("paperdesk")
    assert "Traceback" not in run.err


def test_a_missing_index_is_built_again(library: Path) -> None:
    import shutil

    shutil.rmtree(library / "index")
    assert titles(library, "laundry") == ["Folding Laundry with Robots"]


def test_a_damaged_index_is_built_again(library: Path) -> None:
    for file in (library / "index").rglob("*"):
        if file.is_file() and file.name != "lock":
            file.write_bytes(b"\0" * 100)
    assert titles(library, "laundry") == ["Folding Laundry with Robots"]


def test_rebuilding_reports_its_speed(library: Path) -> None:
    report = paperdesk(library, "index", "--rebuild", "--json").json
    assert report["papers"] == 3
    assert report["seconds"] > 0
    assert titles(library, "laundry") == ["Folding Laundry with Robots"]


def test_a_newer_library_is_refused(library: Path) -> None:
    with sqlite3.connect(library / "library.sqlite") as connection:
        connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) "
            "values ('paperdesk', 'from_the_future', '2099')"
        )
    connection.close()
    run = paperdesk(library, "search", "x")
    assert run.code == 3
    assert "newer" in run.err
    assert len(run.err.splitlines()) == 1


def test_a_strange_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"not a database at all" * 100)
    run = paperdesk(tmp_path, "search", "x")
    assert run.code == 3
    assert len(run.err.splitlines()) == 1
    other = tmp_path / "other"
    other.mkdir()
    with sqlite3.connect(other / "library.sqlite") as connection:
        connection.execute("create table songs (name)")
    connection.close()
    assert "another program" in paperdesk(other, "search", "x").err


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here")
    run = paperdesk(file, "import", "-", stdin=FIRST.encode())
    assert run.code == 3
    assert len(run.err.splitlines()) == 1


def test_without_a_display_the_verbs_are_named(library: Path) -> None:
    run = paperdesk(library, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert run.code == 3
    assert len(run.err.splitlines()) == 1
    assert "paperdesk import" in run.err


def test_each_verb_is_in_the_module_that_is_named_for_it() -> None:
    assert set(_parsers("")[1]) == set(VERBS)
    for verb in VERBS:
        assert verb in _parsers(verb)[1]


def test_a_merge_that_was_made_before_succeeds_and_says_so(library: Path) -> None:
    assert paperdesk(library, "merge", "1", "2").code == 0
    before = paperdesk(library, "show", "1").out
    again = paperdesk(library, "merge", "1", "2")
    assert (again.code, again.out) == (
        0, "No changes: paper 2 is merged already, or was removed.\n",
    )  # fmt: skip
    assert paperdesk(library, "merge", "1", "2", "--json").json == {"changed": []}
    assert paperdesk(library, "show", "1").out == before
    for never in (["1", "99"], ["2", "1"], ["1", "2", "--not"]):
        assert paperdesk(library, "merge", *never).code == 2


def test_statistics_are_printed_as_text_and_json(library: Path) -> None:
    paperdesk(library, "mark", "1", "--status", "read", "--tag", "robots")
    paperdesk(library, "mark", "2", "--trash")
    found = paperdesk(library, "stats", "--json").json
    papers = len(titles(library))
    assert (found["papers"], found["read"], found["read_undated"]) == (papers, 1, 0)
    (week,) = found["weeks"]
    assert (week["added"], week["read"]) == (papers, 1)
    assert found["tags"] == [{"name": "robots", "papers": 1, "read": 1}]
    assert found["sources"] == [{"name": "Daily Papers page", "papers": papers, "read": 1}]
    lines = paperdesk(library, "stats").out.splitlines()
    assert lines[0] == f"{papers} papers, 1 read"
    assert f"{papers:>9} {1:>9}  {week['monday']}" in lines
    assert f"{papers:>9} {1:>9}  Daily Papers page" in lines


def test_an_empty_library_has_statistics(tmp_path: Path) -> None:
    run = paperdesk(tmp_path / "new", "stats")
    assert (run.code, run.out) == (0, "0 papers, 0 read\n")

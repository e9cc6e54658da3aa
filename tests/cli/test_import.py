"""`paperdesk import`: counts, exit codes, and nothing stored from what cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.edits import Merge
from paperdesk.store.database import open_database
from paperdesk.store.edits.apply import apply
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import BIRDS, FIRST, ROBOTS, SECOND, page, record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def counts(report: dict[str, object]) -> tuple[object, ...]:
    return tuple(report[k] for k in ("records", "found", "added", "merged", "unchanged", "skipped"))


def test_each_file_gets_a_report(library: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    run = paperdesk(library, "import", "--json", str(first), str(second))
    assert run.code == 0, run.err
    one, two = run.json
    assert counts(one) == (2, 2, 2, 0, 0, 0)
    assert counts(two) == (2, 2, 1, 0, 1, 0)
    assert one["format"] == "daily-papers-text"
    assert one["seconds"] > 0
    assert one["index_seconds"] > 0
    again = paperdesk(library, "import", "--json", str(first))
    assert counts(again.json[0]) == (2, 2, 0, 0, 2, 0)


def test_the_poorer_record_is_filled_in_by_the_fuller(library: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    run = paperdesk(library, "import", "--json", str(second), str(first))
    assert [counts(report) for report in run.json] == [(2, 2, 2, 0, 0, 0), (2, 2, 1, 1, 0, 0)]
    (herons,) = paperdesk(library, "search", "--json", "herons").json
    assert (herons["date"], herons["n_authors"]) == ("2024-03-02", 1)


def test_standard_input_is_a_file_too(library: Path) -> None:
    run = paperdesk(library, "import", "--json", "-", stdin=FIRST.encode())
    assert run.code == 0, run.err
    assert counts(run.json[0]) == (2, 2, 2, 0, 0, 0)


def test_the_date_can_be_given(library: Path) -> None:
    text = page(record("Counting Herons", BIRDS, "1 authors|Mar 2"))
    paperdesk(library, "import", "--date", "2021", "-", stdin=text.encode())
    (herons,) = paperdesk(library, "search", "--json", "herons").json
    assert herons["date"] == "2021-03-02"
    redated = paperdesk(library, "import", "--json", "--date", "2019", "-", stdin=text.encode())
    assert redated.json[0]["merged"] == 1
    (herons,) = paperdesk(library, "search", "--json", "herons").json
    assert herons["date"] == "2019-03-02"


def unreadable(folder: Path) -> dict[str, Path]:
    files = {
        "missing": folder / "nothing.txt",
        "empty": folder / "empty.txt",
        "binary": folder / "picture.txt",
        "folder": folder / "folder",
        "no papers": folder / "header.txt",
    }
    files["empty"].write_bytes(b"")
    files["binary"].write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    files["folder"].mkdir()
    files["no papers"].write_text(page(), "utf-8")
    return files


@pytest.mark.parametrize("kind", ["missing", "empty", "binary", "folder", "no papers"])
def test_what_cannot_be_read_gets_one_line_and_stores_nothing(
    library: Path, tmp_path: Path, kind: str
) -> None:
    file = unreadable(tmp_path)[kind]
    run = paperdesk(library, "import", str(file))
    assert run.code == 1
    assert run.out == ""
    assert len(run.err.splitlines()) == 1, run.err
    assert file.name in run.err
    report = paperdesk(library, "import", "--json", str(file))
    assert report.code == 1
    assert report.json[0]["error"]
    assert paperdesk(library, "search", "--json", "").json == []
    assert paperdesk(library, "imports", "--json").json == []


def test_an_unreadable_file_does_not_stop_the_others(library: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(FIRST, "utf-8")
    run = paperdesk(library, "import", "--json", str(tmp_path / "missing.txt"), str(good))
    assert run.code == 1
    assert [report["added"] for report in run.json] == [0, 2]


def test_an_import_is_taken_back_and_comes_again(library: Path) -> None:
    paperdesk(library, "import", "-", stdin=FIRST.encode())
    (dump,) = paperdesk(library, "imports", "--json").json
    assert (dump["papers"], dump["state"]) == (2, "stored")
    undone = paperdesk(library, "undo-import", "--json", str(dump["id"]))
    assert undone.json == {"dump": dump["id"], "removed": 2, "restored": 0, "kept": 0}
    assert paperdesk(library, "search", "--json", "").json == []
    assert paperdesk(library, "imports", "--json").json == []
    again = paperdesk(library, "import", "--json", "--again", str(dump["id"]))
    assert counts(again.json[0]) == (2, 2, 2, 0, 0, 0)
    assert len(paperdesk(library, "search", "--json", "herons").json) == 1


def test_a_dry_run_tells_and_stores_nothing(library: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    paperdesk(library, "import", str(second))
    run = paperdesk(library, "import", "--dry-run", "--json", str(first), str(tmp_path / "none"))
    assert run.code == 1
    assert [counts(report) for report in run.json] == [(2, 2, 1, 1, 0, 0), (0, 0, 0, 0, 0, 0)]
    assert len(paperdesk(library, "imports", "--json").json) == 1
    assert len(paperdesk(library, "search", "--json", "").json) == 2


def test_new_passes_over_what_was_imported_before(library: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    paperdesk(library, "import", str(first))
    run = paperdesk(library, "import", "--new", "--json", str(first), str(second))
    assert [report["path"] for report in run.json] == [str(second)]


def test_a_record_is_corrected_and_read_again(library: Path, tmp_path: Path) -> None:
    text = page(record("Counting Herons", BIRDS, "1 authors|Mar 2, 2024"), "\n·\nMay 3, 2023\n")
    broken = paperdesk(library, "import", "--json", "-", stdin=text.encode())
    assert broken.code == 1
    (problem,) = broken.json[0]["problems"]
    dump = str(broken.json[0]["dump"])
    line = str(problem["line"])
    still = paperdesk(
        library, "import", "--again", dump, "--retry", line, "-", stdin=b"Only a title"
    )
    assert still.code == 1
    assert "abstract" in still.err
    corrected = record("Folding Laundry with Robots", ROBOTS, "4 authors|May 3, 2023").encode()
    run = paperdesk(
        library, "import", "--again", dump, "--retry", line, "--json", "-", stdin=corrected
    )
    assert run.json["outcome"] == "added"
    (found,) = paperdesk(library, "search", "--json", "laundry").json
    assert found["date"] == "2023-05-03"
    before = paperdesk(library, "receipt", dump).out
    again = paperdesk(library, "import", "--again", dump, "--retry", line, "-", stdin=corrected)
    assert (again.code, again.out) == (0, f"Paper {run.json['paper']}: this was read already.\n")
    assert paperdesk(library, "receipt", dump).out == before
    other = record("Herons in the Rain", BIRDS, "4 authors|May 3, 2023").encode()
    refused = paperdesk(library, "import", "--again", dump, "--retry", line, "-", stdin=other)
    assert refused.code == 2
    assert f"line {line} of import {dump} has no problem to correct" in refused.err


def test_pages_that_overlap_make_the_same_library_in_either_order(tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    found = []
    for library, files, counted in (
        (tmp_path / "a", (first, second), [(2, 2, 2, 0, 0, 0), (2, 2, 1, 0, 1, 0)]),
        (tmp_path / "b", (second, first), [(2, 2, 2, 0, 0, 0), (2, 2, 1, 1, 0, 0)]),
    ):
        reports = paperdesk(library, "import", "--json", *map(str, files)).json
        assert [counts(report) for report in reports] == counted
        papers = paperdesk(library, "search", "--json", "sort:title").json
        found.append([(paper["title"], paper["date"]) for paper in papers])
    assert found[0] == found[1]
    assert [date for _, date in found[0]] == ["2024-03-02", "2023-12-15", None]


@pytest.mark.parametrize(
    ("query", "needle"), [("herons", "herons"), ('"let words travel"', "let words travel")]
)
def test_search_finds_what_plain_text_search_finds(library: Path, query: str, needle: str) -> None:
    for text in (FIRST, SECOND):
        paperdesk(library, "import", "-", stdin=text.encode())
    found = paperdesk(library, "search", "--json", query).json
    papers = [paperdesk(library, "show", "--json", str(paper["id"])).json for paper in found]
    held = {paper[field].casefold() for paper in papers for field in ("title", "abstract")}
    paragraphs = {
        text for text in f"{FIRST}\n\n{SECOND}".casefold().split("\n\n") if needle in text
    }
    assert paragraphs
    assert {text.strip() for text in paragraphs} == {text for text in held if needle in text}


def test_a_dump_read_again_parts_papers_and_its_dry_run_names_them(
    library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "two.bib"
    file.write_text(
        "@article{a, title={Editorial}, author={One, Ann}, year=2001}\n"
        "@article{b, title={Editorial}, author={Two, Bob}, year=2015}\n",
        "utf-8",
    )
    paperdesk(library, "import", str(file))
    db = open_database(library)
    apply(db, Merge(1, 2))  # as an import by another rule would have
    db.execute("delete from aliases")
    db.close()
    again = ("import", "--again", "1")
    lines = (
        "two.bib: BibTeX file: would be 1 paper added, 1 unchanged.\n  1 paper parts from others:\n"
    )
    assert paperdesk(library, *again, "--dry-run").out == f"{lines}    Editorial\n"
    assert paperdesk(library, "import", "--dry-run", str(file)).out == f"{lines}    Editorial\n"
    (report,) = paperdesk(library, *again, "--json").json
    assert report["parted"] == [[1, 3]]
    assert "part" not in paperdesk(library, *again, "--dry-run").out


TAGGED = (
    "@article{a, title = {How moss grows on roofs}, author = {Moss, Ada}, year = 2001,\n"
    " keywords = {moss, /}, groups = {Work > Thesis}, readstatus = {read}, ranking = {rank5},\n"
    " annote = {Mine.}, note = {Best paper award}}\n"
    "@article{b, title = {How ferns grow in caves}, author = {Fern, Bo}, year = 2002}\n"
)


def test_marks_of_a_file_are_taken_over_where_wanted(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "moss.bib"
    file.write_text(TAGGED, "utf-8")

    def marks() -> tuple[object, ...]:
        paper = paperdesk(library, "show", "1", "--json").json
        return tuple(paper[name] for name in ("tags", "status", "starred", "note", "keywords"))

    dry = paperdesk(library, "import", "--dry-run", str(file))
    assert "  Marks in this file: 2 tags, 1 star, 1 note, 1 read (import them with --marks)" in (
        dry.out.splitlines()
    )
    (report,) = paperdesk(library, "import", "--json", str(file)).json
    assert report["marks"] == {}
    assert marks() == ([], "unread", False, "", ["moss", "/"])
    (preview,) = paperdesk(library, "import", "--dry-run", "--json", str(file)).json
    assert preview["marks"] == {"tags": 2, "stars": 1, "notes": 1, "read": 1}

    marked = paperdesk(library, "import", "--marks", str(file))
    assert marked.code == 0, marked.err
    assert "  Marks from this file: 2 tags, 1 star, 1 note, 1 read." in marked.out.splitlines()
    assert "  No names for tags: “/”." in marked.out.splitlines()
    wanted = (["moss", "Work/Thesis"], "read", True, "Mine.", ["moss", "/"])
    assert marks() == wanted

    assert paperdesk(library, "undo-import", "1").out.startswith("moss.bib: 2 papers removed")
    (again,) = paperdesk(library, "import", "--again", "1", "--json").json  # as before
    assert again["marks"] == {"tags": 2, "stars": 1, "notes": 1, "read": 1}
    paperdesk(library, "undo-import", "1")
    (again,) = paperdesk(library, "import", "--again", "1", "--no-marks", "--json").json
    assert again["marks"] == {}


def test_an_import_that_was_undone_already_is_left_alone(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "moss.bib"
    file.write_text(TAGGED, "utf-8")
    paperdesk(library, "import", str(file))
    paperdesk(library, "mark", "1", "--star")
    first = paperdesk(library, "undo-import", "1", "--json")
    again = paperdesk(library, "undo-import", "1", "--json")
    assert again.json == {"dump": 1, "removed": 0, "restored": 0, "kept": first.json["kept"] == 1}
    said = paperdesk(library, "undo-import", "1")
    assert (said.code, said.out) == (0, "Import 1 was undone already.\n")
    assert paperdesk(library, "show", "1", "--json").json["starred"]


def test_the_archive_keeps_what_imports_marked(library: Path, tmp_path: Path) -> None:
    file, archive, copy = tmp_path / "moss.bib", tmp_path / "all.archive", tmp_path / "copy"
    file.write_text(TAGGED, "utf-8")
    paperdesk(library, "import", "--marks", str(file))
    paperdesk(library, "export", "--format", "archive", "-o", str(archive))
    assert paperdesk(copy, "restore", str(archive)).code == 0
    assert paperdesk(copy, "undo-import", "1").out.startswith("moss.bib: 2 papers removed")

"""Ways out of the command line, and back in."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.model.edits import RecolourTag, SetLessLike, SetTagForYou, SetTagKey, SetWordForYou
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST, SECOND
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries


def build(folder: Path) -> None:
    """Three papers with all kinds of marks."""
    import_pages(folder, ("first.txt", FIRST), ("second.txt", SECOND))
    paperdesk(folder, "mark", "1", "2", "--star", "--tag", "birds/waders")
    library = Library(folder)
    library.apply(SetTagKey("birds/waders", "Ctrl+R"))
    library.apply(RecolourTag("birds", "pink"))
    library.close()
    paperdesk(folder, "mark", "2", "--note", "Ask about the *north* colony", "--status", "read")


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", build)
    return tmp_path / "library"


@pytest.mark.parametrize(
    "form", ["bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "markdown"]
)
def test_what_is_written_can_be_read_again(library: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    run = paperdesk(library, "export", "--format", form, "-o", str(out))
    assert run.code == 0, run.err
    again = tmp_path / "again"
    report = paperdesk(again, "import", "--json", str(out))
    assert report.json[0]["found"] == 3, report.json
    titles = {paper["title"] for paper in paperdesk(again, "search", "--json", "").json}
    assert titles == {"Counting Herons", "Folding Laundry with Robots", "Words that Travel"}


def test_a_query_chooses_what_is_written(library: Path) -> None:
    out = paperdesk(library, "export", "--format", "csv", "is:starred", "-laundry").out
    assert "Counting Herons" in out
    assert "Laundry" not in out


def test_citation_keys_stay(library: Path) -> None:
    first = paperdesk(library, "export", "--format", "bibtex", "herons").out
    everything = paperdesk(library, "export", "--format", "bibtex").out
    assert first.strip().splitlines()[0] in everything


def test_the_second_of_two_equal_keys_stays_when_it_is_alone(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for title in ("Herons at Dawn", "Herons at Dusk"):
        entry = f"@misc{{, title = {{{title}}}, author = {{Mayr, Ada}}, year = {{2021}}}}"
        paperdesk(library, "import", "-", stdin=entry.encode())
    paperdesk(library, "export", "--format", "bibtex")
    assert "{mayr2021herons-2," in paperdesk(library, "export", "--format", "bibtex", "dusk").out


def test_an_archive_restores_an_equal_library(library: Path, tmp_path: Path) -> None:
    with contextlib.closing(Library(library)) as held:
        held.apply(SetTagForYou("birds", False))
        held.apply(SetWordForYou("colony", "banned"))
        held.apply(SetLessLike((1,), True))
        held.db.conn.execute(
            "insert into topics (words, label, name, pinned, centre, papers) "
            "values ('[\"a\"]', 'a', 'Mine', 1, '{\"a\": 0.5}', '[1]')"
        )
        held.db.conn.commit()
        steering, topics = held.steering(), held.topics()
    first, second, copy = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "copy"
    paperdesk(library, "mark", "3", "--trash")
    paperdesk(library, "import", "-", stdin=SECOND.replace("Mar", "Apr").encode())
    assert paperdesk(library, "export", "--format", "archive", "-o", str(first)).code == 0
    assert paperdesk(copy, "restore", "--json", str(first)).json["papers"] == 3
    paperdesk(copy, "export", "--format", "archive", "-o", str(second))
    archived, again = (path.read_bytes().splitlines()[1:-1] for path in (first, second))
    assert archived == again, "all but the library's name in the first line, and the checksum"
    assert b'"key":"Ctrl+R"' in first.read_bytes()
    assert b'"found_in":"trashed"' in first.read_bytes()
    (trashed,) = paperdesk(copy, "search", "--json", "is:trashed").json
    assert trashed["title"] == "Words that Travel"
    (found,) = paperdesk(copy, "search", "--json", "colony").json
    assert (found["status"], found["starred"], found["tags"]) == ("read", True, ["birds/waders"])
    with contextlib.closing(Library(copy)) as held:
        assert {c.tag.name: c.for_you for c in held.counts().tags} == {
            "birds": False,
            "birds/waders": True,
        }
        assert held.steering() == steering
        assert held.topics() == topics
        assert held.find("topic:mine").ids.tolist() == [1]
    again = paperdesk(copy, "restore", str(first))
    assert (again.code, len(again.err.splitlines())) == (2, 1)


def test_a_damaged_archive_leaves_the_library_empty(library: Path, tmp_path: Path) -> None:
    whole, cut, copy = tmp_path / "a.jsonl", tmp_path / "cut.jsonl", tmp_path / "copy"
    paperdesk(library, "export", "--format", "archive", "-o", str(whole))
    cut.write_bytes(whole.read_bytes()[:-200])
    run = paperdesk(copy, "restore", str(cut))
    assert (run.code, len(run.err.splitlines())) == (1, 1)
    assert paperdesk(copy, "search", "--json", "").json == []


def test_an_unwritable_place_is_one_line(library: Path, tmp_path: Path) -> None:
    run = paperdesk(library, "export", "--format", "csv", "-o", str(tmp_path / "no" / "x.csv"))
    assert run.code == 1
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize("numbers", ["3,1", "3\n1\n", ""])
def test_numbers_of_papers_come_by_standard_input(library: Path, numbers: str) -> None:
    arguments = ("export", "--format", "csv", "--papers", "-")
    run = paperdesk(library, *arguments, stdin=numbers.encode())
    assert run.code == 0, run.err
    given = paperdesk(library, "export", "--format", "csv", "--papers", numbers or "0")
    assert run.out == given.out


@pytest.mark.parametrize("name", ["book.epub", "page.html", "list.atom", "list.feed.json"])
def test_what_is_read_elsewhere_is_named_by_its_file(
    library: Path, tmp_path: Path, name: str
) -> None:
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    for path in (first, second):
        run = paperdesk(library, "export", "is:starred", "-o", str(path))
        assert (run.code, run.err) == (0, f"2 papers written to {path}.\n")
    assert first.read_bytes() == second.read_bytes()
    if name != "book.epub":
        text = first.read_text("utf-8")
        assert "is:starred" in text
        assert "Counting Herons" in text
        form = {"page.html": "html", "list.atom": "atom"}.get(name, "json-feed")
        assert paperdesk(library, "export", "--format", form, "is:starred").out == text


def test_a_title_can_be_given(library: Path) -> None:
    for title, given in (("Birds", ["--title", "Birds"]), ("All papers", [])):
        run = paperdesk(library, "export", "--format", "atom", *given)
        assert f"<title>{title}</title>" in run.out


def test_an_unknown_format_names_those_that_are_written(library: Path) -> None:
    run = paperdesk(library, "export", "--format", "docx")
    assert run.code == 2
    assert "choose from: bibtex" in run.err
    assert "epub" in run.err
    assert "pubmed" not in run.err

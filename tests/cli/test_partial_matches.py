"""search: below what has all words, what has some of them; the nearest spelling."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.cli_runner import paperdesk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries

PAPERS = [
    {"title": "Folding laundry", "abstract": "A robot with a patient teacher."},
    {"title": "Folding proteins", "abstract": "Chains that fold."},
    {"title": "A robot in the garden", "abstract": "It weeds."},
    *({"title": f"Diffusion of dye {n}", "abstract": "In water."} for n in range(8)),
]


def build(folder: Path) -> None:
    dump = folder.parent / "papers.jsonl"
    dump.write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    assert paperdesk(folder, "import", str(dump)).code == 0


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", build)
    return tmp_path / "library"


def matches(library: Path, *words: str) -> list[tuple[str, str | None]]:
    """Title and `match` of each paper."""
    found = paperdesk(library, "search", "--json", *words).json
    return [(paper["title"], paper.get("match")) for paper in found]


def test_json_marks_them(library: Path) -> None:
    assert matches(library, "robot", "folding") == [
        ("Folding laundry", None),
        ("Folding proteins", "partial"),
        ("A robot in the garden", "partial"),
    ]
    assert matches(library, "--exact", "robot", "folding") == [("Folding laundry", None)]
    assert matches(library, "--limit", "2", "robot", "folding") == [
        ("Folding laundry", None),
        ("Folding proteins", "partial"),
    ]
    assert matches(library, "--limit", "1", "robot", "folding") == [("Folding laundry", None)]


def test_five_found_are_enough(library: Path) -> None:
    assert {match for _, match in matches(library, "diffusion", "water")} == {None}


def test_lines_stand_below_a_divider(library: Path) -> None:
    lines = paperdesk(library, "search", "robot", "folding").out.splitlines()
    assert [line.rpartition("no date")[2].strip() for line in lines] == [
        "Folding laundry",
        "Some of these words",
        "Folding proteins",
        "A robot in the garden",
    ]
    exact = paperdesk(library, "search", "--exact", "robot", "folding").out
    assert exact.splitlines() == lines[:1]


def test_nonsense_finds_nothing_and_says_nothing(library: Path) -> None:
    assert paperdesk(library, "search", "--json", "qwertz asdfgh").json == []
    done = paperdesk(library, "search", "qwertz asdfgh")
    assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("more", [(), ("--exact",)])
def test_the_nearest_spelling_is_said(library: Path, more: tuple[str, ...]) -> None:
    done = paperdesk(library, "search", *more, "difusion")
    assert (done.out, done.err) == ("", "paperdesk: did you mean diffusion?\n")
    done = paperdesk(library, "search", *more, "difusion -laundry")
    assert done.err == "paperdesk: did you mean diffusion -laundry?\n"
    done = paperdesk(library, "search", "--json", *more, "difusion")
    assert (done.json, done.err) == ([], "")
    assert paperdesk(library, "search", *more, "diffusion").err == ""


def test_a_spelling_is_said_also_where_some_of_the_words_are_found(library: Path) -> None:
    done = paperdesk(library, "search", "difusion robot")
    assert "Folding laundry" in done.out
    assert done.err == "paperdesk: did you mean diffusion robot?\n"


def test_what_acts_takes_no_part_of_the_words(library: Path) -> None:
    paperdesk(library, "mark", "robot", "zeppelin", "--star")
    paperdesk(library, "mark", "robot", "folding", "--star")
    starred = paperdesk(library, "search", "--json", "is:starred").json
    assert [paper["title"] for paper in starred] == ["Folding laundry"]
    exported = paperdesk(library, "export", "robot", "folding", "--format", "jsonl").out
    assert [json.loads(line)["title"] for line in exported.splitlines()] == ["Folding laundry"]

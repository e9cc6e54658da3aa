"""The verbs add and edit: papers by hand, and fields that no import overwrites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.cli_runner import paperdesk

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = """@article{moss2021, title = {Kites over the northern sea}, author = {Moss, Ada},
  journal = {Wind}, year = 2021, volume = 3}"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def shown(library: Path, paper: int = 1) -> Any:
    return paperdesk(library, "show", str(paper), "--json").json


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2106.01234", {"title": "arXiv:2106.01234", "arxiv_id": "2106.01234"}),
        ("https://arxiv.org/pdf/2106.01234v2.pdf", {"arxiv_id": "2106.01234"}),
        ("doi:10.1000/Kites.7", {"title": "doi:10.1000/kites.7", "doi": "10.1000/kites.7"}),
        ("https://doi.org/10.1000/kites.7", {"doi": "10.1000/kites.7"}),
        (
            "https://openreview.net/forum?id=abc",
            {"title": "https://openreview.net/forum?id=abc"},
        ),
        ("arXiv: 2106.01234v2 [cs.LG]", {"title": "arXiv:2106.01234", "arxiv_id": "2106.01234"}),
        (
            "https://huggingface.co/papers/2106.01234",
            {"title": "arXiv:2106.01234", "arxiv_id": "2106.01234"},
        ),
        ("Kites over the northern sea", {"title": "Kites over the northern sea"}),
        (
            "1. Kites over the sea (arXiv:2106.01234)",
            {"title": "Kites over the sea", "arxiv_id": "2106.01234"},
        ),
        (ENTRY, {"title": "Kites over the northern sea", "date": "2021", "venue": "Wind"}),
        ("TY  - JOUR\nTI  - Kites\nPY  - 2021\nER  - ", {"title": "Kites", "date": "2021"}),
    ],
)
def test_what_is_typed_becomes_a_paper(library: Path, text: str, expected: dict[str, str]) -> None:
    run = paperdesk(library, "add", text)
    assert run.code == 0, run.err
    paper = shown(library)
    assert {name: paper[name] for name in expected} == expected


def test_several_lines_are_several_papers(library: Path) -> None:
    run = paperdesk(library, "add", "-", stdin=b"2106.01234\n\nKites over the northern sea\n")
    assert run.code == 0, run.err
    assert shown(library, 1)["arxiv_id"] == "2106.01234"
    assert shown(library, 2)["title"] == "Kites over the northern sea"


def test_nothing_typed_is_refused(library: Path) -> None:
    run = paperdesk(library, "add", " ")
    assert (run.code, run.err) == (
        2,
        "paperdesk: add: give an arXiv id, a DOI, a link, a title, or an entry.\n",
    )


def test_a_typed_identifier_gets_the_title_that_a_file_brings(library: Path) -> None:
    paperdesk(library, "add", "2106.01234")
    entry = b"@misc{a, title = {Kites over the northern sea}, eprint = {2106.01234}}"
    paperdesk(library, "import", "-", stdin=entry)
    assert shown(library)["title"] == "Kites over the northern sea"
    assert len(paperdesk(library, "search", "", "--json").json) == 1


def test_what_the_user_writes_outlives_imports_until_it_is_taken_back(library: Path) -> None:
    paperdesk(library, "add", ENTRY)
    run = paperdesk(
        library, "edit", "1", "--title", "Kites, mended", "--volume", "4",
        "--authors", "Moss, Ada; {Kite Group}", "--date", "2021-06-30",
    )  # fmt: skip
    assert run.code == 0, run.err
    again = ENTRY.replace("volume = 3", "volume = 3, abstract = {Kites fly.}") + "\n"
    paperdesk(library, "import", "-", stdin=again.encode())
    paper = shown(library)
    assert paper["title"] == "Kites, mended"
    assert paper["authors"] == ["Ada Moss", "Kite Group"]
    assert paper["date"] == "2021-06-30"
    assert (paper["details"]["volume"], paper["abstract"]) == ("4", "Kites fly.")
    assert {name for name, source in paper["sources"].items() if source == "you"} == {
        "title", "authors", "published", "details.volume",
    }  # fmt: skip
    assert [each["id"] for each in paperdesk(library, "search", "mended", "--json").json] == [1]

    run = paperdesk(library, "edit", "1", "--reset", "title", "--reset", "volume")
    assert run.code == 0, run.err
    paper = shown(library)
    assert paper["title"] == "Kites over the northern sea"
    assert paper["details"].get("volume") != "4"
    assert paper["authors"] == ["Ada Moss", "Kite Group"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--date", "June"], "'June' is no date; write 2021-06-30, 2021-06 or 2021."),
        (["--date", "2021-02-30"], "'2021-02-30' is no date; write 2021-06-30, 2021-06 or 2021."),
        (["--doi", "kites"], "'kites' is no DOI; it begins with 10."),
        (["--arxiv-id", "kites"], "'kites' is no arXiv id such as 2106.01234."),
        (["--url", "kites.org"], "'kites.org' is no web address; it begins with https://"),
        (["--title", " "], "a paper needs a title."),
        ([], "edit: name a field, such as --title TEXT, or --reset FIELD."),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    library: Path, arguments: list[str], error: str
) -> None:
    paperdesk(library, "add", ENTRY)
    before = shown(library)
    run = paperdesk(library, "edit", "1", *arguments)
    assert (run.code, run.err) == (2, f"paperdesk: {error}\n")
    assert shown(library) == before


@pytest.mark.parametrize(
    "written",
    [
        ["--title", "Something else entirely"],
        ["--doi", "10.1000/other"],
        ["--arxiv-id", "2106.09999"],
        ["--date", "1999"],
        ["--authors", "Tom Reed"],
    ],
)
def test_a_file_finds_the_paper_that_the_user_has_changed(
    library: Path, written: list[str]
) -> None:
    entry = ENTRY.replace("year = 2021", "year = 2021, doi = {10.1000/a}, eprint = {2106.01234}")
    paperdesk(library, "add", entry)
    paperdesk(library, "edit", "1", *written)
    paperdesk(library, "import", "-", stdin=f"{entry}\n".encode())
    assert len(paperdesk(library, "search", "", "--json").json) == 1


def test_an_id_that_another_paper_bears_is_told_and_offered_as_a_duplicate(library: Path) -> None:
    paperdesk(library, "add", "2106.01234")
    paperdesk(library, "add", "Kites over the northern sea")
    run = paperdesk(library, "edit", "2", "--arxiv-id", "2106.01234")
    assert (
        run.out
        == "Paper 2 changed.\nPaper 1 has the same arXiv id; compare: paperdesk duplicates\n"
    )
    pairs = paperdesk(library, "duplicates", "--json").json
    assert pairs == [{"first": 1, "second": 2, "reason": "same arXiv id, as you wrote it"}]

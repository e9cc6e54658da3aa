"""The verb digest: formats, equal bytes, and one line for what is wrong."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import feedparser
import pytest

from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries


def build(folder: Path) -> None:
    import_pages(folder, ("first.txt", FIRST))


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", build)
    return tmp_path / "library"


@pytest.mark.parametrize("form", ["html", "md", "eml", "atom", "feed.json", "epub"])
def test_each_format_is_written_twice_alike(library: Path, tmp_path: Path, form: str) -> None:
    first, second = tmp_path / f"digest.{form}", tmp_path / "again"
    run = paperdesk(library, "digest", "--since", "7d", "-o", str(first))
    assert (run.code, run.err) == (0, f"2 papers written to {first}.\n")
    zone = {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"}
    named = {"feed.json": "json-feed"}.get(form, form)
    paperdesk(library, "digest", "--format", named, "-o", str(second), **zone)
    assert first.read_bytes() == second.read_bytes()
    if form == "eml":
        message = message_from_bytes(first.read_bytes(), policy=default)
        assert "Counting Herons" in message.get_body(("plain",)).get_content()
        assert b"\r\n" in first.read_bytes()
    elif form == "atom":
        feed = feedparser.parse(first.read_bytes())
        assert sorted(entry.title for entry in feed.entries) == [
            "Counting Herons",
            "Folding Laundry with Robots",
        ]
        assert feed.feed.updated.endswith("T00:00:00Z")
    elif form != "epub":
        assert "Counting Herons" in first.read_text("utf-8")
        printed = paperdesk(library, "digest", "--format", named)
        assert printed.out == first.read_text("utf-8")


def test_json_has_the_sections(library: Path) -> None:
    found = paperdesk(library, "digest", "--json", "--parts", "unread,trending").json
    assert found["papers"] == 2
    (section,) = found["sections"]
    assert (section["key"], section["total"]) == ("trending", 2)
    assert {paper["title"] for paper in section["papers"]} >= {"Counting Herons"}
    assert all(paper["reason"] for paper in section["papers"])
    assert found["html_bytes"] > 1_000


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--format", "pdf"], 2, "choose from: html, md, eml, atom, json-feed"),
        (["--json", "--parts", "all"], 2, "'all' is no part; choose from: searches"),
        (["--json", "--limit", "0"], 2, "--limit is 1 to 1,000"),
        (["--json", "--since", "tomorrow"], 2, "no age such as 7d"),
        (["--json", "--until", "2025-13-01"], 2, "no day such as 2025-12-23"),
        (["--json", "--search", "Owls"], 2, "no search is saved as 'Owls'"),
        ([], 2, "name the format with --format"),
        (["-o", "/no/such/folder/x.md"], 1, "it cannot be written"),
    ],
)
def test_what_is_wrong_is_one_line(
    library: Path, arguments: list[str], code: int, said: str
) -> None:
    run = paperdesk(library, "digest", *arguments)
    assert run.code == code
    assert len(run.err.splitlines()) == 1
    assert said in run.err

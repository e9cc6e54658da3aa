"""Files that are no plain files, have no name in UTF-8, or change while they are read."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from paperdesk import tasks
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.source import Source
from paperdesk.library import Library
from paperdesk.model.events import Report
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

posix = pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    (made / "zz.txt").write_text(SECOND, "utf-8")
    return made


@posix
def test_a_name_in_other_bytes_is_a_name(tmp_path: Path, folder: Path) -> None:
    library = tmp_path / "library"
    name = "caf\udce9.txt"
    (folder / name).write_text(FIRST, "utf-8")
    run = paperdesk(library, "import", "--json", str(folder))
    assert run.code == 0, run
    assert [report["name"] for report in run.json] == ["caf\ufffd.txt", "zz.txt"]
    assert "caf\ufffd.txt" in paperdesk(library, "imports").out
    assert paperdesk(library, "import", "--again", "1").code == 0
    assert paperdesk(library, "import", str(folder / name)).code == 0
    assert paperdesk(library, "import", "--dry-run", str(folder / name)).code == 0
    missing = paperdesk(library, "import", str(folder / "n\udce9.txt"), str(folder / "zz.txt"))
    assert missing.code == 1
    assert missing.err.count("\n") == 1
    assert missing.out.startswith("zz.txt: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--new"]])
def test_a_pipe_or_device_is_no_file(tmp_path: Path, folder: Path, more: list[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    places = [str(tmp_path / "pipe"), "/dev/zero", str(tmp_path / "link"), str(folder)]
    run = paperdesk(tmp_path / "library", "import", *more, *places)
    assert run.code == 1
    assert run.err.count("\n") == run.err.count("this is a pipe or device") == 3
    assert run.out.startswith("zz.txt: ")
    assert paperdesk(tmp_path / "library", "restore", places[0]).code != 0


def test_members_of_any_name_are_read(tmp_path: Path, folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for name, text in (
            ("XXXXXfirst.txt", FIRST),
            ("XXXXX", SECOND),
            ("b/XXXXXc.txt", SECOND + "\n"),
        ):
            archive.writestr(name, text)
    data = (folder / "a.zip").read_bytes()
    (folder / "a.zip").write_bytes(data.replace(b"XXXXX", b"\0" * 5))
    run = paperdesk(tmp_path / "library", "import", "--json", str(folder))
    names = [report["name"] for report in run.json]
    assert names[0] == "a.zip/first.txt"
    assert len(names) == 4
    assert [report["error"] for report in run.json] == [""] * 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Changing(Source):
    """A file that something else writes to when it is opened for the last of these times."""

    change: Callable[[], object]
    openings: list[int]

    def open(self) -> BinaryIO:
        if self.openings and self.openings.pop():
            self.change()
        return Source.open(self)


def reports(library: Library, source: Source) -> Iterator[Report]:
    for event in tasks.import_files(library, [source]):
        if isinstance(event, Report):
            yield event


@pytest.mark.parametrize("at", range(2, 9))
@pytest.mark.parametrize("name", ["page.txt", "papers.jsonl"])
def test_a_file_that_changes_while_it_is_read_is_said(tmp_path: Path, at: int, name: str) -> None:
    path = tmp_path / name
    lines = [json.dumps({"title": f"Paper of herons {n}"}) for n in range(1_500)]
    text = FIRST if name == "page.txt" else "\n".join(lines)
    path.write_text(text, "utf-8")

    def change() -> None:
        path.write_text(SECOND + FIRST + SECOND if name == "page.txt" else text[:-9_000], "utf-8")

    library = Library(tmp_path / "library")
    source = Changing(path.name, path=path, change=change, openings=[1, *[0] * at])
    (report,) = reports(library, source)
    if path.read_text("utf-8") != text:
        assert report.failed
        said = report.error or report.problems[-1]["reason"]
        assert "changed while it was read" in said
    library.close()


def _sniff(source: Source) -> Match | None:
    return Match(1.0, "broken") if source.head(6) == b"broken" else None


def test_a_fault_of_a_reader_leaves_the_other_files(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paperdesk import formats

    def read(source: Source) -> Iterator[object]:
        raise IndexError("list index out of range")
        yield

    broken = Format("broken", "Broken", ("brk",), _sniff, read)
    monkeypatch.setattr(formats, "FORMATS", (broken, *formats.FORMATS))
    (folder / "a.brk").write_text("broken")
    library = Library(tmp_path / "library")
    found = [e for e in tasks.import_files(library, [folder]) if isinstance(e, Report)]
    library.close()
    assert [bool(report.error) for report in found] == [True, False]
    assert "IndexError" in found[0].error

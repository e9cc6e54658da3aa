"""What a library exports, a second library imports and exports the same."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from paperdesk.library import Library
from paperdesk.tasks import export, import_files
from tests.conftest import DUMPS

CASES = Path(__file__).parent / "cases"
FILES = sorted(
    path
    for folder in (CASES, DUMPS / "references")
    for path in folder.rglob("*.*")
    if path.suffix in (".bib", ".csv", ".json", ".jsonl", ".md", ".nbib", ".ris", ".xml")
    and ".expected." not in path.name
)
FORMATS = {
    "bibtex": ".bib",
    "biblatex": ".bib",
    "ris": ".ris",
    "csl-json": ".json",
    "csv": ".csv",
    "jsonl": ".jsonl",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_export_is_the_same_from_a_second_library(path: Path, tmp_path: Path) -> None:
    with closing(Library(tmp_path / "first")) as first:
        assert list(import_files(first, [path]))
        for form, suffix in FORMATS.items():
            file = tmp_path / f"{form}{suffix}"
            written = exported(first, form, file)
            with closing(Library(tmp_path / form)) as second:
                assert list(import_files(second, [file]))
                assert exported(second, form, file) == written


def exported(library: Library, form: str, file: Path) -> list[str]:
    """The parts of an export of the whole library to a file, in one order."""
    ids = [number for (number,) in library.db.execute("select id from papers")]
    export(library, ids, form, file)
    text = file.read_text("utf-8").replace(",\n", "\n")
    if form == "ris":  # whose unknown tags have no order
        return sorted("\n".join(sorted(part.split("\n"))) for part in text.split("\n\n"))
    return sorted(text.split("\n\n" if form in ("bibtex", "biblatex") else "\n"))

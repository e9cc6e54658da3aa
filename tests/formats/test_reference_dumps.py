"""Real reference files, where they lie beside the checkout; other libraries say what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import Item, Paper, Problem

DUMPS = Path(__file__).parents[2].parent / "shared" / "dumps"
REFERENCES = DUMPS / "references"
PEER = ".bib.peer_expected.bib"

pytestmark = pytest.mark.skipif(not REFERENCES.is_dir(), reason="the dumps are not here")


def files(*endings: str) -> list[Path]:
    return sorted(path for path in REFERENCES.rglob("*") if path.name.endswith(endings))


def names(path: Path) -> str:
    return path.name


def read(path: Path) -> tuple[str, list[Item]]:
    """The format's name, and everything in the file."""
    recognised = recognise(Source.from_file(path))
    return recognised.format.name, list(recognised.format.read(recognised.source))


def papers(items: list[Item]) -> list[Paper]:
    return [item for item in items if isinstance(item, Paper)]


def decoded_blocks(path: Path) -> str:
    source = recognise(Source.from_file(path)).source
    return "\n".join(source.lines())


def fields_of(block: object) -> dict[str, str] | None:
    """The fields of an entry, also of one whose key or field is there twice; else None."""
    entry = getattr(block, "ignore_error_block", block)
    if not isinstance(entry, Entry) or entry.entry_type.lower() == "ieeetranbstctl":
        return None
    fields = {field.key.lower(): field.value for field in entry.fields}
    parts = fields.get("title") or fields.get("booktitle"), fields.get("subtitle")
    return {**fields, "title": ": ".join(filter(None, parts))}


@pytest.mark.parametrize("path", [*files(".bib")], ids=names)
def test_bibtex_has_the_entries_that_bibtexparser_finds(path: Path) -> None:
    if path.name == "othertype.bib":
        with pytest.raises(InputError, match="none of its BibTeX entries has a title"):
            read(path)
        return
    name, items = read(path)
    assert name == "bibtex"
    entries = [
        fields for each in parse_string(decoded_blocks(path)).blocks if (fields := fields_of(each))
    ]
    titles = [each["title"] for each in entries]
    years = [(each.get("date") or each.get("year", ""))[:4] for each in entries]
    assert len(items) == len(entries) > 0
    for item, title, year in zip(items, titles, years, strict=True):
        if title:
            assert isinstance(item, Paper)
            assert item.title == clean_text(to_unicode(title))
            assert item.published[:4] == (year if year.isdigit() else "")
        else:
            assert isinstance(item, Problem)


@pytest.mark.parametrize("path", files(".ris"), ids=names)
def test_ris_has_the_records_that_rispy_finds(path: Path) -> None:
    name, items = read(path)
    assert name == "ris"
    records = rispy.loads(decoded_blocks(path).replace("ER  -\n", "ER  - \n"))
    if path.name in ("RisImporterCorrupted.ris", "RisImporterTest1.ris"):
        assert len(papers(items)) == 1  # of which rispy finds none, or cannot tell two from one
        return
    titles = [each.get("title") or each.get("primary_title", "") for each in records]
    assert len(items) == len(titles) > 0
    for item, title in zip(items, titles, strict=True):
        assert not title or (isinstance(item, Paper) and item.title == clean_text(title))


@pytest.mark.parametrize("path", files(PEER), ids=names)
def test_records_are_what_jabref_makes_of_them(path: Path) -> None:
    stem = path.name.removesuffix(PEER)
    (original,) = (each for each in path.parent.glob(f"{stem}.*") if each.suffix != ".bib")
    if stem == "RisImporterTest1":
        pytest.skip("three types and seven titles in one record: no two programs agree on it")
    _, expected = read(path)
    _, found = read(original)
    assert len(papers(found)) == len(papers(expected)) == len(found)
    for mine, theirs in zip(papers(found), papers(expected), strict=True):
        assert title_key(mine.title) == title_key(theirs.title)
        assert mine.doi in (theirs.doi, mine.doi if not theirs.doi else "")
        assert mine.published.startswith(theirs.published[:4])
        assert mine.keywords == theirs.keywords
        assert mine.authors[0].split()[-1].strip(".") in theirs.authors[0]
        assert mine.abstract.startswith(theirs.abstract[:25])


@pytest.mark.parametrize("path", files(".enw"), ids=names)
def test_enw_is_refused_by_name(path: Path) -> None:
    with pytest.raises(InputError, match=r"tagged format \(\.enw\) is not supported yet"):
        read(path)


def test_a_broken_bibtex_file_keeps_its_whole_entries() -> None:
    name, items = read(DUMPS / "nasty" / "bib_broken.bib")
    assert name == "bibtex"
    assert len(papers(items)) == 4
    (problem,) = (item for item in items if isinstance(item, Problem))
    assert (problem.line, problem.last) == (2, 2)


def test_ris_without_ends_has_both_records() -> None:
    name, items = read(DUMPS / "nasty" / "ris_no_er.ris")
    assert name == "ris"
    assert [paper.title for paper in papers(items)] == ["First", "Second"]
    assert [item.line for item in items if isinstance(item, Problem)] == [7]

"""EPUB books: valid, a chapter a paper, equal bytes for equal papers."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given

from paperdesk.formats.publications.formats import EPUB
from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.model.paper import Paper
from tests.formats.publications.published import CREATED, TEXTS, bees, files, published, written
from tests.formats.reference_papers import stored

if TYPE_CHECKING:
    from pathlib import Path

KITES = stored(Paper("Kites of $n^2$ strings", published="2020"), 2)
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def page(text: str) -> ET.Element:
    return ET.fromstring(text)


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_book_has_its_type_first_and_a_chapter_a_paper() -> None:
    book = published(EPUB, bees(), KITES)
    with ZipFile(io.BytesIO(book)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    package = page(files(book)["EPUB/package.opf"])
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    spine = [items[ref.get("idref")].get("href") for ref in package.iter(f"{OPF}itemref")]
    assert spine == ["contents.xhtml", "paper-00001.xhtml", "paper-00002.xhtml"]
    assert items["contents"].get("properties") == "nav"
    assert items["c1"].get("properties") == items["c2"].get("properties") == "mathml"
    assert f"{CREATED}</meta>" in files(book)["EPUB/package.opf"]


def test_a_chapter_has_what_the_library_knows() -> None:
    chapter = page(files(published(EPUB, bees()))["EPUB/paper-00001.xhtml"])
    text = words(chapter)
    for part in (
        "How Bees Remember", "Ada Mayr", "Published 7 May 2021", "AI summary: They fly.",
        "Is it so?", "Tags: to cite, bees/wild", "Read this again, see [[Kites]].", "hedge",
        "<script>alert(1)</script>",
    ):  # fmt: skip
        assert part in text
    marks = [words(mark) for mark in chapter.iter(f"{XHTML}mark")]
    assert marks == ["fly xi2 metres", "half a"]
    math = [words(each) for each in chapter.iter("{http://www.w3.org/1998/Math/MathML}math")]
    assert math == ["xi2", "xi2"]
    assert "half a $\\frac{a$ formula." not in text
    assert "half a frac a formula." in text  # it does not convert, and stays readable
    addresses = [link.get("href") for link in chapter.iter(f"{XHTML}a")]
    assert addresses == [
        "https://arxiv.org/abs/2105.01234",
        "https://code.example/bees",
        "https://bees.example/?a=%5B1%5D#a%23b",
        "https://bees.example/map.png",
    ]
    assert not list(chapter.iter(f"{XHTML}img")) + list(chapter.iter(f"{XHTML}script"))


def test_the_contents_list_sections_and_titles() -> None:
    entries = [Entry(bees(), "Unread"), Entry(KITES, "Unread"), Entry(bees(), "For you")]
    contents = files(written(EPUB, Publication("Week", entries, "3 papers")))["EPUB/contents.xhtml"]
    (navigation,) = page(contents).iter(f"{XHTML}nav")
    sections = [words(each) for each in navigation.iter(f"{XHTML}span")]
    assert sections == ["Unread", "For you"]
    links = [(words(each), each.get("href")) for each in navigation.iter(f"{XHTML}a")]
    assert links == [
        ("How Bees Remember", "paper-00001.xhtml"),
        ("Kites of n² strings", "paper-00002.xhtml"),
        ("How Bees Remember", "paper-00003.xhtml"),
    ]


def test_equal_papers_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = published(EPUB, bees(), KITES)
    for zone in ("Asia/Tokyo", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()
        monkeypatch.setattr(time, "time", lambda: 2e9)
        assert published(EPUB, bees(), KITES) == first
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()
    changed = replace(bees(), note="Another")
    assert published(EPUB, changed, KITES) != first


@given(title=TEXTS, abstract=TEXTS, note=TEXTS, comment=TEXTS, name=TEXTS, link=TEXTS)
def test_no_text_breaks_a_chapter(
    title: str, abstract: str, note: str, comment: str, name: str, link: str
) -> None:
    paper = Paper(
        title, abstract, authors=(name,), url=f"https://a.example/{link}", ai_summary=abstract
    )
    marked = replace(bees().highlights[0], comment=comment, exact=comment)
    some = replace(stored(paper), note=note, highlights=(marked,))
    for name, text in files(published(EPUB, some, title=title)).items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            root = page(text)
            for link in root.iter(f"{XHTML}a"):
                assert link.get("href", "").startswith(
                    ("https://", "http://", "paper-", "contents")
                )


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="epubcheck is not installed")
@pytest.mark.parametrize("count", [0, 2])
def test_epubcheck_finds_nothing(tmp_path: Path, count: int) -> None:
    path = tmp_path / "bees.epub"
    strange = replace(bees(), paper=Paper("\\sqrt[3]{x} < y & $a \\over b$ $\\mathbb{R}^{n}$"))
    path.write_bytes(published(EPUB, *[bees(), strange][:count]))
    run = subprocess.run(
        ["epubcheck", str(path)], capture_output=True, text=True, env={**os.environ, "LANG": "C"}
    )
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "ERROR" not in said
    assert "WARNING" not in said

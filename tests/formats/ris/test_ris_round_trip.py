"""What RIS has a tag for comes back, and real files come back from a second library."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st

from paperdesk.formats.reading.tagged_lines import NO_VALUE
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.ris.read import RIS
from paperdesk.formats.ris.tags import TAGS, WRITTEN_TYPES
from paperdesk.formats.ris.write import write
from paperdesk.library import Library
from paperdesk.model.details import people
from paperdesk.model.paper import Paper
from paperdesk.tasks import export, import_files
from tests.conftest import DUMPS
from tests.formats.reference_papers import (
    DOIS,
    TEXTS,
    TITLES,
    URLS,
    items,
    lists_of,
    papers,
    some_papers,
    stored,
    tidy,
)

if TYPE_CHECKING:
    from pathlib import Path


FAMILIES = st.from_regex(r"(van |Van )?[B-Z][a-z]{2,8}", fullmatch=True)
GIVEN = st.from_regex(r"[B-Z][a-z]{1,8}( [B-Z]\.)?", fullmatch=True).filter(
    lambda name: not re.fullmatch("jr|sr|[ivx]+", name, re.IGNORECASE)  # these are read as suffixes
)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"family": FAMILIES, "given": GIVEN}, optional={"suffix": st.sampled_from(["Jr.", "III"])}
    )
    | st.sampled_from(["The ATLAS Collaboration", "Bees NLP", "Hive, Berne", "et al.", "a,"]).map(
        lambda name: {"literal": name}
    ),
    max_size=3,
)
WHOLE_DOIS = DOIS.filter(lambda doi: not doi.endswith((".", ",", ";")))
PAGES = st.from_regex(r"[1-9]\d{0,3}-[1-9]\d{4}|e\d{1,5}|[1-9], [1-9]-[1-9]{2}", fullmatch=True)
TYPES = st.sampled_from(sorted(WRITTEN_TYPES))
OWN = {
    "page": PAGES,
    "ISBN": st.from_regex(r"97[89]-\d-\d{2}-\d{6}-\d", fullmatch=True),
    "ISSN": st.from_regex(r"\d{4}-\d{3}[\dX]", fullmatch=True),
    "accessed": st.dates().filter(lambda day: 1000 <= day.year < 2200).map(str),
    "others": st.just(True),
    "ris:C1": st.sampled_from(["a", "a\nb"]),
    "ris:N1": st.just("Another note"),
    "ris:T2": st.just("Another venue"),
    "ris:UR": st.just("file:///other"),
}
ROLES = ("editor", "collection-editor", "translator")
WORDS = st.from_regex(r"[A-Z][a-z]{1,6}( [a-zß中]{1,6}){0,3}[.:;]?", fullmatch=True)
VARIABLES = {name: WORDS for name in TAGS.details if name not in ROLES}


@st.composite
def referenced_papers(draw: st.DrawFn) -> Paper:
    """Papers with all that RIS knows."""
    paper = draw(
        some_papers(
            authors=st.just(()),
            pdf_url=st.just("") | URLS,
            doi=st.just("") | WHOLE_DOIS,
            keywords=lists_of(without=";"),
        )
    )
    details: dict[str, Any] = draw(
        st.fixed_dictionaries({"type": TYPES}, optional={**OWN, **VARIABLES})
    )
    names: dict[str, dict[str, str]] = {}
    authors = people(draw(PEOPLE), names)
    for role in ROLES:
        if found := people(draw(PEOPLE), names):
            details[role] = found
    if clean_text(paper.venue) in ("", details.get("container-title-short")):
        details.pop("container-title-short", None)
    for name, first in (("ris:N1", "note"), ("ris:T2", "venue"), ("ris:UR", "url")):
        if not (details.get(first) or clean_text(getattr(paper, first, ""))):
            details.pop(name, None)
    return replace(
        tidy(paper),
        authors=tuple(authors),
        details=details | {"citation-key": "bee"} | ({"names": names} if names else {}),
    )


@given(referenced_papers())
def test_what_ris_knows_comes_back(paper: Paper) -> None:
    file = io.StringIO()
    write([stored(paper, key="bee")], file)
    assert papers(items(RIS, file.getvalue())) == [paper]
    (entry,) = rispy.loads(file.getvalue())
    assert entry["title"] == paper.title


PLAIN = some_papers(
    authors=lists_of(TITLES, ",;"),
    abstract=TEXTS,
    doi=st.just("") | WHOLE_DOIS,
    keywords=lists_of(without=";"),
)


def all_said(paper: Paper) -> bool:
    texts = [paper.title, paper.abstract, paper.venue, *paper.authors, *paper.keywords]
    persons = " ".join(paper.authors).casefold()  # `et al.` is no person
    return NO_VALUE.isdisjoint(filter(None, texts)) and "et" not in persons


@given(st.lists(PLAIN.map(tidy).filter(all_said), max_size=3))
@example([Paper("Kites", authors=("Others Mayr", "Ada Others"))])
def test_papers_without_details_get_but_a_type_and_a_key(some: list[Paper]) -> None:
    file = io.StringIO()
    write((stored(paper, number) for number, paper in enumerate(some)), file)
    read = papers(items(RIS, file.getvalue()))
    assert [replace(paper, details={}) for paper in read] == some
    keys = {"type", "citation-key", "names"}
    assert all(paper.details.keys() <= keys for paper in read)


@given(st.lists(st.tuples(st.sampled_from(["TI", "TY", "ER", "KW", "N1", "XX"]), TEXTS)))
def test_each_title_becomes_a_paper_or_is_kept(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{tag}  - {clean_text(value)}" for tag, value in lines)
    read = str(items(RIS, f"{text}\nTY  - JOUR\nTI  - The last one\nER  - \n"))
    assert "The last one" in read
    titles = [clean_text(value) for tag, value in lines if tag == "TI"]
    assert all(title in read or repr(title)[1:-1] in read for title in titles if title != "NA")


FILES = sorted((DUMPS / "references").rglob("*.ris"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_comes_back_from_a_second_library(path: Path, tmp_path: Path) -> None:
    def stored_papers(source: Path) -> list[Paper]:
        library = Library(tmp_path / source.stem)
        assert list(import_files(library, [source]))
        ids = [number for (number,) in library.db.execute("select id from papers order by id")]
        export(library, ids, "ris", tmp_path / "again.ris")
        found = [
            replace(each.paper, details={**each.paper.details, "citation-key": each.citation_key})
            for each in library.papers(ids)
        ]
        library.close()
        return found

    first = stored_papers(path)
    second = stored_papers(tmp_path / "again.ris")
    # Nothing but a TY where there was none, which RIS demands.
    assert [replace(paper, details={**paper.details, "type": ""}) for paper in second] == [
        replace(paper, details={**paper.details, "type": ""}) for paper in first
    ]

"""Written BibTeX and BibLaTeX are read back equal, by Paperdesk and by other libraries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string as parse_with_pybtex

from paperdesk.formats.bibtex.fields import CSL_TYPES, ISSUES, SUBTYPES, VARIABLES
from paperdesk.formats.bibtex.read import BIBLATEX, BIBTEX
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.citation import CitationKeys
from paperdesk.model.details import people
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import (
    DAYS,
    LETTERS,
    TEXTS,
    TITLES,
    items,
    papers,
    some_papers,
    stored,
    tidy,
    written,
)

if TYPE_CHECKING:
    from paperdesk.formats import Format

CLEAN = TITLES.map(clean_text)
KEYS = st.text(LETTERS, max_size=8).map("a:B".__add__)
FAMILY = st.from_regex(r"[A-ZÖ][a-zß]{1,8}( [A-Z][a-z]{1,5})?", fullmatch=True) | CLEAN
GIVEN = st.from_regex(r"[A-Z]\.|[A-Z][a-zé-]{1,8}( [A-Z]\.)?", fullmatch=True) | CLEAN
PERSONS = (
    st.builds(dict, literal=CLEAN)
    | st.fixed_dictionaries(
        {"family": FAMILY, "given": GIVEN},
        optional={
            "suffix": st.sampled_from(["Jr.", "Sr", "III", "PhD"]),
            "non-dropping-particle": st.sampled_from(["van", "von", "de la"]),
        },
    )
    | CLEAN
)
RAW = st.sampled_from([
    "toread", ":papers/x.pdf:PDF", r"{\"U}ber {B}", r"50\% $x_1$", "two\n  lines", "a, b = c # d",
])  # fmt: skip
PAGES = st.sampled_from(["7", "12-34", "S1-S4", "xi-xv", "1-4, 7-9", "A-12", "12-1–12-5"])
OWN_TEXTS = sorted(VARIABLES.keys() - {"page", "genre", "medium"})
GENRES = st.sampled_from(["PhD thesis", "Master's thesis", "Bachelor's thesis", "Technical report"])


@st.composite
def whole_references(draw: st.DrawFn) -> Paper:
    """A paper with any of the details that have a field in BibTeX."""
    paper = tidy(draw(some_papers(org=TEXTS)))
    kind = draw(st.sampled_from(sorted({*CSL_TYPES.values(), *SUBTYPES})))
    number = "issue" if kind in ISSUES else "number"
    if kind in ("book", "chapter"):
        number = "collection-number"
    details: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"type": st.just(kind), "citation-key": KEYS},
            optional={
                **dict.fromkeys(OWN_TEXTS, CLEAN),
                number: CLEAN,
                "number": CLEAN,
                "page": PAGES,
                "genre": GENRES,
                "medium": st.just("Online"),
                "accessed": DAYS,
                "others": st.just(value=True),
                "bibtex:groups": RAW,
                "bibtex:file": RAW,
                "bibtex:keywords-2": RAW,
            },
        )
    )
    if number == "collection-number":
        details.pop("number", None)
    if not paper.venue:  # the event is shown there
        paper = replace(paper, venue=details.get("event-title", ""))
    names: dict[str, dict[str, str]] = {}
    unique = st.lists(PERSONS, max_size=6, unique_by=lambda each: str(people([each], {})))
    everyone = draw(unique)
    authors = people(everyone[:3], names)
    for role in ("editor", "translator", "container-author"):
        if everyone[3:] and draw(st.booleans()):
            details[role] = people(everyone[3:], names)
    used = {name: names[name] for name in names if name in [*authors, *_people_in(details)]}
    return replace(
        paper, authors=tuple(authors), details=details | ({"names": used} if used else {})
    )


def _people_in(details: dict[str, Any]) -> list[str]:
    roles = ("editor", "translator", "container-author")
    return [name for role in roles for name in details.get(role, ())]


TYPE_AND_KEY = {"type": "article", "citation-key": "moss"}

FORMATS = pytest.mark.parametrize("format", [BIBTEX, BIBLATEX], ids=lambda each: each.name)


@FORMATS
@given(paper=whole_references())
@example(paper=Paper("Kites", authors=("V Moss", "Jr. Reed"), details=TYPE_AND_KEY))
def test_a_whole_reference_comes_back(format: Format, paper: Paper) -> None:  # noqa: A002
    text = written(format.write, paper)
    assert papers(items(BIBTEX, text)) == [paper]


@FORMATS
@given(some=st.lists(some_papers(org=TEXTS), max_size=3))
@example(some=[Paper("Kites", authors=("others. and", "others."))])
def test_papers_without_details_come_back_with_type_and_key(
    format: Format,  # noqa: A002
    some: list[Paper],
) -> None:
    keys = CitationKeys()
    expected = []
    for number, paper in enumerate(map(tidy, some)):
        plain = "article" if paper.arxiv_id else "document"
        kind = "article-journal" if paper.venue else plain
        key = keys.key(stored(paper, number))
        expected.append(replace(paper, details={"type": kind, "citation-key": key}))
    text = written(format.write, *map(tidy, some))
    assert papers(items(BIBTEX, text)) == expected


@FORMATS
@given(some=st.lists(whole_references(), max_size=3))
def test_bibtexparser_reads_all_fields(format: Format, some: list[Paper]) -> None:  # noqa: A002
    library = parse_string(written(format.write, *some))
    assert not library.failed_blocks
    assert [to_unicode(entry["title"]) for entry in library.entries] == [p.title for p in some]
    for entry, paper in zip(library.entries, some, strict=True):
        for name in ("volume", "publisher", "note"):
            assert to_unicode(entry.get(name).value if entry.get(name) else "") == (
                paper.details.get(name, "")
            )


WRITTEN = r"""@inproceedings{smith2021,
  title = {On Bees},
  author = {Jane Smith and van Öz, Bo and {The Hive Collaboration} and others},
  editor = {{van der Berg}, Jan},
  year = {2021},
  pages = {12--34},
  note = {50\% of them},
  file = {:papers/x.pdf:PDF},
}
"""


def test_pybtex_reads_what_is_written() -> None:
    (paper,) = papers(items(BIBTEX, WRITTEN))
    data = parse_with_pybtex(written(BIBTEX.write, paper), "bibtex")
    entry = data.entries["smith2021"]
    assert entry.type == "inproceedings"
    assert entry.fields["pages"] == "12--34"
    assert entry.fields["file"] == ":papers/x.pdf:PDF"
    _, particle, literal, *_ = entry.persons["author"]
    assert (particle.prelast_names, particle.last_names) == (["van"], ["Öz"])
    assert literal.last_names == ["{The Hive Collaboration}"]
    assert entry.persons["editor"][0].last_names == ["{van der Berg}"]


def test_pybtex_reads_the_suffix_of_a_name() -> None:
    text = written(BIBTEX.write, Paper("Bees", authors=("Jane Smith Jr.",)))
    (entry,) = parse_with_pybtex(text, "bibtex").entries.values()
    (person,) = entry.persons["author"]
    assert (person.last_names, person.lineage_names) == (["Smith"], ["Jr."])

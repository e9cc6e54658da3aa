"""What an entry says is kept: its parents, people, repeated and unknown fields, dates, type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from paperdesk.formats.bibtex.read import BIBLATEX, BIBTEX
from tests.cli.cli_runner import paperdesk
from tests.formats.reference_papers import items, papers, written

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.paper import Paper


def read(text: str) -> list[Paper]:
    return papers(items(BIBTEX, text))


def one(fields: str, kind: str = "article") -> Paper:
    """The paper of an entry with these fields."""
    (paper,) = read(f"@{kind}{{key,\n title = {{Bees}},\n {fields}\n}}")
    return paper


BERG = {"given": "Jan", "non-dropping-particle": "van der", "family": "Berg"}
CONFERENCE = """
@inproceedings{child1, author={Ada Moss}, title={Child of a book}, crossref={vol9}, pages={1--9}}
@incollection{child2, author={Tom Reed}, title={Second child}, CrossRef="VOL9", year={2013}}
@inbook{child3, author={Tom Reed}, title={Child by xdata}, xdata={xd, more}}
@xdata{xd, publisher={Press}, date={2014-02}}
@xdata{more, location={Wien}, publisher={Other}}
@proceedings{vol9, title={Proceedings of the ninth meeting on kites},
  booktitle={Ninth Meeting on Kites}, year={2012}, editor={Eve Lane}, month=jun, crossref={series},
  doi={10.1234/vol9}, url={https://x.example/vol9}, abstract={On kites.}}
@book{series, title={Kites}, series={Kite Notes}, publisher={ACME}}
@misc{lost, title={Child of nobody}, crossref={gone}}
"""


def test_entries_inherit_from_parents_after_them_but_not_what_is_the_parents_own() -> None:
    first, second, third, volume, series, lost = read(CONFERENCE)
    assert (first.venue, first.published) == ("Ninth Meeting on Kites", "2012-06")
    assert (first.doi, first.url, first.abstract) == ("", "", "")
    assert first.details == {
        "type": "paper-conference", "citation-key": "child1", "page": "1-9",
        "editor": ["Eve Lane"], "collection-title": "Kite Notes", "publisher": "ACME",
    }  # fmt: skip
    assert (second.venue, second.published) == ("Ninth Meeting on Kites", "2013")
    assert third.published == "2014-02"
    assert (third.details["publisher"], third.details["publisher-place"]) == ("Press", "Wien")
    assert (volume.title, series.title) == ("Proceedings of the ninth meeting on kites", "Kites")
    assert lost.details["bibtex:crossref"] == "gone"


@pytest.mark.parametrize(
    ("child", "parent"),
    [("inproceedings", "proceedings"), ("inbook", "book"), ("article", "periodical")],
)
def test_the_title_of_a_parent_is_the_venue(child: str, parent: str) -> None:
    text = f"@{child}{{a, title={{A}}, crossref={{b}}}}\n@{parent}{{b, title={{Whole}}}}"
    assert [(paper.title, paper.venue) for paper in read(text)] == [("A", "Whole"), ("Whole", "")]


def test_entries_that_inherit_from_each_other_end() -> None:
    text = "@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}, year=2020}"
    assert [paper.published for paper in read(text)] == ["2020", "2020"]


def test_a_part_of_a_work_has_its_title() -> None:
    text = "@software{w, title={Hive}, date={2020}}\n@software{p, subtitle={A Bee}, crossref={w}}"
    assert [(p.title, p.published) for p in read(text)] == [
        ("Hive", "2020"),
        ("Hive: A Bee", "2020"),
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Moss, Ada and and Reed, Tom and", ["Ada Moss", "Tom Reed"]),
        ("Moss, Ada; Reed, Tom; Lane, Eve", ["Ada Moss", "Tom Reed", "Eve Lane"]),
        ("Moss, Ada and Reed, Tom and et al.", ["Ada Moss", "Tom Reed", "…"]),
        ("Moss, Ada et al.", ["Ada Moss", "…"]),
        ("Ada Moss and others", ["Ada Moss", "…"]),
        ("given=Hans, family=Harman, prefix=von and Lane, Eve", ["Hans von Harman", "Eve Lane"]),
        ("family=Bennett, given=Frank G., suffix=Jr., juniorcomma=true", ["Frank G. Bennett Jr."]),
        ('"family={Robert and Sons, Inc.}"', ["Robert and Sons, Inc."]),
        (r"S\o ren Kierkegaard and {\'E}. Foo", ["Søren Kierkegaard", "É. Foo"]),
    ],
)
def test_lists_of_names(field: str, expected: list[str]) -> None:
    paper = one(f"author = {{{field}}}")
    others = ["…"] if paper.details.get("others") else []
    assert [*paper.authors, *others] == expected


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("van der Berg, Jan", BERG),
        ("Jan van der Berg", BERG),
        ("{van der Berg}, Jan", None),  # as it is guessed
        ("Jan {van der Berg}", None),
        ("Garc{\\'i}a M{\\'a}rquez, Gabriel", {"given": "Gabriel", "family": "García Márquez"}),
        ("{The ATLAS Collaboration}", {"literal": "The ATLAS Collaboration"}),
        ("{\\\"Oz and Sons}", {"literal": "Öz and Sons"}),
        ("de la Foo, Jr, Ann",
         {"given": "Ann", "non-dropping-particle": "de la", "family": "Foo", "suffix": "Jr"}),
    ],
)  # fmt: skip
def test_the_parts_of_names_are_kept_and_written(name: str, parts: dict[str, str] | None) -> None:
    paper = one(f"author = {{{name}}}")
    assert paper.details.get("names") == (parts and {paper.authors[0]: parts})
    assert read(written(BIBTEX.write, paper)) == [paper]


def test_lists_of_editors_may_be_endless() -> None:
    paper = one("editor = {Lane, Eve and others}", "book")
    assert paper.details["editor"] == ["Eve Lane"]
    assert "editor = {Eve Lane and others}" in written(BIBTEX.write, paper)


def test_repeated_fields_are_kept() -> None:
    paper = one(
        "url = {https://a.example}, url = {https://b.example}, file = {a.pdf}, file = {b.pdf}, "
        "keywords = {x}, keywords = {y, z}, note = {One}, note = {Two}, note = {One}"
    )
    assert (paper.url, paper.keywords) == ("https://a.example", ("x", "y", "z"))
    kept = {name: text for name, text in paper.details.items() if ":" in name}
    assert kept == {
        "bibtex:url-2": "https://b.example", "bibtex:file": "a.pdf", "bibtex:file-2": "b.pdf",
        "bibtex:note-2": "Two",
    }  # fmt: skip
    assert read(written(BIBTEX.write, paper)) == [paper]


@pytest.mark.parametrize(
    ("fields", "published", "again"),
    [
        ("year = 1998, month = {8~} # jul", "1998-07-08", "month = jul,\n  day = {8}"),
        ("year = 1976, month = {11--12}", "1976-11", "month = {11--12}"),
        ("year = 1977, month = {May/June}", "1977-05", "month = {May/June}"),
        ("year = 2019, month = {23{--}27 } # may", "2019-05-23", "month = {23{--}27 may}"),
        ("date = {2004-06%}", "2004-06", "date = {2004-06%}"),
        ("date = {199X}", "", "date = {199X}"),
        ("year = {in press}", "", "year = {in press}"),
    ],
)
def test_dates_that_say_more_come_out_again(fields: str, published: str, again: str) -> None:
    paper = one(fields)
    assert paper.published == published
    assert again in written(BIBTEX.write, paper)


@pytest.mark.parametrize(
    ("entry", "kind", "genre"),
    [
        ("conference", "paper-conference", ""),
        ("inbook", "chapter", ""),
        ("manual", "book", ""),
        ("phdthesis", "thesis", "PhD thesis"),
        ("mastersthesis", "thesis", "Master's thesis"),
        ("techreport", "report", ""),
        ("online", "webpage", ""),
        ("hivelog", "document", ""),
    ],
)
def test_entry_types_come_out_again(entry: str, kind: str, genre: str) -> None:
    paper = one("year = 2020", entry)
    assert (paper.details["type"], paper.details.get("genre", "")) == (kind, genre)
    assert written(BIBTEX.write, paper).startswith(f"@{entry}{{key,\n")


def test_biblatex_has_its_own_names() -> None:
    fields = (
        "journal = {J. Bees}, year = 2021, month = may, address = {Wien}, eprint = {2105.01234}"
    )
    text = written(BIBLATEX.write, one(fields), one("school = {Uni}", "mastersthesis"))
    article = ("date = {2021-05}", "journaltitle = {J. Bees}", "location = {Wien}")
    thesis = ("@thesis{", "type = {mathesis}", "institution = {Uni}")
    assert all(field in text for field in (*article, "eprinttype = {arXiv}", *thesis))
    assert "year =" not in text


def test_a_whole_reference_comes_out_as_it_went_in() -> None:
    fields: dict[str, Any] = {
        "booktitle": "Proc. of Testing", "editor": "John Doe", "pages": "12--34", "volume": "3",
        "number": "2", "publisher": "ACME", "address": "Paris", "isbn": "978-3-16-148410-0",
        "series": "LNCS", "note": "Best paper", "groups": "toread", "file": ":papers/x.pdf:PDF",
    }  # fmt: skip
    paper = one(", ".join(f"{name} = {{{text}}}" for name, text in fields.items()), "inproceedings")
    text = written(BIBTEX.write, paper)
    assert text.startswith("@inproceedings{key,")
    assert all(f"  {name} = {{{value}}},\n" in text for name, value in fields.items())
    assert (paper.details["issue"], paper.details["page"]) == ("2", "12-34")


def test_libraries_give_each_other_the_same_papers(real_dumps: Path, tmp_path: Path) -> None:
    files = (real_dumps / "references").rglob("*.bib")
    known = [str(path) for path in files if path.name != "othertype.bib"]
    first, second = tmp_path / "first", tmp_path / "second"
    paperdesk(first, "import", *known)
    for form in ("bibtex", "biblatex"):
        text = paperdesk(first, "export", "--format", form).out
        again = second / form
        paperdesk(again, "import", "-", stdin=text.encode())
        exported = paperdesk(again, "export", "--format", form).out
        assert sorted(exported.split("\n\n")) == sorted(text.split("\n\n"))

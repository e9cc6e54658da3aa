"""When two records are one paper: a table of cases, and what holds for all records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.identity import Relation, choose, compare
from paperdesk.model.paper import Paper
from paperdesk.model.title_words import is_generic, suffices

LONG = "Robots learn to fold laundry from a handful of shown examples and a patient teacher."
OTHER = "We count the birds of an island, year after year, and explain why herons come back late."
SAME, POSSIBLE, DIFFERENT = Relation.SAME, Relation.POSSIBLE, Relation.DIFFERENT


def paper(title: str, authors: str = "", year: str = "", **fields: object) -> Paper:
    names = tuple(filter(None, authors.split(", ")))
    return Paper(title, authors=names, published=year, **fields)  # type: ignore[arg-type]


DOI = {"doi": "10.1000/1"}
ARXIV = {"arxiv_id": "2301.00001"}
KITES = "Deep kites: flying with attention"

CASES = [
    # Identifiers
    ("retitled on arXiv", paper("Kites fly", **ARXIV), paper("Why kites stay up", **ARXIV), SAME),
    ("arXiv id of another", paper("Kite nets", **ARXIV), paper("Owls at dusk", **ARXIV), POSSIBLE),
    ("other authors too", paper("Kite nets", "Ada Moss", **ARXIV),
     paper("Sail nets", "Tom Reed", **ARXIV), POSSIBLE),
    ("DOI, revised title", paper("Windmills", **DOI), paper("Windmills revisited", **DOI), SAME),
    ("DOI, half a title", paper("Kite nets", **DOI), paper("Sail nets", **DOI), POSSIBLE),
    ("DOI, misspelt", paper("Windmils", **DOI), paper("Windmills", **DOI), SAME),
    ("chapters of a book", paper("Chapter on Ants", "A Ant", "2010", **DOI),
     paper("Chapter on Bees", "B Bee", "2010", **DOI), POSSIBLE),
    ("numbered chapters", paper("Kites at sea, part 1", **DOI),
     paper("Kites at sea, part 2", **DOI), POSSIBLE),
    ("introductions of a book", paper("Introduction", "Ada Moss", **DOI),
     paper("Introduction", "Tom Reed", **DOI), POSSIBLE),
    ("DOI, all else differs in spelling", paper("Müller's kites", "J. Müller", **DOI),
     paper("Mueller's Kites", "Jan Mueller", **DOI), SAME),
    ("a title in Chinese revised", paper("基于注意力的图像分割", **DOI),
     paper("基于注意力机制的图像分割", **DOI), SAME),
    ("two DOIs", paper(KITES, **DOI), paper(KITES, doi="10.1000/2"), DIFFERENT),
    ("two arXiv ids", paper(KITES, abstract=LONG, **ARXIV),
     paper(KITES, abstract=LONG, arxiv_id="2301.00002"), DIFFERENT),
    ("shown by its DOI", paper("doi:10.1000/1", **DOI), paper(KITES, **DOI), SAME),
    ("shown by its arXiv id", paper("arXiv:2301.00001", **ARXIV), paper("Owls", **ARXIV), SAME),
    ("two addresses", paper("https://a.org/b/c/d", url="https://a.org/b/c/d"),
     paper("https://a.org/b/c-d", url="https://a.org/b/c-d"), DIFFERENT),
    # Titles that suffice
    ("a long title", paper(KITES), paper(KITES.title()), SAME),
    ("a long title, more known", paper(KITES), paper(KITES, "Ada Moss", "2022", venue="V"), SAME),
    ("other people", paper(KITES, "Ada Moss"), paper(KITES, "Tom Reed"), DIFFERENT),
    ("initials", paper(KITES, "A. Moss, T. Reed"), paper(KITES, "Ada Moss"), SAME),
    ("initials alone in common", paper(KITES, "A. Moss"), paper(KITES, "A. Lane"), DIFFERENT),
    ("family name first", paper(KITES, "Moss Ada"), paper(KITES, "Ada Moss"), SAME),
    ("an umlaut written out", paper(KITES, "Jörg Müller"), paper(KITES, "J. Mueller"), SAME),
    ("names in two scripts", paper(KITES, "李 明"), paper(KITES, "Ming Li"), SAME),
    ("Han names in one word", paper(KITES, "李 明"), paper(KITES, "李明"), SAME),
    ("a group and its members", paper(KITES, "ATLAS Collaboration"), paper(KITES, "A. Moss"), SAME),
    ("a year apart", paper(KITES, year="2021-12"), paper(KITES, year="2022"), SAME),
    ("two years apart", paper(KITES, year="2020"), paper(KITES, year="2022"), DIFFERENT),
    ("preprint and paper, years apart", paper(KITES, "Ada Moss", "2018", **ARXIV),
     paper(KITES, "A. Moss", "2022", **DOI), SAME),
    ("preprint and paper of others", paper(KITES, "Ada Moss", "2018", **ARXIV),
     paper(KITES, "Tom Reed", "2018", **DOI), DIFFERENT),
    ("another abstract", paper(KITES, abstract=LONG), paper(KITES, abstract=OTHER), POSSIBLE),
    ("a longer abstract", paper(KITES, abstract=LONG), paper(KITES, abstract=LONG + OTHER), SAME),
    ("C and C++", paper("C++ for people who fly kites"), paper("C for people who fly kites"),
     POSSIBLE),
    ("Han, eight characters", paper("基于注意力的分割"), paper("基于注意力的分割", "李 明"), SAME),
    ("Han, four characters", paper("图像分割"), paper("图像分割", "李 明"), POSSIBLE),
    # Short titles
    ("a short title alone", paper("Windmills"), paper("Windmills", "Ada Moss", "2019"), POSSIBLE),
    ("the same and nothing more", paper("Windmills"), paper("Windmills"), SAME),
    ("first author and year", paper("Windmills", "Ada Moss, Tom Reed", "2019"),
     paper("Windmills", "A. Moss", "2019-03", venue="V"), SAME),
    ("first author, next year", paper("Windmills", "Ada Moss", "2019"),
     paper("Windmills", "Ada Moss", "2020", venue="V"), POSSIBLE),
    ("preprint of a short title", paper("Windmills", "Ada Moss", "2018", **ARXIV),
     paper("Windmills", "Ada Moss", "2020", **DOI), SAME),
    ("the abstract", paper("Windmills", abstract=LONG),
     paper("Windmills", "Ada Moss", abstract=LONG), SAME),
    ("no abstract in words", paper("Windmills", abstract="No abstract available"),
     paper("Windmills", "Ada Moss", abstract="No abstract available"), POSSIBLE),
    ("a page without names", paper("Windmills", year="2024-12-30", org="Lab", n_authors=7),
     paper("Windmills", year="2025-01-02", org="Lab", n_authors=7), SAME),
    ("another number of authors", paper("Windmills", year="2024", org="Lab", n_authors=7),
     paper("Windmills", year="2024", org="Lab", n_authors=8), POSSIBLE),
    # Titles that many papers bear
    ("two editorials", paper("Editorial", "Ann One", "2001"), paper("Editorial", "Bob Two", "2015"),
     DIFFERENT),
    ("one editorial", paper("Editorial", "Ann One", "2001"),
     paper("Editorial", "A. One", "2001", venue="Journal A"), SAME),
    ("web pages", paper("Online reference", url="https://a.org"),
     paper("Online reference", url="https://b.org"), DIFFERENT),
    ("a long generic title", paper("Letters to the Editor, Part II"),
     paper("Letters to the editor: part II", "Ada Moss"), DIFFERENT),
    ("another title", paper(KITES), paper("Sails at sea"), DIFFERENT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "relation"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_table(one: Paper, other: Paper, relation: Relation) -> None:
    assert compare(one, other).relation is relation
    assert compare(other, one).relation is relation
    assert bool(compare(one, other).reason) == (relation is POSSIBLE)


def test_pages_of_a_venue_tell_papers_apart() -> None:
    one = replace(paper(KITES, venue="Kites"), details={"page": "1-9"})
    other = replace(paper(KITES, venue="Sails"), details={"page": "20-29"})
    assert compare(one, other).relation is POSSIBLE
    assert compare(one, replace(other, venue="Kites")).relation is SAME
    assert compare(one, replace(other, details={"page": "1--9"})).relation is SAME


def test_what_is_the_same_and_why() -> None:
    one = paper("Chapter on Ants", **DOI)
    assert compare(one, paper("Chapter on Bees", **DOI)).reason == "same DOI, other title"
    one = paper("Kite nets", **ARXIV)
    assert compare(one, paper("Owls", **ARXIV)).reason == "same arXiv id, other title"
    one = paper(KITES, abstract=LONG)
    assert compare(one, paper(KITES, abstract=OTHER)).reason == "same title, different abstract"
    assert compare(paper("Owls"), paper("Owls", year="2020")).reason == "same short title"


@pytest.mark.parametrize(
    "title",
    [
        "Editorial", "Guest Editorial", "Editorial II", "Introduction", "Introduction to Part 3",
        "Preface", "Book Reviews", "Review of the book", "Erratum", "In memoriam", "Index",
        "Subject Index", "Online reference", "(Untitled)", "Letters to the Editor", "News, 2019",
        "Vorwort", "Buchbesprechungen", "Ohne Titel", "Brief an die Redaktion", "Nachrufe",
        "Éditorial", "Préface", "Comptes rendus", "Sans titre", "Lettre à l'éditeur",
        "Introducción", "Reseñas de libros", "Fe de erratas", "Cartas al director", "?",
    ],
)  # fmt: skip
def test_titles_that_many_papers_bear(title: str) -> None:
    assert is_generic(title)
    assert not suffices(title)


@pytest.mark.parametrize("title", ["In memoriam Ada Moss", "Reviewing kites", "Index funds", "C++"])
def test_titles_of_their_own(title: str) -> None:
    assert not is_generic(title)


def test_the_strongest_evidence_wins_then_the_oldest_paper() -> None:
    by_title, by_id = paper(KITES, "Ada Moss"), paper("Deep kites", "Ada Moss", **DOI)
    record = paper(KITES, "Ada Moss", **DOI)
    assert choose([by_title, by_id], record).same == 1
    assert choose([by_title, replace(by_title, venue="V")], record).same == 0
    ants, bees = paper("Chapter on Ants", **DOI), paper("Chapter on Bees", **DOI)
    assert choose([ants, bees], replace(bees, published="2010")).same == 1


def test_a_title_alone_fits_only_where_one_paper_has_it() -> None:
    one, other = paper(KITES, **DOI), paper(KITES, doi="10.1000/2")
    assert choose([one], paper(KITES)).same == 0
    choice = choose([one, other], paper(KITES))
    assert choice.same is None
    assert [at for at, _ in choice.possible] == [0, 1]
    assert choose([one, other, paper(KITES)], paper(KITES)).same == 2
    keyed = paper(KITES, details={"type": "book", "citation-key": "k1"})
    assert choose([one, other], keyed).same is None


papers = st.builds(
    Paper,
    st.sampled_from([KITES, "Windmills", "Editorial", "C kites", "C++ kites", "doi:10.1000/1"]),
    st.sampled_from(["", LONG, LONG[:50], OTHER]),
    st.sampled_from([(), ("Ada Moss",), ("A. Moss", "Tom Reed"), ("T. Reed",), ("李 明",)]),
    st.sampled_from([None, 1]),
    st.sampled_from(["", "Lab"]),
    st.sampled_from(["", "2019", "2020-05", "2022"]),
    st.sampled_from(["", "2301.00001", "2301.00002"]),
    st.sampled_from(["", "10.1000/1", "10.1000/2"]),
)


@given(one=papers, other=papers)
def test_the_order_does_not_matter(one: Paper, other: Paper) -> None:
    assert compare(one, other) == compare(other, one)


@given(one=papers)
def test_a_record_is_the_same_as_itself(one: Paper) -> None:
    assert compare(one, replace(one, upvotes=3)).relation is SAME


@given(one=papers, other=papers)
def test_two_dois_or_arxiv_ids_are_never_one_by_title(one: Paper, other: Paper) -> None:
    one, other = replace(one, doi="10.1000/8", arxiv_id=""), replace(other, doi="10.1000/9")
    assert compare(one, replace(other, title=one.title)).relation is DIFFERENT
    one, other = replace(one, doi="", arxiv_id="2301.00008"), replace(other, arxiv_id="2301.00009")
    assert compare(one, replace(other, title=one.title)).relation is DIFFERENT

"""Reading EndNote XML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.endnote_xml import ENDNOTE_XML
from paperdesk.formats.refer.tags import TYPES
from paperdesk.model.paper import Paper, Problem
from tests.formats.reference_papers import items, papers, problems, survives


def styled(text: str) -> str:
    """A text split into EndNote's style elements."""
    return "".join(f'<style face="normal" size="100%">{part}</style>' for part in text.split("|"))


_TEMPLATE = """<record>
<source-app name="EndNote" version="20">EndNote</source-app><rec-number>7</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors>
<authors><author>[Mayr, Ada]</author><author>[van Öz, L.]</author></authors>
<secondary-authors><author>[Editor, E.]</author></secondary-authors>
</contributors>
<titles><title>[How |Bees| Remember: a
   study &amp; more]</title><secondary-title>[J. Navig.]</secondary-title></titles>
<periodical><full-title>[Journal of Small Navigators]</full-title></periodical>
<keywords><keyword>[bees]</keyword><keyword>[memory; wings]</keyword></keywords>
<dates><year>[2021]</year><pub-dates><date>[May 7]</date></pub-dates></dates>
<electronic-resource-num>[10.1234/Bees.5]</electronic-resource-num>
<abstract>[Bees find their way.]</abstract>
<urls><related-urls><url>[https://bees.example/a]</url></related-urls>
<pdf-urls><url>[https://bees.example/a.pdf]</url></pdf-urls></urls>
</record>"""
RECORD = re.sub(r"\[([^\]]*)\]", lambda text: styled(text[1]), _TEMPLATE)
UNTITLED = "<record><rec-number>8</rec-number><titles><title> </title></titles></record>"
BEE = Paper(
    title="How Bees Remember: a study & more",
    abstract="Bees find their way.",
    authors=("Ada Mayr", "L. van Öz"),
    published="2021-05-07",
    doi="10.1234/bees.5",
    url="https://bees.example/a",
    pdf_url="https://bees.example/a.pdf",
    venue="Journal of Small Navigators",
    keywords=("bees", "memory", "wings"),
    details={
        "type": "article-journal",
        "editor": ["E. Editor"],
        "endnote:secondary-title": "J. Navig.",
    },
)


def document(*records: str) -> str:
    """A complete file."""
    head = '<?xml version="1.0" encoding="UTF-8" ?>'
    return f"{head}<xml><records>\n" + "\n".join(records) + "\n</records></xml>"


def test_all_fields_of_records_are_read() -> None:
    first, second = papers(items(ENDNOTE_XML, document(RECORD, RECORD)))
    assert (first, first.lines) == (BEE, (2, 18))
    assert (second, second.lines) == (BEE, (19, 35))


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("May", "2021-05"),
        ("May 7", "2021-05-07"),
        ("7 May", "2021-05-07"),
        ("2021-05-07", "2021-05-07"),
        ("2020-05-07", "2021"),
        ("", "2021"),
    ],
)
def test_dates(day: str, published: str) -> None:
    (paper,) = papers(items(ENDNOTE_XML, document(RECORD.replace("May 7", day))))
    assert paper.published == published


def test_a_record_without_title_is_a_problem() -> None:
    read = items(ENDNOTE_XML, document(UNTITLED, RECORD))
    (problem,) = problems(read)
    assert (problem.line, problem.reason) == (2, "this has no title")
    assert "<rec-number>8</rec-number>" in problem.text
    assert papers(read[1:]) == [BEE]


def one(inside: str, kind: str = "Journal Article") -> Paper:
    """The paper of a record with these elements."""
    record = (
        f'<record><rec-number>7</rec-number><ref-type name="{kind}">0</ref-type>'
        f"<titles><title>Bees</title></titles>{inside}</record>"
    )
    (paper,) = papers(items(ENDNOTE_XML, document(record)))
    return paper


def people(role: str, *names: str) -> str:
    authors = "".join(f"<author>{styled(name)}</author>" for name in names)
    return f"<contributors><{role}>{authors}</{role}></contributors>"


JOURNAL, BOOK = "Journal Article", "Book"


@pytest.mark.parametrize(
    ("kind", "inside", "details"),
    [
        (JOURNAL, "<volume>5</volume><number>2</number><pages>3-9</pages><edition>1</edition>", {
            "volume": "5", "issue": "2", "page": "3-9", "edition": "1"}),
        (JOURNAL, "<isbn>1234-567X</isbn><language>de</language><section>3</section>", {
            "ISSN": "1234-567X", "language": "de", "section": "3"}),
        (BOOK, "<isbn>978-3-16-148410-0</isbn><publisher>Hive</publisher>"
            "<pub-location>Berne</pub-location><pages>320</pages><num-vols>2</num-vols>", {
            "ISBN": "978-3-16-148410-0", "publisher": "Hive", "publisher-place": "Berne",
            "number-of-pages": "320", "number-of-volumes": "2"}),
        (BOOK, "<titles><secondary-title>Wings</secondary-title></titles><number>4</number>", {
            "collection-title": "Wings", "collection-number": "4"}),
        ("Report", "<isbn>HIVE-7</isbn>", {"number": "HIVE-7"}),
        ("Thesis", "<titles><secondary-title>Zoology</secondary-title></titles>"
            "<work-type>PhD</work-type>", {"genre": "PhD", "endnote:secondary-title": "Zoology"}),
        (JOURNAL, "<notes>Best</notes><research-notes>Read it</research-notes>", {
            "note": "Best", "annote": "Read it"}),
        (JOURNAL, "<label>mayr21</label><access-date>2021-05-07</access-date>", {
            "citation-key": "mayr21", "accessed": "2021-05-07"}),
        (JOURNAL, "<label>17</label><access-date>once</access-date>", {
            "endnote:label": "17", "endnote:access-date": "once"}),
        (JOURNAL, "<accession-num>77</accession-num><custom2>PMC5</custom2>"
            "<remote-database-provider>PubMed</remote-database-provider>", {
            "PMID": "77", "PMCID": "PMC5", "archive_location": "77", "source": "PubMed"}),
        (JOURNAL, "<accession-num>WOS:1</accession-num>", {"archive_location": "WOS:1"}),
        (JOURNAL, "<custom7>one</custom7><auth-address>Lake 1</auth-address><odd><a>x</a></odd>", {
            "endnote:custom7": "one", "endnote:auth-address": "Lake 1", "endnote:odd": "x"}),
        (JOURNAL, "<urls><pdf-urls><url>internal-pdf://1/a.pdf</url></pdf-urls></urls>", {
            "endnote:pdf-urls": "internal-pdf://1/a.pdf"}),
        (JOURNAL, "<urls><related-urls><url>&lt;Go to Hive&gt;://1</url></related-urls></urls>", {
            "endnote:related-urls": "<Go to Hive>://1"}),
        (JOURNAL, people("tertiary-authors", "Doe, John"), {"collection-editor": ["John Doe"]}),
        (BOOK, people("secondary-authors", "Doe, John"), {"editor": ["John Doe"]}),
        (BOOK, people("secondary-authors", "Doe, John") + people("tertiary-authors", "Roe, Ann"), {
            "editor": ["Ann Roe"], "collection-editor": ["John Doe"]}),
        (BOOK, people("subsidiary-authors", "Doe, John"), {"translator": ["John Doe"]}),
        (JOURNAL, people("authors", "et al."), {"others": True}),
        ("Patent", people("secondary-authors", "Office"), {"endnote:secondary-authors": "Office"}),
    ],
)  # fmt: skip
def test_details(kind: str, inside: str, details: dict[str, object]) -> None:
    found = one(inside, kind).details
    assert found.pop("type") == TYPES[kind.casefold()]
    assert found == details


def test_the_editors_of_an_edited_book_are_no_authors() -> None:
    paper = one(people("authors", "Doe, John"), "Edited Book")
    assert (paper.authors, paper.details["editor"]) == ((), ["John Doe"])
    assert (paper.details["type"], paper.details["endnote:ref-type"]) == ("book", "Edited Book")


def test_names_keep_their_parts() -> None:
    paper = one(people("authors", "Lopez Diaz, Ana", "The Hive, Vienna,", "Öz, Ben; Fu, Li"))
    assert paper.authors == ("Ana Lopez Diaz", "The Hive, Vienna", "Ben Öz", "Li Fu")
    assert paper.details["names"] == {
        "Ana Lopez Diaz": {"family": "Lopez Diaz", "given": "Ana"},
    }


def test_a_type_may_be_a_number_and_an_unknown_one_is_kept() -> None:
    numbered = document("<record><ref-type>6</ref-type><titles><title>A</title></titles></record>")
    assert papers(items(ENDNOTE_XML, numbered))[0].details == {"type": "book"}
    assert one("", "Hive").details == {"endnote:ref-type": "Hive"}


def test_raised_numbers_stay_raised() -> None:
    title = '<style face="normal">10</style><style face="superscript">3</style> bees'
    record = RECORD.replace(styled("How |Bees| Remember: a\n   study &amp; more"), title)
    (paper,) = papers(items(ENDNOTE_XML, document(record)))
    assert paper.title == "10³ bees"


def test_a_record_without_title_is_shown_by_its_identifier() -> None:
    doi = "<electronic-resource-num>10.1000/a</electronic-resource-num>"
    (paper,) = papers(items(ENDNOTE_XML, document(f"<record>{doi}</record>")))
    assert paper.title == "doi:10.1000/a"


def test_it_is_recognised_with_a_reason() -> None:
    recognised = recognise(Source("x", data=document(RECORD).encode()))
    assert recognised.format is ENDNOTE_XML
    assert recognised.reason == "it has EndNote records"


@pytest.mark.parametrize(
    "text", ["<xml><records><record><a/></record></records></xml>", "<html><style>x</style></html>"]
)
def test_other_xml_is_not_taken_for_it(text: str) -> None:
    assert ENDNOTE_XML.sniff(Source("x", data=text.encode())) is None


def test_a_truncated_file_gives_its_complete_records_and_an_error() -> None:
    items = ENDNOTE_XML.read(Source("x.xml", data=document(RECORD, RECORD)[:-60].encode()))
    assert next(items) == BEE
    with pytest.raises(InputError, match=r"^x\.xml: .*line 3[45]"):
        list(items)


@given(st.binary(max_size=200), st.integers(0, len(RECORD)))
def test_no_damage_crashes_it(data: bytes, place: int) -> None:
    whole = document(RECORD).encode()
    survives(ENDNOTE_XML, data)
    survives(ENDNOTE_XML, whole[:place] + data + whole[place:])


INSIDE = st.recursive(
    st.text("1a;,. ", max_size=3),
    lambda inner: st.builds(
        lambda name, within: f"<{name}>{''.join(within)}</{name}>",
        st.sampled_from([
            "titles", "title", "contributors", "authors", "secondary-authors", "author", "dates",
            "year", "pub-dates", "date", "urls", "related-urls", "url", "isbn", "pages", "ref-type",
            "keywords", "keyword", "style", "periodical", "label", "custom2", "accession-num",
        ]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)  # fmt: skip


@given(INSIDE)
def test_each_record_becomes_a_paper_or_a_problem(inside: str) -> None:
    other, bee = items(ENDNOTE_XML, document(f"<record>{inside}</record>", RECORD))
    assert isinstance(other, Paper | Problem)
    assert bee == BEE

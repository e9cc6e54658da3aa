"""Reading arXiv formats: the snapshot, Atom, RSS, and OAI-PMH."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Format, recognise
from paperdesk.formats.arxiv.atom import ARXIV_ATOM
from paperdesk.formats.arxiv.kaggle import ARXIV_KAGGLE
from paperdesk.formats.arxiv.oai_pmh import OAI_PMH
from paperdesk.formats.arxiv.rss import ARXIV_RSS
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Paper
from tests.formats.format_reader import items, notes, papers, problems, source
from tests.formats.pages import BEES

BEES_PAPER = Paper(
    title="How Bees Remember",
    abstract=BEES,
    authors=("Ada Mayr", "Ben Öz Jr."),
    published="2007-04-02",
    arxiv_id="0704.0001",
    doi="10.1000/bees.1",
    venue="J. Bees 5 (2007) 1-9",
    keywords=("q-bio.NC", "cs.RO"),
)
SNAPSHOT: dict[str, Any] = {
    "id": "0704.0001",
    "submitter": "A. Mayr",
    "authors": 'A. Mayr (Hive) and B. \\"Oz Jr.',
    "title": "How Bees\n  Remember",
    "comments": "12 pages",
    "journal-ref": "J. Bees 5 (2007) 1-9",
    "doi": "10.1000/BEES.1 10.1000/bees.erratum",
    "report-no": None,
    "categories": "q-bio.NC cs.RO",
    "license": None,
    "abstract": "  " + BEES.replace(" home", "\nhome") + "\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Mayr", "Ada", ""], ['\\"Oz', "Ben", "Jr."]],
}


def recognised(text: str) -> Format:
    return recognise(source(text)).format


def test_the_snapshot_is_recognised_and_read() -> None:
    text = "\n".join([json.dumps(SNAPSHOT)] * 30)
    assert recognised(text) is ARXIV_KAGGLE
    found = papers(ARXIV_KAGGLE, text)
    assert found == [BEES_PAPER] * 30
    assert found[29].lines == (30, 30)


def test_a_snapshot_without_parsed_authors() -> None:
    record = {key: value for key, value in SNAPSHOT.items() if key != "authors_parsed"}
    (paper,) = papers(ARXIV_KAGGLE, json.dumps(record))
    assert paper.authors == ("A. Mayr", "B. Öz Jr.")


def test_unusual_snapshot_records() -> None:
    odd = {"authors_parsed": [None, [], ["Mayr"], [None, "Ada"]], "versions": [], "doi": 5}
    (paper,) = papers(ARXIV_KAGGLE, json.dumps(SNAPSHOT | odd))
    assert (paper.authors, paper.published, paper.doi) == (("Mayr", "Ada"), "", "")
    text = '{"id": "1"}\n[1]\n{"title": null, "versions": [], "authors_parsed": []}'
    reasons = [reason for _, _, reason in problems(ARXIV_KAGGLE, text)]
    assert reasons == ["this has no title", "this is not a paper", "this has no title"]


def test_tex_in_titles_is_converted() -> None:
    (paper,) = papers(ARXIV_KAGGLE, json.dumps(SNAPSHOT | {"title": 'Schr\\"odinger \\v{C}ech'}))
    assert paper.title == "Schrödinger Čech"


ENTRY = f"""<entry>
    <id>http://arxiv.org/abs/0704.0001v2</id>
    <updated>2007-07-24T20:10:27Z</updated>
    <published>2007-04-02T19:18:42Z</published>
    <title>How Bees
  Remember</title>
    <summary>  {BEES}
</summary>
    <author><name>Ada Mayr</name><arxiv:affiliation>Hive</arxiv:affiliation></author>
    <author><name>Ben Öz Jr.</name></author>
    <arxiv:doi>10.1000/bees.1</arxiv:doi>
    <arxiv:comment>12 pages</arxiv:comment>
    <arxiv:journal_ref>J. Bees 5 (2007) 1-9</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/0704.0001v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/0704.0001v2" rel="related"/>
    <arxiv:primary_category term="q-bio.NC"/>
    <category term="q-bio.NC"/><category term="cs.RO"/>
  </entry>"""


def feed(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom">\n<title>Query: bees</title>\n'
        f"<totalResults>9</totalResults>{''.join(entries)}</feed>"
    )


def test_the_feed_is_recognised_and_read() -> None:
    assert recognised(feed(ENTRY)) is ARXIV_ATOM
    found = papers(ARXIV_ATOM, feed(ENTRY, ENTRY))
    assert found == [BEES_PAPER, BEES_PAPER]
    assert found[0].lines == (4, 21)


def test_one_entry_alone_can_be_read() -> None:
    assert papers(ARXIV_ATOM, ENTRY) == [BEES_PAPER]


def test_an_error_of_the_api_is_a_problem() -> None:
    error = (
        "<entry><id>http://arxiv.org/api/errors#incorrect_id</id><title>Error</title>"
        "<summary>incorrect id format for x</summary></entry>"
    )
    assert problems(ARXIV_ATOM, feed(error)) == [
        (4, 4, "the server answered: incorrect id format for x")
    ]
    assert problems(ARXIV_ATOM, feed("<entry><id>5</id></entry>")) == [(4, 4, "this has no title")]


def test_addresses_of_other_feeds_are_read() -> None:
    entry = (
        "<entry><title>Bees</title><id>tag:hive:1</id><content>How.</content>"
        '<link rel="self" href="https://hive.example/1.atom"/>'
        '<link href="https://hive.example/1"/><link title="pdf" href="https://hive.example/1.pdf"/>'
        "</entry>"
    )
    (paper,) = papers(ARXIV_ATOM, feed(entry))
    assert recognised(feed(entry).replace("arxiv", "a")) is ARXIV_ATOM
    assert (paper.url, paper.pdf_url) == ("https://hive.example/1", "https://hive.example/1.pdf")
    assert (paper.abstract, paper.arxiv_id) == ("How.", "")


def rss(*entries: str, root: str = "rss") -> str:
    return (
        f'<?xml version="1.0"?>\n<{root} xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>q-bio updates on arXiv.org</title>\n{''.join(entries)}</channel></{root}>"
    )


ITEM = f"""<item>
  <title>How Bees Remember</title>
  <link>https://arxiv.org/abs/0704.0001</link>
  <description>arXiv:0704.0001v2 Announce Type: replace
Abstract: {BEES}</description>
  <guid isPermaLink="false">oai:arXiv.org:0704.0001v2</guid>
  <category>q-bio.NC</category><category>cs.RO</category>
  <pubDate>Thu, 24 Sep 2026 00:00:00 -0400</pubDate>
  <arxiv:DOI>10.1000/bees.1</arxiv:DOI>
  <arxiv:journal_reference>J. Bees 5 (2007) 1-9</arxiv:journal_reference>
  <dc:creator>Ada Mayr, Ben Öz Jr.</dc:creator>
</item>"""


def test_announcements_are_recognised_and_read() -> None:
    assert recognised(rss(ITEM)) is ARXIV_RSS
    (paper,) = papers(ARXIV_RSS, rss(ITEM))
    assert paper == Paper(
        title=BEES_PAPER.title,
        abstract=BEES,
        authors=BEES_PAPER.authors,
        arxiv_id="0704.0001",
        doi="10.1000/bees.1",
        venue=BEES_PAPER.venue,
        keywords=BEES_PAPER.keywords,
        listed="2026-09-24",
    )


def test_the_older_feed_had_all_in_the_title_and_tags_in_the_text() -> None:
    old = (
        "<item rdf:about='http://arxiv.org/abs/2101.00001'>"
        "<title>How Bees Remember. (arXiv:2101.00001v1 [q-bio.NC] UPDATED)</title>"
        "<description>&lt;p&gt;If a &amp;lt; b, bees go\nhome.&lt;/p&gt;</description>"
        '<dc:creator>&lt;a href="http://x/a"&gt;Ada Mayr&lt;/a&gt;, '
        '&lt;a href="http://x/b"&gt;Ben Öz&lt;/a&gt;</dc:creator></item>'
    )
    (paper,) = papers(ARXIV_RSS, rss(old, root="rdf:RDF"))
    assert recognised(rss(old, root="rdf:RDF")) is ARXIV_RSS
    assert (paper.title, paper.arxiv_id) == ("How Bees Remember", "2101.00001")
    assert (paper.authors, paper.abstract) == (("Ada Mayr", "Ben Öz"), "If a < b, bees go home.")


def test_an_announcement_without_title_is_a_problem() -> None:
    assert problems(ARXIV_RSS, rss("<item><link>x</link></item>")) == [(3, 3, "this has no title")]


RAW = f"""<arXivRaw><id>0704.0001</id><submitter>A</submitter>
<version version="v1"><date>Mon, 2 Apr 2007 19:18:42 GMT</date><size>9kb</size></version>
<version version="v2"><date>Tue, 24 Jul 2007 20:10:27 GMT</date></version>
<title>How Bees
  Remember</title><authors>Ada Mayr (Hive (Graz)) and Ben \\"Oz Jr.</authors>
<categories>q-bio.NC cs.RO</categories><journal-ref>J. Bees 5 (2007) 1-9</journal-ref>
<doi>10.1000/bees.1 10.1000/bees.2</doi><abstract>  {BEES}
</abstract></arXivRaw>"""
ARXIV = f"""<arXiv><id>0704.0001</id><created>2007-04-02</created><updated>2008-11-26</updated>
<authors><author><keyname>Mayr</keyname><forenames>Ada</forenames></author>
<author><keyname>Öz</keyname><forenames>Ben</forenames><suffix>Jr.</suffix></author></authors>
<title>How Bees Remember</title><categories>q-bio.NC cs.RO</categories>
<journal-ref>J. Bees 5 (2007) 1-9</journal-ref><doi>10.1000/bees.1</doi>
<abstract>{BEES}</abstract></arXiv>"""
DUBLIN_CORE = f"""<oai_dc:dc><dc:title>How Bees Remember</dc:title>
<dc:creator>Mayr, Ada</dc:creator><dc:creator>Öz, Ben, Jr.</dc:creator>
<dc:subject>q-bio.NC</dc:subject><dc:subject>cs.RO</dc:subject>
<dc:description>{BEES}</dc:description><dc:description>Comment: {BEES} {BEES}</dc:description>
<dc:date>2007-07-24</dc:date><dc:date>2007-04-02</dc:date><dc:type>text</dc:type>
<dc:identifier>http://arxiv.org/abs/0704.0001</dc:identifier>
<dc:identifier>doi:10.1000/bees.1</dc:identifier></oai_dc:dc>"""


def record(metadata: str) -> str:
    return (
        "<record><header><identifier>oai:arXiv.org:0704.0001</identifier></header>\n"
        f"<metadata>{metadata}</metadata></record>\n"
    )


DELETED = '<record><header status="deleted"><identifier>x</identifier></header></record>\n'


def answer(*parts: str) -> str:
    return (
        '<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"\n<ListRecords>\n{''.join(parts)}</ListRecords></OAI-PMH>"
    )


@pytest.mark.parametrize(
    ("metadata", "venue"), [(RAW, BEES_PAPER.venue), (ARXIV, BEES_PAPER.venue), (DUBLIN_CORE, "")]
)
def test_harvested_records_are_recognised_and_read(metadata: str, venue: str) -> None:
    text = answer(record(metadata), record(metadata))
    assert recognised(text) is OAI_PMH
    assert [(paper, paper.venue) for paper in papers(OAI_PMH, text)] == [
        (Paper(**{**fields_of(BEES_PAPER), "venue": venue}), venue)
    ] * 2
    assert papers(OAI_PMH, text)[0].lines[0] == 4
    harvest = text.replace("OAI-PMH", "harvest")
    assert recognised(harvest) is OAI_PMH
    assert len(papers(OAI_PMH, harvest)) == 2


def fields_of(paper: Paper) -> dict[str, Any]:
    return {name: getattr(paper, name) for name in Paper.__dataclass_fields__}


def test_other_values_are_problems() -> None:
    text = answer(
        DELETED, record(ARXIV), DELETED, '<resumptionToken size="9">5|1</resumptionToken>'
    )
    assert notes(OAI_PMH, text) == [
        "2 deleted records were left out.",
        "This file is one part of a longer list.",
    ]
    text = answer(record(ARXIV), DELETED, "<resumptionToken/>")
    assert notes(OAI_PMH, text) == ["1 deleted record was left out."]


def test_an_error_is_a_problem_and_no_record() -> None:
    (error,) = items(OAI_PMH, answer('<error code="noRecordsMatch">None of that set</error>'))
    assert error.reason == "the server answered noRecordsMatch: None of that set"  # type: ignore[union-attr]
    assert not error.record  # type: ignore[union-attr]


def test_records_of_another_kind_are_problems() -> None:
    text = answer(record("<marc>x</marc>"), record("<arXiv><id>1</id></arXiv>"))
    reasons = [reason for _, _, reason in problems(OAI_PMH, text)]
    assert reasons == [
        "its metadata is neither arXiv, arXivRaw nor Dublin Core",
        "this has no title",
    ]


XML_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\\$\n"), max_size=30
)


@given(st.lists(st.tuples(XML_TEXT, XML_TEXT), max_size=4))
def test_generated_entries_are_read(texts: list[tuple[str, str]]) -> None:
    """Without backslashes and dollars, which are TeX syntax."""
    expected = [(clean_text("T " + title), clean_text(abstract)) for title, abstract in texts]
    entries = "\n".join(
        f"<entry><title>T {escape(title)}</title><summary>{escape(abstract)}</summary></entry>"
        for title, abstract in texts
    )
    found = papers(ARXIV_ATOM, feed(entries))
    assert [(paper.title, paper.abstract) for paper in found] == expected
    harvest = entries.replace("summary>", "abstract>").replace("entry>", "arXiv>")
    found = papers(OAI_PMH, answer(*map(record, filter(None, harvest.split("\n")))))
    assert [(paper.title, paper.abstract) for paper in found] == expected
    lines = "\n".join(
        json.dumps({"title": "T " + title, "abstract": abstract}) for title, abstract in texts
    )
    found = papers(ARXIV_KAGGLE, lines)
    assert [(paper.title, paper.abstract) for paper in found] == expected

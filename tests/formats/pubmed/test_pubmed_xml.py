"""Reading PubMed XML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.pubmed.xml import PUBMED_XML
from paperdesk.model.paper import Paper, Problem
from tests.formats.reference_papers import items, papers, problems, survives

ARTICLE = """<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">11</PMID>
<DateCompleted><Year>2020</Year><Month>04</Month></DateCompleted>
<Article PubModel="Print-Electronic">
<Journal><ISSN IssnType="Electronic">1234-5678</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>5</Volume><Issue>2</Issue>
<PubDate><MedlineDate>2020 Mar-Apr</MedlineDate></PubDate></JournalIssue>
<Title>Journal of wind</Title><ISOAbbreviation>J Wind</ISOAbbreviation></Journal>
<ArticleTitle>Kites of <i>Apis</i> in CO<sub>2</sub>, 10<sup>3</sup> &lt; 7.</ArticleTitle>
<Pagination><StartPage>67</StartPage><EndPage>69</EndPage><MedlinePgn>67-9</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
<ELocationID EIdType="doi" ValidYN="Y">10.1000/Kite</ELocationID>
<Abstract><AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Kites fly.</AbstractText>
<AbstractText Label="RESULTS">They <b>do</b>.</AbstractText>
<AbstractText Label="UNLABELLED">Wind helps.</AbstractText></Abstract>
<AuthorList CompleteYN="N">
<Author ValidYN="Y"><LastName>van Öz</LastName><ForeName>Ludwig</ForeName><Initials>L</Initials>
<Suffix>Jr</Suffix><AffiliationInfo><Affiliation>Lake Street 1.</Affiliation></AffiliationInfo>
</Author><Author ValidYN="N"><LastName>Wrong</LastName></Author>
<Author><CollectiveName>The Hive; Vienna</CollectiveName></Author></AuthorList>
<Language>eng</Language>
<GrantList><Grant><GrantID>G1</GrantID><Agency>Wings</Agency></Grant>
<Grant><GrantID>G2</GrantID></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D1">Journal Article</PublicationType>
<PublicationType UI="D2">Review</PublicationType></PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2020</Year><Month>03</Month><Day>05</Day></ArticleDate>
</Article>
<MedlineJournalInfo><Country>Austria</Country><MedlineTA>J Wind</MedlineTA></MedlineJournalInfo>
<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="N">Bread</DescriptorName>
<QualifierName MajorTopicYN="Y">adverse effects</QualifierName></MeshHeading>
<MeshHeading><DescriptorName>Humans</DescriptorName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">wind</Keyword></KeywordList>
</MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="received"><Year>2019</Year></PubMedPubDate></History>
<ArticleIdList><ArticleId IdType="pubmed">11</ArticleId><ArticleId IdType="pmc">PMC5</ArticleId>
<ArticleId IdType="pii">S1</ArticleId></ArticleIdList>
<ReferenceList><Reference><Citation>Old winds. 1999.</Citation>
<ArticleIdList><ArticleId IdType="doi">10.1000/old</ArticleId></ArticleIdList></Reference>
</ReferenceList></PubmedData></PubmedArticle>"""
CHAPTER = """<PubmedBookArticle><BookDocument><PMID>12</PMID>
<Book><Publisher><PublisherName>Hive</PublisherName><PublisherLocation>Berne</PublisherLocation>
</Publisher><BookTitle>Bees</BookTitle><PubDate><Year>2010</Year><Month>Spring</Month></PubDate>
<AuthorList Type="editors"><Author><LastName>Doe</LastName><ForeName>John</ForeName></Author>
</AuthorList><AuthorList Type="authors"><Author><LastName>Roe</LastName></Author></AuthorList>
<Edition>2</Edition><CollectionTitle>Wings</CollectionTitle><Isbn>9783161484100</Isbn>
<Medium>Internet</Medium></Book>
<ArticleTitle>How they fly</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Mayr</LastName><Initials>A</Initials></Author>
</AuthorList><Pagination><StartPage>3</StartPage><EndPage>9</EndPage></Pagination>
</BookDocument><PubmedBookData><ArticleIdList><ArticleId IdType="pubmed">12</ArticleId>
</ArticleIdList></PubmedBookData></PubmedBookArticle>"""
KITE = Paper(
    title="Kites of Apis in CO2, 10³ < 7.",
    abstract="BACKGROUND: Kites fly. RESULTS: They do. Wind helps.",
    authors=("Ludwig van Öz Jr", "The Hive; Vienna"),
    published="2020-03-05",
    doi="10.1000/kite",
    url="https://pubmed.ncbi.nlm.nih.gov/11/",
    venue="Journal of wind",
    keywords=("wind", "Bread/adverse effects", "Humans"),
    details={
        "type": "article-journal",
        "container-title-short": "J Wind",
        "volume": "5",
        "issue": "2",
        "page": "67-9",
        "ISSN": "1234-5678",
        "PMID": "11",
        "PMCID": "PMC5",
        "language": "eng",
        "publisher-place": "Austria",
        "others": True,
        "names": {"The Hive; Vienna": {"literal": "The Hive; Vienna"}},
        "nbib:PT": "Review",
        "nbib:AD": "Lake Street 1.",
        "nbib:AID": "S1 [pii]",
        "pubmed:DateCompleted": "2020 04",
        "pubmed:GrantList": "G1 Wings\nG2",
        "pubmed:History": "received 2019",
        "pubmed:ReferenceList": "Old winds. 1999. 10.1000/old",
    },
)
WINGS = Paper(
    title="How they fly",
    authors=("A Mayr",),
    published="2010",
    url="https://pubmed.ncbi.nlm.nih.gov/12/",
    venue="Bees",
    details={
        "type": "chapter",
        "PMID": "12",
        "page": "3-9",
        "editor": ["John Doe"],
        "container-author": ["Roe"],
        "publisher": "Hive",
        "publisher-place": "Berne",
        "edition": "2",
        "collection-title": "Wings",
        "ISBN": "9783161484100",
        "pubmed:Medium": "Internet",
    },
)


def document(*records: str) -> str:
    """A complete file, with the declarations that PubMed writes."""
    doctype = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">'
    head = f'<?xml version="1.0" ?>\n{doctype}\n<PubmedArticleSet>\n'
    return head + "\n".join(records) + "\n</PubmedArticleSet>"


def test_whole_records_are_read() -> None:
    text = document(ARTICLE, CHAPTER)
    recognised = recognise(Source("pubmed.xml", data=text.encode()))
    assert recognised.format is PUBMED_XML
    article, chapter = papers(items(PUBMED_XML, text))
    assert (article, chapter) == (KITE, WINGS)
    assert (article.lines[0], article.lines[1] + 1) == (4, chapter.lines[0])


def citation(inside: str, article: str = "<ArticleTitle>Bees</ArticleTitle>") -> str:
    return f"<MedlineCitation><PMID>1</PMID><Article>{article}</Article>{inside}</MedlineCitation>"


def test_a_citation_may_stand_alone() -> None:
    text = f"<MedlineCitationSet>{citation('')}</MedlineCitationSet>"
    assert recognise(Source("x", data=text.encode())).format is PUBMED_XML
    (paper,) = papers(items(PUBMED_XML, text))
    assert (paper.title, paper.details) == ("Bees", {"PMID": "1"})


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<Year>2020</Year><Month>Mar</Month><Day>07</Day>", "2020-03-07"),
        ("<Year>2020</Year><Month>03</Month>", "2020-03"),
        ("<Year>2020</Year><Season>Spring</Season>", "2020"),
        ("<MedlineDate>2019 Dec-2020 Jan</MedlineDate>", "2019-12"),
        ("<MedlineDate>soon</MedlineDate>", ""),
    ],
)
def test_dates(date: str, published: str) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    text = citation("", f"<ArticleTitle>Bees</ArticleTitle>{journal}")
    (paper,) = papers(items(PUBMED_XML, text))
    assert paper.published == published
    assert paper.details.get("nbib:DP", "") == ("" if published else "soon")


def test_a_title_in_another_language_stands_in() -> None:
    (paper,) = papers(items(PUBMED_XML, citation("", "<VernacularTitle>Bienen</VernacularTitle>")))
    assert paper.title == "Bienen"


def test_a_record_without_title_is_shown_by_its_identifier_or_a_problem() -> None:
    untitled = citation("", "")
    nothing = "<PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle>"
    read = items(PUBMED_XML, document(untitled, nothing))
    assert papers(read[:1])[0].title == "https://pubmed.ncbi.nlm.nih.gov/1/"
    (problem,) = problems(read)
    assert (problem.line, problem.reason) == (5, "this has no title")
    assert "<Article />" in problem.text


def test_a_truncated_file_gives_its_complete_records_and_an_error() -> None:
    read = PUBMED_XML.read(Source("x.xml", data=document(ARTICLE, CHAPTER)[:-90].encode()))
    assert next(read) == KITE
    with pytest.raises(InputError, match=r"^x\.xml: .*cut off"):
        list(read)


@given(st.binary(max_size=200), st.integers(0, len(document(ARTICLE, CHAPTER))))
def test_no_damage_crashes_it(data: bytes, place: int) -> None:
    whole = document(ARTICLE, CHAPTER).encode()
    survives(PUBMED_XML, data)
    survives(PUBMED_XML, whole[:place] + data + whole[place:])


NAMES = st.sampled_from([
    "PMID", "Article", "ArticleTitle", "AuthorList", "Author", "LastName", "PubDate", "Year",
    "MeshHeadingList", "MeshHeading", "Abstract", "AbstractText", "Book", "sup", "Pagination",
])  # fmt: skip
INSIDE = st.recursive(
    st.text("1a;,. ", max_size=3),
    lambda inner: st.builds(
        lambda name, within: f"<{name}>{''.join(within)}</{name}>",
        NAMES,
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(INSIDE, INSIDE)
def test_each_record_becomes_a_paper_or_a_problem(inside: str, article: str) -> None:
    other, kite = items(PUBMED_XML, document(citation(inside, article), ARTICLE))
    assert isinstance(other, Paper | Problem)
    assert kite == KITE

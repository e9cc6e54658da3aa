"""Reading EndNote XML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source, recognise
from paperdesk.formats.endnote_xml import ENDNOTE_XML
from paperdesk.model.paper import Paper
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

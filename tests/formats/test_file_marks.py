"""Marks that other programs keep in references: which field of which format is which mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import recognise
from paperdesk.formats.file_marks import marks_of
from paperdesk.formats.reading.source import Source
from paperdesk.model.file_marks import FileMarks, MarkCounter, marks_text
from paperdesk.model.paper import Paper

NOTHING = FileMarks()


def marks_in(text: str, name: str) -> FileMarks:
    """The marks of the one paper in a file."""
    found = recognise(Source.from_text(text, name))
    (paper,) = (item for item in found.format.read(found.source) if isinstance(item, Paper))
    return marks_of(paper)


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        (
            "keywords = {moss, reading/todo, _unread}",
            FileMarks(("moss", "reading/todo", "_unread")),
        ),
        ("keywords = {moss; ferns, tall}", FileMarks(("moss", "ferns, tall"))),
        ("keywords = {moss, Moss}, groups = {MOSS}", FileMarks(("moss",))),
        ("keywords = {moss, /, =}", FileMarks(("moss",), unusable=("/", "="))),
        ("groups = {Thesis, To read}", FileMarks(("Thesis", "To read"))),
        ("groups = {Work > Thesis; Caf{\\'e}}", FileMarks(("Work/Thesis", "Café"))),
        ("mendeley-tags = {a, b}", FileMarks(("a", "b"))),
        ("readstatus = {read}", FileMarks(status="read")),
        ("readstatus = {skimmed}", FileMarks(status="reading")),
        ("read = {Yes}", FileMarks(status="read")),
        ("read = {0}", NOTHING),
        ("ranking = {rank5}", FileMarks(starred=True)),
        ("ranking = {rank4}", FileMarks(starred=True)),
        ("ranking = {rank3}", NOTHING),
        ("rating = {5}", FileMarks(starred=True)),
        ("rating = {2}", NOTHING),
        ("priority = {prio1}", FileMarks(starred=True)),
        ("priority = {prio2}", NOTHING),
        ("relevance = {relevant}", FileMarks(starred=True)),
        ("printed = {printed}, qualityassured = {qualityAssured}", NOTHING),
        ("annote = {My \\emph{own} note}", FileMarks(note="My own note")),
        ("annote = {One}, annote = {Two}", FileMarks(note="One\n\nTwo")),
        ("annotation = {Mine}", FileMarks(note="Mine")),
        ("comment = {One.\n\n  Two.}", FileMarks(note="One.\n\nTwo.")),
        ("comment-ada = {Read again}", FileMarks(note="Read again")),
        ("annote = {Same}, comment = {Same}", FileMarks(note="Same")),
        ("note = {Best paper award}, file = {a.pdf}, owner = {ada}", NOTHING),
    ],
)
def test_fields_of_bibtex(fields: str, marks: FileMarks) -> None:
    text = f"@article{{k, title = {{How moss grows}}, year = 2001, {fields}}}"
    assert marks_in(text, "moss.bib") == marks


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        ("KW  - moss\nKW  - a; b", FileMarks(("moss", "a", "b"))),
        ("N1  - Best paper award", NOTHING),
        ("N1  - Export Date: 3 May 2020", NOTHING),
        ("N1  - <p>My <b>note</b></p>", FileMarks(note="My note")),
        (
            "N1  - Best paper award\nN1  - <p>One</p><ul><li>two</li></ul>\nN1  - <div>Four</div>",
            FileMarks(note="One\n- two\n\nFour"),
        ),
        ("RN  - research", FileMarks(note="research")),
    ],
)
def test_tags_of_ris(lines: str, marks: FileMarks) -> None:
    text = f"TY  - JOUR\nTI  - How moss grows\nAU  - Moss, Ada\n{lines}\nER  - \n"
    assert marks_in(text, "moss.ris") == marks


def test_variables_of_csl() -> None:
    text = (
        '[{"id": "k", "type": "article-journal", "title": "How moss grows", "annote": "Mine", '
        '"note": "Best paper award", "keyword": "moss, ferns", "issued": {"raw": "2001"}}]'
    )
    assert marks_in(text, "moss.json") == FileMarks(("moss", "ferns"), note="Mine")


def test_columns_of_zotero() -> None:
    text = (
        "Title,Author,Extra,Notes,Manual Tags,Rating\n"
        '"How moss grows","Moss, Ada",Best paper award,"<p>Mine</p><p>Two</p>",moss; ferns,5\n'
    )
    marks = FileMarks(("moss", "ferns"), starred=True, note="Mine\nTwo")
    assert marks_in(text, "moss.csv") == marks


def test_marks_are_counted_and_a_tag_of_several_papers_once() -> None:
    counter = MarkCounter()
    assert marks_text(counter.counts) == ""
    counter.add(FileMarks(("a", "b"), "read", starred=True, note="Mine"))
    counter.add(FileMarks(("A", "c"), "reading", note="Too", unusable=("/",)))
    assert counter.counts == {"tags": 3, "stars": 1, "notes": 2, "read": 1, "reading": 1}
    assert marks_text(counter.counts) == "3 tags, 1 star, 2 notes, 1 read, 1 reading"
    assert counter.unusable == ("/",)


NAMES = st.sampled_from(
    ["note", "annote", "bibtex:groups", "bibtex:comment-x", "ris:N1", "csv:Rating", "csl:groups"]
)
VALUES = st.text(max_size=20) | st.integers() | st.booleans() | st.lists(st.text(max_size=5))


@given(st.dictionaries(NAMES, VALUES), st.lists(st.text(max_size=9)))
def test_any_details_can_be_read(details: dict[str, object], words: list[str]) -> None:
    marks = marks_of(Paper("Moss", keywords=tuple(words), details=details))
    assert all(tag and tag == tag.strip(" /") for tag in marks.tags)
    assert len({tag.casefold() for tag in marks.tags}) == len(marks.tags)
    assert marks.note == marks.note.strip()

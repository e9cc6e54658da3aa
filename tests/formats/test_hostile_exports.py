"""No text of a paper is syntax of an export: each paper stays one, with the same text."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import FORMATS
from paperdesk.formats.reading.markup import without_markup
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import items, papers, stored

if TYPE_CHECKING:
    from paperdesk.formats import Format

FORMS = [form for form in FORMATS if form.write and form.name != "archive"]
PIECES = st.sampled_from([
    "}", "{", "\\", "\\input{/etc/passwd}", "\n@book{x, title={y}}\n", "%", "$", "#", "&amp;",
    "\nER  - \n", "\nTY  - BOOK\nTI  - Other\n", '"', '",\n"', "'", "=1+1", "+1", "-1", "@SUM(A1)",
    "\t=1+1", "<script>", "</p>", "](javascript:x)", "[a](b)", "\n# Other\n", "\n- [x](y)\n",
    "`", "*", "_", "\x1b[31m", "\x00", "\u202e", "\u2028", "../../x", "; drop table papers",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=5).map("".join)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@given(title=TEXTS, abstract=TEXTS, note=TEXTS, venue=TEXTS, name=TEXTS)
def test_each_paper_stays_one(
    form: Format, title: str, abstract: str, note: str, venue: str, name: str
) -> None:
    assert form.write is not None
    first = Paper(
        clean_text(f"Kites {title} fly"),
        abstract=clean_text(f"They {abstract} fly."),
        venue=clean_text(f"Journal {venue} of kites"),
        authors=(clean_text(f"Ada {name} Moss"),),
        published="2020",
    )
    second = Paper("The paper that follows", published="2021")
    file = io.StringIO()
    form.write([replace(stored(first, 1), note=note), stored(second, 2)], file)
    found = papers(items(form, file.getvalue()))
    assert [paper.published for paper in found] == ["2020", "2021"]
    assert found[1].title == "The paper that follows"
    if form.name != "markdown":
        assert found[0].title == without_markup(first.title)
    if form.name == "csv":
        cells = [cell for row in csv.reader(io.StringIO(file.getvalue())) for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r")]

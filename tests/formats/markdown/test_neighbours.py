"""Every entry of a Markdown file becomes one paper, with no link of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.model.paper import Paper
from tests.formats.format_reader import items
from tests.formats.pages import only

if TYPE_CHECKING:
    from collections.abc import Callable

    Shape = Callable[["Entry"], str]


@dataclass(frozen=True)
class Entry:
    """A paper as a test writes it; its number is in every address."""

    number: int
    title: str
    host: str
    authors: str
    year: str
    code: bool
    other: bool
    """Whether another paper is mentioned below it."""

    @property
    def link(self) -> str:
        return {
            "arxiv": f"https://arxiv.org/abs/2101.{self.number:05}",
            "doi": f"https://doi.org/10.1000/k{self.number}",
            "openreview": f"https://openreview.net/forum?id=k{self.number}",
            "anthology": f"https://aclanthology.org/2020.acl-main.{self.number}/",
        }.get(self.host, "")

    @property
    def code_link(self) -> str:
        return f"https://github.com/k/{self.number}" if self.code else ""

    @property
    def mention(self) -> str:
        return f"[Another study](https://arxiv.org/abs/1901.{self.number:05})" if self.other else ""


def in_list(entry: Entry) -> str:
    code = f" [[code]]({entry.code_link})" if entry.code else ""
    other = f": extends {entry.mention} of last year" if entry.other else ""
    if not entry.link:
        return f"- **{entry.title}** - {entry.authors}, {entry.year}{code}{other}\n"
    return f"- [{entry.title}]({entry.link}) - {entry.authors}, {entry.year}{code}{other}\n"


def in_nested_list(entry: Entry) -> str:
    code = f"    * [Code]({entry.code_link})\n" if entry.code else ""
    other = f"    * Extends {entry.mention}\n    * [[C++] Library](https://c.example)\n"
    head = f"[{entry.title}]({entry.link})" if entry.link else f"**{entry.title}**"
    return f"* {head} by {entry.authors}, {entry.year}\n{code}{other if entry.other else ''}\n"


def in_table(entry: Entry) -> str:
    code = f"[GitHub]({entry.code_link})" if entry.code else "-"
    link = f"[paper]({entry.link})" if entry.link else ""
    return (
        f"| {entry.title} | {entry.authors} | {entry.year} | {link} | {code} | {entry.mention} |\n"
    )


def in_linked_digest(entry: Entry) -> str:
    code = f"- **Code**: {entry.code_link}\n" if entry.code else ""
    other = f"- **Related**: {entry.mention}\n" if entry.other else ""
    head = f"[{entry.title}]({entry.link})" if entry.link else entry.title
    return (
        f"### {entry.number}. {head}\n- **Authors**: {entry.authors}\n- **Year**: {entry.year}\n"
        f"{code}{other}- **Summary**: kites fly\n\n"
    )


def in_plain_digest(entry: Entry) -> str:
    links = [f"[PDF]({entry.link})"] if entry.link else []
    links += [f"[Code]({entry.code_link})"] if entry.code else []
    other = f"#### References\n- {entry.mention}\n\n" if entry.other else ""
    return (
        f"## {entry.title}\n*Authors: {entry.authors}*\n{' | '.join(links)}\n\n"
        f"**Date:** {entry.year}\n\nKites fly over {entry.mention or 'hills'}.\n\n"
        f"#### Key points\n- **Fast**: yes\n- high\n\n{other}---\n\n"
    )


HEADS = {
    in_list: "# Kites\n\n",
    in_nested_list: "",
    in_table: "| Title | Authors | Year | Paper | Code | Notes |\n|---|---|---|---|---|---|\n",
    in_linked_digest: "# Kites of the day\n\n",
    in_plain_digest: "# Kites of the day\n\nFive of them, [see](https://arxiv.org/abs/1801.00001).\n\n",
}
WORDS = st.lists(
    st.sampled_from(["kites", "sails", "wind", "of", "the", "3D", "and", "C++", "GPT-4"]),
    min_size=2,
    max_size=5,
).map(lambda words: f"How {' '.join(words)} fly")
PEOPLE = st.sampled_from(["Ada Moss", "Tom Reed", "Eve van Lane", "Bo Öz", "J. R. Hale"])


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """Entries with numbers of their own."""
    return [
        Entry(
            number,
            draw(WORDS),
            draw(st.sampled_from(["arxiv", "doi", "openreview", "anthology", ""])),
            ", ".join(draw(st.lists(PEOPLE, min_size=1, max_size=3, unique=True))),
            str(draw(st.integers(1950, 2049))),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    ]


@pytest.mark.parametrize("shape", HEADS)
@given(some=entries())
def test_each_entry_is_a_paper_with_its_own_links(shape: Shape, some: list[Entry]) -> None:
    text = HEADS[shape] + "".join(map(shape, some))
    read = only(Paper, items(MARKDOWN_LIST, text))
    assert [paper.title for paper in read] == [entry.title for entry in some]
    for paper, entry in zip(read, some, strict=True):
        links = {
            f"https://arxiv.org/abs/{paper.arxiv_id}" if paper.arxiv_id else "",
            f"https://doi.org/{paper.doi}" if paper.doi else "",
            paper.url,
            paper.pdf_url,
        }
        assert links - {""} == {entry.link} - {""}
        assert paper.code_url == entry.code_link
        assert paper.published == entry.year
        assert ", ".join(paper.authors) == entry.authors

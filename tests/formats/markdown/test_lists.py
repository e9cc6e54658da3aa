"""Reading Markdown lists, with items below items."""

from __future__ import annotations

import pytest

from paperdesk.formats import recognise
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.model.paper import Paper
from tests.formats.format_reader import items, notes, papers, source, without_details
from tests.formats.pages import only

AWESOME = """# Awesome Invented Papers
## Vision
- [Seeing With Closed Eyes](https://arxiv.org/abs/2105.00001) - A. Author et al., *CVPR 2021*. \
[[code]](https://github.com/x/y)
- **Looking Twice** (2022), [paper](https://arxiv.org/pdf/2205.00002.pdf) \
[project](https://example.org)
| Title | Venue | Date | Code |
|---|---|---|---|
| [Three Tables](https://openreview.net/forum?id=abc) | ICLR | 2023-01 | \
[GitHub](https://github.com/a/b) |
"""


def test_a_table_right_below_a_list_is_no_part_of_it() -> None:
    assert recognise(source(AWESOME)).format is MARKDOWN_LIST
    assert papers(MARKDOWN_LIST, AWESOME) == [
        Paper(
            "Seeing With Closed Eyes",
            authors=("A. Author",),
            published="2021",
            venue="CVPR",
            arxiv_id="2105.00001",
            code_url="https://github.com/x/y",
            details={"others": True},
        ),
        Paper(
            "Looking Twice",
            published="2022",
            arxiv_id="2205.00002",
            project_url="https://example.org",
        ),
        Paper(
            "Three Tables",
            published="2023-01",
            venue="ICLR",
            url="https://openreview.net/forum?id=abc",
            code_url="https://github.com/a/b",
        ),
    ]


NESTED = """* :scroll: [A study of kites](a-study-of-kites.pdf) by Ada Moss

* [WindNet: a model of wind](https://arxiv.org/pdf/1609.00001.pdf) by Tom Reed, 2016
    * [Announcement and examples](https://example.org/blog/windnet)
    * [[Python] Implementation with a library](https://github.com/x/windnet)

* :scroll: [Real time sails](real-time-sails.pdf) by Eve Lane
    * [[C++] Implementation](https://github.com/x/sails)
"""


def test_items_below_a_paper_are_its_details() -> None:
    assert papers(MARKDOWN_LIST, NESTED) == [
        Paper("A study of kites", authors=("Ada Moss",)),
        Paper(
            "WindNet: a model of wind",
            authors=("Tom Reed",),
            published="2016",
            arxiv_id="1609.00001",
        ),
        Paper("Real time sails", authors=("Eve Lane",)),
    ]


def test_items_below_a_topic_are_papers() -> None:
    text = """- [Kites](https://example.org/kites)
  - [How Kites Fly](https://arxiv.org/abs/2605.00001)
    - [Code](https://github.com/x/kites)
- Sails
  - [How Sails Pull](https://aclanthology.org/2020.acl-main.1/)
"""
    read = items(MARKDOWN_LIST, text)
    assert only(Paper, read) == [
        Paper("How Kites Fly", arxiv_id="2605.00001", code_url="https://github.com/x/kites"),
        Paper("How Sails Pull", url="https://aclanthology.org/2020.acl-main.1/"),
    ]
    assert notes(MARKDOWN_LIST, text) == ["2 list items are not papers and were left out."]


@pytest.mark.parametrize(
    ("item", "paper"),
    [
        (
            "**Kites** - Ada Moss, Tom Reed et al. - [2025-08-28](http://arxiv.org/pdf/2508.00001v1)",
            Paper(
                "Kites",
                authors=("Ada Moss", "Tom Reed"),
                published="2025-08-28",
                arxiv_id="2508.00001",
            ),
        ),
        (
            "(CVPR 2021) **Seeing Kites** [[paper](https://arxiv.org/abs/2105.00001)]",
            Paper("Seeing Kites", published="2021", venue="CVPR", arxiv_id="2105.00001"),
        ),
        (
            "**GPT-K**: [Language for Kites](https://doi.org/10.1000/k) *ACL 2020*",
            Paper("Language for Kites", published="2020", venue="ACL", doi="10.1000/k"),
        ),
        (
            "`ICLR'23` Third Kite. [Paper](https://openreview.net/forum?id=abc)",
            Paper(
                "Third Kite",
                published="2023",
                venue="ICLR",
                url="https://openreview.net/forum?id=abc",
            ),
        ),
        (
            "Kites again, NeurIPS 2022, [pdf](https://papers.example/kites.pdf)",
            Paper(
                "Kites again",
                published="2022",
                venue="NeurIPS",
                pdf_url="https://papers.example/kites.pdf",
            ),
        ),
        (
            "[Kites](https://openreview.net/forum?id=k): extends "
            "[Sails at sea](https://arxiv.org/abs/1901.00001), https://arxiv.org/abs/1902.00001.",
            Paper(
                "Kites",
                abstract="extends Sails at sea, https://arxiv.org/abs/1902.00001.",
                url="https://openreview.net/forum?id=k",
            ),
        ),
        (
            "**Kites** - Ada Moss, 2020: extends [Sails at sea](https://arxiv.org/abs/1901.00001)",
            Paper(
                "Kites", abstract="extends Sails at sea", authors=("Ada Moss",), published="2020"
            ),
        ),
        (
            "How kites fly https://arxiv.org/abs/2605.00001",
            Paper("How kites fly", arxiv_id="2605.00001"),
        ),
        (
            "**Kites**\n  Ada Moss: the wind\n  - Authors: Ada Moss, Tom Reed\n"
            "  - DOI: 10.1000/k\n  - Key points:\n    - [one](https://arxiv.org/abs/1901.00001)",
            Paper(
                "Kites",
                abstract="the wind",
                authors=("Ada Moss", "Tom Reed"),
                doi="10.1000/k",
            ),
        ),
        (
            "How kites fly\n  Authors: Ada Moss\n  Link: <https://arxiv.org/abs/2605.00001>",
            Paper("How kites fly", authors=("Ada Moss",), arxiv_id="2605.00001"),
        ),
    ],
)
def test_forms_of_items(item: str, paper: Paper) -> None:
    assert without_details(papers(MARKDOWN_LIST, f"# Kites\n\n- {item}\n")) == [paper]


@pytest.mark.parametrize(
    "item",
    [
        "**Faster kites** are here",
        "**Result**: kites are faster",
        "Released our [paper](https://arxiv.org/abs/2605.00001)",
        "See [the site](https://example.org) for more",
        "**Code**: [KiteNet](https://github.com/x/y)",
        "[PDF](https://example.org/a.pdf)",
        "[Vision](#vision)",
    ],
)
def test_other_items_are_no_papers(item: str) -> None:
    text = f"# Kites\n\n- {item}\n"
    assert notes(MARKDOWN_LIST, text) == ["1 list item is not a paper and was left out."]
    assert len(items(MARKDOWN_LIST, text)) == 1


def test_code_comments_and_front_matter_are_skipped() -> None:
    item = "- [Kites](https://arxiv.org/abs/2605.00001)\n"
    for skipped in (f"---\n{item}---\n", f"```\n{item}```\n", f"<!--\n{item}-->\n"):
        assert not items(MARKDOWN_LIST, skipped)
        assert len(papers(MARKDOWN_LIST, skipped + item)) == 1
    assert len(papers(MARKDOWN_LIST, f"---\n\n# Kites\n\n{item}")) == 1

"""Reading digests in Markdown: a heading for each paper, and what is said of it below."""

from __future__ import annotations

import pytest

from paperdesk.errors import InputError
from paperdesk.formats import recognise
from paperdesk.formats.markdown.read import MARKDOWN_LIST
from paperdesk.model.paper import Paper
from tests.formats.format_reader import items, notes, papers, source, without_details
from tests.formats.pages import only

KITES = Paper(
    "Kites that fly themselves",
    abstract="We let kites fly themselves.",
    authors=("Ada Moss", "Tom Reed"),
    published="2026-06-02",
    arxiv_id="2606.00001",
)
SAILS = Paper(
    "Sails that set themselves",
    abstract="We let sails set themselves.",
    authors=("Eve Lane",),
    published="2026-06-01",
    arxiv_id="2606.00002",
)

FACTS_IN_ITEMS = """# Daily papers 2026-06-03

### 1. [Kites that fly themselves](https://arxiv.org/abs/2606.00001v1)
- **Authors**: Ada Moss, Tom Reed
- **Date**: 2026-06-02
- **Summary**: We let kites fly themselves.

### 2. [Sails that set themselves](https://arxiv.org/abs/2606.00002)
- **Authors**: Eve Lane
- **Date**: 2026-06-01
- **Summary**: We let sails set themselves.
"""
FACTS_IN_LINES = """# Digest

*2 papers*

## 📄 Paper 1: Kites that fly themselves
**Authors:** Ada Moss, Tom Reed
**Published:** 2026-06-02 | **Relevance:** 7
[arXiv](https://arxiv.org/abs/2606.00001) | [PDF](https://arxiv.org/pdf/2606.00001)

### Abstract
We let kites
fly themselves.

### Key points
- **Fast**: kites are fast
- uses [wind](https://arxiv.org/abs/1901.00001)

---

## 📄 Paper 2: Sails that set themselves
👥 Eve Lane
📅 2026-06-01 | 🏷️ cs.RO
🔗 <https://arxiv.org/abs/2606.00002>

> We let sails set themselves.

---
Made by a tool, see [its site](https://arxiv.org/abs/1901.00003).
"""
FACTS_FOLDED = """## cs.RO [[Back]](#toc)

### [1] [Kites that fly themselves](https://arxiv.org/abs/2606.00001)
*Ada Moss, Tom Reed*

**Published:** 2026-06-02

<details>
  <summary>Details</summary>

**Motivation:** Kites fall, see [a survey](https://arxiv.org/abs/1901.00001).

**Contributions:**

\t1. One
\t2. [Tools](https://github.com/x/tools)

**Abstract:** We let kites fly themselves.

</details>

### [2] [Sails that set themselves](https://arxiv.org/abs/2606.00002)
*Eve Lane*

2026-06-01

<details><summary>Abstract</summary>
We let sails set themselves.
</details>
"""
BOLD_LINES = """# Papers

**Kites that fly themselves**
Ada Moss, Tom Reed
2026-06-02
[arXiv](https://arxiv.org/abs/2606.00001)

We let kites fly themselves.

**[Sails that set themselves](https://arxiv.org/abs/2606.00002)**
- by Eve Lane
- *Authors: Eve Lane*
- *Date: 2026-06-01*
- **Related:**
  - [Other sails](https://arxiv.org/abs/1901.00002)

We let sails set themselves.
"""
BOLD_ITEMS = """# Papers

1. **Kites that fly themselves**
   - Authors: Ada Moss, Tom Reed
   - Published: 2026-06-02
   - Link: https://arxiv.org/abs/2606.00001
   - Summary: We let kites fly themselves.
   - Key points:
     - one
     - two, see [this](https://arxiv.org/abs/1901.00001)

2. **Sails that set themselves**

   Authors: Eve Lane
   Published: 2026-06-01
   arXiv: 2606.00002

   Abstract: We let sails set themselves.
"""


@pytest.mark.parametrize(
    "text", [FACTS_IN_ITEMS, FACTS_IN_LINES, FACTS_FOLDED, BOLD_LINES, BOLD_ITEMS]
)
def test_headings_are_papers_and_what_is_below_are_their_facts(text: str) -> None:
    assert recognise(source(text)).format is MARKDOWN_LIST
    assert without_details(papers(MARKDOWN_LIST, text)) == [KITES, SAILS]


def test_a_heading_without_link_and_authors_is_left_out_and_told() -> None:
    text = f"{FACTS_IN_ITEMS}\n### 3. Something else\n\nText about it.\n"
    assert only(Paper, items(MARKDOWN_LIST, text)) == [KITES, SAILS]
    assert notes(MARKDOWN_LIST, text) == [
        "1 heading has no link or authors below it and was left out."
    ]


def test_papers_in_a_list_below_a_heading_are_no_details_of_it() -> None:
    text = """# Awesome Kites
[![arXiv](https://img.example/x.svg)](https://arxiv.org/abs/2401.00001)

The list of our survey.

## [Surveys](https://example.org)
- [A Survey](https://arxiv.org/abs/2401.00001)

## Vision
**Authors:** everybody
- [Seeing Kites](https://arxiv.org/abs/2105.00001)
- **Hearing Kites**
  - Authors: Ada Moss
  - Link: https://arxiv.org/abs/2105.00002
"""
    assert papers(MARKDOWN_LIST, text) == [
        Paper("A Survey", arxiv_id="2401.00001"),
        Paper("Seeing Kites", arxiv_id="2105.00001"),
        Paper("Hearing Kites", authors=("Ada Moss",), arxiv_id="2105.00002"),
    ]


def test_markdown_that_is_not_understood_is_refused_with_the_reason() -> None:
    text = """# Papers of the week

## Kites that fly themselves

They fly, as was shown at length in a paper by somebody this week.

- **Faster kites** are here
- **Better sails** too, in 2026

## Sails that set themselves

They set themselves, as was shown at length in another paper of this week.

1. First point
2. See [the site](https://example.org)
"""
    with pytest.raises(InputError) as caught:
        recognise(source(text))
    assert str(caught.value) == (
        "No papers found in dump: this is Markdown, but no heading, list item or table row in it "
        "has the link or the authors of a paper."
    )

"""Tells which headings and list items of Markdown are papers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.blocks import Block
from paperdesk.formats.markdown.facts import has_name, is_bare_name, is_fact, read_facts
from paperdesk.formats.markdown.head_line import parse_heading, parse_item
from paperdesk.formats.markdown.inline import (
    EDGES,
    STRONG,
    are_link_words,
    has_letter,
    links_in,
    protected,
    without_markup,
    without_number,
)
from paperdesk.formats.markdown.table import has_titles

if TYPE_CHECKING:
    from paperdesk.formats.markdown.facts import Facts

_YEAR = re.compile(r"[\s(\[,–—-]*(?:[A-Z][\w-]+ )?(?:19|20)\d\d(?!\d)")
"""Behind a title in bold."""
_BEFORE_TITLE = re.compile(rf"{STRONG.pattern}|`[^`]*`|[(\[][^()\[\]]*[)\]]")
_REFERENCES = frozenset([
    "references", "related", "related work", "related works", "related papers", "see also",
    "further reading", "bibliography", "citations", "cited by",
])  # fmt: skip
_IN_SENTENCES = frozenset([
    "a", "an", "and", "at", "by", "from", "in", "is", "of", "on", "or", "our", "see", "the",
    "their", "this", "to", "via", "with",
])  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A paper: its heading, list item or row, and the blocks below that belong to it."""

    head: Block
    body: list[Block] = field(default_factory=list)

    def text(self) -> str:
        """The lines; those of a row with the header, so that they are a complete table."""
        if self.head.kind == "row":
            header = [self.head.columns, ["---"] * len(self.head.columns), self.head.lines]
            return "\n".join(f"| {' | '.join(cells)} |" for cells in header)
        return "\n".join(line for block in (self.head, *self.body) for line in block.lines)

    @property
    def last(self) -> int:
        """The last source line."""
        return max(block.last for block in (self.head, *self.body))


def item_entry(blocks: list[Block], at: int) -> tuple[Entry, int]:
    """The entry of the list item at an index, and the index of the first block behind it.

    Below it are its items, and paragraphs that begin with facts. Its own lines are part of the
    body from the first fact on.
    """
    item = blocks[at]
    end = at + 1
    while end < len(blocks) and _is_below(item, blocks[end], blocks[end - 1]):
        end += 1
    below = blocks[at + 1 : end]
    facts = (n for n, line in enumerate(item.lines[1:], 1) if is_fact(line))
    if own := next(facts, 0):
        first = item.last - len(item.lines) + 1 + own
        below.insert(0, Block("text", first, item.last, item.lines[own:]))
        item = replace(item, lines=item.lines[:own])
    return Entry(item, below), end


def _is_below(item: Block, block: Block, before: Block) -> bool:
    if block.kind == "item":
        return block.level > item.level
    continues = before is not item and before.kind == "text"
    return block.kind == "text" and (continues or is_fact(block.lines[0]))


def list_start(blocks: list[Block]) -> int:
    """The index of the first block below a heading that no longer belongs to it.

    That is a rule, the first row of a table of papers, or the first list item that is a paper and
    not below a name such as `Related:`; the number of blocks if there is none.
    """
    named = False
    for at, block in enumerate(blocks):
        match block.kind:
            case "rule" if at:
                return at
            case "row" if has_titles(block.columns):
                return at
            case "item" if not named and block.level == 0 and _begins_list(blocks, at):
                return at
            case "text" | "heading":
                named = block.kind == "heading" or is_bare_name(block.lines[-1])
    return len(blocks)


def _begins_list(blocks: list[Block], at: int) -> bool:
    """Whether the list item at an index is a paper by its link, or by facts of its own."""
    if _is_linked_paper(blocks[at]):
        return True
    entry, _ = item_entry(blocks, at)
    return not has_name(blocks[at].lines[0]) and _is_identified(read_facts(entry.body))


def is_reference_list(heading: Block) -> bool:
    """Whether a heading stands above papers that are mentioned by another."""
    return without_markup(protected(heading.text)).casefold().strip(EDGES) in _REFERENCES


def is_paper_section(section: Entry, *, above_list: bool) -> bool:
    """Whether a heading is a paper: by its link, or by links and facts below it.

    A plain heading above a list of papers is none; one of the first level needs authors.
    """
    line = parse_heading(section.head.text)
    if any(link.is_titled and link.is_to_paper for link in line.links):
        return True
    if above_list or not (line.title or section.body):
        return False
    facts = read_facts(section.body)
    if section.head.level == 1 and not facts.has("authors"):
        return False
    if line.arxiv_id or _is_identified(facts):
        return True
    titled = any(link.is_titled for remark in facts.remarks for link in links_in(remark))
    return bool(line.links) and not titled and bool(facts.fields or facts.texts)


def is_certain(entry: Entry) -> bool:
    """Whether an entry is a paper beyond doubt: a list item may be some other link."""
    lines = (line for block in (entry.head, *entry.body) for line in block.lines)
    return entry.head.kind != "item" or any(
        link.is_to_paper for line in lines for link in links_in(protected(line))
    )


def is_category(entry: Entry) -> bool:
    """Whether a list item without a link to a paper stands above items with one."""
    if any(link.is_to_paper for link in links_in(protected(entry.head.text))):
        return False
    items = [block for block in entry.body if block.kind == "item"]
    level = min((item.level for item in items), default=0)
    return any(_is_linked_paper(item) for item in items if item.level == level)


def is_paper_item(entry: Entry, *, alone: bool) -> bool:
    """Whether a list item is a paper; `alone` means that no heading is above it.

    It has a link with a title, or a title and a link or facts. Bold text without a link or facts
    is a title only in a list without headings, as Paperdesk writes it.
    """
    text = without_number(protected(entry.head.text).strip())
    if is_fact(text):
        return False
    line = parse_item(entry.head.text)
    if any(link.is_titled for link in line.links):
        return True
    if are_link_words(line.title) or not has_letter(line.title):
        return False
    strong = STRONG.match(text)
    if any(link.is_about and (link.is_to_paper or link.is_labelled) for link in line.links):
        return bool(strong) or _is_plain_title(line.title)
    if _is_identified(read_facts(entry.body)):
        return True
    return strong is not None and (
        alone or bool(line.authors) or _YEAR.match(text, strong.end()) is not None
    )


def _is_plain_title(text: str) -> bool:
    """Whether the text before a link can be a title, unlike `see the` or `we released our`."""
    words = text.split()
    return len(words) > 1 and words[-1].casefold() not in _IN_SENTENCES


def _is_identified(facts: Facts) -> bool:
    """Whether facts identify a paper: a link or id, or the authors and something else."""
    if any(link.is_to_paper and link.is_about for link in facts.links):
        return True
    if facts.has("arxiv_id", "doi"):
        return True
    others = facts.has("abstract", "published", "venue", "title") or facts.links or facts.texts
    return facts.has("authors") and bool(others)


def _is_linked_paper(item: Block) -> bool:
    """Whether a list item begins with a link to a paper, behind bold text or brackets at most."""
    text = protected(item.text)
    link = next((each for each in links_in(text) if each.is_titled), None)
    if link is None or not link.is_to_paper or has_name(text):
        return False
    return not has_letter(_BEFORE_TITLE.sub("", without_number(text[: link.start])))

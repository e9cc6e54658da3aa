"""Links between papers in notes: `[[title]]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.identifiers import title_key

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = r"(?P<code>```.*?(?:```|\Z)|`[^`\n]+`)"
_LINK = r"\[\[(?P<title>[^\[\]\n]{1,500})\]\]"
_TOKEN = re.compile(rf"{_CODE}|{_LINK}|(?P<picture>!\[)(?P<alt>\]?)", re.DOTALL)
_BEGUN = re.compile(r"\[\[([^\[\]\n]*)\Z")
_SYNTAX = re.compile(r"[\\`*_\[\]<>#~|!]")


class UnfinishedLink(NamedTuple):
    """A link being typed."""

    start: int
    """Where its title begins."""
    words: str


def linked_keys(note: str) -> set[str]:
    """The keys of the titles a note links to."""
    found = (match["title"] for match in _TOKEN.finditer(note) if match["title"])
    return {key for key in map(title_key, found) if key}


def unfinished_link(before: str) -> UnfinishedLink | None:
    """Return the unfinished link at the caret; `before` is the text up to it."""
    match = _BEGUN.search(before)
    return UnfinishedLink(match.start(1), match[1]) if match else None


def link_to(title: str) -> str:
    """Return a title as written between the brackets of a link."""
    return " ".join(title.replace("[", "(").replace("]", ")").split())


def as_markdown(note: str, find: Callable[[str], int | None]) -> str:
    """A note with its links as links of Markdown to `paper:12`, and no pictures.

    `find` gives the number of the paper with a title. A link to no paper stays as it is written. A
    picture becomes a link to it, for a note is not to load anything.
    """

    def meaning(match: re.Match[str]) -> str:
        if match["code"]:
            return match["code"]
        if match["picture"]:
            return "[picture]" if match["alt"] else "["
        words = _SYNTAX.sub(r"\\\g<0>", match["title"])
        paper = find(match["title"])
        return f"[{words}](paper:{paper})" if paper is not None else rf"\[\[{words}\]\]"

    return _TOKEN.sub(meaning, note)

"""The pages of help: Markdown in resources/help, for the window and the command line.

In them, `[`query`](search:)` is an example to try, `[text](help:page)` leads to another page, and
`<!-- keys -->` stands before the list of keyboard shortcuts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from paperdesk.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES = (
    *("start", "importing", "formats", "searching", "reading"),
    *("suggestions", "exporting", "keyboard", "data", "numbers"),
)
"""The pages, in the order in which they are listed."""

_KEYS = "<!-- keys -->\n"
_EXAMPLE = re.compile(r"\[`([^`]+)`\]\(search:\)")
_LINK = re.compile(r"\[([^\]]+)\]\(help:(\w+)\)")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page, as in its file."""

    name: str
    title: str
    text: str
    """Markdown, with its title as heading."""


def pages() -> list[HelpPage]:
    """All pages, in order."""
    return [_page(name) for name in NAMES]


def named(word: str) -> HelpPage | None:
    """The page of a name, or the first whose name or title begins with the word."""
    word = word.casefold()
    if not word:
        return None
    for page in pages():
        if page.name.startswith(word) or page.title.casefold().startswith(word):
            return page
    return None


def search(words: str) -> list[HelpPage]:
    """The pages that contain all words, or beginnings of them; titles that do first."""
    sought = words.casefold().split()
    found = [page for page in pages() if all(word in page.text.casefold() for word in sought)]
    return sorted(found, key=lambda page: not all(w in page.title.casefold() for w in sought))


def with_links(text: str) -> str:
    """Markdown without comments, its examples linked to `search:` and the query, quoted."""
    text = text.replace(_KEYS, "")
    return _EXAMPLE.sub(lambda match: f"[{match[1]}](search:{quote(match[1], safe='')})", text)


def with_keys(text: str, groups: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> str:
    """The page of the keyboard with these keys: by group, the names of actions and their keys."""
    before, marker, _ = text.partition(_KEYS)
    return before + marker + keys_text(groups) if marker else text


def keys_text(groups: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> str:
    """The list of keyboard shortcuts in Markdown, without actions that have none."""
    parts = []
    for group, rows in groups.items():
        lines = [f"- **{' or '.join(keys)}** {name}\n" for name, keys in rows if keys]
        if lines:
            parts.append(f"\n## {group}\n\n{''.join(lines)}")
    return "".join(parts)


def as_plain_text(text: str) -> str:
    """A page for a terminal: without the signs of Markdown that hinder reading."""
    text = _EXAMPLE.sub(r"`\1`", text.replace(_KEYS, ""))
    text = _LINK.sub(r"\1 (paperdesk help \2)", text)
    text = re.sub(r"^#+ (.*)", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"\n{3,}", "\n\n", text)
    return text.replace("**", "")


def _page(name: str) -> HelpPage:
    text = resource(f"help/{name}.md").read_text("utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpPage(name, title, text)

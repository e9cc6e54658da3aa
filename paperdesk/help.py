"""The pages of help: Markdown in resources/help, for the window and the command line.

English is in the folder itself, other languages are in folders below it. In a page,
`[`query`](search:)` is an example to try, `[text](help:page)` leads to another page, and
`<!-- keys -->` stands before the list of keyboard shortcuts, which is in the English page only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING
from urllib.parse import quote

from paperdesk.paths import resource
from paperdesk.translation import language, tr, tr_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES = (
    *("start", "importing", "formats", "searching", "reading"),
    *("suggestions", "exporting", "keyboard", "data", "numbers"),
)
"""The pages, in the order in which they are listed."""

_KEYS = "<!-- keys -->\n"
_KEY_NAMES = {
    "Ctrl": tr_in("key", "Ctrl"),
    "Shift": tr_in("key", "Shift"),
    "Return": tr_in("key", "Return"),
    "Space": tr_in("key", "Space"),
    "Del": tr_in("key", "Del"),
    "Left": tr_in("key", "Left"),
    "Right": tr_in("key", "Right"),
}
_LISTED_KEYS = re.compile(r"- \*\*(.+)\*\* (.+)")
_EXAMPLE = re.compile(r"\[`([^`]+)`\]\(search:\)")
_LINK = re.compile(r"\[([^\]]+)\]\(help:(\w+)\)")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page, as in its file."""

    name: str
    title: str
    text: str
    """Markdown, with its title as heading."""


def pages(of: str = "") -> list[HelpPage]:
    """All pages, in order, in the user's language or in that named; what it lacks is English."""
    return [_page(name, of or language()) for name in NAMES]


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
    text = text.replace(_KEYS, "").replace("\\**", "\\\\**")  # the key Ctrl+\, not an escaped star
    return _EXAMPLE.sub(lambda match: f"[{match[1]}](search:{quote(match[1], safe='')})", text)


def with_keys(text: str, groups: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> str:
    """The page of the keyboard with these keys: by group, the names of actions and their keys."""
    before, marker, _ = text.partition(_KEYS)
    return before + marker + keys_text(groups) if marker else text


def keys_text(groups: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> str:
    """The list of keyboard shortcuts in Markdown, without actions that have none."""
    parts = []
    for group, rows in groups.items():
        lines = [f"- **{_one_of(keys)}** {name}\n" for name, keys in rows if keys]
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


def _one_of(keys: Sequence[str]) -> str:
    return reduce(lambda first, other: tr("{first} or {other}", first=first, other=other), keys)


def _page(name: str, of: str) -> HelpPage:
    english = resource(f"help/{name}.md").read_text("utf-8")
    translated = resource(f"help/{of}/{name}.md")
    text = translated.read_text("utf-8") if translated.exists() else english
    if text.endswith(_KEYS):
        text = with_keys(text, _default_keys(english))
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpPage(name, title, text)


def _default_keys(english: str) -> dict[str, list[tuple[str, list[str]]]]:
    """The list of keys of the English page, in the user's language, as `with_keys` takes it."""
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for line in english.partition(_KEYS)[2].splitlines():
        if line.startswith("## "):
            rows = groups.setdefault(tr(line.removeprefix("## ")), [])
        elif match := _LISTED_KEYS.fullmatch(line):
            rows.append((tr(match[2]), [_key_name(key) for key in match[1].split(" or ")]))
    return groups


def _key_name(key: str) -> str:
    return re.sub(r"\w+", lambda match: _KEY_NAMES.get(match[0], match[0]), key)

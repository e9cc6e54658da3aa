"""Reads the marks that other programs keep in the fields of a reference.

| field | of | mark |
|---|---|---|
| keywords | all formats | tags |
| `groups`, `mendeley-tags`, `mendeley-groups` | JabRef, Mendeley | tags; `A > B` is `A/B` |
| `readstatus` | JabRef | `read`: read, `skimmed`: reading |
| `read` | BibDesk, Papers | `1`, `yes`, `true`: read |
| `ranking`, `rating` | JabRef, BibDesk | 4 or 5 of 5: star |
| `priority` | JabRef | `prio1`, `high`: star |
| `relevance` | JabRef | `relevant`: star |
| `annote`, `annotation`, `review`, `comment`, `comment-NAME` | BibTeX, JabRef | note |
| `annote` | CSL, `Notes` in Zotero's CSV | note |
| `RN`; `N1` in HTML | RIS of EndNote; of Zotero | note |

A `note` of BibTeX or CSL and a plain `N1` are bibliographic remarks, such as "Best paper award".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from paperdesk.errors import UsageError
from paperdesk.formats.bibtex.values import split_outside_braces
from paperdesk.formats.reading.markup import without_markup
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text
from paperdesk.model.file_marks import NO_MARKS, FileMarks
from paperdesk.model.tags import clean_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperdesk.model.paper import Paper

_Kind = Literal["tags", "status", "star", "note", "html note"]
_FIELDS: dict[str, _Kind] = {
    "groups": "tags",
    "mendeley-tags": "tags",
    "mendeley-groups": "tags",
    "readstatus": "status",
    "read": "status",
    "ranking": "star",
    "rating": "star",
    "priority": "star",
    "relevance": "star",
    "annote": "note",
    "annotation": "note",
}
"""The mark in each field that a format keeps under its own name."""
_FIELDS_OF: dict[str, dict[str, _Kind]] = {
    "": {"annote": "note", "note": "html note"},  # CSL variables
    "bibtex": {"review": "note", "comment": "note"},
    "ris": {"RN": "note", "N1": "html note"},
}
"""Those of one format only, where others use the name for something else."""
_STATUSES: dict[str, Literal["reading", "read"]] = {
    "read": "read",
    "yes": "read",
    "true": "read",
    "1": "read",
    "skimmed": "reading",
    "reading": "reading",
}
_STARS = frozenset(["rank4", "rank5", "4", "5", "prio1", "high", "relevant"])
_NUMBERED = re.compile(r"-\d+$")
"""What BibTeX's reader adds to the name of a repeated field."""
_NESTED = re.compile(r"\s+>\s+")
_HTML = re.compile(r"\s*<(?:p|div|span|h[1-6]|ul|ol|blockquote|strong|b|em|i|u|a)\b[^<>]*>", re.I)
_ITEM = re.compile(r"<li\b[^<>]*>(?:\s*<p\b[^<>]*>)?", re.I)
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|h[1-6]|li|ul|ol|blockquote|tr)>", re.I)
_BLANK_LINES = re.compile(r"\n{3,}")


def marks_of(paper: Paper) -> FileMarks:
    """The marks in a paper as a format has read it."""
    details = paper.details
    if not details and not paper.keywords:
        return NO_MARKS
    words, notes = list(paper.keywords), []
    status: Literal["", "reading", "read"] = ""
    starred = False
    for kind, text in _marked(details):
        match kind:
            case "tags":
                words += _words(text)
            case "status":
                status = status or _STATUSES.get(text.casefold(), "")
            case "star":
                starred = starred or text.casefold() in _STARS
            case "note":
                notes.append(_note(text))
            case "html note":
                notes += [_note(each) for each in text.split("\n") if _HTML.match(each)]
    names = {word: _tag(word) for word in words}
    unique: dict[str, str] = {}
    for name in filter(None, names.values()):
        unique.setdefault(name.casefold(), name)
    return FileMarks(
        tags=tuple(unique.values()),
        status=status,
        starred=starred,
        note="\n\n".join(dict.fromkeys(filter(None, notes))),
        unusable=tuple(word for word, name in names.items() if not name),
    )


def _marked(details: Mapping[str, Any]) -> Iterator[tuple[_Kind, str]]:
    """The details that are marks, without TeX."""
    for name, value in details.items():
        source, colon, field = name.partition(":")
        kind = _kind(source, field) if colon else _FIELDS_OF[""].get(name)
        if kind and (text := _text(value)):
            yield kind, (_plain(text) if source == "bibtex" and kind != "tags" else text)


def _kind(source: str, field: str) -> _Kind | None:
    name = _NUMBERED.sub("", field)
    if source == "bibtex" and name.startswith("comment-"):
        return "note"
    of_format = _FIELDS_OF.get(source, {}).get(name)
    return of_format or _FIELDS.get(name.casefold().replace(" ", ""))


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(each for each in value if isinstance(each, str))
    return str(value) if isinstance(value, str | int) else ""


def _plain(text: str) -> str:
    """A TeX value line by line."""
    return "\n".join(to_unicode(clean_text(line)) for line in text.strip().split("\n"))


def _words(text: str) -> list[str]:
    """The words of a list, separated by semicolons or else by commas."""
    by_semicolon = split_outside_braces(text, ";")
    words = by_semicolon if len(by_semicolon) > 1 else split_outside_braces(text, ",")
    return [word for each in words if (word := to_unicode(clean_text(each)))]


@lru_cache(10_000)
def _tag(word: str) -> str:
    """The tag of a word, nested where its program nests it; empty if it is no name."""
    try:
        return clean_tag(_NESTED.sub("/", word))
    except UsageError:
        return ""


def _note(text: str) -> str:
    """A note as text, a line for each paragraph and list item of HTML."""
    if _HTML.match(text):
        text = _LINE_END.sub("\n", _ITEM.sub("- ", text))
        lines = map(without_markup, text.split("\n"))
    else:
        lines = map(clean_text, text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()

"""A paper as a Markdown note: YAML front matter, abstract, highlights, and the user's note.

The user's note stands between two comments, by which it is found again. See `note_parts` for
reading a note back, and `note_merge` for what becomes of changes in the file.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.write import escaped, link_of
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.model.highlight import Highlight
    from paperdesk.model.library_values import StoredPaper

NOTE_BEGIN = "<!-- paperdesk: note -->"
NOTE_END = "<!-- paperdesk: end of note -->"
PAPER_KEY = "paperdesk"
"""The key of the front matter with the number of the paper."""
FRONT_KEYS = (
    PAPER_KEY, "title", "authors", "org", "published", "venue", "arxiv", "doi", "url",
    "citation-key", "keywords", "tags", "status", "starred", "added",
)  # fmt: skip
"""Those that Paperdesk writes."""

_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON leaves as they are, and that YAML forbids or takes for line ends."""
_MARKER = re.compile(r"<!--(?=\s*paperdesk:)")


def note_text(stored: StoredPaper) -> str:
    """The note of a paper, with a place for the user's own also where there is none yet."""
    return "".join(_parts(stored))


def front_matter_start(paper: int) -> str:
    """How the note of a paper begins."""
    return f"---\n{PAPER_KEY}: {paper}\n"


def front_line(name: str, value: object) -> str:
    """A line of the front matter: JSON is valid YAML, but for a few characters."""
    text = json.dumps(value, ensure_ascii=False)
    return f"{name}: {_NOT_IN_YAML.sub(_escape, text)}\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _parts(stored: StoredPaper) -> Iterator[str]:
    paper = stored.paper
    yield front_matter_start(stored.id)
    values = (
        clean_text(paper.title),
        [clean_text(name) for name in paper.authors],
        paper.org,
        paper.published,
        paper.venue,
        paper.arxiv_id,
        paper.doi,
        link_of(paper),
        stored.citation_key,
        [clean_text(word) for word in paper.keywords],
        [tag.name for tag in stored.tags],
        stored.status,
        stored.starred,
        stored.added,
    )
    for name, value in zip(FRONT_KEYS[1:], values, strict=True):
        if value not in ("", []) or name == "tags":
            yield front_line(name, value)
    yield f"---\n\n# {escaped(paper.title)}\n"
    if paper.abstract:
        yield f"\n{escaped(paper.abstract)}\n"
    if stored.highlights:
        yield "\n## Highlights\n"
        for highlight in stored.highlights:
            yield from _highlight(highlight)
    yield f"\n## Note\n\n{NOTE_BEGIN}\n{stored.note}\n{NOTE_END}\n"


def _highlight(highlight: Highlight) -> Iterator[str]:
    yield f"\n> {escaped(highlight.exact)}\n"
    if highlight.comment:
        yield f"\n{_MARKER.sub('&lt;!--', highlight.comment.rstrip())}\n"
    if highlight.tags:
        yield f"\n{escaped(', '.join(highlight.tags))}\n"

"""Writes a folder of Markdown notes, one per paper, for note-taking programs."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from paperdesk.formats.markdown.write import escaped, link_of
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from paperdesk.model.highlight import Highlight
    from paperdesk.model.library_values import StoredPaper

_NOT_IN_NAMES = re.compile(
    r'[<>:"/\\|?*#^\[\]]+'
)  # the last four are syntax of links between notes
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_NAME = 120
"""Bytes in UTF-8; half the limit of file systems, leaving room for the path."""


def write_folder(papers: Iterable[StoredPaper], folder: Path) -> int:
    """Writes a note for each paper into the folder, which is created; returns their number.

    A note has YAML front matter, abstract, highlights and the user's note. It replaces the earlier
    note of the same paper, but no other file. Each is written to a temporary file and renamed.
    Raises OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = _FileNames(folder)
    count = 0
    for stored in papers:
        path = folder / names.name(stored.id, stored.paper.title)
        partial = path.with_name(f".{path.name}.part")
        try:
            partial.write_text("".join(_note(stored)), encoding="utf-8", newline="\n")
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        count += 1
    return count


class _FileNames:
    """Unique file names that are valid on all systems."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._existing = {_folded(path.name) for path in folder.iterdir()}
        self._taken: set[str] = set()

    def name(self, paper: int, title: str) -> str:
        """A name from the title, followed by a number if another file has that name."""
        stem = file_stem(title)
        for number in range(1, 1_000_000):
            name = f"{stem}.md" if number == 1 else f"{stem} ({number}).md"
            folded = _folded(name)
            if folded in self._taken or (folded in self._existing and not self._is_of(paper, name)):
                continue
            self._taken.add(folded)
            return name
        raise OSError(f"too many notes are named {stem}")

    def _is_of(self, paper: int, name: str) -> bool:
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(200).startswith(_front_matter_start(paper).encode())
        except OSError:
            return False


def file_stem(title: str) -> str:
    """A title as a file name valid on any system, without suffix; never empty."""
    text = unicodedata.normalize("NFC", _NOT_IN_NAMES.sub(" ", clean_text(title)))
    text = "".join(char for char in text if char.isprintable())
    text = " ".join(text.encode()[:_MAX_NAME].decode(errors="ignore").split()).strip(" .")
    return f"_{text}" if not text or _RESERVED.match(text) else text


def _folded(name: str) -> str:
    """Equal for names that some file system does not distinguish."""
    return unicodedata.normalize("NFC", name).casefold()


def _front_matter_start(paper: int) -> str:
    return f"---\npaperdesk: {paper}\n"


def _note(stored: StoredPaper) -> Iterator[str]:
    paper = stored.paper
    yield _front_matter_start(stored.id)
    fields = {
        "title": clean_text(paper.title),
        "authors": [clean_text(name) for name in paper.authors],
        "org": paper.org,
        "published": paper.published,
        "venue": paper.venue,
        "arxiv": paper.arxiv_id,
        "doi": paper.doi,
        "url": link_of(paper),
        "citation-key": stored.citation_key,
        "keywords": [clean_text(word) for word in paper.keywords],
        "tags": [tag.name for tag in stored.tags],
        "status": stored.status,
        "starred": stored.starred,
        "added": stored.added,
    }
    for name, value in fields.items():
        if value not in ("", []):
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}\n"  # JSON is valid YAML
    yield f"---\n\n# {escaped(paper.title)}\n"
    if paper.abstract:
        yield f"\n{escaped(paper.abstract)}\n"
    if stored.highlights:
        yield "\n## Highlights\n"
        for highlight in stored.highlights:
            yield from _highlight(highlight)
    if stored.note:
        yield f"\n## Note\n\n{stored.note.rstrip()}\n"


def _highlight(highlight: Highlight) -> Iterator[str]:
    yield f"\n> {escaped(highlight.exact)}\n"
    if highlight.comment:
        yield f"\n{highlight.comment.rstrip()}\n"
    if highlight.tags:
        yield f"\n{escaped(', '.join(highlight.tags))}\n"

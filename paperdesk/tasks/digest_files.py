"""Writes a digest to a file, or as values for the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from paperdesk.errors import UsageError
from paperdesk.formats.digest import texts
from paperdesk.formats.digest.mail_html import to_html
from paperdesk.formats.digest.message import to_message
from paperdesk.formats.digest.plain import to_markdown
from paperdesk.formats.publications.formats import ATOM, EPUB, HTML_PAGE, JSON_FEED
from paperdesk.formats.publications.publication import Entry, Publication
from paperdesk.tasks.digest import make_digest
from paperdesk.tasks.exporting import write_publication
from paperdesk.tasks.files import output_file
from paperdesk.translation import tr

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from paperdesk.library import Library
    from paperdesk.model.digest import Digest, DigestEntry, DigestOptions

_PUBLICATIONS = {"atom": ATOM, "json-feed": JSON_FEED, "epub": EPUB, "page": HTML_PAGE}
DIGEST_FORMATS = ("html", "md", "eml", *_PUBLICATIONS)
"""`html` is for mails, `page` a web page with a search box."""
_SUFFIXES = {".feed.json": "json-feed"}


def digest_format(name: str) -> str:
    """The format written to files with this name, by its ending."""
    ending = next((end for end in _SUFFIXES if name.casefold().endswith(end)), "")
    return _SUFFIXES.get(ending) or name.casefold().rpartition(".")[2]


def write_digest(library: Library, options: DigestOptions, form: str, path: Path | None) -> int:
    """Write the digest to a file, atomically, or to standard output; how many papers it has.

    Raises UsageError for a format that is none of DIGEST_FORMATS, InputError for a file, and what
    `make_digest` raises.
    """
    if form not in DIGEST_FORMATS:
        raise UsageError(
            tr(
                "digest: {form} is no format; choose from: {formats}.",
                form=repr(form),
                formats=", ".join(DIGEST_FORMATS),
            )
        )
    digest = make_digest(library, options)
    if path is None:
        _write(digest, form, sys.stdout)
    else:
        with output_file(path, library.folder) as file:
            _write(digest, form, file)
    return digest.papers


def _write(digest: Digest, form: str, file: TextIO) -> None:
    match form:
        case "html":
            file.write(to_html(digest))
        case "md":
            file.write(to_markdown(digest))
        case "eml":
            file.flush()
            file.buffer.write(to_message(digest).as_bytes())
        case _:
            write_publication(_PUBLICATIONS[form], _publication(digest), file)


def _publication(digest: Digest) -> Publication:
    entries = [
        Entry(entry.stored, section.heading, entry.reason)
        for section in digest.sections
        for entry in section.entries
    ]
    updated = f"{digest.until}T00:00:00Z"
    return Publication(texts.title(digest), entries, texts.long_day(digest.until), updated)


def digest_values(library: Library, options: DigestOptions) -> dict[str, Any]:
    """The digest as JSON values, with its size as HTML in bytes."""
    digest = make_digest(library, options)
    return {
        "title": texts.title(digest),
        "day": texts.long_day(digest.until),
        "since": str(digest.since),
        "until": str(digest.until),
        "papers": digest.papers,
        "html_bytes": len(to_html(digest).encode()),
        "sections": [
            {
                "key": section.key,
                "name": section.name,
                "heading": section.heading,
                "total": section.total,
                "papers": list(map(_values, section.entries)),
            }
            for section in digest.sections
        ],
    }


def _values(entry: DigestEntry) -> dict[str, Any]:
    stored = entry.stored
    return {
        "id": stored.id,
        "title": texts.paper_title(stored),
        "address": texts.address(stored),
        "facts": texts.byline(stored.paper),
        "text": texts.summary(stored.paper),
        "reason": entry.reason,
    }

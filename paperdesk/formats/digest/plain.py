"""A digest as plain text, for mails, and as Markdown."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from paperdesk.formats.digest import texts
from paperdesk.formats.markdown.write import escaped
from paperdesk.formats.publications.elements import xml_text
from paperdesk.formats.reading.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.model.digest import Digest

_WIDTH = 72


def to_text(digest: Digest) -> str:
    """Lines of at most 72 characters, but for words and addresses that are longer."""
    return xml_text("\n".join(_lines(digest)) + "\n")


def _lines(digest: Digest) -> Iterator[str]:
    yield texts.title(digest)
    yield texts.long_day(digest.until)
    if not digest.sections:
        yield from ("", texts.NOTHING_NEW)
    for section in digest.sections:
        heading = clean_text(section.heading)
        yield from ("", "", heading, "-" * min(len(heading), _WIDTH))
        for entry in section.entries:
            stored = entry.stored
            yield ""
            yield from _wrapped(texts.paper_title(stored))
            yield from _wrapped(texts.byline(stored.paper))
            if address := texts.address(stored):
                yield address
            yield from _wrapped(texts.summary(stored.paper))
            yield from _wrapped(f"({clean_text(entry.reason)})")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def to_markdown(digest: Digest) -> str:
    """Headings for sections and papers."""
    return xml_text("\n".join(_markdown(digest)))


def _markdown(digest: Digest) -> Iterator[str]:
    yield f"# {escaped(texts.title(digest))}\n"
    yield f"{texts.long_day(digest.until)}\n"
    if not digest.sections:
        yield f"{texts.NOTHING_NEW}\n"
    for section in digest.sections:
        yield f"## {escaped(section.heading)}\n"
        for entry in section.entries:
            stored = entry.stored
            title, address = escaped(texts.paper_title(stored)), texts.address(stored)
            # Parentheses in an address would end the link.
            address = address.replace("(", "%28").replace(")", "%29")
            yield f"### [{title}]({address})\n" if address else f"### {title}\n"
            yield f"{escaped(texts.byline(stored.paper))}\n"
            if text := texts.summary(stored.paper):
                yield f"{escaped(text)}\n"
            yield f"*{escaped(entry.reason)}*\n"

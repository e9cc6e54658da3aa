"""Formats that are recognised but not read as papers; the error suggests an alternative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.references import beginning
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item


def _refused(name: str, label: str, reason: str, beginning_pattern: str) -> Format:
    """A format that is recognised by the beginning of a source."""
    pattern = re.compile(beginning_pattern)

    def refuse(source: Source) -> InputError:
        return InputError(tr("{name}: {reason}.", name=source.name, reason=reason))

    def sniff(source: Source) -> Match | None:
        # Raised here, not in `read`, so that no other format claims the source.
        if pattern.match(beginning(source).lstrip("\ufeff \t\n")):
            raise refuse(source)
        return None

    def read(source: Source) -> Iterator[Item]:
        raise refuse(source)

    return Format(name, label, (), sniff, read)


_XML = r"(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*(?:<!DOCTYPE[^>\[]*>\s*)?<"

REFUSED = (
    _refused(
        "mods",
        "MODS",
        tr("MODS is not supported yet; export it as RIS or BibTeX instead"),
        _XML + r"(?:\w+:)?mods(?:Collection)?[\s>]",
    ),
    _refused(
        "archive",
        tr("Paperdesk archive"),
        tr(
            "this is the archive of a library; merge it with paperdesk merge-archive, or with "
            "“Merge an archive…” in the menu"
        ),
        r'\{"paperdesk-archive"',
    ),
)
"""For the registry; `sniff` raises InputError for a source in that format."""

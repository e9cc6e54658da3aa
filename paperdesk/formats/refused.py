"""Formats that are recognised but not supported; the error suggests an alternative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.errors import InputError
from paperdesk.formats.format import Format, Match
from paperdesk.formats.reading.references import beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.formats.reading.source import Source
    from paperdesk.model.paper import Item


def _refused(name: str, label: str, advice: str, beginning_pattern: str) -> Format:
    """A format that is recognised by the beginning of a source."""
    pattern = re.compile(beginning_pattern)

    def refuse(source: Source) -> InputError:
        return InputError(f"{source.name}: {label} is not supported yet; {advice}.")

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
        "enw",
        "EndNote's tagged format (.enw)",
        "export it as RIS, BibTeX or XML instead",
        r"%0(?: [^\n]*)?\n%[0-9A-Z]|%[A-Z] [^\n]*\s*\Z",
    ),
    _refused(
        "mods",
        "MODS",
        "export it as RIS or BibTeX instead",
        _XML + r"(?:\w+:)?mods(?:Collection)?[\s>]",
    ),
    _refused(
        "pubmed-xml",
        "PubMed XML",
        "choose the PubMed format (.nbib) instead",
        _XML + r"Pubmed\w*[\s>]",
    ),
    _refused(
        "web-of-science",
        "the Web of Science format",
        "export it as RIS or BibTeX instead",
        r"FN (?:Clarivate|Thomson|ISI|Web of)|VR 1\.0\n|PT [A-Z]\nA[UF] |PT\tA[UF]\t|PT\tBA\t",
    ),
)
"""For the registry; `sniff` raises InputError for a source in that format."""

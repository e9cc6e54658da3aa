"""Parses fields in arXiv's notation, shared by all arXiv formats."""

from __future__ import annotations

import re

from paperdesk.formats.reading.names import parse_names
from paperdesk.formats.reading.tex import to_unicode
from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model import identifiers

_AFFILIATION = re.compile(r"\([^()]*\)")
_MAX_NESTING = 5


def title(value: object) -> str:
    """A title on one line, with TeX converted to Unicode."""
    text = clean_text(value)
    return clean_text(to_unicode(text)) if "\\" in text or "$" in text else text


def name(value: object) -> str:
    """A name on one line, with TeX converted to Unicode."""
    text = clean_text(value)
    return clean_text(to_unicode(text)) if "\\" in text else text


def names(value: object) -> tuple[str, ...]:
    """The authors in a line such as `A. Mayr (Graz), B. Öz and C. Li`."""
    text = clean_text(value)
    for _ in range(_MAX_NESTING):
        text, n = _AFFILIATION.subn("", text)
        if not n:
            break
    return tuple(filter(None, map(name, parse_names(text))))


def doi(value: object) -> str:
    """The first DOI in a field; an erratum's may follow."""
    return first_nonempty(map(identifiers.doi, clean_text(value).split()))

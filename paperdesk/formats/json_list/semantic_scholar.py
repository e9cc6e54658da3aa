"""The nested fields of Semantic Scholar's records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_NESTED = frozenset(["externalIds", "journal", "openAccessPdf", "publicationVenue", "tldr"])


def flattened(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with the fields of Semantic Scholar's objects beside its own.

    `publicationVenue`, of which only a part is read, stays.
    """
    nested = {name: record[name] for name in record.keys() & _NESTED}
    nested = {name: value for name, value in nested.items() if isinstance(value, dict)}
    if not nested:
        return record
    flat = {name: value for name, value in record.items() if name not in nested}
    flat |= {"publicationVenue": nested["publicationVenue"]} if "publicationVenue" in nested else {}
    found: dict[str, Any] = dict(nested.get("externalIds", {}))
    venue, journal = nested.get("publicationVenue", {}), nested.get("journal", {})
    found["journal"] = venue.get("name") or journal.get("name")
    found["issn"] = venue.get("issn")
    found |= {name: journal.get(name) for name in ("volume", "pages")}
    found["tldr"] = nested.get("tldr", {}).get("text")
    found["pdf"] = nested.get("openAccessPdf", {}).get("url")
    return {name: value for name, value in found.items() if value} | flat

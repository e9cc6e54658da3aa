"""Fields that no mapping knows: kept as the file has them, under `FORMAT:field`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_SURROGATE = re.compile("[\ud800-\udfff]")


def verbatim(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The details that keep these fields of a file of this kind, without lone surrogates."""
    return without_surrogates({f"{kind}:{name}": value for name, value in fields.items()})


def without_surrogates(details: dict[str, Any]) -> dict[str, Any]:
    """Details that can be stored: pairs of surrogates are joined, lone ones become U+FFFD."""
    text = json.dumps(details, ensure_ascii=False)
    if text.isascii() or not _SURROGATE.search(text):
        return details
    found: dict[str, Any] = json.loads(
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
    return found


def fields_kept(kind: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that `verbatim` kept for this kind, under their own names."""
    start = f"{kind}:"
    return {
        name.removeprefix(start): value for name, value in details.items() if name.startswith(start)
    }

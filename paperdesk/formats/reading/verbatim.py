"""Fields that no mapping knows: kept as the file has them, under `FORMAT:field`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def verbatim(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The details that keep these fields of a file of this kind, without lone surrogates."""
    kept = {f"{kind}:{name}": value for name, value in fields.items()}
    text = json.dumps(kept, ensure_ascii=False)
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return kept
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

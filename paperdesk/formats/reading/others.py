"""Words that say that there are more people: `et al.`, `and others`. They are no person."""

from __future__ import annotations

import re

ET_AL = "et al."
_OTHERS = r"(?:et\.? ?al(?:ii|iae)?\b\.?|(?:and|&) (?:\d+ )?others)"
_ALONE = re.compile(rf"(?:{_OTHERS}|others)", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?:[,;\s]+(?:and |& )?|^){_OTHERS}[,;.\s]*$|[,;]\s*others[,;.\s]*$", re.IGNORECASE
)


def is_others(name: str) -> bool:
    """Whether these words stand in the place of a name."""
    return len(name) < 20 and _ALONE.fullmatch(name.strip()) is not None


def without_others(text: str) -> str:
    """Names without such words at their end."""
    tail = text[-20:].casefold()  # quick for millions of records
    if "al" not in tail and "others" not in tail:
        return text
    return _AT_END.sub("", text)

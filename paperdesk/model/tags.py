"""Tag names."""

from __future__ import annotations

from paperdesk.errors import UsageError


def parents(tag: str) -> list[str]:
    """`a` and `a/b` for `a/b/c`: a tag's parents are tags too."""
    levels = tag.split("/")
    return ["/".join(levels[:depth]) for depth in range(1, len(levels))]


def is_under(tag: str, above: str) -> bool:
    """Whether a tag is another, or nested in it."""
    return f"{tag}/".casefold().startswith(f"{above}/".casefold())


def clean_tag(text: str) -> str:
    """A tag's name as the library keeps it: single blanks, no empty level; raises UsageError.

    `=` before a name only means, in a query, that tag without those below it.
    """
    levels = (" ".join(level.split()) for level in text.lstrip(" =").split("/"))
    name = "/".join(level for level in levels if level)
    if not name:
        raise UsageError(f"{text!r} is no name for a tag.")
    return name

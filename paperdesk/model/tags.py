"""Tag names."""

from __future__ import annotations

import unicodedata

from paperdesk.errors import UsageError
from paperdesk.translation import tr

_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {
    chr(code) for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
}  # fmt: skip
"""Letters and marks without width that Unicode does not count among its format characters."""


def parents(tag: str) -> list[str]:
    """`a` and `a/b` for `a/b/c`: a tag's parents are tags too."""
    levels = tag.split("/")
    return ["/".join(levels[:depth]) for depth in range(1, len(levels))]


def is_under(tag: str, above: str) -> bool:
    """Whether a tag is another, or nested in it."""
    return f"{tag}/".casefold().startswith(f"{above}/".casefold())


def clean_tag(text: str) -> str:
    """A tag's name as the library keeps it: single blanks, no empty level; raises UsageError.

    Names that look the same are the same: full-width letters become usual ones (NFKC), and
    characters without width are left out. `=` before a name only means, in a query, that tag
    without those below it.
    """
    name = text if text.isascii() and text.isprintable() else _plain(text)
    levels = (" ".join(level.split()) for level in name.lstrip(" =").split("/"))
    name = "/".join(level for level in levels if level)
    if not name:
        raise UsageError(tr("{text} is no name for a tag.", text=repr(text)))
    return name


def _plain(text: str) -> str:
    """A text without invisible characters, each other in its usual form."""
    shown: list[str] = []
    for char in " ".join(text.split()):
        # Within an emoji a joiner, or the choice of a picture, makes another picture.
        joins = char in "\u200d\ufe0f" and shown and _is_picture(shown[-1])
        if joins or not (char in _INVISIBLE or unicodedata.category(char) in ("Cc", "Cf", "Cs")):
            shown.append(char)
    return unicodedata.normalize("NFKC", "".join(shown).rstrip("\u200d"))


def _is_picture(char: str) -> bool:
    return char == "\ufe0f" or unicodedata.category(char) in ("So", "Sk")

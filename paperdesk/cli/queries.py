"""Queries as arguments: several words are one query, and one may begin with `-`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ESCAPE = "\0"
_FLAGS = {
    "search": {"--limit", "--sort", "--json", "--help", "-h"},
    "export": {"--format", "--papers", "-o", "--output", "--folder", "--json", "--help", "-h"},
    "mark": {
        "--star", "--unstar", "--tag", "--untag", "--status", "--trash", "--untrash", "--note",
        "--json", "--help", "-h",
    },
}  # fmt: skip


def shielded(argv: Sequence[str]) -> list[str]:
    """Arguments in which `-word` of a query is no option.

    argparse takes every word with a dash for an option, so those that the verb does not have are
    marked as text; `query_text` unmarks them.
    """
    out: list[str] = []
    flags: set[str] | None = None
    for word in argv:
        is_dashed = word.startswith("-") and word != "-"
        is_query = flags is not None and is_dashed and word.split("=")[0] not in flags
        out.append(_ESCAPE + word if is_query else word)
        flags = flags if flags is not None else _FLAGS.get(word)
    return out


def query_text(words: Sequence[str]) -> str:
    """The query that words on the command line make."""
    return " ".join(word.removeprefix(_ESCAPE) for word in words)

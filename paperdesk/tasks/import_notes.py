"""The notes of a receipt that an import adds to those of the file's reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.file_marks import marks_text
from paperdesk.translation import StoredMessage, StoredPlural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model.file_marks import MarkCounter

_WORDS_SHOWN = 3


def renamed_keys(renamed: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The note on citation keys that another paper had: each with the key it is now."""
    if not renamed:
        return
    wanted, key = renamed[0]
    if len(renamed) == 1:
        yield StoredMessage(
            "Citation keys of other papers got a suffix: {wanted} is now {key}.",
            wanted=wanted,
            key=key,
        )
    else:
        yield StoredPlural(
            "Citation keys of other papers got a suffix: {wanted} is now {key}, and {n} more.",
            "Citation keys of other papers got a suffix: {wanted} is now {key}, and {n} more.",
            len(renamed) - 1,
            wanted=wanted,
            key=key,
        )


def marked(counter: MarkCounter, *, any_found: bool) -> Iterator[str]:
    """The notes on the marks that an import brought; `any_found`: whether the file has some."""
    if text := marks_text(counter.counts):
        yield StoredMessage("Marks from this file: {marks}.", marks=text)
    elif any_found:
        yield StoredMessage("All marks of this file were there already.")
    if not counter.unusable:
        return
    words = ", ".join(f"“{word}”" for word in counter.unusable[:_WORDS_SHOWN])
    more = len(counter.unusable) - _WORDS_SHOWN
    if more > 0:
        yield StoredPlural(
            "No names for tags: {words} and {n} more.",
            "No names for tags: {words} and {n} more.",
            more,
            words=words,
        )
    else:
        yield StoredMessage("No names for tags: {words}.", words=words)


def buried(count: int) -> Iterator[str]:
    """The note on papers that were deleted in the other library, if there are any."""
    if count:
        yield StoredPlural(
            "To the trash: {n} paper without marks that were deleted there.",
            "To the trash: {n} papers without marks that were deleted there.",
            count,
        )

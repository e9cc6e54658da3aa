"""What becomes of the fields of records that are one paper. Pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.details import merged_details
from paperdesk.model.identifiers import is_placeholder_title
from paperdesk.model.joined_fields import joined_fields
from paperdesk.model.paper import EMPTY, FIELDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from paperdesk.model.paper import Paper


def merged(old: Paper, new: Paper) -> tuple[Paper, tuple[str, ...]]:
    """The fuller of two records of one paper, and which bibliographic fields changed.

    A field that is known beats one that is not, then the longer abstract, then the date known more
    exactly, and a title beats an identifier in its place; else the old value stays. Counts of a
    sighting are not merged here.
    """
    changed: dict[str, Any] = {}
    for field in FIELDS:
        was, comes = getattr(old, field), getattr(new, field)
        if comes == was:
            continue
        if field == "details":
            comes = merged_details(was, comes)
        if comes != was and _is_fuller(field, was, comes):
            changed[field] = comes
    if old.title != new.title and is_placeholder_title(old) and not is_placeholder_title(new):
        changed = {"title": new.title, **changed}
    return (replace(old, **changed) if changed else old), tuple(changed)


def joined(one: Paper, other: Paper) -> tuple[Paper, tuple[str, ...]]:
    """What `joined_fields` makes of two records, and which fields of `one` changed."""
    whole = joined_fields(one, other)
    return whole, tuple(name for name in FIELDS if getattr(whole, name) != getattr(one, name))


def _is_fuller(field: str, was: Any, comes: Any) -> bool:
    if comes in EMPTY:
        return False
    if was in EMPTY or field == "details":
        return True
    if field == "abstract":
        return len(comes) > len(was)
    if field == "published":
        return len(comes) > len(was) and comes.startswith(was)
    return False


def merge_all(
    records: Iterable[tuple[int, Paper]], archives: Container[int] = ()
) -> tuple[Paper, dict[str, int]]:
    """The paper that records (dump, record), oldest first, come to; and each field's dump.

    A detail is named `details.volume`. `archives` are the dumps that are another library: their
    records are joined as libraries are, in which none is the older one.
    """
    ordered = iter(records)
    dump, paper = next(ordered)
    sources = dict.fromkeys(known_fields(paper), dump)
    for dump, record in ordered:
        before = paper
        paper, changed = (joined if dump in archives else merged)(paper, record)
        sources.update(dict.fromkeys((name for name in changed if name != "details"), dump))
        for name, value in paper.details.items():
            if before.details.get(name) != value:
                sources[f"details.{name}"] = dump
    return paper, sources


def known_fields(paper: Paper) -> list[str]:
    """The fields that are known, each detail by itself as `details.volume`."""
    fields = [field for field in FIELDS[:-1] if getattr(paper, field) not in EMPTY]
    return fields + [f"details.{name}" for name in paper.details]

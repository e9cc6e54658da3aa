"""When two records are one paper, and what becomes of their fields. Pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperdesk.model.details import merged_details
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import EMPTY, FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.paper import Paper


_MAX_YEARS_APART = 1
"""Between a preprint and its publication; more between two possible duplicates is too much."""


def same_paper(one: Paper, other: Paper) -> bool:
    """Whether two records with one title are one paper.

    arXiv ids decide where both have one. Else the abstracts do: two different abstracts under one
    title are two papers.
    """
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    return abstracts_agree(one.abstract, other.abstract)


def surely_different(one: Paper, other: Paper) -> bool:
    """Whether two papers of like titles are no duplicates: other ids, or years far apart."""
    for field in ("arxiv_id", "doi"):
        ours, theirs = getattr(one, field), getattr(other, field)
        if ours and theirs and ours != theirs:
            return True
    years = [int(p.published[:4]) for p in (one, other) if p.published[:4].isdigit()]
    return len(years) == 2 and abs(years[0] - years[1]) > _MAX_YEARS_APART


def abstracts_agree(one: str, other: str) -> bool:
    """Whether two abstracts may be one paper's: cut short, revised, stripped of TeX, missing."""
    if not one or not other or one == other:
        return True
    first, second = title_key(one), title_key(other)
    if first.startswith(second) or second.startswith(first):
        return True
    words, others = _words(one), _words(other)
    # Measured on the real dumps: revisions share nine words in ten, strangers under four.
    return len(words & others) >= 0.6 * min(len(words), len(others))


def _words(text: str) -> set[str]:
    return set(text.casefold().split())


def merged(old: Paper, new: Paper) -> tuple[Paper, tuple[str, ...]]:
    """The fuller of two records of one paper, and which bibliographic fields changed.

    A field that is known beats one that is not, then the longer abstract, then the date known more
    exactly; else the old value stays. Counts of a sighting are not merged here.
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
    return (replace(old, **changed) if changed else old), tuple(changed)


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


def merge_all(records: Iterable[tuple[int, Paper]]) -> tuple[Paper, dict[str, int]]:
    """The paper that records (dump, record), oldest first, come to; and each field's dump.

    A detail is named `details.volume`.
    """
    ordered = iter(records)
    dump, paper = next(ordered)
    sources = dict.fromkeys(known_fields(paper), dump)
    for dump, record in ordered:
        before = paper
        paper, changed = merged(paper, record)
        sources.update(dict.fromkeys((name for name in changed if name != "details"), dump))
        for name, value in paper.details.items():
            if before.details.get(name) != value:
                sources[f"details.{name}"] = dump
    return paper, sources


def known_fields(paper: Paper) -> list[str]:
    """The fields that are known, each detail by itself as `details.volume`."""
    fields = [field for field in FIELDS[:-1] if getattr(paper, field) not in EMPTY]
    return fields + [f"details.{name}" for name in paper.details]

"""A library with everything in it, and ways to damage its file: the same for the same seed."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.edits import AddHighlight, AddTag, SetNote, SetSearches, SetStar, SetStatus
from paperdesk.model.highlight import make_highlight
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper import Paper
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
TABLES = (
    "papers", "dumps", "dump_texts", "sightings", "records", "tags", "paper_tags", "highlights",
    "saved_searches", "aliases", "duplicates",
)  # fmt: skip
_WORDS = (
    "moss", "walls", "tides", "ponds", "owls", "dawn", "bees", "flowers", "fog", "fields", "frost",
    "rivers", "reeds",
)  # fmt: skip


def fill(folder: Path, papers: int = 300) -> None:
    """A library of two imports with marks of every kind, all in its file."""
    chance = random.Random(5)

    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    made = [
        Paper(
            f"{words(4)} {number}", abstract=words(60), authors=("Ada Lovelace",), url=f"u{number}"
        )
        for number in range(papers)
    ]
    with closing(Library(folder)) as library:
        import_papers(library.db, made[: papers * 2 // 3], "first.txt")
        import_papers(library.db, made[papers // 2 :], "second.txt")
        numbers = range(1, papers + 1)
        library.apply(SetStar(tuple(chance.sample(numbers, 40)), True))
        library.apply(SetStatus(tuple(chance.sample(numbers, 60)), "read"))
        for tag in ("water", "water/salt", "stone"):
            library.apply(AddTag(tuple(chance.sample(numbers, 50)), tag))
        for number in chance.sample(numbers, 40):
            library.apply(SetNote(number, words(chance.randrange(5, 900))))
        for paper in library.papers(chance.sample(numbers, 20)):
            mark = make_highlight("abstract", paper.paper.abstract, 5, 25, "green", "2026-01-01")
            library.apply(AddHighlight(paper.id, mark))
        library.apply(SetSearches((SavedSearch("Stones", "tag:stone"),)))
        library.db.execute("pragma wal_checkpoint(truncate)")


def damage(data: bytes, kind: str, seed: int) -> tuple[bytes, set[int]]:
    """The bytes of a file after damage, and the numbers of the pages that are hit, from 1."""
    chance, changed = random.Random(f"{kind} {seed}"), bytearray(data)
    pages = len(data) // PAGE
    if kind == "cut":
        end = chance.randrange(PAGE, len(data))
        return data[:end], set(range(end // PAGE + 1, pages + 1))
    if kind == "head":
        changed[:100] = chance.randbytes(100)
        return bytes(changed), {1}
    hit = set()
    for _ in range(chance.choice([1, 4, 20])):
        page = chance.randrange(pages)
        hit.add(page + 1)
        if kind == "flips":
            changed[page * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        else:
            changed[page * PAGE : (page + 1) * PAGE] = (
                bytes(PAGE) if kind == "zeros" else chance.randbytes(PAGE)
            )
    return bytes(changed), hit

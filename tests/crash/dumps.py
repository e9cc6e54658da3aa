"""Invented BibTeX files of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COMMON = "quokka"
"""A word in every abstract."""


def title_word(dump: str, number: int) -> str:
    """A word that only the title of this record has."""
    return f"{dump}x{number}"


def write_dump(path: Path, records: int) -> Path:
    """A file of records; each names a word of its own in the title."""
    name = path.stem
    entries = (
        f"@article{{{name}{number},\n"
        f"  title = {{Paper {title_word(name, number)} about the {COMMON}}},\n"
        f"  author = {{Bee, Ada and Dee, Cy}},\n  year = {{2024}},\n"
        f"  abstract = {{{f'Some words on the {COMMON} and {name}. ' * 12}}},\n"
        f"  doi = {{10.1234/{name}.{number}}}\n}}\n"
        for number in range(records)
    )
    path.write_text("\n".join(entries), "utf-8")
    return path

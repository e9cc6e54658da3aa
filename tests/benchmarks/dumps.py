"""Invented papers for benchmarks, written as a Daily Papers page or as an arXiv snapshot.

Sentences have slots for terms. A term's rank follows Zipf-Mandelbrot with exponent 2, without an
upper end, so that the vocabulary grows with the number of papers as it does in real abstracts.

One seed gives the same bytes on every platform and Python version: the only source of chance is
`Random.random`, and the only arithmetic is exact in IEEE 754.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from email.utils import format_datetime
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Literal

from tests.benchmarks.phrases import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    ORGANISATIONS,
    SENTENCES,
    TERMS,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Layout = Literal["text", "kaggle"]

_FIRST_YEAR, _MONTHS = 2017, 108
_RANK_SCALE = 600
"""Half of all terms have a lower rank. With 600, the 300th commonest word is in 6 % of the papers
and the 1,500th in 0.7 %, near the 7 % and 1.5 % of real abstracts."""
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
_PREFIXES = ("", "", "", "con", "dis", "ex", "in", "inter", "over", "pre", "pro", "sub", "un")
"""Some beginnings are common, as in English: they decide what a search as you type costs."""
_BLOCK = len(_SYLLABLES) ** 3
_STRIDE = 7_919
"""Has no factor in common with _BLOCK: neighbours in rank are spelled differently."""
_SUBJECT_TERMS = 4
_MONTH_NAMES = "JanFebMarAprMayJunJulAugSepOctNovDec"
"""Not strftime's, which follow the locale."""
_HEADER = "Daily Papers\n\nbyAK and the research community\n\nNov 18\n"


@dataclass(frozen=True, slots=True)
class InventedPaper:
    """A paper before it is written in a layout."""

    number: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    organisation: str
    """As a page prints it: slug and name; empty where it prints the number of authors."""
    published: datetime.date
    comments: int


def papers(count: int, seed: int = 1) -> Iterator[InventedPaper]:
    """That many papers; no two have the same title."""
    chance = _Chance(seed)
    return (_paper(number, chance) for number in range(count))


def write_dump(path: Path, count: int, layout: Layout = "text", seed: int = 1) -> None:
    """Write papers to a file in UTF-8."""
    header, record = (_HEADER, _page_record) if layout == "text" else ("", _snapshot_record)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(header)
        file.writelines(map(record, papers(count, seed)))


class _Chance:
    """Seeded choices, each equally likely but for terms."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def below(self, end: int) -> int:
        return int(self._random() * end)

    def one(self, choices: Sequence[str]) -> str:
        return choices[int(self._random() * len(choices))]

    def some(self, choices: Sequence[str], count: int) -> list[str]:
        """So many different ones."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(count)]

    def term(self) -> str:
        return term(int(_RANK_SCALE / (1 - self._random())) - _RANK_SCALE)

    def compound(self) -> str:
        return f"{self.term()} {self.term()}"


@lru_cache(200_000)
def term(rank: int) -> str:
    """The term of a rank from 0: those of phrases.py come first, then words of syllables."""
    if rank < len(TERMS):
        return TERMS[rank]
    number = rank // _BLOCK * _BLOCK + rank * _STRIDE % _BLOCK
    word = ""
    while number or len(word) < 6:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return _PREFIXES[rank % len(_PREFIXES)] + word


def _paper(number: int, chance: _Chance) -> InventedPaper:
    subject = [chance.term() for _ in range(_SUBJECT_TERMS)]
    sentences = [
        _sentence(pattern, chance.one(subject), chance)
        for pattern in chance.some(SENTENCES, 6 + chance.below(5))
    ]
    month = number % _MONTHS
    return InventedPaper(
        number=number,
        title=chance.one(TITLES).format(*subject, name=_system_name(number)),
        abstract=" ".join(sentences),
        authors=tuple(_person(chance) for _ in range(1 + chance.below(9))),
        organisation=chance.one(ORGANISATIONS) if chance.below(4) == 0 else "",
        published=datetime.date(_FIRST_YEAR + month // 12, 1 + month % 12, 1 + chance.below(28)),
        comments=max(0, chance.below(6) - 2),
    )


def _sentence(pattern: str, subject: str, chance: _Chance) -> str:
    others = (chance.compound() for _ in range(pattern.count("{}") - 1))
    text = pattern.format(subject, *others)
    return text[0].upper() + text[1:]


def _system_name(number: int) -> str:
    """A different name for each number."""
    return f"{_SYLLABLES[number % len(_SYLLABLES)].title()}Net-{number // len(_SYLLABLES)}"


def _person(chance: _Chance) -> str:
    return f"{chance.one(GIVEN_NAMES)} {chance.one(FAMILY_NAMES)}"


def _page_record(paper: InventedPaper) -> str:
    who = paper.organisation or f"  • {len(paper.authors)} authors"
    day = paper.published
    when = f"{_MONTH_NAMES[3 * day.month - 3 : 3 * day.month]} {day.day}, {day.year}"
    comments = f" {paper.comments}" if paper.comments else ""
    return f"\n{paper.title}\n\n{paper.abstract}\n\n{who}\n·\n{when}{comments}\n"


def _snapshot_record(paper: InventedPaper) -> str:
    first = paper.published
    midnight = datetime.datetime.combine(first, datetime.time(), datetime.UTC)
    record = {
        "id": f"{first:%y%m}.{paper.number // _MONTHS:05}",
        "submitter": paper.authors[0],
        "authors": ", ".join(paper.authors),
        "title": paper.title,
        "comments": None,
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.CL cs.LG" if paper.number % 3 else "cs.CV",
        "license": None,
        "abstract": f"  {paper.abstract}\n",
        "versions": [{"version": "v1", "created": format_datetime(midnight, usegmt=True)}],
        "update_date": first.isoformat(),
        "authors_parsed": [[*reversed(name.split(" ", 1)), ""] for name in paper.authors],
    }
    return json.dumps(record, ensure_ascii=False) + "\n"

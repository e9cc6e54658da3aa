"""Ask for papers in everyday words, and by titles with a word wrong or missing.

The papers are those of the real dumps beside the checkout; from sentences and titles of those not
asked for others are put together, up to the number of papers. Without the dumps all are invented,
and only titles are asked for. The reference is what has all words of the query. 10,000 papers as
asked take half a minute.
"""

from __future__ import annotations

import json
import re
import time
import zlib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.finder.finder import MAX_PARTIAL
from paperdesk.library import Library
from paperdesk.model.tokenizer import split
from tests.benchmarks.dumps import write_dump
from tests.benchmarks.figures import Figure, at_least, number, spread
from tests.benchmarks.libraries import import_dumps
from tests.benchmarks.recollections import RECOLLECTIONS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

PAPERS = 10_000
_DUMPS = Path(__file__).parents[3] / "shared" / "dumps"
_KINDS = ("daily-papers-api", "daily-papers-text", "lists", "arxiv", "references")
_TITLES = 300
_FIRST = 10
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SENTENCES = 4
"""Of each of the two papers that make another one."""


def measure(options: argparse.Namespace, folder: Path) -> list[Figure]:
    """Fill a library, then ask."""
    is_real = _DUMPS.is_dir()
    if is_real:
        import_dumps([path for kind in _KINDS for path in (_DUMPS / kind).iterdir()], folder / "l")
    else:
        write_dump(folder / "invented.txt", options.papers)
        import_dumps([folder / "invented.txt"], folder / "l")
    library = Library(folder / "l")
    papers = _papers(library)
    asked = [paper for paper in papers if _is_asked_for(paper)]
    if is_real:
        others = [paper for paper in papers if not _is_asked_for(paper)]
        more = options.papers - len(library.find("").ids)
        dump = folder / "more.jsonl"
        with dump.open("w", encoding="utf-8") as file:
            for paper in _put_together(others, more):
                file.write(json.dumps(paper) + "\n")
        import_dumps([dump], folder / "l")
    try:
        return [*_recollected(library, papers), *_titled(library, asked)]
    finally:
        library.close()


class _Paper(NamedTuple):
    id: int
    title: str
    abstract: str
    arxiv_id: str


def _papers(library: Library) -> list[_Paper]:
    stored = library.papers(library.find("has:abstract").ids.tolist())
    return [_Paper(s.id, s.paper.title, s.paper.abstract, s.paper.arxiv_id) for s in stored]


def _is_asked_for(paper: _Paper) -> bool:
    return paper.arxiv_id in RECOLLECTIONS or zlib.crc32(paper.title.encode()) % 4 == 0


def _put_together(papers: Sequence[_Paper], count: int) -> Iterator[dict[str, str]]:
    """Papers of which each has sentences of two, the beginning of a title and the end of one."""
    chance = Random(4)
    texts = [_SENTENCE.split(paper.abstract) for paper in papers]
    titles = [paper.title.split() for paper in papers]
    for n in range(max(0, count)):
        head, tail = chance.choice(titles), chance.choice(titles)
        sentences = [
            sentence
            for text in chance.sample(texts, 2)
            for sentence in chance.sample(text, min(len(text), _SENTENCES))
        ]
        title = [*head[: len(head) // 2 + 1], *tail[len(tail) // 2 :], str(n)]
        yield {"title": " ".join(title), "abstract": " ".join(sentences)}


class _Asked:
    """Queries, each for one paper, and how high this came."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.exact: list[int] = []
        self.places: list[int] = []
        """From 1; a large number where the paper was not shown."""
        self.times: list[float] = []
        """Of what comes below those found, in ms, where it comes."""

    def ask(self, query: str, paper: int) -> None:
        found = self._library.find(query)
        ids = found.ids.tolist()
        start = time.perf_counter()
        partial = self._library.finder.partial(found, MAX_PARTIAL)
        if partial:
            self.times.append((time.perf_counter() - start) * 1000)
        self.exact.append(_place(ids, paper))
        self.places.append(_place([*ids, *partial], paper))

    def share(self, places: Sequence[int], last: int) -> float:
        return sum(place <= last for place in places) / len(places)

    def figure(self, name: str, last: int, least: float) -> Figure:
        reference = f"all words {number(self.share(self.exact, last))}"
        return at_least(name, self.share(self.places, last), least, "", reference)


def _place(ids: Sequence[int], paper: int) -> int:
    return ids.index(paper) + 1 if paper in ids else 1_000_000


def _recollected(library: Library, papers: Sequence[_Paper]) -> list[Figure]:
    ids = {paper.arxiv_id: paper.id for paper in papers}
    name = f"{len(RECOLLECTIONS)} recollections, among the first ten"
    if not set(RECOLLECTIONS) <= set(ids):
        return [Figure(name, "no dumps")]
    asked = _Asked(library)
    for arxiv_id, query in RECOLLECTIONS.items():
        asked.ask(query, ids[arxiv_id])
    return [
        asked.figure(name, _FIRST, 0.5),
        Figure("of these the first", number(asked.share(asked.places, 1))),
        Figure("time of what has some of the words", spread(asked.times)),
    ]


def _titled(library: Library, papers: Sequence[_Paper]) -> Iterator[Figure]:
    chance = Random(5)
    titles = [(split(paper.title), paper.id) for paper in papers][:_TITLES]
    words = sorted({word for title, _ in titles for word in title if len(word) > 3})
    changes: dict[str, Callable[[str], list[str]]] = {
        "a word missing": lambda word: [],
        "a word misspelt": lambda word: [_misspelt(word, chance)],
        "another word for one": lambda word: [chance.choice(words)],
    }
    for name, change in changes.items():
        asked = _Asked(library)
        for title, paper in titles:
            if len(title) > 2:
                place = chance.randrange(len(title))
                typed = [*title[:place], *change(title[place]), *title[place + 1 :]]
                asked.ask(" ".join(typed), paper)
        yield asked.figure(f"{len(asked.places)} titles with {name}, first", 1, 0.95)
        if asked.times:
            yield Figure(f"time of what has some of the words, {name}", spread(asked.times))


def _misspelt(word: str, chance: Random) -> str:
    """Two neighbours in turn, or one letter more."""
    place = chance.randrange(len(word))
    pair = word[place : place + 2]
    return word[:place] + (pair[::-1] if len(set(pair)) > 1 else pair + "q") + word[place + 2 :]

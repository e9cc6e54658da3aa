"""Queries taken from invented papers, as trees for our index and as SQL for FTS5."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.model.query import And, Filter, Node, Or, Phrase, Word
from paperdesk.model.tokenizer import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperdesk.search.index import TextDocument

QUERIES = 40
"""Of each kind; of keystrokes, queries that are typed."""
BY_DATE, KEYSTROKE = "a word, by date", "one key of a search as you type"
_BEST = "order by rank limit 50"
_LATEST = "order by (select day from dates where id = fts.rowid) desc limit 50"


@dataclass(slots=True)
class Kind:
    """Queries of one kind, and the p95 asked in ms, cold and warm."""

    name: str
    cold: float
    warm: float
    trees: list[Node] = field(default_factory=list)
    sql: list[tuple[str, tuple[str]]] = field(default_factory=list)

    def add(self, tree: Node, match: str, rest: str = _BEST) -> None:
        """Add a query; `rest` is the SQL after the match."""
        self.trees.append(tree)
        self.sql.append((f"select rowid from fts where fts match ? {rest}", (match,)))


def kinds(documents: list[TextDocument]) -> list[Kind]:
    """Every kind, with words that are in the documents."""
    rnd = random.Random(7)
    abstracts = [
        split(document.abstract) for document in rnd.sample(documents, min(2_000, len(documents)))
    ]
    words = _Words(abstracts)
    step = max(1, len(documents) // 1_000)
    allowed = ",".join(map(str, range(1, len(documents) + 1)[6::step]))
    among = f"and rowid in ({allowed}) {_BEST}"
    common = Kind("a common word, the best 50", 10, 3)
    rare = Kind("a rare word", 10, 3)
    three = Kind("three words", 10, 3)
    either = Kind("either of two", 10, 3)
    dated = Kind(BY_DATE, 5, 5)
    filtered = Kind("a word among 1,000 papers", 5, 5)
    phrase = Kind("a phrase that is there", 20, 20)
    hard = Kind("a phrase of the commonest words", 150, 150)
    key = Kind(KEYSTROKE, 60, 15)
    for _ in range(QUERIES):
        word, seldom, middle = map(rnd.choice, (words.common, words.rare, words.middle))
        common.add(Word(word), word)
        rare.add(Word(seldom), seldom)
        either.add(Or((Word(middle), Word(word))), f"{middle} OR {word}")
        dated.add(Word(word), word, _LATEST)
        filtered.add(And((Word(word), Filter("some", ""))), word, among)
        text = rnd.choice(abstracts)
        trio = rnd.sample([word for word in text if len(word) > 3], 3)
        three.add(And(tuple(map(Word, trio))), " AND ".join(trio))
        start = rnd.randrange(len(text) - 4)
        _add_phrase(phrase, text[start : start + rnd.choice((2, 3, 4))])
        _add_phrase(hard, rnd.sample(words.commonest, 2))
        for tree, match in _keystrokes(f"{middle} {word}"):
            key.add(tree, match)
    return [common, rare, three, either, dated, filtered, phrase, hard, key]


class _Words:
    """The words of abstracts by how many have them."""

    def __init__(self, abstracts: list[list[str]]) -> None:
        seen = Counter(word for words in abstracts for word in set(words))
        ranked = [word for word, _ in seen.most_common()]
        self.commonest = sorted(ranked[:12])
        self.common = ranked[:150]
        self.middle = [word for word in ranked[150:1_500] if len(word) > 4]
        self.rare = [word for word in ranked[1_500:] if len(word) > 4]


def _add_phrase(kind: Kind, words: list[str]) -> None:
    kind.add(Phrase(tuple(words)), f'"{" ".join(words)}"')


def _keystrokes(text: str) -> Iterator[tuple[Node, str]]:
    """The query after each letter, the word under the cursor as a prefix."""
    for end in range(1, len(text) + 1):
        *whole, begun = text[:end].split(" ")
        if begun:
            tree = And((*map(Word, whole), Word(begun, prefix=True)))
            yield tree, " AND ".join([*whole, begun + "*"])

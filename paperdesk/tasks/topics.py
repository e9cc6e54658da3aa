"""Finds the topics of a library, from those found before."""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING

from paperdesk.model.tokenizer import split
from paperdesk.search.errors import IndexCorrupted
from paperdesk.search.stemming import stem
from paperdesk.search.topics import find_topics
from paperdesk.store import index_queue, topics
from paperdesk.store.topics import StoredTopic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.library import Library

_log = logging.getLogger(__name__)

_WORDS = 3
_WORDS_KEPT = 2
"""A topic keeps its words while so many of them are among the most telling ones."""
_READ = 60
"""Papers from which the words of a topic are taken, those nearest to it."""


def update_topics(library: Library, *, anew: bool = False) -> bool:
    """Find the topics, unless no paper came or went since; returns whether that was needed.

    `anew`: start from nothing rather than from the topics found before, but for those that the
    user named or pinned. Nothing is found while the index cannot be used.
    """
    if library.read_only or (topics.are_current(library.db) and not anew):
        return False
    state = topics.state(library.db)  # before: of papers that come meanwhile nothing is known
    try:
        library.index.refresh()
        matrices = library.index.term_matrices()
    except IndexCorrupted as error:
        _log.warning("no topics: %s", error)
        return False
    known = [each for each in topics.read(library.db) if each.keeps_words or not anew]
    found = find_topics(matrices, [each.centre for each in known])
    labels: set[str] = set()
    stored = []
    for place, topic in enumerate(found):
        before = known[place] if place < len(known) else None
        papers = topic.papers.tolist()
        words = _words(library, topic.terms, papers[:_READ], before, labels)
        if not papers and not (before and before.keeps_words):
            continue
        labels.add(",".join(words))
        number, keeps = (before.id, before.keeps_words) if before else (0, False)
        centre = topic.centre or (before.centre if before else {})
        stored.append(StoredTopic(number, words, centre, papers, keeps))
    topics.write(library.db, stored, state)
    return True


def _words(
    library: Library,
    terms: Sequence[str],
    papers: Sequence[int],
    before: StoredTopic | None,
    taken: set[str],
) -> tuple[str, ...]:
    """Three words as they are written most; those of before, while most of them are telling."""
    if before is not None:
        still = {stem(word) for word in before.words} & set(terms)
        if before.keeps_words or len(still) >= _WORDS_KEPT:
            return before.words
    written = Counter[str]()
    for text in index_queue.texts(library.db, papers):
        written.update(split(f"{text.title} {text.abstract}"))
    forms: dict[str, str] = {}
    for word, _ in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        forms.setdefault(stem(word), word)
    words = [forms[term] for term in _unlike(terms) if term in forms]
    for last in range(_WORDS - 1, max(len(words), _WORDS)):
        named = (*words[: _WORDS - 1], *words[last : last + 1])
        if ",".join(named) not in taken:
            break
    return named


def _unlike(terms: Sequence[str]) -> Iterator[str]:
    """The terms, without those that continue one before, or that one before continues."""
    said: list[str] = []
    for term in terms:
        if not any(term.startswith(each) or each.startswith(term) for each in said):
            said.append(term)
            yield term

"""The child that answers a window's questions, as a process of its own."""

from __future__ import annotations

import base64
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest

from paperdesk.library import Library
from paperdesk.model.edits import SetNote, SetStar
from paperdesk.model.paper import Paper
from paperdesk.model.search_protocol import (
    CompleteWord,
    CountSidebar,
    FetchIds,
    FindMatches,
    FindPapers,
    FindSimilar,
    IdsFetched,
    MatchesFound,
    PapersFound,
    SimilarFound,
    WordCompleted,
    reply_from_line,
    to_line,
)
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.search_protocol import Request
    from tests.prepared_libraries import PreparedLibraries

T = TypeVar("T")
BEES = "Foraging bees of the meadow, counted by volunteers"


class Child:
    """A search child, asked by hand."""

    def __init__(self, library: Path, code: str = "") -> None:
        serve = ["-m", "paperdesk", "--library", str(library), "serve"]
        command = [sys.executable, *(["-c", code, str(library)] if code else serve)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self.process.stdout is not None
        self._lines = iter(self.process.stdout.readline, b"")

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def put(self, *requests: Request) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(map(to_line, requests)))

    def next(self, kind: type[T]) -> T:
        reply = reply_from_line(next(self._lines))
        assert isinstance(reply, kind)
        return reply

    def ask(self, request: Request, kind: type[T]) -> T:
        self.put(request)
        return self.next(kind)

    def fetch(self, number: int, first: int) -> list[int]:
        packed = base64.b64decode(self.ask(FetchIds(number, first), IdsFetched).packed)
        ids: list[int] = np.frombuffer(packed, "<i8").tolist()
        return ids

    def find(self, query: str, number: int = 1, sort: str = "") -> PapersFound:
        return self.ask(FindPapers(number, query, sort), PapersFound)


def build(folder: Path) -> None:
    library = Library(folder)
    papers = [Paper("Bees by day", BEES), Paper("Bees by night", BEES)]
    papers += [Paper(f"Minutes {n}", f"Item {n} of the meeting") for n in range(3, 1_200)]
    import_papers(library.db, papers)
    drain(library)
    library.close()


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Iterator[Library]:
    prepared_libraries.copy(tmp_path / "library", build)
    library = Library(tmp_path / "library")
    yield library
    library.close()


@pytest.fixture
def child(library: Library) -> Iterator[Child]:
    child = Child(library.folder)
    yield child
    child.end()


def drain(library: Library) -> None:
    for _ in library.drain():
        pass


def test_a_query_and_its_further_ids(child: Child) -> None:
    answer = child.find("minutes", 7)
    assert (answer.id, answer.count) == (7, 1_197)
    assert len(answer.ids) == 1_000
    assert not answer.reasons
    ids = [*answer.ids]
    while more := child.fetch(7, len(ids)):
        ids += more
    assert sorted(ids) == list(range(3, 1_200))
    assert not child.fetch(6, 1_000), "of an older question there is none"


def test_many_ids_come_in_pieces(library: Library, child: Child) -> None:
    import_papers(library.db, [Paper(f"More {n}") for n in range(11_000)], "more.txt")
    ids = [*child.find("", 7, sort="title").ids]
    pieces = []
    while more := child.fetch(7, len(ids)):
        pieces.append(len(more))
        ids += more
    assert pieces == [10_000, 1_199]
    assert ids == library.find("", "title").ids.tolist()


def test_papers_with_some_of_the_words_are_not_counted(child: Child) -> None:
    asked = FindPapers(1, "what about bees in the zeppelin", in_sight=8)
    answer = child.ask(asked, PapersFound)
    assert (answer.count, answer.ids, sorted(answer.partial)) == (0, [], [1, 2])
    # Words of a question are not marked: of the abstract, "bees" is.
    title, abstract = {(match.title, match.abstract) for match in answer.matches}.pop()
    assert (title, abstract) == (((0, 4),), ((9, 13),))
    found = child.ask(FindMatches(1, asked.query, False, [2, 1]), MatchesFound)
    assert sorted(found.matches) == sorted(answer.matches)
    assert child.fetch(1, 0) == []
    assert not child.find("minutes").partial


def test_what_is_found_of_a_long_phrase_comes_first(child: Child) -> None:
    child.put(FindPapers(1, '"bees by"', seconds=0))
    assert [child.next(PapersFound).id, child.next(PapersFound).id] == [1, 1]
    child.put(FindPapers(2, '"of the meadow"', seconds=0))
    answer = child.next(PapersFound)
    assert (answer.id, answer.count) == (2, 2), "nothing yet is no answer"
    assert child.find("bees", 3).id == 3


def test_an_answer_has_the_matches_in_the_papers_in_sight(child: Child) -> None:
    asked = FindPapers(1, "meadow", typing=True)
    answer = child.ask(replace(asked, in_sight=1), PapersFound)
    found = child.ask(FindMatches(1, "meadow", True, answer.ids[:1]), MatchesFound)
    assert answer.matches == found.matches
    assert answer.matches[0].in_snippet, "the word is in the snippet"
    assert not child.ask(asked, PapersFound).matches, "unasked, nothing is looked for"
    conditions = replace(asked, query="is:unread", in_sight=2)
    assert not child.ask(conditions, PapersFound).matches, "conditions have no words to find"


def test_of_many_questions_the_newest_is_answered(child: Child) -> None:
    queries = ["of", '"of the"', "m*", "it*", "minutes OR item"] * 30
    child.put(*(FindPapers(number, query, typing=True) for number, query in enumerate(queries)))
    answered = [child.next(PapersFound).id]
    while answered[-1] != len(queries) - 1:
        answered.append(child.next(PapersFound).id)
    assert answered == sorted(answered)
    assert len(answered) < len(queries) / 2
    assert child.find("bees", 1_000).id == 1_000, "nothing comes after the newest"


def test_an_answer_knows_what_was_written_meanwhile(child: Child, library: Library) -> None:
    assert child.find("zeppelin").count == 0
    assert child.find("is:starred").count == 0
    library.apply(SetNote(5, "a zeppelin"))
    library.apply(SetStar((6,), True))
    drain(library)
    assert child.find("zeppelin").ids == [5]
    assert child.find("is:starred").ids == [6]
    import_papers(library.db, [Paper("Zeppelins over meadows")], "second.txt")
    drain(library)
    assert sorted(child.find("zeppelin").ids) == [5, 1_200]


def test_similar_papers(child: Child) -> None:
    answer = child.ask(FindSimilar(3, 1), SimilarFound)
    ((paper, words),) = answer.papers
    assert (answer.id, paper) == (3, 2)
    assert "bees" in words
    assert not child.ask(FindSimilar(4, 9_999), SimilarFound).papers


def test_reasons(child: Child, library: Library) -> None:
    library.apply(SetStar((1,), True))
    answer = child.find("is:unread sort:foryou")
    assert answer.ids[0] == 2
    words, title, paper, mark = answer.reasons[2]
    assert (title, paper, mark) == ("Bees by day", 1, "starred")
    assert "bees" in words


def test_it_ends_with_its_parent(child: Child) -> None:
    child.find("bees")
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(10) == 0


MEANWHILE = """
import sys
from pathlib import Path
from paperdesk.cli.search_server import _RequestQueue, _Searches, _answer
from paperdesk.library import Library
from paperdesk.model.search_protocol import FindPapers
queue = _RequestQueue()
searches = _Searches(Library(Path(sys.argv[1])), queue)
request = queue.next()
print(flush=True)
while not queue.holds(FindPapers):
    pass
while True:
    _answer(searches, queue, request)
    request = queue.next()
"""


def test_a_completion_that_a_query_cancels_is_answered_after_it(library: Library) -> None:
    child = Child(library.folder, MEANWHILE)
    try:
        child.put(CompleteWord(1, "", "mi"))
        next(child._lines)  # the completion has begun
        child.put(FindPapers(2, "minutes"))
        assert child.next(PapersFound).id == 2
        child.put(CountSidebar())  # answered last: without the completion, this is next
        assert child.next(WordCompleted).id == 1
    finally:
        child.end()

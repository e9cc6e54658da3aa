"""The index of a library: find, update, refresh, rebuild, and corruption."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from paperdesk.errors import Cancelled
from paperdesk.model.query import And, Filter, Not, Or, Phrase, Word
from paperdesk.search.index import IndexCorrupted, PaperIndex, TextDocument
from paperdesk.search.segments.segment import MAX_DOCUMENTS
from paperdesk.search.segments.writer import read_contents
from tests.search.oracles import annotation, built, current_path, found, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.query import Node

DOCUMENTS = [
    text(1, "Chain of thought prompting", "Models reason step by step.", "Ada Lovelace"),
    text(2, "A survey of transformers", "Attention is in-context.", "Alan Turing", "Bletchley"),
    text(3, "Graph networks", "Thought experiments; a chain of models.", "Émilie du Châtelet"),
    text(5, "Sparse retrieval", "The the the. Retrieval of the chain.", "Ada Byron", "Café"),
]
ANNOTATIONS = [annotation(2, "read again: retrieval"), annotation(3, "", "thought experiments")]


@pytest.fixture
def index(tmp_path: Path) -> PaperIndex:
    return built(tmp_path / "index", DOCUMENTS, ANNOTATIONS)


def ids(index: PaperIndex, node: Node) -> list[int]:
    return list(found(index, node, range(1, 6)))


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Word("model"), [1, 3]),
        (Word("MODELS"), [1, 3]),
        (Word("retrieval"), [2, 5]),
        (Word("retrieval", "note"), [2]),
        (Word("thought"), [1, 3]),
        (Word("experiment"), [3]),
        (Word("lovelace"), [1]),
        (Word("lovelaces"), []),
        (Word("ada", "author"), [1, 5]),
        (Word("cafe", "org"), [5]),
        (Word("emilie"), [3]),
        (Word("chain", "title"), [1]),
        (Word("transforme", prefix=True), [2]),
        (Word("transfor"), []),
        (Word("t", "title", prefix=True), [1, 2]),
        (Word("in-context"), [2]),
        (Word("…"), [1, 2, 3, 4, 5]),
        (Phrase(("chain", "of", "thought")), [1]),
        (Phrase(("of", "models")), [3]),
        (Phrase(("the", "the", "the")), [5]),
        (Phrase(("the", "the", "the", "the")), []),
        (Phrase(("chain", "of", "tho"), prefix=True), [1]),
        (Phrase(("ada", "lovelace"), "author"), [1]),
        (Phrase(("lovelace", "ada")), []),
        (Phrase(("prompting", "models")), []),
        (And((Word("chain"), Word("model"))), [1, 3]),
        (And((Word("chain"), Not(Word("thought")))), [5]),
        (And((Word("chain"), Word("?"))), [1, 3, 5]),
        (Or((Word("attention"), Word("sparse"))), [2, 5]),
        (Or((Word("attention"), Filter("tag", "even"))), [2, 4]),
        (And((Word("chain"), Filter("tag", "odd"), Word("retrieval"))), [5]),
        (Not(Word("chain")), [2, 4]),
        (Not(Not(Word("chain"))), [1, 3, 5]),
        (And((Not(Word("chain")), Not(Word("survey")))), [4]),
        (And((Not(Word("chain")), Filter("tag", "odd"))), []),
        (Not(Word("?")), [1, 2, 3, 4, 5]),
    ],
    ids=str,
)
def test_find(index: PaperIndex, node: Node, expected: list[int]) -> None:
    assert ids(index, node) == expected


def test_titles_score_higher(index: PaperIndex) -> None:
    scores = found(index, Word("chain"))
    assert scores[1] > scores[5] > 0


def test_only_words_score(index: PaperIndex) -> None:
    every = np.arange(1, 6)
    for node in (Filter("tag", "odd"), Not(Word("chain")), Word("!"), And((Phrase(("?",)),))):
        assert index.find(node, lambda f: every, lambda: every).scores is None
    for node in (Word("zzz"), Or((Filter("tag", "odd"), Word("chain")))):
        answer = index.find(node, lambda f: every, lambda: every)
        assert answer.scores is not None
        assert len(answer.scores) == len(answer.ids)


def test_update_replaces_and_removes(index: PaperIndex) -> None:
    assert ids(index, Word("survey")) == [2]
    index.update([text(2, "On computable numbers")], [annotation(3), annotation(1, "sparse")], {5})
    assert ids(index, Word("survey")) == [2], "a search sees one commit until it refreshes"
    assert index.refresh()
    assert not index.refresh()
    assert ids(index, Word("survey")) == []
    assert ids(index, Word("computable")) == [2]
    assert ids(index, Word("retrieval")) == [2], "its note is unchanged"
    assert ids(index, Word("sparse")) == [1]
    assert ids(index, Word("experiment")) == [3], "its abstract is unchanged"


def test_another_process_sees_a_commit(index: PaperIndex, tmp_path: Path) -> None:
    other = PaperIndex(tmp_path / "index")
    assert ids(other, Word("numbers")) == []
    index.update([text(7, "Numbers")], (), ())
    assert other.refresh()
    assert ids(other, Word("numbers")) == [7]


def test_a_note_does_not_rewrite_texts(index: PaperIndex, tmp_path: Path) -> None:
    path = current_path(tmp_path / "index")
    before = sorted(path.name for path in path.glob("*texts*"))
    index.update((), [annotation(1, "new")], ())
    assert sorted(path.name for path in path.glob("*texts*")) == before


def test_small_segments_are_merged(index: PaperIndex, tmp_path: Path) -> None:
    path = current_path(tmp_path / "index")
    for round_ in range(40):
        index.update([text(1 + round_ % 6, f"Title{round_} models", "chain of thought")], (), ())
        assert len(read_contents(path, "texts").segments) <= 9
    index.refresh()
    assert ids(index, Phrase(("chain", "of", "thought"))) == [1, 2, 3, 4, 5, 6]
    assert ids(index, Word("title3", prefix=True)) == [1, 2, 3, 4, 5, 6]
    assert ids(index, Word("title34", prefix=True)) == [5]
    files = {path.name.split(".")[0] for path in path.glob("texts_*")}
    assert len(files) == len(read_contents(path, "texts").segments), "unused files are deleted"


def test_deleted_documents_are_dropped(index: PaperIndex, tmp_path: Path) -> None:
    index.update((), (), {1, 2, 3})
    (segment,) = read_contents(current_path(tmp_path / "index"), "texts").segments
    assert (segment.doc_count_all(), segment.deleted_count()) == (1, 0)
    index.refresh()
    assert index.complete("t") == ["the"], "words are deleted with their documents"
    index.update((), (), {5})
    assert read_contents(current_path(tmp_path / "index"), "texts").segments == []
    index.refresh()
    assert ids(index, Word("chain")) == []
    assert index.usable()


def test_an_empty_library(tmp_path: Path) -> None:
    index = built(tmp_path, ())
    assert index.usable()
    assert ids(index, Word("a")) == []
    assert ids(index, Phrase(("a", "b"))) == []
    assert index.complete("a") == []


def test_documents_without_words(tmp_path: Path) -> None:
    index = built(
        tmp_path, [text(1), text(2, "word"), text(3, "- - -")], [annotation(1), annotation(2, "!")]
    )
    assert ids(index, Word("word")) == [2]


def test_long_texts_and_frequent_words(tmp_path: Path) -> None:
    """Counts, positions, gaps and documents that need more than one byte."""
    long = " ".join(f"w{i}" for i in range(70_000))
    many = [text(i, "rare" if i in (9, 400) else "dense") for i in range(10, 900)]
    index = built(tmp_path, [text(1, "echo " * 300 + "end"), text(2, long), *many])
    assert ids(index, Phrase(("w69998", "w69999"))) == [2]
    assert ids(index, Phrase(("w255", "w256", "w257"))) == [2]
    assert ids(index, Phrase(("w257", "w256"))) == []
    assert ids(index, Phrase(("echo", "end"))) == [1]
    assert ids(index, Phrase(("echo",) * 300)) == [1]
    assert ids(index, Phrase(("echo",) * 301)) == []
    assert ids(index, Word("rare")) == [400]
    assert ids(index, Word("dense")) == [i for i in range(10, 900) if i != 400]


@pytest.mark.parametrize(
    "node",
    [
        Word("chain"),
        Word("cha", prefix=True),
        Phrase(("chain", "of")),
        Or((Word("zeppelin"), Word("chain"))),
        Filter("like", "1"),
    ],
)
def test_search_can_be_cancelled_at_any_check(index: PaperIndex, node: Node) -> None:
    nothing = np.arange(0)

    def find(allowed: int) -> int:
        """Cancel after the allowed checks; returns the number of checks."""
        left = allowed
        index.close()

        def check_cancelled() -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Cancelled

        vector = index.similarity().term_vector("Chain of thought", "models")
        vectors = [vector]
        index.find(node, lambda f: nothing, lambda: nothing, lambda _: vectors, check_cancelled)
        return allowed - left

    checks = find(1_000)
    assert checks >= 2, "at least once per field"
    for allowed in range(checks):
        with pytest.raises(Cancelled):
            find(allowed)
    assert find(checks) == checks


def test_errors_of_the_caller_are_not_translated(index: PaperIndex) -> None:
    def fails(*_: object) -> np.ndarray:
        raise KeyError("caller")

    with pytest.raises(KeyError):
        index.find(Filter("tag", "x"), fails, fails)
    with pytest.raises(KeyError):
        index.find(Not(Word("chain")), fails, fails)

    def broken() -> Iterator[TextDocument]:
        yield text(9, "ninth")
        raise KeyError("caller")

    with pytest.raises(KeyError):
        index.update(broken(), (), ())
    with pytest.raises(KeyError):
        index.rebuild(broken(), ())
    index.refresh()
    assert ids(index, Word("ninth")) == []
    assert ids(index, Word("chain")) == [1, 3, 5]


def test_cache_is_bounded(tmp_path: Path) -> None:
    documents = [text(i, f"same w{i % 50} w{i % 7}") for i in range(1, 400)]
    index = PaperIndex(tmp_path, cache_bytes=20_000)
    index.rebuild(documents, ())
    for word in ["same", *(f"w{i}" for i in range(50)), "same"]:
        assert ids(index, Word(word))
        assert (
            sum(h.papers.nbytes + h.scores.nbytes for h in index._cache._entries.values()) < 20_000
        )


# Corruption


def test_missing(tmp_path: Path) -> None:
    index = PaperIndex(tmp_path / "none")
    assert not index.usable()
    with pytest.raises(IndexCorrupted):
        ids(index, Word("a"))
    with pytest.raises(IndexCorrupted):
        index.update([text(1, "a")], (), ())
    index.rebuild([text(1, "a")], ())
    assert index.usable()
    assert ids(index, Word("a")) == [1]


@pytest.mark.parametrize("content", ["", "{}", "[]", "no json", '{"name": "x", "complete": true}'])
def test_an_invalid_current_json(index: PaperIndex, tmp_path: Path, content: str) -> None:
    (tmp_path / "index" / "current.json").write_text(content)
    assert not PaperIndex(tmp_path / "index").usable()


def test_another_version(index: PaperIndex, tmp_path: Path) -> None:
    marker = tmp_path / "index" / "current.json"
    content = json.loads(marker.read_text())
    marker.write_text(json.dumps(content | {"version": "1, whoosh 2.7.5"}))
    other = PaperIndex(tmp_path / "index")
    assert not other.usable()
    with pytest.raises(IndexCorrupted):
        ids(other, Word("chain"))
    other.rebuild(DOCUMENTS, ANNOTATIONS)
    assert ids(other, Word("chain")) == [1, 3, 5]


@pytest.mark.parametrize("cut", [0, 1, 10, 0.5, 0.99])
@pytest.mark.parametrize(
    "pattern", ["texts_*.seg", "annotations_*.seg", "_texts_*.toc", "_annotations_*.toc"]
)
def test_truncated_files(index: PaperIndex, tmp_path: Path, pattern: str, cut: float) -> None:
    (path,) = current_path(tmp_path / "index").glob(pattern)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut) if 0 < cut < 1 else int(cut)])
    other = PaperIndex(tmp_path / "index")
    assert not other.usable()
    with pytest.raises(IndexCorrupted):
        ids(other, Word("chain"))
    other.rebuild(DOCUMENTS, ANNOTATIONS)
    assert ids(other, Word("chain")) == [1, 3, 5]


def test_a_missing_file(index: PaperIndex, tmp_path: Path) -> None:
    next(current_path(tmp_path / "index").glob("texts_*.seg")).unlink()
    assert not PaperIndex(tmp_path / "index").usable()


def test_altered_bytes_raise_only_index_corrupted(index: PaperIndex, tmp_path: Path) -> None:
    """A flipped byte gives a result or IndexCorrupted, and `verify` detects it."""
    (path,) = current_path(tmp_path / "index").glob("texts_*.seg")
    data = path.read_bytes()
    altered = 0
    for place in range(8, len(data), 7):
        path.write_bytes(data[:place] + bytes((data[place] ^ 0xFF,)) + data[place + 1 :])
        other = PaperIndex(tmp_path / "index")
        try:
            for node in (Word("chain"), Phrase(("chain", "of")), Word("t", prefix=True)):
                ids(other, node)
            other.verify()
        except IndexCorrupted:
            altered += 1
        other.close()
    path.write_bytes(data)
    index.verify()
    padding = 8 * data.count(b"\0" * 3)
    assert altered > 50
    assert altered * 7 > len(data) - padding - 1000


def test_document_numbers_fit_two_bytes() -> None:
    assert MAX_DOCUMENTS == 65_536

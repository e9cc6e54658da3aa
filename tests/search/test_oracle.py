"""Results equal those of Whoosh's own searcher: the same papers, scores within 1e-5."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as wq
from whoosh.filedb.filestore import RamStorage

from paperdesk.model.query import And, Filter, Node, Not, Or, Phrase, Word
from paperdesk.search.index import AnnotationDocument, TextDocument
from paperdesk.search.segments.schema import FIELDS, TEXTS, whoosh_schema
from tests.search.oracles import Oracle, annotation, built, found, text

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = [
    *("model", "models", "modeling", "Modèle", "the", "of", "a", "retrieval", "retrieve"),
    *("transformer", "transformers", "transform", "attention", "bert", "BERT-2", "in-context"),
    *("café", "cafe\u0301", "naïve", "straße", "3d", "x_y", "Łukasz", "自然", "L’Oréal"),
    *(
        "incontext",
        "BERT2",
        "Müller",
        "mueller",
        "C++",
        "自然语言",
        "言",
        "用GPU训练",
        "한국어",
        "국어",
    ),
]
PREFIXES = ("m", "mo", "tr", "transforme", "caf", "b", "ret", "zz", "the", "Stra")

words = st.sampled_from(WORDS)
sentences = st.lists(words, max_size=12).map(" ".join)
papers = st.integers(1, 12)
texts = st.builds(TextDocument, papers, sentences, sentences, sentences, sentences)
annotations = st.builds(AnnotationDocument, papers, sentences, sentences)


def _one_each(documents: Iterable[TextDocument | AnnotationDocument]) -> list:
    return list({document.paper: document for document in documents}.values())


commits = st.tuples(
    st.lists(texts, max_size=5).map(_one_each),
    st.lists(annotations, max_size=3).map(_one_each),
    st.sets(papers, max_size=2),
)

text_fields = st.sampled_from(("", "title", "abstract", "author", "org"))
any_field = text_fields | st.just("note")


def leaves(of: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    rows = st.lists(words, min_size=1, max_size=3).map(tuple)
    return (
        st.builds(Word, words, of)
        | st.builds(Word, st.sampled_from(PREFIXES), of, st.just(True))
        | st.builds(Phrase, rows, of)
        | st.builds(
            lambda row, end, field: Phrase((*row, end), field, True),
            rows,
            st.sampled_from(PREFIXES),
            of,
        )
    )


def _compound(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Not, parts)


filters = st.builds(Filter, st.just("tag"), st.sampled_from(("odd", "even")))
trees = st.recursive(leaves(any_field) | filters, _compound, max_leaves=5)


@given(st.lists(commits, min_size=1, max_size=4), st.lists(trees, min_size=1, max_size=4))
def test_any_tree_after_any_commits(plan: list, queries: list[Node]) -> None:
    """Several segments, replaced and removed papers, both indexes, filters."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        index = built(path, *plan[0][:2])
        live = {document.paper for document in plan[0][0] + plan[0][1]}
        for texts_, annotations_, removed in plan[1:]:
            index.update(texts_, annotations_, removed)
            live = (live - removed) | {document.paper for document in texts_ + annotations_}
        index.refresh()
        oracle = Oracle(path)
        for tree in queries:
            papers_ = live | {13, 14}  # two that are not indexed yet
            assert found(index, tree, papers_) == pytest.approx(
                oracle.expected(tree, papers_), abs=1e-5
            )
        oracle.close()
        index.close()


def _leaves_of(node: Node) -> list[Node]:
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _leaves_of(part)]
        case Not(part):
            return _leaves_of(part)
        case _:
            return [node]


def _positive(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    without = st.builds(lambda required, excluded: And((*required, Not(excluded))), several, parts)
    return st.builds(And, several) | st.builds(Or, several) | without


@given(
    st.lists(st.lists(texts, max_size=6).map(_one_each), min_size=1, max_size=3),
    st.recursive(leaves(text_fields), _positive, max_leaves=5),
)
def test_whole_trees_through_whoosh(plan: list[list[TextDocument]], tree: Node) -> None:
    """And, Or and Not are compared with Whoosh too, not only the leaves."""
    leaves_ = _leaves_of(tree)
    assume(len(leaves_) == len(set(leaves_)))  # Whoosh counts a repeated part once
    with TemporaryDirectory() as folder:
        path = Path(folder)
        index = built(path, plan[0])
        for texts_ in plan[1:]:
            index.update(texts_, (), ())
        index.refresh()
        oracle = Oracle(path)
        query = oracle.tree(tree)
        assert found(index, tree) == pytest.approx(oracle.search(TEXTS, query), abs=1e-5)
        oracle.close()


@given(
    st.lists(texts, max_size=8).map(_one_each),
    st.lists(
        st.builds(Word, words, text_fields)
        | st.builds(Phrase, st.lists(words, min_size=2, max_size=3).map(tuple), text_fields),
        min_size=1,
        max_size=5,
    ),
)
def test_an_index_written_by_whoosh(documents: list[TextDocument], queries: list[Node]) -> None:
    """Our files hold the same terms, lengths and positions as Whoosh's own."""
    schema = whoosh_schema(TEXTS)
    schema.add("paper", fields.STORED())
    stock = RamStorage().create_index(schema)
    with stock.writer() as writer:
        for d in documents:
            texts_of = 2 * (d.title, d.abstract, d.authors, d.org)
            named = zip((field.name for field in FIELDS[TEXTS]), texts_of, strict=True)
            writer.add_document(paper=d.paper, **dict(named))
    with TemporaryDirectory() as folder, stock.searcher() as searcher:
        index = built(Path(folder), documents)
        oracle = Oracle(Path(folder))
        for node in queries:
            hits = searcher.search(oracle.leaf(node)[TEXTS], limit=None)
            expected = {hit["paper"]: hit.score for hit in hits}
            assert found(index, node) == pytest.approx(expected, abs=1e-5)
        oracle.close()


def test_frequent_and_rare_terms(tmp_path: Path) -> None:
    """Both encodings of documents under one prefix, in several segments with deletions."""
    documents = [
        text(i, f"de{i % 3} de{i % 97} de{i}", f"the dense word de{i % 3} " * (i % 5))
        for i in range(1, 900)
    ]
    index = built(tmp_path, documents[:500])
    index.update(documents[400:], (), range(1, 900, 11))
    index.refresh()
    oracle = Oracle(tmp_path)
    for node in (
        Word("de", prefix=True),
        Word("de4", "title", prefix=True),
        Word("de77"),
        Phrase(("dense", "word", "d"), prefix=True),
        And((Word("d", prefix=True), Not(Word("de2")))),
    ):
        first = found(index, node, range(1, 900))
        assert first == pytest.approx(oracle.expected(node, set(range(1, 900))), abs=1e-5)
        assert found(index, node, range(1, 900)) == first, "and from the cache"
    oracle.close()


@pytest.fixture
def small(tmp_path: Path) -> Oracle:
    documents = [
        text(i + 1, f"about {w}", f"{w} and {WORDS[i - 1]} twice {w}") for i, w in enumerate(WORDS)
    ]
    index = built(tmp_path, documents)
    index.update([replace(documents[0], title="a model replaced")], [annotation(1, "n")], {5})
    return Oracle(tmp_path)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (wq.Every(), len(WORDS) - 1),
        (wq.FuzzyTerm("abstract", "retriev", maxdist=1), 3),
        (wq.Prefix("abstract", "transf"), 4),
        (wq.Wildcard("abstract", "tr*n"), 0),
        (wq.TermRange("abstract", "m", "n"), 7),
        (wq.Phrase("abstract", ["twice", "bert"]), 2),
        (wq.Not(wq.Term("abstract", "twice")), 0),
    ],
)
def test_other_queries_of_whoosh(small: Oracle, query: wq.Query, count: int) -> None:
    """Whoosh's searcher supports its other queries on our files."""
    assert len(small.search(TEXTS, query)) == count
    small.close()

"""Words are found in every script and spelling; and nothing is found less than by plain words."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as wq
from whoosh.analysis import CJKAnalyzer
from whoosh.filedb.filestore import RamStorage

from paperdesk.model.query import Phrase, Query, Word
from paperdesk.model.tokenizer import letter_runs
from paperdesk.search.stemming import stem
from tests.search.oracles import annotation, built, found, text

if TYPE_CHECKING:
    from paperdesk.search.index import PaperIndex

DOCUMENTS = [
    text(1, "GPT-4o and LLaMA-3.1 on C++", "State-of-the-art; we don't need X-rays.", "Pat O'Neil"),
    text(2, "GPT-4 only", "It is not able to see colour.", "Karl Müller, Ann Lee", "Zürich"),
    text(3, "大型语言模型的综述", "我们在GPU上用PyTorch训练了模型。", "王小明"),
    text(4, "한국어 문서 분류", "C# by Karl Mueller; Finetuned GPT3.5", "Søren Å"),
    text(5, "機械学習による文書分類", "การเรียนรู้ของเครื่อง", "山田太郎"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> PaperIndex:
    folder = tmp_path_factory.mktemp("index")
    return built(folder, DOCUMENTS, [annotation(2, "an on-line note", "a low-light image")])


@pytest.mark.parametrize(
    ("query", "papers"),
    [
        ("gpt4o", [1]),
        ("GPT-4o", [1]),
        ("gpt-4", [2]),
        ("gpt3.5", [4]),
        ("GPT-3.5", [4]),
        ("llama3", [1]),
        ("llama3.1", [1]),
        ("gpt4*", [1, 2]),
        ("title:gpt4o", [1]),
        ("abstract:gpt4o", []),
        ("stateoftheart", [1]),
        ("dont", [1]),
        ("don’t", [1]),
        ('"we dont need"', [1]),
        ('"we dont x"', []),
        ("xray", [1]),
        ("fine-tuning", [4]),
        ("notable", []),
        ("oneil", [1]),
        ("author:oneil", [1]),
        ("mueller", [2, 4]),
        ("müller", [2, 4]),
        ("muller", [2]),
        ('author:"Karl Mueller"', [2]),
        ('author:"mueller ann"', []),
        ("K. Müller", [2]),
        ("author:k author:müller", [2]),
        ("Z. Müller", []),
        ('author:"K. Müller"', [2]),
        ('author:"k muller"', [2]),
        ('"K. Müller"', [2]),
        ('author:"Z. Müller"', []),
        ('author:"A. Müller"', []),
        ('author:"P. O\'Neil"', [1]),
        ('"K. Müller" -author:lee', []),
        ('abstract:"K. Mueller"', []),
        ("soeren", [4]),
        ("zuerich", [2]),
        ("org:zurich", [2]),
        ("color", [2]),
        ("online", [2]),
        ("note:online", [2]),
        ("lowlight", [2]),
        ("C++", [1]),
        ("c#", [4]),
        ("C", []),
        ("语言模型", [3]),
        ("语言", [3]),
        ("言", [3]),
        ("述", [3]),
        ("模语", []),
        ("训练", [3]),
        ("gpu", [3]),
        ("在GPU上", [3]),
        ("GPU训练", []),
        ("-训练 模型", []),
        ("小明", [3]),
        ("author:王", [3]),
        ("国어", []),
        ("한국어", [4]),
        ("국어", [4]),
        ("문서", [4]),
        ("学習", [5]),
        ("文書分類", [5]),
        ("เครื่อง", [5]),
    ],
)
def test_queries(index: PaperIndex, query: str, papers: list[int]) -> None:
    tree = Query.parse(query).tree
    assert tree is not None
    assert list(found(index, tree, range(1, 6))) == papers


def test_pairs_and_joined_words_are_not_offered(index: PaperIndex) -> None:
    assert index.complete("gpt4") == []
    assert index.complete("gp") == ["gpt", "gpt3", "gpu"]
    assert index.complete("训") == index.complete("语言") == index.complete("mue", "title") == []


def test_another_spelling_is_not_corrected(tmp_path: Path) -> None:
    papers = [text(n, "muller", authors="Karl Müller") for n in range(1, 60)]
    index = built(tmp_path, papers)
    assert index.suggest("mueller") == []
    assert index.suggest("nuller") == ["muller"]


_RUNS = st.lists(st.sampled_from([*"训练模型かな語", "gpu", "AI"]), min_size=1).map("".join)


@given(st.lists(_RUNS, min_size=1, max_size=6), _RUNS)
def test_runs_without_blanks_as_whoosh_finds_them(texts: list[str], sought: str) -> None:
    """Whoosh has each character as a word, in which a run is a phrase."""
    analyzer = CJKAnalyzer(stoplist=None)
    stock = RamStorage().create_index(fields.Schema(t=fields.TEXT(analyzer), n=fields.STORED()))
    with stock.writer() as writer:
        for number, each in enumerate(texts, 1):
            writer.add_document(t=each, n=number)
    words = [token.text for token in analyzer(sought)]
    with TemporaryDirectory() as folder, stock.searcher() as searcher:
        index = built(Path(folder), [text(n, "", each) for n, each in enumerate(texts, 1)])
        hits = searcher.search(wq.Phrase("t", words), limit=None)
        assert list(found(index, Word(sought))) == sorted(hit["n"] for hit in hits)
        index.close()


_PIECES = ("gpt", "GPT4o", "4o", "don", "t", "Müller", "mueller", "训练", "模", "한국어", "colour")
_JOINERS = ("", "-", "'", "/", ".", " ", "’")
_joined = st.tuples(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4),
    st.lists(st.sampled_from(_JOINERS), min_size=4, max_size=4),
)
_texts = _joined.map(lambda parts: "".join(a + b for a, b in zip(*parts, strict=False)))


@given(st.lists(_texts, min_size=1, max_size=6), _texts, st.booleans())
def test_nothing_is_found_less_than_by_runs_of_letters(
    texts: list[str], sought: str, prefix: bool
) -> None:
    *before, last = letter_runs(sought)
    stems = list(map(stem, before))

    def ends(word: str) -> bool:
        return stem(word) == stem(last) or (prefix and word.startswith(last))

    def has(words: list[str]) -> bool:
        terms = list(map(stem, words))
        return any(
            terms[at : at + len(stems)] == stems and ends(words[at + len(stems)])
            for at in range(len(words) - len(stems))
        )

    expected = {n for n, each in enumerate(texts, 1) if has(letter_runs(each))}
    tree = Phrase((sought,), prefix=prefix) if " " in sought else Word(sought, prefix=prefix)
    with TemporaryDirectory() as folder:
        index = built(Path(folder), [text(n, each) for n, each in enumerate(texts, 1)])
        assert expected <= found(index, tree).keys()
        index.close()

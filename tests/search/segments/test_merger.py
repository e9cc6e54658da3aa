"""A merged segment has the same arrays as one built from all documents."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.search.index import PaperIndex
from paperdesk.search.segments import builder as build
from paperdesk.search.segments import inverter, writer
from paperdesk.search.segments.inverter import SegmentBuilder
from paperdesk.search.segments.merger import merged
from paperdesk.search.segments.schema import FIELDS, TEXTS
from paperdesk.search.segments.segment import SegmentArrays, write_segment
from tests.search.oracles import current_path, found, text

if TYPE_CHECKING:
    from paperdesk.search.segments.segment import Arrays

from paperdesk.model.query import Phrase, Word

WORDS = ["bee", "bees", "ship", "ships", "shipping", "x" * 20, "x" * 21, "é", "7"]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
documents = st.tuples(texts, texts, texts, texts)
segments = st.lists(st.lists(documents, min_size=1, max_size=6), min_size=1, max_size=4)


def arrays_of(papers: list[tuple[int, tuple[str, ...]]]) -> Arrays:
    builder = SegmentBuilder(FIELDS[TEXTS])
    for paper, fields in papers:
        builder.add(paper, fields)
    return builder.arrays()


@given(parts=segments, data=st.data(), batch_words=st.sampled_from([1, 3, 1_000]))
def test_a_merged_segment_is_as_if_built_at_once(
    parts: list[list[tuple[str, ...]]], data: st.DataObject, batch_words: int
) -> None:
    numbered = [
        [(100 * number + i, fields) for i, fields in enumerate(part)]
        for number, part in enumerate(parts)
    ]
    everything = [paper for part in numbered for paper, _ in part]
    deleted = data.draw(st.sets(st.sampled_from(everything)))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(inverter, "_BATCH_WORDS", batch_words)
        live = []
        for part in numbered:
            arrays = SegmentArrays(Path(folder, write_segment(Path(folder), arrays_of(part))))
            live.append((arrays, ~np.isin(arrays.papers, list(deleted))))
        result = merged(TEXTS, live)
        expected = arrays_of([each for part in numbered for each in part if each[0] not in deleted])
        names = set(expected) | set(result)
        for name in names:
            if "surface" in name:
                continue  # counts of surface forms include deleted documents
            assert result[name].tolist() == expected[name].tolist(), name
            assert result[name].dtype == expected[name].dtype, name
        if not deleted:
            assert {n: a.tolist() for n, a in result.items()} == {
                n: a.tolist() for n, a in expected.items()
            }


def test_a_rebuild_merges_what_it_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_FIRST_SEGMENT_SIZE", 200)
    monkeypatch.setattr(build, "_SEGMENT_SIZE", 400)
    monkeypatch.setattr(writer, "_MERGED_SIZE", 1_500)
    index = PaperIndex(tmp_path)
    index.rebuild((text(i, f"paper{i} of w{i % 7}", "for all") for i in range(1, 4_001)), ())
    segments = writer.read_contents(current_path(tmp_path), TEXTS).segments
    assert len(segments) <= 4
    assert sum(segment.doc_count() for segment in segments) == 4_000
    index.verify()
    assert len(found(index, Word("w3"))) == 4_000 // 7 + 1
    assert list(found(index, Phrase(("paper3777", "of")))) == [3777]
    files = {path.name for path in current_path(tmp_path).glob("*.seg")}
    assert files == {segment.file_name() for segment in segments}, "the merged ones are deleted"

"""Reading JSON records with their lines, also from damaged files."""

from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source
from paperdesk.formats.reading.json_records import read_values, read_values_in, sample
from paperdesk.formats.reading.records import SourceRecord
from paperdesk.model.paper import Problem
from tests.formats.format_reader import source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Read = SourceRecord[Any] | Problem

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
RECORDS = st.lists(st.fixed_dictionaries({"title": st.text(max_size=9)}, optional={"x": JSON}))


def read(text: str) -> list[Read]:
    return list(read_values(source(text)))


def found(items: Iterable[Read]) -> list[Any]:
    return [item.value for item in items if isinstance(item, SourceRecord)]


def lost(text: str) -> list[tuple[int, int, str]]:
    problems = [item for item in read(text) if isinstance(item, Problem)]
    return [(problem.line, problem.last, problem.reason) for problem in problems]


def lines(text: str) -> list[tuple[int, int]]:
    return [(item.first, item.last) for item in read(text) if isinstance(item, SourceRecord)]


A, B = {"title": "a"}, {"title": "b"}


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "a"}, {"title": "b"}]',
        '{"title": "a"}\n{"title": "b"}\n',
        '{"title": "a"}{"title": "b"}',
        '\ufeff[{"title": "a"},{"title": "b"},]',
        '[{"title": "a"} {"title": "b"}]',
        '[{"title": "a"}]\n[{"title": "b"}]',
        '{"papers": [{"title": "a"}, {"title": "b"}], "count": 2}',
        '{"meta": {"count": 2}, "results": [{"title": "a"}, {"title": "b"}]}',
        '{"message": {"total": 2, "items": [{"title": "a"}, {"title": "b"}]}}',
        '{"data": [{"title": "a"}]}\n{"data": [{"title": "b"}]}',
        '\x1e{"title": "a"}\n\x1e{"title": "b"}\n',
    ],
)
def test_records_are_found_in_every_supported_structure(text: str) -> None:
    assert found(read(text)) == [A, B]
    assert lost(text) == []


def test_a_record_is_not_read_as_a_wrapper() -> None:
    record = {"title": "a", "data": [{"title": "b"}], "items": []}
    assert found(read(json.dumps(record))) == [record]
    assert found(read('{"data": [1, 2]}')) == [{"data": [1, 2]}]
    assert found(read('{"items": []}')) == []


def test_any_type_is_a_record() -> None:
    assert found(read('null\n"a"\n42\n4.5\ntrue\n{}\n')) == [None, "a", 42, 4.5, True, {}]
    assert found(read('[1, ["a"]]')) == [1, ["a"]]


def test_lines_are_those_of_the_file() -> None:
    text = '{"meta": 1,\n"papers": [\n  {"title": "a",\n   "x": 1},\n\n  {"title": "b"}\n]}'
    assert lines(text) == [(3, 4), (6, 6)]
    assert lines('{"title": "a"}\n\n{"title": "b"}') == [(1, 1), (3, 3)]


@given(RECORDS, st.sampled_from([None, 1]), st.integers(1, 7))
def test_the_block_size_does_not_matter(
    records: list[dict[str, Any]], indent: int | None, size: int
) -> None:
    for text in (
        json.dumps(records, indent=indent),
        json.dumps({"n": 1, "papers": records}, indent=indent, ensure_ascii=False),
        "\n".join(json.dumps(record) for record in records),
    ):
        blocks = [text[i : i + size] for i in range(0, len(text), size)]
        assert found(read_values_in(iter(blocks))) == records


def test_repeated_keys_and_huge_numbers() -> None:
    (record,) = found(read('[{"title": "a", "title": "b", "n": 1e400, "m": %s}]' % ("9" * 5_000)))
    assert record == {"title": "b", "n": float("inf"), "m": float("inf")}


def test_a_raw_line_end_in_a_text_is_accepted() -> None:
    assert found(read('{"title": "a\tb\nc"}')) == [{"title": "a\tb\nc"}]


def test_a_broken_line_costs_one_record() -> None:
    text = '{"title": "a"}\n{"title": "cut\n{"title": "b"}\n\nnonsense\n{"title": "c"}'
    assert [record["title"] for record in found(read(text))] == ["a", "b", "c"]
    assert [(first, last) for first, last, _ in lost(text)] == [(2, 2), (5, 5)]
    (problem, _) = [item for item in read(text) if isinstance(item, Problem)]
    assert problem.text == '{"title": "cut'


def test_a_broken_record_in_a_list_costs_one_record_wherever_a_block_ends() -> None:
    text = json.dumps([A, {"title": "x", "n": [{"y": 1}]}, B], indent=2).replace('"x"', "x")
    for end in range(len(text)):
        items = list(read_values_in(iter([text[:end], text[end:]] if end else [text])))
        assert found(items) == [A, B]
        (problem,) = [item for item in items if isinstance(item, Problem)]
        assert (problem.line, problem.last) == (5, 12)
        assert problem.text.startswith('{\n    "title": x,')


def test_a_number_may_continue_in_the_next_block() -> None:
    assert found(read_values_in(iter(["[1", "2, ", "3", ".5] 4", "5"]))) == [12, 3.5, 45]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"title": "a"}, {"title": "b', "the file is cut off here"),
        ('[{"title": "a"}', "the list is not closed; the file may be cut off"),
        ('{"papers": [{"title": "a"}, {"ti', "the file is cut off here"),
        ('{"papers": [{"title": "a"}', "the list is not closed; the file may be cut off"),
        ('{"n": 1, "papers": [{"title": "a"}], "m', "the file is cut off here"),
    ],
)
def test_of_a_file_that_is_cut_off_the_beginning_is_read(text: str, reason: str) -> None:
    assert found(read(text)) == [A]
    assert [why for _, _, why in lost(text)] == [reason]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '[{"a": %s' % ("[" * 100_000)])
def test_deep_nesting_is_refused(text: str) -> None:
    assert found(read(text)) == []
    assert [reason for _, _, reason in lost(text)] == ["the JSON is nested too deeply"]


@pytest.mark.parametrize("depth", [250, 900, 3_000, 8_000])
def test_a_record_nested_deeply_is_refused_alike_by_every_python(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    text = f'[\n{{"title": "a"}},\n{{"title": "b", "x": {nested}}},\n{{"title": "c"}}\n]'
    assert found(read(text)) == [A, {"title": "c"}]
    assert [reason for _, _, reason in lost(text)] == ["the JSON is nested too deeply"]


@pytest.mark.parametrize("opening", ['{"data":', '{"data":['])
def test_wrappers_in_wrappers_are_bounded(opening: str) -> None:
    assert found(read(opening * 5_000 + "[]")) == []
    assert lost(opening * 5_000)


def test_a_wrapper_of_any_length_is_read_record_by_record() -> None:
    record = '{"title": "%s"}' % ("x" * 1_000)

    def blocks() -> Iterator[str]:
        yield '{"meta": 1, "papers": ['
        for _ in range(20_000):
            yield record + ","
        yield '], "more": 2}'

    assert sum(1 for _ in read_values_in(blocks())) == 20_000


@pytest.mark.parametrize("between", ["", '", "n": "'])
def test_an_endless_record_is_abandoned(between: str) -> None:
    def blocks() -> Iterator[str]:
        yield '[{"title": "a"},\n{"title": "'
        for _ in range(30):
            yield "x" * 1_000_000 + between
        yield '"},\n{"title": "b"}]'

    items = list(read_values_in(blocks()))
    assert found(items) == [A, B]
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (problem.line, problem.reason) == (2, "this is too long to be a record")
    assert 0 < len(problem.text) <= 100_000


@given(st.text(st.sampled_from('{}[]",:\\ntrue1\n ab'), max_size=60))
def test_no_text_crashes_it(text: str) -> None:
    read(text)


def test_a_file_of_which_a_sample_was_read_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text('{"title": "Bees"}\n' * 50_000, "utf-8")
    gc.disable()  # which would close it too, later
    try:
        assert sample(Source.from_file(path))[0]
        assert str(path) not in [file.path for file in psutil.Process().open_files()]
    finally:
        gc.enable()


def test_a_long_first_record_is_no_file_that_is_cut_off() -> None:
    text = json.dumps({"title": "bees " * 500_000}) + '\n{"title": "Kites"}\n'
    found, reason = sample(source(text))
    assert [record["title"][:5] for record in found] == ["bees ", "Kites"]
    assert reason == ""

"""Sources: lines counted as in an editor, and error messages for unreadable files."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import Source

if TYPE_CHECKING:
    from pathlib import Path


def lines(data: bytes, encoding: str = "utf-8") -> list[str]:
    return list(Source("x", data=data, encoding=encoding).lines())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_counts_once(end: str) -> None:
    assert lines(f"a{end}{end}b{end}c".encode()) == ["a", "", "b", "c"]
    assert lines(f"a{end}".encode()) == ["a"]


def test_no_other_character_ends_a_line() -> None:
    text = "a\u2028b\u2029c\x85d\x0ce\x0bf\x1cg\x00h"
    assert lines(text.encode()) == [text]


@given(st.text(st.sampled_from("a\r\n\u2028é"), max_size=40), st.integers(0, 3))
def test_lines_are_those_of_an_editor(text: str, long: int) -> None:
    text = "x" * long * 262_143 + text  # so that line ends fall on the border of two blocks
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if expected[-1] == "":
        expected.pop()
    assert lines(text.encode()) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_is_removed(encoding: str) -> None:
    data = "\ufeffnew\nö".encode(encoding)
    assert lines(data, encoding) == ["new", "ö"]


def test_wrong_bytes_are_replaced() -> None:
    assert lines("aö".encode() + b"\xffb\nc\xc3") == ["aö\ufffdb", "c\ufffd"]


@given(st.lists(st.tuples(st.text("aßé”, "), st.booleans()), max_size=6), st.sampled_from("\r\n"))
def test_lines_of_two_encodings_are_read_each_in_its_own(
    texts: list[tuple[str, bool]], end: str
) -> None:
    encoded = [text.encode("utf-8" if utf8 else "cp1252") for text, utf8 in texts]
    # An accented letter and quotes of Windows-1252 may look like a character of UTF-8.
    windows = [line for line, (_, utf8) in zip(encoded, texts, strict=True) if not utf8]
    assume(all(line.decode("utf-8", "ignore").isascii() for line in windows))
    read = lines(end.encode().join([*encoded, b"."]))
    assert read == [*(text for text, _ in texts), "."]


def test_every_reading_begins_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_bytes(b"one\ntwo")
    source = Source.from_file(path)
    first = source.lines()
    assert next(first) == "one"
    assert list(source.lines()) == ["one", "two"]
    assert source.head(2) == b"on"
    assert b"".join(source.blocks(3)) == b"one\ntwo"
    assert source.size == 7


def test_a_file_knows_its_name_and_day(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("x")
    noon = datetime.datetime(2024, 5, 6, 12).timestamp()
    os.utime(path, (noon, noon))
    source = Source.from_file(path)
    assert (source.name, source.modified) == ("dump.txt", datetime.date(2024, 5, 6))


def test_the_share_read_grows_to_one() -> None:
    source = Source("x", data=b"line\n" * 100_000)
    assert source.share_read() == 0
    items = source.lines()
    next(items)
    assert 0 < source.share_read() < 0.9
    assert len(list(items)) == 99_999
    assert source.share_read() == 1


def test_a_missing_file_raises_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    with pytest.raises(InputError, match=r"^none\.txt was not found\.$"):
        Source.from_file(path)
    with pytest.raises(InputError, match=r"^none\.txt was not found\.$"):
        Source("none.txt", path=path).head(1)


def test_a_folder_raises_an_input_error(tmp_path: Path) -> None:
    for attempt in (lambda: Source.from_file(tmp_path), Source("x", path=tmp_path).open):
        with pytest.raises(InputError, match="this is a folder"):
            attempt()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_raises_an_input_error(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(InputError, match="do not have permission to read"):
        Source.from_file(path).head(1)


@pytest.mark.parametrize("date", ["25", "2025-11", "2025-02-30", "20251118", "2025-W01-1", "soon"])
def test_a_wrong_date_is_refused_at_once(date: str) -> None:
    with pytest.raises(UsageError, match="neither a year"):
        Source("x", data=b"", date=date)


def test_lone_surrogates_in_pasted_text_are_replaced() -> None:
    assert list(Source.from_text("a\ud800b\nc").lines()) == ["a?b", "c"]

"""Decoding in blocks: the result does not depend on where blocks end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source
from paperdesk.formats.reading.source import decoded_blocks


@given(
    st.text(st.sampled_from("a\r\n\u2028é\U0001f41d\ufeff"), max_size=30),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252"]),
    st.integers(1, 9),
)
def test_blocks_are_the_lines_of_the_source(text: str, encoding: str, size: int) -> None:
    source = Source("x", data=text.encode(encoding, "replace"), encoding=encoding)
    blocks = list(decoded_blocks(source, size))
    assert all(blocks)
    whole = "".join(blocks)
    assert "\r" not in whole
    assert whole.removesuffix("\n").split("\n") == (list(source.lines()) or [""])


def test_a_byte_order_mark_is_removed() -> None:
    assert list(decoded_blocks(Source("x", data=b"\xef\xbb\xbfa\r\nb"))) == ["a\nb"]
    assert list(decoded_blocks(Source("x", data=b"\xef\xbb\xbf"))) == []


def test_wrong_bytes_are_replaced_or_refused() -> None:
    assert list(decoded_blocks(Source("x", data="aé".encode() + b"\xffb"))) == ["aé\ufffdb"]
    with pytest.raises(InputError, match=r"^x: this is not idna text\.$"):
        list(decoded_blocks(Source("x", data=b"\xff" * 9, encoding="idna")))

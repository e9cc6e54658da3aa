"""No bytes crash a reader or the recognition of formats."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import FORMATS, Format, Source, recognise
from paperdesk.model.paper import Item, Paper


def test_formats_have_labels_and_unlike_names() -> None:
    assert all(known.label and known.name == known.name.casefold() for known in FORMATS)
    assert len({known.name for known in FORMATS}) == len(FORMATS)


OWN = [
    known
    for known in FORMATS
    if known.name
    in {
        "arxiv-atom", "arxiv-rss", "arxiv-snapshot", "csv", "daily-papers-html",
        "daily-papers-json", "jsonl", "markdown", "oai-pmh", "openalex",
    }
]  # fmt: skip
PIECES = st.sampled_from(
    [
        *'{}[]",:\n\r\t\'- *#|;<>/&=()!0e',
        '{"title":"a"}', '"paper":', '"authors":[', "null", "true", "\\u00", "\\ud800",
        "title,abstract\n", '"a', "<entry>", "</entry>", "<title>", "</title>", "<record>",
        "<metadata><arXiv>", "<item>", "<feed>", "<!DOCTYPE a", "<![CDATA[", "&amp;",
        '<div data-target="DailyPapers" data-props="', "- [a](https://b.c) ", "**a** ",
    ]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=80),
    st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode()),
)


@pytest.mark.parametrize("known", OWN, ids=[known.name for known in OWN])
@given(BYTES, st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32-le"]))
def test_no_bytes_crash_a_reader(known: Format, data: bytes, encoding: str) -> None:
    source = Source("x", data=data, encoding=encoding)
    with contextlib.suppress(InputError):
        known.sniff(source)
    with contextlib.suppress(InputError):
        for item in known.read(source):
            assert isinstance(item, Item)
            if isinstance(item, Paper):
                assert item.title == " ".join(item.title.split()) != ""
                item.title.encode()
                item.abstract.encode()


@given(BYTES)
def test_no_bytes_crash_recognition(data: bytes) -> None:
    with contextlib.suppress(InputError):
        recognised = recognise(Source("x", data=data))
        assert recognised.reason

"""The archive is read back equal; damage and other files raise clear errors."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats.archive.archive import read_archive, write_archive
from paperdesk.formats.archive.items import (
    ArchivedDump,
    ArchivedDuplicate,
    ArchivedMark,
    ArchivedPaper,
    ArchivedProblem,
    ArchivedRecord,
    ArchivedSearch,
    ArchivedSighting,
    ArchivedTag,
    ArchivedText,
    ArchiveItem,
)
from paperdesk.model.highlight import Highlight
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import BEES

PAPER = ArchivedPaper(
    id=7,
    paper=replace(BEES, upvotes=0, comments=12, n_authors=3),
    added="2025-11-20T08:00:00Z",
    status="reading",
    starred=True,
    tags=("to cite", "bees/wild"),
    note="Read again.\r\n\n- check *table 2*\u2028\t'=x",
    citation_key="mayr2021bees",
    first_dump=3,
    sources={"abstract": 4},
    aliases=("title:howbees", "doi:10.1/x"),
    highlights=(
        Highlight("title", 4, 8, "Bees", "pink", "2025-11-21T08:00:00Z", suffix=" R"),
        Highlight("abstract", 0, 4, "Bees", "blue", "", comment="why", tags=("a", "b c"), id=7),
    ),
    sightings=(
        ArchivedSighting(3, "2025-11-20T08:00:00Z", 5, 9),
        ArchivedSighting(4, "2025-11-21T08:00:00Z", comments=12, record=Paper("Bees")),
    ),
    dump_marks=(ArchivedMark(3, "tag", "to cite"), ArchivedMark(4, "star")),
)
EVERYTHING: list[ArchiveItem] = [
    ArchivedTag("to cite", "teal"),
    ArchivedTag("laundry", "red", for_you=False),
    ArchivedSearch("Unread bees", "is:unread bees", 2),
    ArchivedDump(
        3, "bees.bib", "ab12", "bibtex", "2025-11-20T08:00:00Z", "stored",
        seconds=0.5, notes=("1 entry has no closing brace.",),
    ),
    ArchivedText(3, 0, bytes(range(256))),
    PAPER,
    ArchivedDuplicate(7, 9, "same title", "refused"),
    ArchivedRecord(3, 1, 7, "merged", "abstract venue", first_line=5, last_line=9),
    ArchivedProblem(3, 1, 2, "this has no title", "@misc{a}\n", record=False),
]  # fmt: skip


def archived(*items: ArchiveItem) -> str:
    """The text of an archive."""
    file = io.StringIO()
    write_archive(iter(items), file)
    return file.getvalue()


def restored(text: str) -> list[ArchiveItem]:
    """The items of an archive."""
    return list(read_archive(io.StringIO(text), "my.archive"))


def test_everything_round_trips() -> None:
    assert restored(archived(*EVERYTHING)) == EVERYTHING
    assert restored(archived()) == []


def test_it_is_lines_of_json_with_a_header() -> None:
    header, tag, *_, end = map(json.loads, archived(*EVERYTHING).removesuffix("\n").split("\n"))
    assert header == {"paperdesk-archive": 1}
    assert tag == {"tag": {"name": "to cite", "colour": "teal"}}
    lines = archived(*EVERYTHING).splitlines(keepends=True)
    digest = hashlib.sha256("".join(lines[:-1]).encode()).hexdigest()
    assert end == {"end": len(EVERYTHING), "sha256": digest}


def test_an_archive_without_a_checksum_is_read() -> None:
    lines = archived(*EVERYTHING).splitlines(keepends=True)
    assert restored("".join([*lines[:-1], f'{{"end":{len(EVERYTHING)}}}\n'])) == EVERYTHING


def test_a_change_that_is_still_an_archive_is_noticed() -> None:
    text = archived(*EVERYTHING).replace("to cite", "to sell")
    with pytest.raises(InputError, match=r"^my\.archive: .*checksum is wrong"):
        restored(text)


TEXTS = st.text(max_size=9)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
COUNTS = st.none() | NUMBERS
PAPERS = st.builds(
    Paper, parts=st.just(()), title=TEXTS, n_authors=COUNTS, upvotes=COUNTS, comments=COUNTS
)
ITEMS = st.one_of(
    st.builds(ArchivedTag, name=TEXTS, colour=TEXTS, key=TEXTS),
    st.builds(ArchivedText, dump=NUMBERS, part=NUMBERS, data=st.binary(max_size=20)),
    st.builds(
        ArchivedPaper,
        id=NUMBERS,
        paper=PAPERS,
        added=TEXTS,
        note=TEXTS,
        sources=st.dictionaries(TEXTS, NUMBERS, max_size=3),
        sightings=st.lists(
            st.builds(ArchivedSighting, NUMBERS, TEXTS, record=st.none() | PAPERS), max_size=2
        ).map(tuple),
    ),
    st.builds(ArchivedProblem, NUMBERS, NUMBERS, NUMBERS, reason=TEXTS, text=TEXTS),
)


@given(st.lists(ITEMS, max_size=4))
def test_generated_items_round_trip(items: list[ArchiveItem]) -> None:
    assert restored(archived(*items)) == items
    assert archived(*items) == archived(*restored(archived(*items)))


@pytest.mark.parametrize(
    "text", ["", "\n", "{}\n", "[]", "{", "null", '{"title": "Bees"}\n', "@misc{a}"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^my\.archive: this is not a Paperdesk archive\.$"):
        restored(text)


def test_a_later_version_is_refused() -> None:
    with pytest.raises(InputError, match="written by a later Paperdesk; update first"):
        restored('{"paperdesk-archive": 2}\n{"end": 0}\n')


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "{}",
        '{"cat": {}}',
        '{"tag": {}}',
        '{"tag": []}',
        '{"tag": {"name": "a", "colour": "red", "size": 1}}',
        '{"tag": {"name": 1, "colour": "red"}}',
        '{"tag": {"name": "\\ud800", "colour": "red"}}',
        '{"text": {"dump": 1, "part": 0, "data": "?"}}',
        '{"text": {"dump": true, "part": 0, "data": ""}}',
        '{"text": {"dump": 9223372036854775808, "part": 0, "data": ""}}',
        '{"duplicate": {"first": 1, "second": 2, "reason": "", "state": "maybe"}}',
        '{"paper": {"id": 1, "paper": {"title": "a"}, "added": "", "tags": "ab"}}',
        '{"paper": {"id": 1, "paper": {"title": "a"}, "added": "", "sources": {"a": "b"}}}',
        '{"paper": {"id": 1, "paper": {"title": "a", "upvotes": "7"}, "added": ""}}',
        '{"end": 5}',
        "[" * 100_000,
    ],
)
def test_a_damaged_line_is_named(line: str) -> None:
    first, second, *rest = archived(*EVERYTHING).splitlines(keepends=True)
    items = read_archive(io.StringIO("".join([first, second, line, "\n", *rest])), "my.archive")
    assert next(items) == EVERYTHING[0]
    with pytest.raises(InputError, match=r"^my\.archive: line 3 of this archive is damaged"):
        list(items)


@given(st.integers(0))
def test_a_truncated_archive_is_always_detected(place: int) -> None:
    whole = archived(*EVERYTHING)
    with pytest.raises(
        InputError, match=r"not a Paperdesk archive|damaged or cut off|cut off after"
    ):
        restored(whole[: place % (len(whole) - 1)])


def test_invalid_bytes_are_damage() -> None:
    data = archived(*EVERYTHING).encode().replace(b"to cite", b"to \xff", 1)
    with pytest.raises(InputError, match=r"^my\.archive: "):
        list(read_archive(io.TextIOWrapper(io.BytesIO(data), "utf-8"), "my.archive"))

"""Texts of the window: numbers, dates, papers, receipts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop import wording
from paperdesk.model.library_values import Sighting, StoredPaper
from paperdesk.model.paper import Paper
from paperdesk.model.receipt import Receipt, ReceiptRow


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2025-12-22", "22 Dec 2025"),
        ("2025-12-02", "2 Dec 2025"),
        ("2025-12", "Dec 2025"),
        ("2025", "2025"),
        ("--03-11", "11 Mar, year unknown"),
        ("", "no date"),
        ("2025-13-01", "2025-13-01"),
        ("spring", "spring"),
    ],
)
def test_partial_dates(date: str, said: str) -> None:
    assert wording.day(date) == said


def test_a_moment_is_in_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC-3")
    time.tzset()
    try:
        assert wording.moment("2026-11-20T22:04:00Z") == "21 November 2026, 01:04"
    finally:
        monkeypatch.undo()
        time.tzset()
    assert wording.moment("") == ""
    assert wording.moment("yesterday") == ""


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0, "0.1 s"), (0.31, "0.3 s"), (9.96, "10 s"), (12.2, "12 s"), (125.0, "2 min 5 s")],
)
def test_a_duration_is_short(seconds: float, said: str) -> None:
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("names", "count", "said"),
    [
        ((), None, ""),
        ((), 8, "8 authors"),
        ((), 1, "1 author"),
        (("Ada B", "Cy D"), None, "Ada B, Cy D"),
        (("Ada B", "Cy D"), 5, "Ada B, Cy D and 3 more"),
        (tuple("abcdef"), 6, "a, b, c, d, e, f"),
        (tuple("abcdefghi"), 9, "a, b, c, d, e, f and 3 more"),
    ],
)
def test_at_most_six_authors_are_named(
    names: tuple[str, ...], count: int | None, said: str
) -> None:
    assert wording.authors(Paper("T", authors=names, n_authors=count)) == said


def test_unknown_facts_are_left_out() -> None:
    full = Paper(
        "T",
        org="Lab",
        venue="Nature",
        published="2025-12-22",
        upvotes=20,
        comments=1,
        listed="2025-12-23",
    )
    assert wording.facts(full).split(wording.DOT) == [
        "Lab",
        "Nature",
        "Published 22 Dec 2025",
        "20 upvotes",
        "1 comment",
        "Listed 23 Dec 2025",
    ]
    assert wording.facts(Paper("T")) == "no date"
    assert wording.facts(Paper("T", upvotes=0, comments=0)) == f"no date{wording.DOT}0 upvotes"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.org/x.", ["https://a.org/x"]),
        ("(https://a.org/x).", ["https://a.org/x"]),
        ("{https://a.org/x}.", ["https://a.org/x"]),
        ("https://a.org/COMET{https://a.org/COMET}.", ["https://a.org/COMET"] * 2),
        ("https://a.org/README.md{here.}", ["https://a.org/README.md"]),
        ("athttps://a.org/x, and", ["https://a.org/x"]),
        ("https://a.orghttp://b.org", ["https://a.org", "http://b.org"]),
        ("https://a.org/wiki/X_(film)", ["https://a.org/wiki/X_(film)"]),
        ("https://a.org/lm)),", ["https://a.org/lm"]),
        ("https://a.org/x\\_y", ["https://a.org/x_y"]),
        ("“https://a.org/x”", ["https://a.org/x"]),
        ("HTTPS://A.org", ["HTTPS://A.org"]),
        ("https://, javascript://a.org file:///x www", []),
    ],
)
def test_addresses_are_found_without_their_punctuation(text: str, found: list[str]) -> None:
    assert [address for _, _, address in wording.addresses(text)] == found


_PIECES = st.sampled_from(["https://", "http://x", " ", ".", "(", ")", "{", "\\", "_", "a", ","])


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_addresses_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for start, stop, address in wording.addresses(text):
        assert end <= start < stop <= len(text)
        assert text[start:stop].replace("\\", "") == address
        assert address.lower().startswith(("http://", "https://"))
        end = stop


def _stored(*sightings: Sighting, **sources: int) -> StoredPaper:
    return StoredPaper(
        id=1,
        paper=Paper("T"),
        status="unread",
        starred=False,
        tags=(),
        note="",
        added="2026-01-01T00:00:00Z",
        sightings=sightings,
        sources=sources,
    )


def test_the_source_of_a_field_names_the_import_and_the_line() -> None:
    first = Sighting(1, "one.txt", "2025-11-18", 15, None, None)
    second = Sighting(2, "two.json", "2025-11-19", 0, 7, 1)
    stored = _stored(first, second, abstract=1, title=2)
    assert wording.source(stored, "abstract") == "From one.txt, line 15"
    assert wording.source(stored, "title") == "From two.json"
    assert wording.source(stored, "venue") == ""


def test_the_title_of_a_receipt_says_that_the_import_was_stopped() -> None:
    receipt = Receipt("a.txt", added=64, stopped_at="64 of 113 records")
    assert wording.receipt_title(receipt) == "Stopped importing a.txt"


def test_a_receipt_names_its_file_and_how_it_was_read() -> None:
    receipt = Receipt(
        "a.txt", format_label="Daily Papers page, text", encoding="utf-8", seconds=0.3
    )
    assert wording.receipt_title(receipt) == "Imported a.txt"
    assert wording.receipt_facts(receipt) == "0.3 s · Daily Papers page, text · UTF-8"
    failed = Receipt("b.png", error="b.png is a picture.")
    assert wording.receipt_title(failed) == "b.png was not imported"
    assert wording.receipt_facts(failed) == ""


@pytest.mark.parametrize(
    ("outcome", "changed", "text"),
    [
        ("merged", "abstract", "abstract from this file"),
        ("merged", "abstract published org", "abstract, date and organisation from this file"),
        ("merged", "", "fuller record"),
        ("unchanged", "", "nothing new"),
        ("repeated", "abstract", "repeated in this file"),
        ("skipped", "no abstract", "no abstract"),
        ("added", "", ""),
    ],
)
def test_texts_for_changes_of_a_record(outcome: str, changed: str, text: str) -> None:
    assert wording.what_changed(ReceiptRow(1, "T", outcome, changed)) == text  # type: ignore[arg-type]


def test_lines_are_counted_from_one() -> None:
    assert wording.lines(0, 0) == ""
    assert wording.lines(233, 233) == "line 233"
    assert wording.lines(233, 0) == "line 233"
    assert wording.lines(147, 149) == "lines 147–149"

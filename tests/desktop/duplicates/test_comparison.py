"""The comparison of a pair agrees with what a merge does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop.duplicates.comparison import FieldPair, field_pairs, marks, source
from paperdesk.model.field_merge import merged
from paperdesk.model.library_values import Sighting, StoredPaper, Tag
from paperdesk.model.paper import Paper


def make_stored(
    paper: int = 1, fields: dict[str, Any] | None = None, **changed: Any
) -> StoredPaper:
    values: dict[str, Any] = {
        "id": paper,
        "paper": Paper("A title", **(fields or {})),
        "status": "unread",
        "starred": False,
        "tags": (),
        "note": "",
        "added": "",
    }
    return StoredPaper(**(values | changed))


def _seen(dump: int, seen: str, comments: int | None) -> Sighting:
    return Sighting(dump, f"dump-{dump}.txt", seen, 12, None, comments)


def _by_name(pairs: list[FieldPair]) -> dict[str, tuple[str, str, str, str]]:
    return {p.name: (p.left.value, p.left.outcome, p.right.value, p.right.outcome) for p in pairs}


def test_a_known_field_stays_and_the_longer_abstract() -> None:
    left = make_stored(1, {"n_authors": 5, "published": "2023-01-30", "abstract": "one two"})
    right = make_stored(2, {"abstract": "one two and three", "org": "Somewhere"})
    said = _by_name(field_pairs(left, right))
    assert said["Authors"] == ("5 authors", "stays", "", "")
    assert said["Published"] == ("30 Jan 2023", "stays", "", "")
    assert said["Abstract"] == ("2 words", "", "4 words", "stays")
    assert said["Organisation"] == ("", "", "Somewhere", "stays")


def test_unknown_fields_are_omitted_except_five() -> None:
    names = [pair.name for pair in field_pairs(make_stored(1), make_stored(2))]
    assert names == ["Authors", "Published", "Comments", "Tags", "Marks"]


def test_the_same_on_both_sides_is_names() -> None:
    both = {"published": "2023-01-30"}
    said = _by_name(field_pairs(make_stored(1, both), make_stored(2, both)))
    assert said["Published"] == ("30 Jan 2023", "same", "30 Jan 2023", "same")


def test_the_kept_papers_date_wins() -> None:
    left = make_stored(1, {"published": "2023-01-30"})
    right = make_stored(2, {"published": "2024-05-01"})
    assert _by_name(field_pairs(left, right))["Published"][1::2] == ("stays", "")
    assert _by_name(field_pairs(right, left))["Published"][1::2] == ("stays", "")


def test_the_newest_count_stays() -> None:
    old = make_stored(1, {"comments": 7}, sightings=(_seen(1, "2024-01-01", 7),))
    new = make_stored(2, {"comments": 3}, sightings=(_seen(2, "2025-01-01", 3),))
    none = make_stored(3, sightings=(_seen(3, "2026-01-01", None),))
    assert _by_name(field_pairs(old, new))["Comments"] == ("7", "", "3", "stays")
    assert _by_name(field_pairs(new, old))["Comments"] == ("3", "stays", "7", "")
    assert _by_name(field_pairs(none, old))["Comments"] == ("", "", "7", "stays")


def test_tags_and_marks_of_both_stay() -> None:
    tag = Tag("survey", "grey")
    left = make_stored(1, starred=True, note="four words in it", tags=(tag,))
    right = make_stored(2, status="reading")
    pairs = {pair.name: pair for pair in field_pairs(left, right)}
    assert pairs["Tags"].left.tags == (tag,)
    assert (pairs["Marks"].left.value, pairs["Marks"].left.outcome) == (
        "starred, a note of 4 words",
        "both stay",
    )
    assert pairs["Marks"].right.value == "reading"
    assert _by_name(field_pairs(left, make_stored(2)))["Marks"][1::2] == ("stays", "")
    assert marks(make_stored(1, note="one")) == "a note of 1 word"


def test_source_names_the_file_of_the_abstract() -> None:
    seen = (_seen(1, "2025-11-18", None), _seen(2, "--03-11", None))
    assert source(make_stored(1, sightings=seen[:1])) == "18 Nov 2025, dump-1.txt, line 12"
    stored = make_stored(1, sightings=seen, sources={"abstract": 2})
    assert source(stored) == "11 Mar, year unknown, dump-2.txt, line 12, and 1 more"
    assert source(make_stored(1)) == ""


PAPERS = st.builds(
    Paper,
    st.just("A title"),
    abstract=st.sampled_from(["", "short", "a longer one"]),
    authors=st.sampled_from([(), ("Ada",), ("Bob", "Eve")]),
    org=st.sampled_from(["", "Here", "There"]),
    published=st.sampled_from(["", "2024", "2024-02-03"]),
    doi=st.sampled_from(["", "10.1/a"]),
)


@given(PAPERS, PAPERS)
def test_a_side_stays_exactly_if_merging_leaves_its_value(one: Paper, other: Paper) -> None:
    left, right = (replace(make_stored(n), paper=paper) for n, paper in ((1, one), (2, other)))
    whole = {
        pair.name: pair.left.value
        for pair in field_pairs(replace(left, paper=merged(one, other)[0]), right)
    }
    for pair in field_pairs(left, right):
        for side in (pair.left, pair.right):
            if side.outcome:
                assert side.value == whole[pair.name]
        if whole.get(pair.name):
            assert pair.left.outcome or pair.right.outcome

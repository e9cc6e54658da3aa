"""Storing dumps: what is the same paper, which field wins, and taking an import back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.edits import (
    AddHighlight,
    AddTag,
    Edit,
    SetNote,
    SetStar,
    SetStatus,
    SetTrashed,
)
from paperdesk.model.highlight import Highlight
from paperdesk.model.paper import Paper, Part, Problem
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_writer import DumpWriter
from paperdesk.store.imports.receipts import receipt
from paperdesk.store.queries import papers
from paperdesk.translation import StoredMessage, StoredPlural, to_stored
from tests.store.libraries import begin_dump, empty_library, import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database

LONG = "Robots learn to fold laundry from a handful of shown examples and a patient teacher."
OTHER = "We count the birds of an island, year after year, and explain why herons come back late."


def only_paper(db: Database) -> Paper:
    (stored,) = papers.papers(db, papers.all_ids(db))
    return stored.paper


def fates(db: Database, records: list[Paper], name: str = "dump.txt") -> list[str]:
    return [outcome.kind for outcome in import_papers(db, records, name)]


def test_the_same_text_again_adds_nothing(db: Database) -> None:
    records = [Paper("One", LONG), Paper("Two", OTHER)]
    assert fates(db, records) == ["added", "added"]
    before = snapshot(db)
    assert fates(db, records) == ["unchanged", "unchanged"]
    assert snapshot(db) == before


def test_a_title_in_other_case_accents_and_blanks_is_the_same(db: Database) -> None:
    fates(db, [Paper("Café  Learning: a Survey", LONG)])
    assert fates(db, [Paper("CAFE LEARNING - A SURVEY", LONG)], "b") == ["unchanged"]
    assert only_paper(db).title == "Café  Learning: a Survey"


def test_one_title_over_two_abstracts_is_two_papers(db: Database) -> None:
    fates(db, [Paper("Learning", LONG)])
    (outcome,) = import_papers(db, [Paper("Learning", OTHER)], "b")
    assert (outcome.kind, outcome.duplicate) == ("added", True)
    assert len(papers.all_ids(db)) == 2


@pytest.mark.parametrize(
    "abstract", ["", LONG[:40], LONG.upper(), LONG.replace("patient", "kind"), LONG + " And more."]
)
def test_an_abstract_cut_revised_or_missing_is_the_same_paper(db: Database, abstract: str) -> None:
    title = "Learning to Fold Laundry"
    fates(db, [Paper(title, LONG)])
    assert fates(db, [Paper(title, abstract)], "b")[0] in ("merged", "unchanged")
    assert len(papers.all_ids(db)) == 1


def test_identifiers_come_before_titles(db: Database) -> None:
    known = Paper("Folding laundry with robots", LONG, arxiv_id="2401.00001", doi="10.1234/abc")
    fates(db, [known])
    other = Paper("How robots fold laundry", OTHER[:50])
    assert fates(db, [replace(other, arxiv_id="2401.00001")], "b") == ["unchanged"]
    assert fates(db, [replace(other, doi="10.1234/abc")], "c") == ["unchanged"]
    assert fates(db, [replace(known, arxiv_id="2401.00002", doi="")], "d") == ["added"]


def test_the_fuller_field_wins_whichever_comes_first() -> None:
    poor = Paper("Learning", LONG[:30], published="2024", comments=3)
    rich = Paper("Learning", LONG, ("Ada Lovelace",), 1, "Analytical", "2024-05-06", upvotes=9)
    for records in ([poor, rich], [rich, poor]):
        with empty_library() as db:
            for number, record in enumerate(records):
                import_papers(db, [record], f"dump {number}")
            assert only_paper(db) == replace(rich, comments=3)


def test_each_field_remembers_its_dump(db: Database) -> None:
    fates(db, [Paper("Learning", LONG)], "first.txt")
    fates(db, [Paper("Learning", LONG, n_authors=4, published="2024-05-06")], "second.txt")
    (stored,) = papers.papers(db, [1])
    assert stored.sources == {"title": 1, "abstract": 1, "n_authors": 2, "published": 2}
    assert [s.dump_name for s in stored.sightings] == ["first.txt", "second.txt"]


def test_counts_take_the_newest_sighting_that_has_them(db: Database) -> None:
    fates(db, [Paper("Learning", LONG, comments=5, upvotes=50, listed="2025-03-01")], "march")
    fates(db, [Paper("Learning", LONG, comments=2, listed="2025-01-01")], "january")
    assert (only_paper(db).comments, only_paper(db).upvotes) == (5, 50)
    fates(db, [Paper("Learning", LONG, comments=7, listed="2025-04-01")], "april")
    assert (only_paper(db).comments, only_paper(db).upvotes) == (7, 50)


def test_a_record_repeated_in_a_dump_is_merged_if_it_fills_in(db: Database) -> None:
    records = [Paper("Learning", LONG), Paper("Learning", LONG), Paper("Learning", LONG, org="Lab")]
    outcomes = import_papers(db, records)
    assert [(o.kind, o.first) for o in outcomes] == [
        ("added", True), ("repeated", False), ("merged", False)
    ]  # fmt: skip
    assert outcomes[2].changed == ("org",)
    assert only_paper(db).org == "Lab"


def test_marks_are_never_overwritten(db: Database) -> None:
    fates(db, [Paper("Learning", LONG[:30])])
    for edit in (SetStar((1,), True), SetStatus((1,), "dismissed"), SetNote(1, "mine")):
        apply(db, edit)
    apply(db, AddTag((1,), "kept"))
    assert fates(db, [Paper("Learning", LONG)], "b") == ["merged"]
    (stored,) = papers.papers(db, [1])
    assert (stored.starred, stored.status, stored.note) == (True, "dismissed", "mine")
    assert [tag.name for tag in stored.tags] == ["kept"]


def test_a_dump_read_again_says_anew_what_it_says(db: Database) -> None:
    fates(db, [Paper("Learning", LONG, published="2025-05-18")])
    assert fates(db, [Paper("Learning", LONG, published="2024-05-18")]) == ["merged"]
    assert only_paper(db).published == "2024-05-18"


@pytest.mark.parametrize(
    "mark",
    [
        SetStar((1,), True),
        SetStatus((1,), "reading"),
        SetStatus((1,), "read"),
        SetStatus((1,), "dismissed"),
        AddTag((1,), "ml"),
        SetNote(1, "mine"),
        AddHighlight(1, Highlight("title", 0, 4, "Kept", "yellow", "2026-01-01T00:00:00Z")),
        SetTrashed((1,), True),
    ],
    ids=["star", "reading", "read", "dismissed", "tag", "note", "highlight", "trash"],
)
def test_a_marked_paper_survives_the_undo_of_its_import(db: Database, mark: Edit) -> None:
    fates(db, [Paper("Kept", LONG), Paper("Gone", OTHER)])
    apply(db, mark)
    assert dumps.undo(db, 1) == dumps.Undone(removed=1, restored=0, kept=1)
    assert only_paper(db) == Paper("Kept", LONG)
    assert papers.dumps(db) == ()


def test_an_undone_dump_can_be_read_again_from_its_own_text(db: Database) -> None:
    text = bytes(range(256)) * 40_000
    dump = begin_dump(db, "big.txt", text)
    DumpWriter(db, dump).store([Paper("Learning", LONG)])
    dumps.undo(db, dump)
    assert b"".join(dumps.stored_text(db, dump)) == text
    assert begin_dump(db, "big.txt", text) == dump


def test_the_receipt_lists_every_record_and_problem(db: Database) -> None:
    dump = begin_dump(db)
    writer = DumpWriter(db, dump)
    at = (Part("title", 3, 3), Part("abstract", 5, 6))
    writer.store([Paper("Learning", LONG, parts=at), Paper("Learning", LONG)])
    reason = StoredMessage("no title in {file}", file="a.txt")
    problem = Problem(9, reason, "Lost", last=10)
    writer.report([problem])
    note = StoredPlural("{n} date left out.", "{n} dates left out.", 3)
    dumps.finish(db, dump, whole=True, seconds=0.5, notes=["Year 2025.", note])
    told = receipt(db, dump)
    assert told is not None
    assert [(r.title, r.outcome, r.first_line, r.last_line) for r in told.records] == [
        ("Learning", "added", 3, 6),
        ("Learning", "repeated", 0, 0),
    ]
    assert (told.added, told.repeated, told.skipped, told.total) == (1, 1, 1, 3)
    assert list(told.problems) == [problem]
    assert (told.notes, told.seconds, told.stopped_at) == (("Year 2025.", note), 0.5, "")
    ((stored, notes),) = db.execute("select reason, notes from problems, dumps").fetchall()
    assert json.loads(stored) == ["no title in {file}", {"file": "a.txt"}]
    assert to_stored(told.notes[1]) == json.loads(notes)[1] == note.stored()


# Any two dumps that share some papers: whatever the order, undoing one leaves the other's library.

titles = st.sampled_from(["Alpha", "Beta", "Editorial", "Folding Laundry at Home", "doi:10.1/x"])
records = st.builds(
    Paper,
    titles,
    st.sampled_from(["", LONG, LONG[:50], OTHER]),
    st.sampled_from([(), ("Ada Moss",), ("Tom Reed",)]),
    n_authors=st.none() | st.just(4),
    org=st.sampled_from(["", "Lab", "Institute"]),
    published=st.sampled_from(["", "2024", "2024-05-06", "2020"]),
    arxiv_id=st.sampled_from(["", "2401.00001", "2401.00002"]),
    doi=st.sampled_from(["", "10.1/x", "10.1/y"]),
    upvotes=st.none() | st.integers(0, 3),
    comments=st.none() | st.integers(0, 3),
    listed=st.sampled_from(["2025-01-01", "2025-01-02"]),
)
dumps_of_records = st.lists(records, min_size=1, max_size=6)


@given(first=dumps_of_records, second=dumps_of_records)
def test_undoing_the_later_import_restores_the_library(
    first: list[Paper], second: list[Paper]
) -> None:
    with empty_library() as db:
        import_papers(db, first, "first")
        before = snapshot(db)
        import_papers(db, second, "second", batch=2)
        after = snapshot(db, ids=False)
        dumps.undo(db, 2)
        assert snapshot(db) == before
        import_papers(db, second, "second")
        assert snapshot(db, ids=False) == after


@given(first=dumps_of_records, second=dumps_of_records)
def test_importing_both_again_changes_nothing(first: list[Paper], second: list[Paper]) -> None:
    with empty_library() as db:
        import_papers(db, first, "first")
        import_papers(db, second, "second")
        before = snapshot(db)
        import_papers(db, second, "second")
        assert snapshot(db) == before


def test_papers_take_the_citation_keys_of_their_file(db: Database) -> None:
    titles = ("Kites over the northern sea", "Sails over the southern sea")
    records = [Paper(title, details={"citation-key": "moss2021"}) for title in titles]
    dump = begin_dump(db, "keys.bib")
    writer = DumpWriter(db, dump)
    writer.store(records)
    stored = papers.papers(db, papers.all_ids(db))
    assert [each.citation_key for each in stored] == ["moss2021", "moss2021-2"]
    assert writer.renamed_keys == [("moss2021", "moss2021-2")]


def test_a_citation_key_stays_when_another_file_has_another(db: Database) -> None:
    title = "Kites over the northern sea"
    fates(db, [Paper(title)])
    for key in ("first", "second"):
        fates(db, [Paper(title, details={"citation-key": key})], key)
    (stored,) = papers.papers(db, [1])
    assert stored.citation_key == "first"

"""Papers that were one part when their dump is read again; marks stay where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.model.edits import AddHighlight, AddTag, Merge, SetNote, SetStar, Several
from paperdesk.model.highlight import make_highlight
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.imports.dry_run import DryRunWriter
from paperdesk.store.queries import papers
from tests.store.imports.test_dump_writer import LONG, OTHER
from tests.store.libraries import import_papers, snapshot

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database

ONE = Paper("Editorial", LONG, ("Ann One",), published="2001")
TWO = Paper("Editorial", OTHER, ("Bob Two",), published="2015", doi="10.1000/2")


def merge_as_once(db: Database) -> None:
    """Make papers 1 and 2 one, with marks, as an import by another rule would have."""
    apply(db, Merge(1, 2))
    db.execute("delete from aliases")
    apply(db, SetStar((1,), True))
    apply(db, AddTag((1,), "ml"))
    apply(db, SetNote(1, "mine"))
    for text in (LONG, OTHER):
        apply(db, AddHighlight(1, make_highlight("abstract", text, 0, 12, "pink", "")))


def check_parted(db: Database, new: int) -> None:
    first, second = papers.papers(db, [1, new])
    assert (first.paper, second.paper) == (ONE, TWO)
    assert (first.starred, first.note, [tag.name for tag in first.tags]) == (True, "mine", ["ml"])
    assert (second.starred, second.note, second.tags) == (False, "", ())
    assert [mark.exact for mark in first.highlights] == [LONG[:12].strip()]
    assert [mark.exact for mark in second.highlights] == [OTHER[:12].strip()]


def test_records_of_one_dump_part(db: Database) -> None:
    import_papers(db, [ONE, TWO])
    merge_as_once(db)
    (told,) = (o for o in DryRunWriter(db, 1).store([ONE, TWO]) if o.parted_from)
    outcomes = import_papers(db, [ONE, TWO])
    assert [(o.kind, o.parted_from) for o in outcomes] == [("merged", 0), ("added", 1)]
    assert (told.kind, told.parted_from) == ("added", 1)
    check_parted(db, outcomes[1].paper)


def test_a_record_parts_from_what_an_earlier_dump_lists(db: Database) -> None:
    import_papers(db, [ONE], "first")
    import_papers(db, [TWO], "second")
    merge_as_once(db)
    assert [o.parted_from for o in import_papers(db, [ONE], "first")] == [0]
    (outcome,) = import_papers(db, [TWO], "second")
    assert (outcome.kind, outcome.parted_from) == ("added", 1)
    check_parted(db, outcome.paper)
    first, second = papers.papers(db, [1, outcome.paper])
    assert [sighting.dump_name for sighting in first.sightings] == ["first"]
    assert [sighting.dump_name for sighting in second.sightings] == ["second"]
    before = snapshot(db)
    assert [o.parted_from for o in import_papers(db, [TWO], "second")] == [0]
    assert snapshot(db) == before


def test_what_the_user_merged_does_not_part(db: Database) -> None:
    import_papers(db, [ONE, TWO])
    apply(db, Merge(1, 2))
    assert [o.paper for o in import_papers(db, [ONE, TWO])] == [1, 1]


def test_parting_is_undone_in_one_step(db: Database) -> None:
    import_papers(db, [ONE, TWO])
    merge_as_once(db)
    _, outcome = import_papers(db, [ONE, TWO])
    parted = snapshot(db)
    merged = apply(db, Several((Merge(1, outcome.paper),)))
    (whole,) = papers.papers(db, papers.all_ids(db))
    assert (whole.id, whole.starred, whole.note, len(whole.highlights)) == (1, True, "mine", 2)
    apply(db, merged.inverse)
    assert snapshot(db) == parted


def test_a_corrected_year_parts_nothing(db: Database) -> None:
    import_papers(db, [ONE, TWO])
    later = [Paper(p.title, p.abstract, p.authors, published="2024", doi=p.doi) for p in (ONE, TWO)]
    assert [o.kind for o in import_papers(db, later)] == ["merged", "merged"]
    assert len(papers.all_ids(db)) == 2

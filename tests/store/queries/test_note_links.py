"""What notes link to, by index look-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.model.edits import Merge, SetNote
from paperdesk.model.paper import Paper
from paperdesk.store.edits.apply import apply
from paperdesk.store.queries import note_links
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from paperdesk.store.open_file import Database


@pytest.fixture
def db(db: Database) -> Database:
    import_papers(db, [Paper("Counting Herons"), Paper("Counting Words"), Paper("Über Wörter")])
    return db


def test_titles_are_offered_by_their_beginning(db: Database) -> None:
    assert note_links.titles(db, "counting") == ["Counting Herons", "Counting Words"]
    assert note_links.titles(db, "uber w") == ["Über Wörter"]
    assert note_links.titles(db, "herons") == []
    assert len(note_links.titles(db, "", limit=2)) == 2


def test_papers_are_found_by_title_whatever_its_case(db: Database) -> None:
    assert note_links.paper_named(db, "counting herons") == 1
    assert note_links.paper_named(db, "no such paper") is None
    assert note_links.paper_named(db, "") is None


def test_notes_that_name_a_paper_are_found_by_their_own_index(db: Database) -> None:
    apply(db, SetNote(2, "as in [[Counting herons]]"))
    apply(db, SetNote(3, "nothing"))
    assert note_links.linked_from(db, 1, "Counting Herons") == [(2, "Counting Words")]
    assert note_links.linked_from(db, 2, "Counting Words") == []
    apply(db, SetNote(2, "no more"))
    assert note_links.linked_from(db, 1, "Counting Herons") == []
    plan = db.execute(
        "explain query plan select id from papers where instr(note, '[[') and trashed = ''"
    ).fetchall()
    assert "papers_linking" in str(plan)


def test_a_link_to_a_merged_paper_leads_to_the_one_that_took_it_in(db: Database) -> None:
    apply(db, SetNote(3, "[[Counting Words]]"))
    apply(db, Merge(1, 2))
    assert note_links.paper_named(db, "Counting Words") == 1
    assert note_links.linked_from(db, 1, "Counting Herons") == [(3, "Über Wörter")]

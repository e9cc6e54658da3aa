"""What goes into a digest, in which order, and why."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import InputError, UsageError
from paperdesk.library import Library
from paperdesk.model.digest import PARTS, DigestOptions
from paperdesk.model.edits import SetSearches, SetStar, SetStatus
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper import Paper
from paperdesk.tasks.digest import digest_message, make_digest
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.digest import Digest

HERONS = "Grey herons stand in shallow water and wait for small fish to come near them."
BEES = "Honey bees remember the way over hedges and dance it to the others in the hive."
PAPERS = [
    Paper("Herons in Winter", HERONS, published="2025-12-01", listed="2025-12-22", upvotes=3),
    Paper("Herons at Dusk", HERONS, published="2025-12-02", listed="2025-12-20", upvotes=40),
    Paper("How Bees Remember", BEES, published="2025-12-03", listed="2025-12-16"),
    Paper("An Older Listing of Bees", BEES, published="2025-12-04", listed="2025-12-15"),
    Paper("Bees that Were Read", BEES, published="2025-12-05", listed="2025-12-21"),
    Paper("A Starred Study of Bees", BEES, published="2020-01-01", listed="2025-01-01"),
    *(Paper(f"Tides of Bay {n}", f"Tide {n} of the moon.", listed="2024-01-01") for n in range(60)),
]
ALL = DigestOptions(parts=PARTS)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library")) as made:
        import_papers(made.db, PAPERS)
        made.apply(SetStatus((5,), "read"))
        made.apply(SetStar((6,), True))
        made.apply(SetStatus((6,), "read"))
        made.apply(
            SetSearches((SavedSearch("Herons", "herons winter"), SavedSearch("Read", "is:read")))
        )
        yield made


def titles(digest: Digest) -> dict[str, list[str]]:
    return {
        section.heading: [entry.stored.paper.title for entry in section.entries]
        for section in digest.sections
    }


def reasons(digest: Digest) -> dict[str, str]:
    return {
        entry.stored.paper.title: entry.reason
        for section in digest.sections
        for entry in section.entries
    }


def test_unread_papers_of_the_period_are_grouped_each_once(library: Library) -> None:
    options = DigestOptions("6d", parts=("searches", "unread"))
    assert titles(make_digest(library, options)) == {
        "Herons, 1 new": ["Herons in Winter"],
        "Unread of the period, 2": ["How Bees Remember", "Herons at Dusk"],
    }


def test_the_last_day_is_that_of_the_newest_listing(library: Library) -> None:
    digest = make_digest(library, DigestOptions())
    assert (str(digest.since), str(digest.until)) == ("2025-12-15", "2025-12-22")
    options = DigestOptions("2025-12-16", "2025-12-19", ("unread",))
    assert titles(make_digest(library, options)) == {
        "Unread of the period, 1": ["How Bees Remember"]
    }


def test_each_paper_says_why(library: Library) -> None:
    why = reasons(make_digest(library, ALL))
    assert why["Herons in Winter"] == (
        "Matches Herons, Winter in title; listed 22 Dec 2025 in dump.txt"
    )
    assert why["How Bees Remember"].startswith("Because you starred “A Starred Study of Bees”: ")
    assert why["Herons at Dusk"] == "40 upvotes; listed 20 Dec 2025 in dump.txt"


def test_a_section_is_cut_and_says_of_how_many(library: Library) -> None:
    found = make_digest(library, DigestOptions(parts=("unread",), limit=1))
    (section,) = found.sections
    assert section.heading == f"Unread of the period, 1 of {section.total}"
    assert section.total > 1


def test_chosen_searches_only(library: Library) -> None:
    options = DigestOptions(parts=("searches",), searches=("Read",))
    assert make_digest(library, options).sections == ()
    with pytest.raises(UsageError, match=r"no search is saved as 'Owls'; there are: Herons, Read"):
        make_digest(library, DigestOptions(searches=("Owls",)))


def test_ages_in_a_saved_search_count_from_the_last_day(library: Library) -> None:
    library.apply(SetSearches((SavedSearch("Last", "seen:2d"),)))
    options = DigestOptions(parts=("searches",), until="2025-12-22")
    assert titles(make_digest(library, options)) == {
        "Last, 2 new": ["Herons at Dusk", "Herons in Winter"]
    }


@pytest.mark.parametrize(
    "options",
    [
        DigestOptions(since="soon"),
        DigestOptions(since="7"),
        DigestOptions(until="2025-02-30"),
        DigestOptions(until="2025"),
        DigestOptions(since="2026-01-01", until="2025-01-01"),
    ],
)
def test_days_that_are_none_are_one_clear_line(library: Library, options: DigestOptions) -> None:
    with pytest.raises(UsageError, match=r"^digest: [^\n]+\.$"):
        make_digest(library, options)


def test_an_empty_library_has_no_last_day(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "empty")) as library:
        with pytest.raises(InputError, match="no paper in the library"):
            make_digest(library, DigestOptions())
        assert make_digest(library, DigestOptions(until="2025-12-22")).sections == ()


def test_two_mails_of_a_library_are_equal(library: Library) -> None:
    first, second = (digest_message(library, ALL).as_bytes() for _ in range(2))
    assert first == second
    assert b"Herons in Winter" in first
    addressed = digest_message(library, ALL, "ada@hive.example", "bob@hive.example")
    assert addressed["To"] == "bob@hive.example"

"""The pages of days, weeks and months of a library, and the words that rise in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import Cancelled
from paperdesk.library import Library
from paperdesk.model.edits import SetStatus
from paperdesk.model.paper import Paper
from paperdesk.model.search_protocol import FindPeriod, PeriodFound
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperdesk.model.periods import Unit
    from tests.prepared_libraries import PreparedLibraries

_BEES, _KITES = "Bees forage in meadows of the north.", "Kites are lost on windy shores."
PAPERS = [
    *(Paper(f"Meadow {n}", _BEES, published=f"2025-03-0{n}") for n in range(1, 7)),
    *(Paper(f"Shore {n}", _KITES, published=f"2025-04-0{n}") for n in range(1, 7)),
    Paper("A Kite over Meadows", f"{_KITES} {_BEES}", published="2025-04-09"),
    Paper("In April", _BEES, published="2025-04"),
    Paper("Some Time", _BEES, published="2024"),
    Paper("No Time", _BEES),
]


def build(folder: Path) -> None:
    library = Library(folder)
    import_papers(library.db, PAPERS)
    for _ in library.drain():
        pass
    library.close()


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Iterator[Library]:
    prepared_libraries.copy(tmp_path / "library", build)
    library = Library(tmp_path / "library")
    yield library
    library.close()


def find(library: Library, query: str, unit: Unit, name: str) -> PeriodFound:
    return library.finder.period(FindPeriod(1, query, unit, name))


def test_the_periods_of_a_query_are_those_with_papers(library: Library) -> None:
    def period(query: str, unit: Unit, name: str) -> PeriodFound:
        return find(library, query, unit, name)

    assert period("", "month", "").names == ["2025-03", "2025-04"]
    assert period("", "week", "").names == [
        "2025-02-24", "2025-03-03", "2025-03-31", "2025-04-07",
    ]  # fmt: skip
    assert period("title:shore", "day", "").names == [f"2025-04-0{n}" for n in range(1, 7)]
    assert (period("", "day", "").name, period("", "month", "").name) == ("2025-04-09", "2025-04")
    assert period("", "month", "2025-03").name == "2025-03"
    assert (period("title:some", "day", "").name, period("title:some", "day", "").names) == ("", [])


def test_hidden_papers_are_on_no_page(library: Library) -> None:
    library.apply(SetStatus((13,), "dismissed"))
    assert find(library, "", "day", "").name == "2025-04-06"


def test_words_rise_against_the_period_before(library: Library) -> None:
    found = find(library, "", "month", "2025-04").terms
    assert {term.word for term in found} == {"kites", "lost", "windy", "shores"}
    kites = next(term for term in found if term.word == "kites")
    assert (kites.share, kites.before) == (7 / 8, 0)
    assert find(library, "", "month", "2025-03").terms == [], "nothing is earlier"
    assert find(library, "", "day", "2025-03-02").terms == [], "the same words"


def test_common_words_and_numbers_do_not_rise(library: Library) -> None:
    papers = [Paper(f"We show new results {n}", "In 2025 we improve.", published="2025-05")
              for n in range(9)]  # fmt: skip
    import_papers(library.db, papers, "may")
    assert find(library, "", "month", "2025-05").terms == []


def test_many_papers_are_sampled(library: Library) -> None:
    papers = [
        Paper(f"Note {n}", _KITES if n % 2 else "Moss grows.", published="2025-06-01")
        for n in range(300)
    ]
    import_papers(library.db, papers, "june")
    found = find(library, "", "month", "2025-06").terms
    moss = next(term for term in found if term.word == "moss")
    assert moss.share == pytest.approx(0.5, abs=0.2)
    assert found == find(library, "", "month", "2025-06").terms, "the same each time"


def test_a_newer_request_cancels(library: Library) -> None:
    with pytest.raises(Cancelled):
        library.finder.period(FindPeriod(1, "", "month", ""), lambda: True)

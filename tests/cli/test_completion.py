"""Which words the search box offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.cli.search_suggestions import complete
from paperdesk.library import Library
from paperdesk.model.paper import Paper
from tests.cli.pages import page, record
from tests.prepared_libraries import import_pages
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path


def offered(folder: Path, begun: str, *titles: str) -> list[tuple[str, int]]:
    records = [record(title, f"Number {place}.") for place, title in enumerate(titles)]
    import_pages(folder, ("titles.txt", page(*records)))
    library = Library(folder)
    found = complete(library, "", begun, lambda: False)
    library.close()
    return [(choice.text, choice.papers) for choice in found]


def test_words_of_most_papers_come_first(tmp_path: Path) -> None:
    found = offered(tmp_path, "ki", "Kites kites kites", "Kilns of clay", "Kilns", "Kilns of brick")
    assert found == [("kilns", 3)]


def test_words_of_one_paper_are_offered_where_there_are_no_others(tmp_path: Path) -> None:
    found = offered(tmp_path, "ki", "Kites in the wind", "Sails", "Kilns of clay")
    assert sorted(found) == [("kilns", 1), ("kites", 1)]


def test_a_misspelled_word_is_not_offered_after_a_whole_one(tmp_path: Path) -> None:
    found = offered(tmp_path, "model", "A model of rain", "Models of snow", "modelsx2013 of hail")
    assert [name for name, _ in found] in (["model"], ["models"])


def test_names_are_offered_in_every_spelling(tmp_path: Path) -> None:
    library = Library(tmp_path)
    import_papers(library.db, [Paper("A title", authors=("Jürgen Müller", "王小明", "Pat O'Neil"))])
    for _ in library.drain():
        pass
    umlaut, han, joined = "Jürgen Müller", "王小明", "Pat O'Neil"
    names = {"muel": umlaut, "mull": umlaut, "王": han, "小明": han, "one": joined}
    for begun, name in names.items():
        found = complete(library, "author", begun, lambda: False)
        assert [choice.text for choice in found] == [name]
    library.close()

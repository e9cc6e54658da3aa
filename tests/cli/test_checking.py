"""The verb check: what it calls wrong, and what it only names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperdesk.library import Library
from paperdesk.model.edits import AddHighlight, SetField
from paperdesk.model.highlight import make_highlight
from tests.cli.cli_runner import paperdesk
from tests.desktop.filled_libraries import HERONS, fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a highlight of words that were replaced afterwards."""
    folder = tmp_path / "library"
    fill(folder)
    opened = Library(folder)
    opened.apply(AddHighlight(1, make_highlight("title", HERONS.title, 0, 15, "pink", "")))
    opened.apply(SetField(1, "title", "Ducks, and nothing else"))
    for _ in opened.drain():
        pass
    opened.close()
    return folder


def test_words_of_a_highlight_that_were_replaced_are_no_fault(library: Path) -> None:
    done = paperdesk(library, "check")
    assert done.code == 0, done.out + done.err
    assert done.out.splitlines() == [
        "for information: highlights: paper 1: the words of highlight 1 are not in its title",
        "Nothing is wrong.",
    ]
    assert done.err == ""
    (finding,) = paperdesk(library, "check", "--json").json["findings"]
    assert finding["wrong"] is False
    repaired = paperdesk(library, "check", "--repair")
    assert (repaired.code, repaired.out) == (0, done.out)
    assert not list((library / "backups").glob("*.sqlite"))


def test_what_is_wrong_ends_with_1_beside_what_is_not(library: Path) -> None:
    opened = Library(library)
    with opened.db.conn as connection:
        connection.execute("update papers set title_key = 'other' where id = 2")
    opened.close()
    done = paperdesk(library, "check")
    assert done.code == 1
    assert any(line.startswith("identity: paper 2") for line in done.out.splitlines())
    assert "Nothing is wrong." not in done.out
    assert "paperdesk check --repair repairs this" in done.err
    repaired = paperdesk(library, "check", "--repair")
    assert repaired.code == 0
    assert "left: " not in repaired.out

"""A library with a folder of notes beside it, and a user who edits both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.library import Library
from paperdesk.model.events import NotesEdited, NotesWritten
from paperdesk.model.paper import Paper
from paperdesk.tasks import update_notes
from tests.store.libraries import import_papers

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.library_values import StoredPaper

BEES = Paper(
    "How Bees Remember", "Bees find their way home.", ("Ada Mayr",), published="2021-05-07"
)
MOSS = Paper("Moss on Old Walls: A Survey", "Moss grows slowly.", published="2020")
BEGIN, END = "<!-- paperdesk: note -->\n", "\n<!-- paperdesk: end of note -->\n"


@dataclass
class Desk:
    """Library and folder."""

    library: Library
    folder: Path

    def sync(self, *, anew: bool = False) -> tuple[list[NotesEdited], NotesWritten]:
        """Bring the folder up to date with all papers."""
        papers = self.library.newest(-1)
        *edited, written = update_notes(self.library, self.folder, papers, anew=anew)
        assert isinstance(written, NotesWritten)
        return [each for each in edited if isinstance(each, NotesEdited)], written

    def paper(self, number: int = 1) -> StoredPaper:
        """A paper of the library."""
        (stored,) = self.library.papers([number])
        return stored

    def file(self, number: int = 1) -> Path:
        """The file of a paper, wherever it is."""
        start = f"---\npaperdesk: {number}\n"
        (path,) = (
            path
            for path in self.folder.rglob("*.md")
            if path.read_text("utf-8").replace("\r", "").startswith(start)
        )
        return path

    def text(self, number: int = 1) -> str:
        """The text of its file."""
        return self.file(number).read_text("utf-8")

    def note(self, number: int = 1) -> str:
        """The note in its file."""
        return self.text(number).split(BEGIN)[1].split(END)[0]

    def tags(self, number: int = 1) -> list[str]:
        """The tags of a paper."""
        return [tag.name for tag in self.paper(number).tags]

    def replace(self, old: str, new: str, number: int = 1) -> None:
        """Edit the file of a paper, as an editor does that writes beside and renames."""
        before = self.text(number)
        assert old in before, before
        self.write(before.replace(old, new, 1), number)

    def write(self, text: str, number: int = 1) -> None:
        """Replace the file of a paper."""
        path = self.file(number)
        beside = path.with_name("~editing")
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(path)


def make_desk(folder: Path) -> Desk:
    """A library of two papers, and an empty folder."""
    library = Library(folder / "library")
    import_papers(library.db, [BEES, MOSS])
    return Desk(library, folder / "notes")

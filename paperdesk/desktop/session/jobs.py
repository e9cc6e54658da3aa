"""The long jobs a window starts: what each needs, its name in the job bar, its command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from paperdesk.model.preview import Choices

if TYPE_CHECKING:
    from pathlib import Path


class Job:
    """One verb to run in a child process. Equal jobs do the same."""

    __slots__ = ()
    quiet: ClassVar[bool] = False
    """Whether it runs without the job bar."""

    @property
    def name(self) -> str:
        """How the job bar and messages name it."""
        raise NotImplementedError

    @property
    def arguments(self) -> tuple[str, ...]:
        """The verb and its options."""
        raise NotImplementedError

    @property
    def standard_input(self) -> bytes | None:
        """The standard input of the child; None leaves it open, for `stop`."""
        return None


@dataclass(slots=True)
class Incoming:
    """A file to import, and what the user set in its preview."""

    path: Path
    choices: Choices = field(default_factory=Choices)


def import_options(choices: Choices) -> tuple[str, ...]:
    """The options of `import` for what the user set."""
    values = {
        "--date": choices.date,
        "--format": choices.format,
        "--encoding": choices.encoding,
    }
    return tuple(word for option, value in values.items() if value for word in (option, value))


@dataclass(frozen=True, slots=True)
class ImportFiles(Job):
    """Import files, all with the same choices."""

    paths: tuple[Path, ...]
    choices: Choices = field(default_factory=Choices)
    tag: str = ""
    """The tag for the papers they bring."""

    @property
    def name(self) -> str:
        """With the file's name, or the number of files."""
        paths = self.paths
        return f"Importing {paths[0].name if len(paths) == 1 else f'{len(paths)} files'}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Paths come after `--`, since a name may begin with a dash."""
        options = import_options(self.choices)
        return ("import", "--events", *options, "--", *map(str, self.paths))


@dataclass(frozen=True, slots=True)
class ImportNewFiles(Job):
    """Import the files of the watched folder that were not imported before."""

    paths: tuple[Path, ...]
    quiet = True
    name = "Importing from the watched folder"

    @property
    def arguments(self) -> tuple[str, ...]:
        """As for ImportFiles."""
        return ("import", "--events", "--new", "--", *map(str, self.paths))


@dataclass(frozen=True, slots=True)
class ImportAgain(Job):
    """Import a stored dump again from its own text, with another date if one is given."""

    dump: int
    date: str = ""
    name = "Re-importing"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Without a date, the dump's own is used."""
        date = ("--date", self.date) if self.date else ()
        return ("import", "--events", "--again", str(self.dump), *date)


@dataclass(frozen=True, slots=True)
class UndoImport(Job):
    """Remove what a dump brought."""

    dump: int
    name = "Undoing the import"

    @property
    def arguments(self) -> tuple[str, ...]:
        """With events, so that it shows how far the index is."""
        return ("undo-import", str(self.dump), "--events")


@dataclass(frozen=True, slots=True)
class Restore(Job):
    """Fill the empty library from an archive."""

    path: Path

    @property
    def name(self) -> str:
        """With the file's name."""
        return f"Restoring {self.path.name}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The path comes after `--`, since a name may begin with a dash."""
        return ("restore", "--events", "--", str(self.path))


@dataclass(frozen=True, slots=True)
class UpdateIndex(Job):
    """Index the queued changes."""

    quiet = True
    name = "Indexing"
    arguments = ("index", "--events")


@dataclass(frozen=True, slots=True)
class FindDuplicates(Job):
    """Compare papers that were not compared yet."""

    quiet = True
    name = "Looking for duplicates"
    arguments = ("duplicates", "--events")


@dataclass(frozen=True, slots=True)
class EmptyTrash(Job):
    """Delete the papers in the trash."""

    name = "Emptying the trash"
    arguments = ("empty-trash", "--events")


@dataclass(frozen=True, slots=True)
class Export(Job):
    """Write papers to a file: the given ones, else those a query finds."""

    path: Path
    format: str
    """The format's name."""
    papers: tuple[int, ...] | None = None
    query: str = ""
    folder: bool = False
    """Whether `path` is a folder for a note per paper."""

    @property
    def name(self) -> str:
        """With the file's name."""
        return f"Exporting to {self.path.name}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """Ids are not among them: a command line has room for some 20,000 only."""
        folder = ("--folder",) if self.folder else ()
        what = ("--papers", "-") if self.papers is not None else ("--", self.query)
        return ("export", "--format", self.format, "-o", str(self.path), *folder, *what)

    @property
    def standard_input(self) -> bytes | None:
        """The ids of the given papers."""
        return None if self.papers is None else ",".join(map(str, self.papers)).encode()


@dataclass(frozen=True, slots=True)
class WriteReceipt(Job):
    """Write the receipt of a dump to a CSV file."""

    dump: int
    path: Path

    @property
    def name(self) -> str:
        """With the file's name."""
        return f"Exporting to {self.path.name}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The file's ending plays no part."""
        return ("receipt", str(self.dump), "-o", str(self.path))

"""The long jobs a window starts: what each needs, its name in the job bar, its command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from paperdesk.model.preview import Choices
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from pathlib import Path

    from paperdesk.model.digest import DigestOptions
    from paperdesk.model.subscription import Subscription


class Job:
    """One verb to run in a child process. Equal jobs do the same."""

    __slots__ = ()
    quiet: ClassVar[bool] = False
    """Whether it runs without the job bar."""
    exit_codes: ClassVar[tuple[int, ...]] = (0, 1)
    """Those of a child that did its work; 1: with problems, which its events say."""

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


def _marks(taken_over: bool) -> tuple[str, ...]:
    return ("--marks",) if taken_over else ()


@dataclass(frozen=True, slots=True)
class ImportFiles(Job):
    """Import files, all with the same choices."""

    paths: tuple[Path, ...]
    choices: Choices = field(default_factory=Choices)
    tag: str = ""
    """The tag for the papers they bring."""
    marks: bool = False
    """Take over the marks that they have."""

    @property
    def name(self) -> str:
        """With the file's name, or the number of files."""
        if len(self.paths) == 1:
            return tr("Importing {file}", file=self.paths[0].name)
        return tr_n("Importing {n} file", "Importing {n} files", len(self.paths))

    @property
    def arguments(self) -> tuple[str, ...]:
        """Paths come after `--`, since a name may begin with a dash."""
        options = import_options(self.choices)
        return ("import", "--events", *_marks(self.marks), *options, "--", *map(str, self.paths))


@dataclass(frozen=True, slots=True)
class ImportNewFiles(Job):
    """Import the files of the watched folder that were not imported before."""

    paths: tuple[Path, ...]
    marks: bool = False
    quiet = True
    name = tr("Importing from the watched folder")

    @property
    def arguments(self) -> tuple[str, ...]:
        """As for ImportFiles."""
        return ("import", "--events", "--new", *_marks(self.marks), "--", *map(str, self.paths))


@dataclass(frozen=True, slots=True)
class AddPapers(Job):
    """Add what the user typed or pasted."""

    text: str
    quiet = True
    name = tr("Adding papers")
    arguments = ("add", "--events", "-")

    @property
    def standard_input(self) -> bytes:
        """The text."""
        return self.text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class ImportAgain(Job):
    """Import a stored dump again from its own text, with another date if one is given."""

    dump: int
    date: str = ""
    name = tr("Re-importing")

    @property
    def arguments(self) -> tuple[str, ...]:
        """Without a date, the dump's own is used."""
        date = ("--date", self.date) if self.date else ()
        return ("import", "--events", "--again", str(self.dump), *date)


@dataclass(frozen=True, slots=True)
class UndoImport(Job):
    """Remove what a dump brought."""

    dump: int
    name = tr("Undoing the import")

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
        return tr("Restoring {file}", file=self.path.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The path comes after `--`, since a name may begin with a dash."""
        return ("restore", "--events", "--", str(self.path))


@dataclass(frozen=True, slots=True)
class MergeArchive(Job):
    """Merge the archive of another library."""

    path: Path

    @property
    def name(self) -> str:
        """With the file's name."""
        return tr("Merging {file}", file=self.path.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The path comes after `--`, since a name may begin with a dash."""
        return ("merge-archive", "--events", "--", str(self.path))


@dataclass(frozen=True, slots=True)
class RestoreBackup(Job):
    """Replace the library by a backup."""

    path: Path
    made: str
    """When it was made, as shown."""
    exit_codes = (0,)
    name = tr("Restoring a backup")

    @property
    def arguments(self) -> tuple[str, ...]:
        """The user has been asked."""
        return ("restore", "--yes", "--events", "--", str(self.path))


@dataclass(frozen=True, slots=True)
class BackUp(Job):
    """Make a backup."""

    if_due: bool = False
    """Only if the last one is older than a day."""
    before: str = ""
    """What it is made before: `merge`."""
    quiet = True
    name = tr("Backing up")

    @property
    def arguments(self) -> tuple[str, ...]:
        """With events, to report what it holds."""
        before = ("--before", self.before) if self.before else ()
        return ("backup", "--events", *(("--if-due",) if self.if_due else ()), *before)


@dataclass(frozen=True, slots=True)
class CheckLibrary(Job):
    """Check the library, if the last check is older than a week."""

    quiet = True
    name = tr("Checking the library")
    arguments = ("check", "--events", "--if-due")


@dataclass(frozen=True, slots=True)
class UpdateIndex(Job):
    """Index the queued changes."""

    quiet = True
    name = tr("Indexing")
    arguments = ("index", "--events")


@dataclass(frozen=True, slots=True)
class FindDuplicates(Job):
    """Compare papers that were not compared yet."""

    quiet = True
    name = tr("Looking for duplicates")
    arguments = ("duplicates", "--events")


@dataclass(frozen=True, slots=True)
class EmptyTrash(Job):
    """Delete the papers in the trash."""

    name = tr("Emptying the trash")
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
    title: str = ""
    """Of a book, a page or a feed."""
    exit_codes = (0,)

    @property
    def name(self) -> str:
        """With the file's name."""
        return tr("Exporting to {file}", file=self.path.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """Ids are not among them: a command line has room for some 20,000 only."""
        folder = ("--folder",) if self.folder else ()
        title = (f"--title={self.title}",) if self.title else ()
        what = ("--papers", "-") if self.papers is not None else ("--", self.query)
        return ("export", "--format", self.format, "-o", str(self.path), *folder, *title, *what)

    @property
    def standard_input(self) -> bytes | None:
        """The ids of the given papers."""
        return None if self.papers is None else ",".join(map(str, self.papers)).encode()


def digest_options(options: DigestOptions) -> tuple[str, ...]:
    """The options of `digest` for what goes in."""
    until = (f"--until={options.until}",) if options.until else ()
    searches = [f"--search={name}" for name in options.searches or ()]
    parts = f"--parts={','.join(options.parts)}"
    return (f"--since={options.since}", *until, parts, f"--limit={options.limit}", *searches)


@dataclass(frozen=True, slots=True)
class WriteDigest(Job):
    """Write a digest to a file."""

    path: Path
    format: str
    options: DigestOptions
    exit_codes = (0,)

    @property
    def name(self) -> str:
        """With the file's name."""
        return tr("Writing {file}", file=self.path.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The file's ending plays no part."""
        chosen = digest_options(self.options)
        return ("digest", "--format", self.format, "-o", str(self.path), *chosen)

    @staticmethod
    def values_of(options: DigestOptions) -> tuple[str, ...]:
        """The arguments of the verb that prints a digest as JSON."""
        return ("digest", "--json", *digest_options(options))


@dataclass(frozen=True, slots=True)
class UpdateNotes(Job):
    """Bring the folder of notes up to date, and take in what was edited there."""

    quiet = True
    name = tr("Updating the folder of notes")
    arguments = ("notes-folder", "--events")


@dataclass(frozen=True, slots=True)
class Subscribe(Job):
    """Keep a subscription to the digest, and its password in the keyring if one is given."""

    subscription: Subscription
    password: str = field(default="", repr=False)
    quiet = True
    exit_codes = (0,)
    name = tr("Subscribing to the digest")

    @property
    def arguments(self) -> tuple[str, ...]:
        """The password is not among them: every program may read a command line."""
        chosen = self.subscription
        return (
            "subscribe", "--events", f"--server={chosen.server}", f"--port={chosen.port}",
            f"--security={chosen.security}", f"--user={chosen.user}", f"--from={chosen.sender}",
            f"--to={chosen.recipient}", f"--{chosen.interval}",
            *(("--password",) if self.password else ()),
        )  # fmt: skip

    @property
    def standard_input(self) -> bytes:
        """The password."""
        return f"{self.password}\n".encode()


@dataclass(frozen=True, slots=True)
class EndSubscription(Job):
    """Send no digest any more."""

    quiet = True
    exit_codes = (0,)
    name = tr("Ending the subscription")
    arguments = ("subscribe", "--off", "--events")


@dataclass(frozen=True, slots=True)
class SendDigest(Job):
    """Send a digest to the subscribed address: the given one, else the one that is due, if any."""

    options: DigestOptions | None = None
    quiet = True
    name = tr("Sending the digest")

    @property
    def arguments(self) -> tuple[str, ...]:
        """With an event that says what became of it."""
        if self.options is None:
            return ("subscribe", "--send-due", "--events")
        return ("digest", "--send", "--events", *digest_options(self.options))


@dataclass(frozen=True, slots=True)
class WriteReceipt(Job):
    """Write the receipt of a dump to a CSV file."""

    dump: int
    path: Path
    exit_codes = (0,)

    @property
    def name(self) -> str:
        """With the file's name."""
        return tr("Exporting to {file}", file=self.path.name)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The file's ending plays no part."""
        return ("receipt", str(self.dump), "-o", str(self.path))

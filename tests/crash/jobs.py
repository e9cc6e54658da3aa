"""The jobs that are killed, and what must hold when each is done again."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperdesk.library import Library
from tests.crash.checks import check_database, marks_of, require
from tests.crash.dumps import write_dump

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.crash.stage import Stage

SCHEMAS = sorted((Path(__file__).parents[1] / "store" / "schemas").glob("*.sqlite.gz"))
_OLD_PAPERS = 4_000


@dataclass
class Job:
    """A verb on a library, and the check after it was killed or has ended."""

    arguments: Sequence[str]
    library: Path
    afterwards: Callable[[], None]
    alone: bool = False
    """Whether nothing is edited meanwhile."""


def import_file(stage: Stage) -> Job:
    """Import a new file; again, it is whole."""
    records = stage.choose.choice([30, 200, 700, 1_500])
    path = write_dump(stage.folder / f"d{stage.round}.bib", records)

    def afterwards() -> None:
        stage.run("import", str(path))
        stage.dumps[path.name] = records

    return Job(["import", str(path)], stage.library, afterwards)


def undo_import(stage: Stage) -> Job:
    """Undo an import of which some papers were marked: those stay, the others go."""
    path = write_dump(stage.folder / f"u{stage.round}.bib", stage.choose.choice([30, 600]))
    stage.run("import", str(path))
    with closing(Library(stage.library)) as library:
        (dump,) = (dump.id for dump in library.dumps() if dump.name == path.name)
        marked = stage.choose.sample(library.papers_of_dump(dump), 3)
    for paper in marked:
        stage.mark(paper, "starred", True, "--star")

    def afterwards() -> None:
        stage.run("undo-import", str(dump))
        with closing(Library(stage.library)) as library:
            left = sorted(library.papers_of_dump(dump))
        require(left == sorted(marked), f"of {path.name} {left} are left, {marked} were marked")

    return Job(["undo-import", str(dump)], stage.library, afterwards)


def merge(stage: Stage) -> Job:
    """Merge two tagged papers: before or afterwards, no tag is lost."""
    keep, gone = stage.choose.sample(stage.unmerged, 2)
    stage.unmerged.remove(gone)
    tags = {paper: f"m{paper}r{stage.round}" for paper in (keep, gone)}
    for paper, tag in tags.items():
        stage.mark(paper, f"tag {tag}", True, "--tag", tag)

    def afterwards() -> None:
        with closing(Library(stage.library)) as library:
            here = {stored.id: marks_of(stored) for stored in library.papers([keep, gone])}
        require(keep in here, f"paper {keep} is gone after a merge")
        own = {paper: f"tag {tag}" for paper, tag in tags.items()}
        if gone in here:
            require(all(own[paper] in here[paper] for paper in own), f"a tag is lost: {here}")
            stage.run("merge", str(keep), str(gone))
        else:
            require(set(own.values()) <= here[keep].keys(), f"a tag is lost in a merge: {here}")
        stage.ledgers.move(gone, keep)

    return Job(["merge", str(keep), str(gone)], stage.library, afterwards)


def build_index(stage: Stage) -> Job:
    """Build the index, or update it."""
    more = ["--rebuild"] if stage.choose.random() < 0.7 else []
    return Job(["index", *more], stage.library, lambda: None)


def back_up(stage: Stage) -> Job:
    """Back up: a backup that is listed is whole."""

    def afterwards() -> None:
        stage.run("backup")
        listed = json.loads(stage.run("backups", "--json"))
        require(bool(listed), "no backup is listed")
        for path in (stage.library / "backups").glob("*.sqlite"):
            with closing(sqlite3.connect(path)) as copy:
                found = copy.execute("pragma integrity_check").fetchall()
            require(found == [("ok",)], f"{path.name}: {found[:3]}")

    return Job(["backup"], stage.library, afterwards)


def restore_backup(stage: Stage) -> Job:
    """Restore a backup: the library is as it was before, or as the backup has it."""
    copy = stage.folder / f"backup{stage.round}.sqlite"
    stage.run("backup", str(copy))
    backed_up = stage.picture()
    paper = stage.choose.choice(stage.papers)
    stage.run("mark", str(paper), "--tag", f"late{stage.round}")
    before = stage.picture()

    def afterwards() -> None:
        check_database(stage.library)
        require(stage.picture() in (before, backed_up), "a restored library is neither state")
        stage.run("restore", str(copy), "--yes")
        require(stage.picture() == backed_up, "a restored library is not the backup")

    return Job(["restore", str(copy), "--yes"], stage.library, afterwards, alone=True)


def export_archive(stage: Stage) -> Job:
    """Export an archive beside edits: an archive that is there can be restored."""
    path = stage.folder / f"archive{stage.round}.jsonl"
    arguments = ["export", "--format", "archive", "-o", str(path)]

    def afterwards() -> None:
        if path.exists():
            stage.run("restore", str(path), "--yes", library=stage.folder / f"r{stage.round}")

    return Job(arguments, stage.library, afterwards)


def restore_archive(stage: Stage) -> Job:
    """Restore an archive into a new library: all or nothing."""
    path, other = stage.folder / f"whole{stage.round}.jsonl", stage.folder / f"n{stage.round}"
    stage.run("export", "--format", "archive", "-o", str(path))
    expected = stage.picture()

    def afterwards() -> None:
        with closing(Library(other)) as library:
            empty = library.is_empty()
        check_database(other)
        if empty:
            stage.run("restore", str(path), "--yes", library=other)
        require(stage.picture(other) == expected, "a restored archive is not the library")

    return Job(["restore", str(path), "--yes"], other, afterwards, alone=True)


def merge_archive(stage: Stage) -> Job:
    """Merge the archive of another library: again, all of it is here, with its marks."""
    path, other = stage.folder / f"a{stage.round}.jsonl", stage.folder / f"other{stage.round}"
    records = stage.choose.choice([30, 700, 1_500])
    dump = write_dump(stage.folder / f"a{stage.round}.bib", records)
    stage.run("import", str(dump), library=other)
    stage.run("mark", *map(str, range(1, records, 40)), "--star", library=other)
    stage.run("export", "--format", "archive", "-o", str(path), library=other)

    def afterwards() -> None:
        stage.run("merge-archive", str(path))
        (said,) = json.loads(stage.run("merge-archive", "--json", str(path)))
        require(said["unchanged"] == records, f"merged twice, {path.name} gives {said}")
        with closing(Library(stage.library)) as library:
            listed = library.papers(library.papers_of_dump(said["dump"]))
        stars = sum(paper.starred for paper in listed)
        require(
            (len(listed), stars) == (records, len(range(1, records, 40))),
            f"of {path.name} {len(listed)} papers and {stars} stars are here",
        )

    return Job(["merge-archive", str(path)], stage.library, afterwards)


def migrate(stage: Stage) -> Job:
    """Open a large library of an earlier schema."""
    other = stage.folder / f"old{stage.round}"
    other.mkdir()
    (other / "library.sqlite").write_bytes(
        gzip.decompress(stage.choose.choice(SCHEMAS).read_bytes())
    )
    with closing(sqlite3.connect(other / "library.sqlite")) as old, old:
        old.execute(
            "with recursive n (i) as (select 10 union all select i + 1 from n where i < ?) "
            "insert into papers (title, title_key, added, venue) "
            "select 'Old ' || i, 'old ' || i, '2025', 'Venue ' || i from n",
            [_OLD_PAPERS],
        )
        count = old.execute("select count(*), total(starred) from papers").fetchone()

    def afterwards() -> None:
        check_database(other)
        stage.run("imports", library=other)
        check_database(other)
        with closing(Library(other)) as library:
            found = library.db.execute("select count(*), total(starred) from papers").fetchone()
        require(found == count, f"of {count} papers and stars {found} were migrated")

    return Job(["imports"], other, afterwards)


JOBS = (
    import_file,
    import_file,
    undo_import,
    merge,
    build_index,
    back_up,
    restore_backup,
    export_archive,
    restore_archive,
    merge_archive,
    migrate,
)

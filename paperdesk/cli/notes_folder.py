"""The verb notes-folder: a folder with a Markdown note for each paper, kept up to date."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk import settings, tasks
from paperdesk.cli import printing
from paperdesk.cli.parent_process import stop_requested
from paperdesk.errors import PaperdeskError, UsageError
from paperdesk.model.events import NotesEdited, NotesWritten, to_line
from paperdesk.model.paper_texts import comma_list
from paperdesk.settings import NotesFolder
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from paperdesk.library import Library

_HELP = tr("""\
Each paper has a Markdown file, for Obsidian, Logseq or any editor. Name the folder once; the window
keeps it up to date, and so does --sync. What you change in a file between the two comments around
the note, or in its tags, status or star, comes into the library, and can be undone there; whatever
else you write in a file stays. Files can be renamed and moved in the folder. None is ever removed.
""")

_FIELDS = {
    "SetNote": "note",
    "AddTag": "tags",
    "RemoveTag": "tags",
    "SetStatus": "status",
    "SetStar": "star",
}
"""Edit -> what it changes, as JSON calls it."""
_NAMES = {"note": tr("note"), "tags": tr("tags"), "status": tr("status"), "star": tr("star")}


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "notes-folder",
        help=tr("keep a folder of Markdown notes up to date, for Obsidian, Logseq or any editor"),
        description=_HELP,
    )
    verb.add_argument("directory", nargs="?", default="", metavar="DIR", help=tr("the folder"))
    verb.add_argument(
        "--query", default=None, metavar="QUERY", help=tr("which papers have a note; default: all")
    )
    verb.add_argument("--sync", action="store_true", help=tr("bring the folder named up to date"))
    verb.add_argument(
        "--anew", action="store_true", help=tr("write notes again where all of them are missing")
    )
    verb.add_argument("--off", action="store_true", help=tr("name no folder; the files stay"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_notes_folder, needs_library=True)


def _notes_folder(library: Library, options: argparse.Namespace) -> int:
    named = settings.notes_folder(library.folder)
    if options.off:
        if options.directory or options.sync or options.anew or options.query is not None:
            raise UsageError(tr("notes-folder: --off goes alone."))
        _name(library, NotesFolder())
        return _say_named(NotesFolder(), options)
    folder = str(Path(options.directory).absolute()) if options.directory else named.folder
    query = named.query if options.query is None else options.query
    asked = options.directory or options.sync or options.anew or options.query is not None
    if not asked and not options.events:
        return _say_named(named, options)
    if not folder:
        raise UsageError(tr("notes-folder: name the folder: paperdesk notes-folder DIR."))
    if options.events:
        return _print_events(library, Path(folder), query)
    edited, written = [], NotesWritten(folder, 0)
    for event in tasks.update_notes(
        library, Path(folder), _papers(library, query), anew=options.anew
    ):
        if isinstance(event, NotesEdited):
            edited.append(event)
        else:
            written = event
    _name(library, NotesFolder(folder, query))
    if edited:
        for _ in tasks.index(library):
            pass
    if options.json:
        printing.as_json(_json(library, written, edited))
    else:
        _print(library, written, edited)
    return int(bool(written.problems))


def _papers(library: Library, query: str) -> Sequence[int]:
    if not query.strip():
        return library.newest(-1)
    if not library.index_is_current():
        for _ in tasks.index(library):
            pass
    found: list[int] = library.find(query).ids.tolist()
    return found


def _say_named(named: NotesFolder, options: argparse.Namespace) -> int:
    if options.json:
        printing.as_json({"folder": named.folder or None, "query": named.query})
    elif not named.folder:
        print(tr("There is no folder of notes."))
    else:
        printing.line(
            tr("{folder} has the notes of {query}.", folder=named.folder, query=named.query)
            if named.query
            else tr("{folder} has the notes of all papers.", folder=named.folder)
        )
    return 0


def _print_events(library: Library, folder: Path, query: str) -> int:
    """For the window, which shows an error once and not as one of the program."""
    stopped = stop_requested()
    if hasattr(os, "nice"):
        os.nice(10)  # a search goes first
    try:
        for event in tasks.update_notes(library, folder, _papers(library, query), stopped=stopped):
            print(to_line(event), flush=True)
    except PaperdeskError as error:
        print(to_line(NotesWritten(str(folder), 0, error=str(error))), flush=True)
        return 1
    return 0


def _name(library: Library, named: NotesFolder) -> None:
    chosen = settings.read()
    changed = settings.with_notes_folder(chosen, library.folder, named)
    if changed != chosen:
        settings.write(changed)


def _changes(
    library: Library, edited: Sequence[NotesEdited]
) -> Iterator[tuple[int, str, list[str]]]:
    """Papers that were edited in their files, with title and what was edited."""
    for event in edited:
        what: dict[int, list[str]] = {paper: [] for paper in event.papers}
        for edit in event.edit["edits"]:
            for paper in edit.get("papers", [edit.get("paper")]):
                what.get(paper, []).append(_FIELDS[edit["is"]])
        for stored in library.papers(event.papers):
            yield stored.id, stored.paper.title, list(dict.fromkeys(what[stored.id]))


def _json(library: Library, written: NotesWritten, edited: Sequence[NotesEdited]) -> dict[str, Any]:
    return {
        "folder": written.folder,
        "papers": written.papers,
        "written": written.written,
        "edited": [
            {"id": paper, "title": title, "fields": fields}
            for paper, title, fields in _changes(library, edited)
        ],
        "problems": written.problems,
    }


def _print(library: Library, written: NotesWritten, edited: Sequence[NotesEdited]) -> None:
    for paper, title, fields in _changes(library, edited):
        printing.line(
            tr(
                "Edited in its file: {fields} of {paper} {title}",
                fields=comma_list([_NAMES[field] for field in fields]),
                paper=paper,
                title=title,
            )
        )
    if any(event.in_conflict for event in edited):
        print(tr("Notes that were edited in the library as well have both versions."))
    for problem in written.problems:
        printing.line(f"paperdesk: {problem}", error=True)
    files = tr_n("{n} file", "{n} files", written.written)
    printing.line(
        tr_n(
            "{n} paper, {files} written in {folder}.",
            "{n} papers, {files} written in {folder}.",
            written.papers,
            files=files,
            folder=written.folder,
        )
    )

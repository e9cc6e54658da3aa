"""The verbs add and edit."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import whole_number
from paperdesk.errors import UsageError
from paperdesk.model.edited_fields import EDITABLE, IDENTIFIERS, parse_field
from paperdesk.model.edits import SetField, Several
from paperdesk.model.events import Report
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "add", help=tr("add papers: arXiv ids, DOIs, links, titles, or a BibTeX or RIS entry")
    )
    verb.add_argument(
        "text", nargs="+", metavar="TEXT", help=tr("one paper; - reads standard input")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("print one JSON event a line"))
    verb.set_defaults(run=_add, needs_library=False)

    verb = verbs.add_parser(
        "edit",
        help=tr("write fields of a paper, which no import overwrites"),
        description=tr("People and keywords are separated by semicolons."),
    )
    verb.add_argument("id", type=whole_number)
    for field in EDITABLE:
        verb.add_argument(_flag(field.name), dest=field.name, metavar="TEXT", help=field.label)
    verb.add_argument(
        "--reset",
        action="append",
        default=[],
        metavar="FIELD",
        choices=[_flag(field.name)[2:] for field in EDITABLE],
        help=tr("take back what you wrote"),
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_edit, needs_library=True)


def _flag(name: str) -> str:
    """`--date`, as `show --json` calls a paper's `published`; else the field's own name."""
    if name == "published":
        return "--date"
    return "--" + name.removeprefix("details.").replace("_", "-").lower()


def _add(library: Library, options: argparse.Namespace) -> int:
    text = sys.stdin.read() if options.text == ["-"] else "\n".join(options.text)
    if not text.strip():
        raise UsageError(tr("add: give an arXiv id, a DOI, a link, a title, or an entry."))
    if options.events:
        return printing.print_events(tasks.add_papers(library, text))
    reports = [event for event in tasks.add_papers(library, text) if isinstance(event, Report)]
    failed = any(report.failed for report in reports)
    if options.json:
        printing.as_json([asdict(report) for report in reports])
        return int(failed)
    for report in reports:
        printing.line(printing.report_line(report), error=report.failed)
        if report.dump is not None:
            for row in library.rows(library.papers_of_dump(report.dump)):
                printing.line(f"{row.id:>7}  {row.title}")
    return int(failed)


def _edit(library: Library, options: argparse.Namespace) -> int:
    if not library.rows([options.id]):
        raise UsageError(tr("edit: there is no paper {id}.", id=options.id))
    edits = []
    for field in EDITABLE:
        text = getattr(options, field.name)
        if _flag(field.name)[2:] in options.reset:
            edits.append(SetField(options.id, field.name, None))
        if text is not None:
            lines = text.replace(";", "\n") if field.kind in ("people", "list") else text
            edits.append(SetField(options.id, field.name, parse_field(field, lines)))
    if not edits:
        raise UsageError(tr("edit: name a field, such as --title TEXT, or --reset FIELD."))
    changed = library.apply(Several(tuple(edits))).change.papers
    for _ in tasks.index(library):
        pass
    if options.json:
        printing.as_json({"id": options.id, "changed": bool(changed)})
    else:
        text = tr("Paper {paper} changed.") if changed else tr("Paper {paper} is as before.")
        print(text.format(paper=options.id))
        for edit in edits:
            for other in set(library.bearing(edit.field, edit.value or "")) - {options.id}:
                name = IDENTIFIERS[edit.field]
                print(
                    tr(
                        "Paper {other} has the same {name}; compare: paperdesk duplicates",
                        other=other,
                        name=name,
                    )
                )
    return 0

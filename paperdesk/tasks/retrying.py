"""Reading one record of a stored dump again, from text the user corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk import formats
from paperdesk.errors import InputError, UsageError
from paperdesk.formats.file_marks import marks_of
from paperdesk.formats.reading.source import Source
from paperdesk.model.identifiers import title_key
from paperdesk.model.paper import Paper, Part, Problem
from paperdesk.store.imports import dumps
from paperdesk.store.imports.dump_writer import DumpWriter, Outcome
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from paperdesk.library import Library


def retry_record(library: Library, dump: int, line: int, text: str) -> Outcome:
    """Store the record that `text` holds in place of the problem at `line` of a dump.

    Neither the file nor the dump's stored text is changed. What was corrected so already is
    `repeated`, and nothing is stored. Raises UsageError if there is no such dump or problem,
    InputError with the reason where the text is no record yet.
    """
    stored = dumps.stored_dump(library.db, dump)
    if stored is None:
        raise UsageError(tr("there is no dump {dump}; see paperdesk imports.", dump=dump))
    source = Source.from_text(text, name=stored.name, date=stored.date_given)
    items = list(formats.format_named(stored.format).read(source))
    papers = [item for item in items if isinstance(item, Paper)]
    problem = next((item.reason for item in items if isinstance(item, Problem)), "")
    if len(papers) != 1 or problem:
        raise InputError(
            problem
            or tr_n(
                "this holds {n} record, not one", "this holds {n} records, not one", len(papers)
            )
        )
    if not (papers[0].abstract or papers[0].ai_summary):
        raise InputError(tr("no abstract after the title"))
    if not dumps.has_problem(library.db, dump, line):
        paper = dumps.paper_at(library.db, dump, line, title_key(papers[0].title))
        if paper is None:
            raise UsageError(
                tr(
                    "line {line} of import {dump} has no problem to correct; see paperdesk "
                    "receipt {dump}.",
                    line=line,
                    dump=dump,
                )
            )
        return Outcome(paper, "repeated", first=False)
    record = replace(papers[0], parts=(Part("title", line, line),))
    writer = DumpWriter(library.db, dump, dumps.last_position(library.db, dump))
    (outcome,) = writer.store([record], [marks_of(record)] if stored.marks else [])
    dumps.drop_problem(library.db, dump, line)
    return outcome

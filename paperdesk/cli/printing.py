"""Results on standard output: JSON for machines, plain lines for people."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from paperdesk.cli.streams import VisibleStream, one_line
from paperdesk.model.events import Indexing, Progress, Report, to_line
from paperdesk.model.file_marks import marks_text
from paperdesk.model.paper_texts import comma_list
from paperdesk.translation import number, percent, tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.events import Event
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.preview import Preview


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def line(text: str, *, error: bool = False) -> None:
    """Print one line, whatever is in the text."""
    print(one_line(text), file=sys.stderr if error else sys.stdout)


def print_events(events: Iterable[Event]) -> int:
    """Print one event a line as JSON, for the window; return the exit code."""
    failed = False
    for event in events:
        failed = failed or (isinstance(event, Report) and event.failed)
        print(to_line(event), flush=True)
    return int(failed)


def paper_json(stored: StoredPaper, score: float | None = None) -> dict[str, Any]:
    """A paper as scripts may rely on it."""
    paper = stored.paper
    return {
        "id": stored.id,
        "title": paper.title,
        "date": paper.published or None,
        "authors": list(paper.authors),
        "n_authors": len(paper.authors) or paper.n_authors,
        "org": paper.org or None,
        "arxiv_id": paper.arxiv_id or None,
        "upvotes": paper.upvotes,
        "comments": paper.comments,
        "starred": stored.starred,
        "status": stored.status,
        "tags": [tag.name for tag in stored.tags],
        "score": None if score is None else round(score, 4),
    }


def as_report(preview: Preview) -> Report:
    """Convert a preview to a report."""
    counts = (
        "records",
        "found",
        "added",
        "merged",
        "unchanged",
        "repeated",
        "skipped",
        "duplicates",
    )
    return Report(
        path=preview.path,
        name=preview.name,
        format=preview.format,
        encoding=preview.encoding,
        **{name: getattr(preview, name) for name in counts},
        problems=[
            {"line": item.first_line, "reason": item.reason, "text": item.title}
            for item in preview.items
            if item.outcome in ("skipped", "unused")
        ],
        notes=list(preview.notes),
        marks=preview.marks,
        error=preview.error,
    )


def preview_line(preview: Preview) -> str:
    """`search.txt: Daily Papers page: would be 112 papers added, 5 unchanged.`"""
    return tr(
        "{name}: {format}: would be {outcomes}.",
        name=preview.name, format=preview.format_label, outcomes=_outcomes(preview),
    )  # fmt: skip


def parted_lines(preview: Preview) -> list[str]:
    """The papers that would part, as indented lines; none if there are none."""
    if not preview.parted:
        return []
    n = len(preview.parted)
    heading = tr_n("{n} paper parts from others:", "{n} papers part from others:", n)
    return [f"  {heading}", *(f"    {title}" for title in preview.parted)]


def marks_lines(preview: Preview, *, wanted: bool) -> list[str]:
    """The marks that a file has, as an indented line; none if it has none."""
    if not preview.marks:
        return []
    marks = marks_text(preview.marks)
    if wanted:
        return ["  " + tr("Marks in this file: {marks}", marks=marks)]
    return ["  " + tr("Marks in this file: {marks} (import them with --marks)", marks=marks)]


def report_line(report: Report) -> str:
    """`search.txt: 112 papers added, 5 unchanged.`"""
    if report.error:
        return report.error
    sentences = [tr("{name}: {outcomes}.", name=report.name, outcomes=_outcomes(report))]
    if n := len(report.parted):
        sentences.append(tr_n("{n} paper parted from others.", "{n} papers parted from others.", n))
    if report.stopped:
        sentences.append(
            tr_n("Stopped after {n} record.", "Stopped after {n} records.", report.records)
        )
    return " ".join(sentences)


def _outcomes(counts: Report | Preview) -> str:
    found = [(n, name) for name in _OUTCOMES if (n := getattr(counts, name))]
    (first, name), *others = found or [(0, "added")]
    return comma_list(
        [
            _first_outcome(first, name),
            *(f"{number(n)} {_OUTCOMES[name]}" for n, name in others),
        ]
    )


def _first_outcome(n: int, name: str) -> str:
    match name:
        case "added":
            return tr_n("{n} paper added", "{n} papers added", n)
        case "merged":
            return tr_n("{n} paper merged", "{n} papers merged", n)
        case "unchanged":
            return tr_n("{n} paper unchanged", "{n} papers unchanged", n)
        case "repeated":
            return tr_n("{n} paper repeated", "{n} papers repeated", n)
        case _:
            return tr_n("{n} paper skipped", "{n} papers skipped", n)


_OUTCOMES = {
    "added": tr("added"), "merged": tr("merged"), "unchanged": tr("unchanged"),
    "repeated": tr("repeated"), "skipped": tr("skipped"),
}  # fmt: skip


def outcome_name(code: str) -> str:
    """`merged`, in the user's language."""
    return _OUTCOMES.get(code, code)


class ProgressLine:
    """One line on a terminal that is written over; silent where standard error is no terminal."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def show(self, event: Event) -> None:
        """Show the progress of the job."""
        if isinstance(event, Progress):
            self._write(
                tr_n(
                    "{name}: {n} record ({share})",
                    "{name}: {n} records ({share})",
                    event.records,
                    name=event.name,
                    share=percent(event.share),
                )
            )
        elif isinstance(event, Indexing):
            self._write(
                tr(
                    "Indexing: {done} of {total}",
                    done=number(event.done),
                    total=number(event.total),
                )
            )

    def clear(self) -> None:
        """Clear the line."""
        self._write("")

    def _write(self, text: str) -> None:
        if self._on:
            terminal = sys.stderr.stream if isinstance(sys.stderr, VisibleStream) else sys.stderr
            print("\r\x1b[K", end="", file=terminal)
            print(one_line(text), end="", file=sys.stderr, flush=True)

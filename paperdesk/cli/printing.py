"""Results on standard output: JSON for machines, plain lines for people."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from paperdesk.model.events import Indexing, Progress, Report

if TYPE_CHECKING:
    from paperdesk.model.events import Event
    from paperdesk.model.library_values import StoredPaper
    from paperdesk.model.preview import Preview


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def counted(number: int, noun: str) -> str:
    """`1 paper`, `1,024 papers`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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
    """A preview in the words of an import's report."""
    counts = ("records", "added", "merged", "unchanged", "repeated", "skipped", "duplicates")
    return Report(
        path=preview.path,
        name=preview.name,
        format=preview.format,
        encoding=preview.encoding,
        **{name: getattr(preview, name) for name in counts},
        found=preview.added + preview.merged + preview.unchanged,
        problems=[
            {"line": item.first_line, "reason": item.reason, "text": item.title}
            for item in preview.items
            if item.outcome in ("skipped", "unused")
        ],
        notes=list(preview.notes),
        error=preview.error,
    )


def preview_line(preview: Preview) -> str:
    """`search.txt: Daily Papers page, 117 records: would be 112 added, 5 unchanged.`"""
    records = counted(preview.records, "record")
    return f"{preview.name}: {preview.format_label}, {records}: would be {_fates(preview)}."


def report_line(report: Report) -> str:
    """`search.txt: 117 records: 112 added, 5 unchanged.`"""
    if report.error:
        return report.error
    tail = f" Stopped after {counted(report.records, 'record')}." if report.stopped else ""
    return f"{report.name}: {counted(report.records, 'record')}: {_fates(report)}.{tail}"


def _fates(counts: Report | Preview) -> str:
    words = ("added", "merged", "unchanged", "repeated", "skipped")
    return ", ".join(f"{number:,} {word}" for word in words if (number := getattr(counts, word)))


class ProgressLine:
    """One line on a terminal that is written over; silent where standard error is no terminal."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()

    def show(self, event: Event) -> None:
        """Say how far the job is."""
        if isinstance(event, Progress):
            self._write(f"{event.name}: {counted(event.records, 'record')} ({event.share:.0%})")
        elif isinstance(event, Indexing):
            self._write(f"Making searchable: {event.done:,} of {event.total:,}")

    def clear(self) -> None:
        """Leave an empty line for what is printed next."""
        self._write("")

    def _write(self, text: str) -> None:
        if self._on:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

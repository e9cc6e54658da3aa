"""Reads a text in a given format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperdesk.formats import Source
from paperdesk.model.paper import Note, Paper, Problem
from tests.formats.pages import only

if TYPE_CHECKING:
    from paperdesk.formats import Format
    from paperdesk.model.paper import Item


def source(data: str | bytes, name: str = "dump", date: str = "") -> Source:
    """Text or bytes as a UTF-8 source."""
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Source(name, data=data, date=date, encoding="utf-8")


def items(kind: Format, data: str | bytes, name: str = "dump", date: str = "") -> list[Item]:
    """All items read from a text."""
    return list(kind.read(source(data, name, date)))


def papers(kind: Format, data: str | bytes, name: str = "dump", date: str = "") -> list[Paper]:
    """The papers in a text without other items."""
    read = items(kind, data, name, date)
    found = only(Paper, read)
    assert found == read
    return found


def without_details(found: list[Paper]) -> list[Paper]:
    """The papers without the facts that no field of theirs names."""
    return [replace(paper, details={}) for paper in found]


def problems(kind: Format, data: str | bytes) -> list[tuple[int, int, str]]:
    """Lines and reasons of the problems."""
    found = only(Problem, items(kind, data))
    return [(problem.line, problem.last, problem.reason) for problem in found]


def notes(kind: Format, data: str | bytes) -> list[str]:
    """The texts of the notes."""
    return [note.text for note in only(Note, items(kind, data))]

"""The fields of a reference that the user writes: their names, forms and checks.

What the user wrote wins over every dump. It is stored as `field -> value`, with a detail as
`details.volume`: a text; or a list of texts, for people of full names or CSL parts of names. An
empty value hides what the dumps say.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from paperdesk.errors import UsageError
from paperdesk.model import identifiers
from paperdesk.model.details import ROLES, csl_names, family_name, people
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperdesk.model.paper import Paper

Kind = Literal["line", "text", "people", "list", "date", "doi", "arxiv_id", "address", "type"]

TYPES = (
    "article-journal", "paper-conference", "article", "chapter", "book", "thesis", "report",
    "webpage", "dataset", "software", "article-magazine", "article-newspaper", "patent",
    "manuscript", "speech", "entry-encyclopedia", "post-weblog", "document",
)  # fmt: skip
"""The CSL item types a user may choose; `article` is a preprint."""


@dataclass(frozen=True, slots=True)
class EditableField:
    """A field as the user edits it."""

    name: str
    """A field of Paper, or `details.` with the name of a detail."""
    label: str
    kind: Kind = "line"


EDITABLE = (
    EditableField("title", tr("Title")),
    EditableField("authors", tr("Authors"), "people"),
    EditableField("published", tr("Date"), "date"),
    EditableField("details.type", tr("Type"), "type"),
    EditableField("venue", tr("Venue")),
    EditableField("details.volume", tr("Volume")),
    EditableField("details.issue", tr("Issue")),
    EditableField("details.page", tr("Pages")),
    EditableField("details.number", tr("Number")),
    EditableField("details.edition", tr("Edition")),
    EditableField("details.collection-title", tr("Series")),
    EditableField("details.editor", tr("Editors"), "people"),
    EditableField("details.publisher", tr("Publisher")),
    EditableField("details.publisher-place", tr("Place")),
    EditableField("details.ISBN", "ISBN"),
    EditableField("details.ISSN", "ISSN"),
    EditableField("details.language", tr("Language")),
    EditableField("details.note", tr("Remark")),
    EditableField("org", tr("Organisation")),
    EditableField("arxiv_id", tr("arXiv id"), "arxiv_id"),
    EditableField("doi", "DOI", "doi"),
    EditableField("url", tr("Link"), "address"),
    EditableField("pdf_url", "PDF", "address"),
    EditableField("code_url", tr("Code"), "address"),
    EditableField("project_url", tr("Project"), "address"),
    EditableField("keywords", tr("Keywords"), "list"),
    EditableField("abstract", tr("Abstract"), "text"),
)
"""In the order of a form."""

IDENTIFIERS = {"arxiv_id": tr("arXiv id"), "doi": "DOI"}
"""The fields that name one paper in the world, with what they are called."""
USER = 0
"""The source of a field that the user wrote, in place of a dump's number."""
_FIELDS = {field.name: field for field in EDITABLE}
_DATE = re.compile(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?")


def editable_field(name: str) -> EditableField:
    """The field with this name; raises UsageError if there is none."""
    if name not in _FIELDS:
        raise UsageError(
            tr(
                "there is no field {name}; choose from: {names}.",
                name=repr(name),
                names=", ".join(_FIELDS),
            )
        )
    return _FIELDS[name]


def field_text(paper: Paper, field: EditableField) -> str:
    """The field as text to edit; lists, and people, one a line."""
    if field.kind == "people":
        role = field.name.removeprefix("details.").removesuffix("s")
        return "\n".join(map(_person_text, csl_names(paper, role)))
    value = field_value(paper, field.name)
    return "\n".join(value) if field.kind == "list" else str(value)


def field_value(paper: Paper, name: str) -> Any:
    """The value of a field or detail; empty if it is not known."""
    detail = name.removeprefix("details.")
    return getattr(paper, name) if detail == name else paper.details.get(detail, "")


def _person_text(parts: Mapping[str, str]) -> str:
    """`Ada Moss`; `Moss King, Ada` and `{Kite Group}` where the parts could not be guessed."""
    names: dict[str, dict[str, str]] = {}
    (name,) = people([parts], names)
    if not names:
        return name
    if literal := parts.get("literal"):
        return f"{{{literal}}}"
    return ", ".join(filter(None, (family_name(parts), parts.get("suffix"), parts.get("given"))))


def parse_field(field: EditableField, text: str) -> Any:
    """The value of a text; raises UsageError with a sentence if it does not fit the field."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    line = " ".join(lines)
    match field.kind:
        case "people":
            return [_person(each) for each in lines]
        case "list":
            return list(dict.fromkeys(lines))
        case "text":
            return line
        case "date" if line and not _is_date(line):
            raise UsageError(
                tr("{text} is no date; write 2021-06-30, 2021-06 or 2021.", text=repr(line))
            )
        case "doi" if line:
            return _identifier(
                identifiers.doi(line), tr("{text} is no DOI; it begins with 10.", text=repr(line))
            )
        case "arxiv_id" if line:
            found = identifiers.arxiv_id(line)
            return _identifier(
                found, tr("{text} is no arXiv id such as 2106.01234.", text=repr(line))
            )
        case "address" if line and (" " in line or not re.match(r"https?://[^/]", line)):
            raise UsageError(
                tr("{text} is no web address; it begins with https://", text=repr(line))
            )
        case "type" if line and line not in TYPES:
            raise UsageError(
                tr(
                    "there is no type {name}; choose from: {names}.",
                    name=repr(line),
                    names=", ".join(TYPES),
                )
            )
    if field.name == "title" and not line:
        raise UsageError(tr("a paper needs a title."))
    return line


def _identifier(found: str, error: str) -> str:
    if not found:
        raise UsageError(error)
    return found


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date(*(int(part) for part in (*text.split("-"), "1", "1")[:3]))
    except ValueError:
        return False
    return True


def _person(line: str) -> str | dict[str, str]:
    """A full name, or the parts of `{Kite Group}`, `Moss, Ada` and `Moss, Jr., Ada`."""
    if line[0] == "{" and line[-1] == "}":
        return {"literal": line[1:-1].strip()}
    match [part.strip() for part in line.split(",")]:
        case [family, given] if family and given:
            return {"family": family, "given": given}
        case [family, suffix, given] if family and given:
            return {"family": family, "given": given, "suffix": suffix}
        case _:
            return line


def without_edits(paper: Paper, imported: Paper, edited: Mapping[str, Any]) -> Paper:
    """An edited paper with what imports say in place of what the user wrote."""
    if not edited:
        return paper
    changed: dict[str, Any] = {}
    details = dict(paper.details)
    for field in edited:
        name = field.removeprefix("details.")
        if name == field:
            changed[name] = getattr(imported, name)
            name = "names" if field == "authors" else ""
        for each in (name, "names" if name in ROLES else ""):
            details.pop(each, None)
            if each in imported.details:
                details[each] = imported.details[each]
    return replace(paper, **changed, details=details)


def with_edits(paper: Paper, edited: Mapping[str, Any]) -> Paper:
    """The paper with what the user wrote."""
    if not edited:
        return paper
    changed: dict[str, Any] = {}
    details = dict(paper.details)
    names = dict(details.get("names", {}))
    for field, value in edited.items():
        name = field.removeprefix("details.")
        if field == "authors" or name in ROLES:
            for person in value:
                if isinstance(person, str):
                    names.pop(person, None)
            value = people(value, names)
        if name == field:
            changed[name] = tuple(value) if isinstance(value, list) else value
        elif value:
            details[name] = value
        else:
            details.pop(name, None)
    if names:
        details["names"] = names
    return replace(paper, **changed, details=details)

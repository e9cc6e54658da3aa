"""The details of a reference beside the fields of Paper, in the vocabulary of CSL 1.0.2.

A dict of JSON values under the names of CSL variables: `volume`, `issue`, `page`, `publisher`,
`ISBN`, `note`, … Besides:

- `type` is the CSL item type: `article-journal`, `paper-conference`, `chapter`, `thesis`, …
- `editor`, `translator` and other roles are lists of full names.
- `names` maps a full name, of an author or another role, to its CSL parts (`family`, `given`,
  `suffix`, `literal`, …), where `names.name_parts` would guess others.
- `others` is true where the file says that there are more authors.
- `citation-key` is the key in the file.
- A field that no mapping knows is kept as written, under `FORMAT:field`: `bibtex:groups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk.model.names import csl_name, full_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from paperdesk.model.paper import Paper

    Person = str | Mapping[str, str]
    """A full name, or the CSL parts of one."""

ROLES = ("editor", "translator", "container-author", "collection-editor", "director", "composer")
"""The people beside the authors; `collection-editor` edits the series."""
NAME_PARTS = (
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal",
)  # fmt: skip
"""Of a name in CSL, in the order in which they are stored and written."""
_UNSPECIFIC_TYPES = frozenset(["article", "document"])
"""A preprint gives way to what it was published as."""


def merged_details(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The details of two records of one paper: what the older one knows stays."""
    details = {**new, **old}
    if "names" in old and "names" in new:
        details["names"] = {**new["names"], **old["names"]}
    if is_unspecific_type(old.get("type", "")) and new.get("type", "document") != "document":
        details["type"] = new["type"]
    return details


def is_unspecific_type(name: str) -> bool:
    """Whether a type gives way to any other that a record has."""
    return name in _UNSPECIFIC_TYPES


def people(persons: Iterable[Person], names: dict[str, dict[str, str]]) -> list[str]:
    """The full names of persons; parts that cannot be guessed are added to `names`."""
    found: list[str] = []
    for person in persons:
        name = person if isinstance(person, str) else _name_of(person)
        if not name:
            continue
        found.append(name)
        if not isinstance(person, str):
            parts = {part: text for part in NAME_PARTS if (text := person.get(part))}
            guess = csl_name(name)
            if parts != guess and not ("literal" in guess and parts == {"family": name}):
                names[name] = parts
    return found


def _name_of(parts: Mapping[str, str]) -> str:
    if literal := parts.get("literal"):
        return literal
    return full_name(family_name(parts), parts.get("given", ""), parts.get("suffix", ""))


def family_name(parts: Mapping[str, str]) -> str:
    """The family name in CSL parts, with the particles before it."""
    particles = (parts.get("dropping-particle"), parts.get("non-dropping-particle"))
    return " ".join(filter(None, (*particles, parts.get("family"))))


def csl_names(paper: Paper, role: str = "author") -> list[dict[str, str]]:
    """The CSL parts of a paper's authors, or of the people in another role."""
    names = paper.authors if role == "author" else paper.details.get(role, ())
    known = paper.details.get("names", {})
    return [known.get(name) or csl_name(name) for name in names]

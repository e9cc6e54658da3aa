"""The tree of a query, and how the query language writes it.

Trees made by `and_`, `or_` and `not_` are in one form only: no And within And, no Or within
Or, no Not of Not, no group of one. Those are the trees that parsing gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, or what a word begins with; `field` is empty for every text field."""

    text: str
    """Without blanks; `in-context` and a run of Chinese are words in a row, or one when joined."""
    field: str = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row."""

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False
    """Whether the last word is only begun."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition the store answers: `tag:rl`, `year:2022..2024`, `is:starred`.

    But `like:` is for the index to answer.
    """

    field: str
    value: str
    """Normalised, as the language writes it."""


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but the part."""

    part: Node


Node = Word | Phrase | Filter | And | Or | Not

RECOMMENDED = Filter("is", "foryou")
"""Papers like those the user liked; the finder knows them, the store does not."""

TEXT_FIELDS = ("title", "abstract", "author", "org", "note")
"""The fields a word can be sought in; without one it is sought in all of them and in highlights."""

OPERATORS = ("OR", "NOT", "AND")

BARE_VALUE = re.compile(r'(?:[^\s"()]|\([^\s"()]*\))+')
"""A value that needs no quotes. Parentheses that close in it belong to it, as in some DOIs."""


def and_(parts: Sequence[Node]) -> Node | None:
    """Join the parts by AND; None if there are none."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    return And(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def or_(parts: Sequence[Node]) -> Node | None:
    """Join the parts by OR; None if there are none."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return Or(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def not_(part: Node) -> Node:
    """Negate a part."""
    return part.part if isinstance(part, Not) else Not(part)


def leaves(tree: Node | None, sought: bool = True) -> Iterator[tuple[Word | Phrase | Filter, bool]]:
    """The words, phrases and filters of a tree, each with whether it is sought or excluded."""
    match tree:
        case And() | Or():
            for part in tree.parts:
                yield from leaves(part, sought)
        case Not():
            yield from leaves(tree.part, not sought)
        case Word() | Phrase() | Filter():
            yield tree, sought


def has_words(tree: Node | None) -> bool:
    """Whether the query needs the index."""
    return any(not isinstance(leaf, Filter) or leaf.field == "like" for leaf, _ in leaves(tree))


def default_order(tree: Node | None) -> str:
    """The sort order of a query that names none."""
    if has_words(tree):
        return "relevance"
    return "foryou" if (RECOMMENDED, True) in leaves(tree) else "date"


def replaced(tree: Node, old: Filter, new: Node) -> Node:
    """The tree with `new` in place of a filter."""
    match tree:
        case And():
            return And(tuple(replaced(part, old, new) for part in tree.parts))
        case Or():
            return Or(tuple(replaced(part, old, new) for part in tree.parts))
        case Not():
            return Not(replaced(tree.part, old, new))
        case _:
            return new if tree == old else tree


def words_of(tree: Node | None) -> list[str]:
    """Return the folded words of a query, in order, without excluded ones."""
    from paperdesk.model.tokenizer import split  # the first rows of a window do without

    return [
        word
        for leaf, sought in leaves(tree)
        if sought and not isinstance(leaf, Filter)
        for word in split(" ".join(leaf.words) if isinstance(leaf, Phrase) else leaf.text)
    ]


def written(node: Node) -> str:
    """The tree in the query language; parsing it gives the tree again."""
    match node:
        case And():
            return " ".join(
                f"({written(p)})" if isinstance(p, Or) else written(p) for p in node.parts
            )
        case Or():
            # No parentheses around And: it binds tighter, and groups nest only so deep.
            return " OR ".join(map(written, node.parts))
        case Not():
            inner = written(node.part)
            return f"-({inner})" if isinstance(node.part, And | Or) else f"-{inner}"
        case Filter():
            return f"{node.field}:{quoted(node.value)}"
        case Word() | Phrase():
            return _written_words(node)


def _written_words(node: Word | Phrase) -> str:
    text = node.text if isinstance(node, Word) else " ".join(node.words)
    text += "*" if node.prefix else ""
    if isinstance(node, Phrase) or text in OPERATORS or "/" in text:  # which may be an identifier
        text = f'"{text}"'
    return f"{node.field}:{text}" if node.field else text


def quoted(value: str) -> str:
    """A filter's value as the language writes it, in quotes where it needs them."""
    if BARE_VALUE.fullmatch(value):
        return value
    return '"' + value.replace('"', '""') + '"'

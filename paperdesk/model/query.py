"""The query language: what a user types, as a tree, and back. No input is an error.

Blank is and, and binds tighter than OR: `a b OR c` is `(a b) OR c`. Of several `sort:` the last
holds. `AND` may be written. An operator that joins nothing is passed over, unless nothing else was
typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperdesk.model.identifiers import lone_link
from paperdesk.model.query_terms import Term, clean, scan
from paperdesk.model.query_tree import (
    TEXT_FIELDS,
    And,
    Filter,
    Node,
    Not,
    Or,
    Phrase,
    Word,
    and_,
    default_order,
    has_words,
    not_,
    or_,
    words_of,
    written,
)
from paperdesk.model.query_values import SORTS
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MAX_DEPTH", "SORTS", "TEXT_FIELDS", "And", "Filter", "Node", "Not", "Or", "Phrase", "Query",
    "Word", "default_order", "has_words", "words_of",
]  # fmt: skip

MAX_DEPTH = 8
"""So deep parentheses group; SQLite's parser holds a hundred open things."""

MAX_HINTS = 3
"""So many are shown; a text that is no query could bring hundreds."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search and its sort order. `parse(str(q)) == q`."""

    tree: Node | None
    """None finds everything."""
    sort: str = ""
    """One of SORTS; empty where the query does not say."""
    reverse: bool = False
    plain: tuple[str, ...] = field(default=(), compare=False)
    """What was read as plain words although it looks like more: a sentence for the user each."""

    @classmethod
    def parse(cls, text: str, typing: bool = False, cursor: int | None = None) -> Query:
        """Parse a query text.

        While `typing`, the word that the cursor (by default: the end) touches counts as begun.
        """
        place = (len(text) if cursor is None else cursor) if typing else -1
        terms = scan(clean(text), place)
        tree, too_deep = _tree(terms)
        if (link := lone_link(text)) and link[0] == "url":
            words = and_([term.node for term in terms if term.node])
            return cls(or_([Filter("url", link[1]), *([words] if words else [])]))
        plain = list(dict.fromkeys(term.hint for term in terms if term.hint))[:MAX_HINTS]
        if too_deep:
            plain.append(tr("Parentheses deeper than {depth} do not group.", depth=MAX_DEPTH))
        sort = next((term.value for term in reversed(terms) if term.kind == "sort"), "")
        return cls(tree, sort.removeprefix("-"), sort.startswith("-"), tuple(plain))

    def __str__(self) -> str:
        parts = [] if self.tree is None else [written(self.tree)]
        if self.sort:
            parts.append(f"sort:{'-' * self.reverse}{self.sort}")
        return " ".join(parts)


class _Group:
    """An open parenthesis, or the whole query: alternatives, each of parts joined by and."""

    def __init__(self, negated: bool = False) -> None:
        self.negated = negated
        self._choices: list[list[Node]] = [[]]
        self._not = False

    def operate(self, operator: str) -> None:
        if operator == "OR":
            self._choices.append([])
        self._not = operator == "NOT" and not self._not

    def takes_not(self) -> bool:
        """Whether a NOT waits for its part, which has come now."""
        waiting, self._not = self._not, False
        return waiting

    def add(self, node: Node | None, negated: bool) -> None:
        if node is not None:
            self._choices[-1].append(not_(node) if negated else node)

    def node(self) -> Node | None:
        return or_([part for parts in self._choices if (part := and_(parts)) is not None])


def _tree(terms: Sequence[Term]) -> tuple[Node | None, bool]:
    """The tree of the terms, and whether some parentheses were passed over."""
    groups, passed_over, too_deep = [_Group()], 0, False
    for term in terms:
        group, deepest = groups[-1], len(groups) > MAX_DEPTH
        if term.kind == "operator":
            group.operate(term.value)
        elif term.kind == "sort":
            group.takes_not()
        elif term.kind == "close":
            if passed_over:
                passed_over -= 1
            elif len(groups) > 1:
                groups.pop()
                groups[-1].add(group.node(), group.negated)
        elif term.kind == "open":
            negated = group.takes_not() != term.negated
            if deepest:
                passed_over, too_deep = passed_over + 1, True
            else:
                groups.append(_Group(negated))
        else:
            negated = group.takes_not() != term.negated
            # Excluding two words takes a group to write, and here none fits any more.
            group.add(term.node, negated and not (deepest and isinstance(term.node, And)))
    while len(groups) > 1:
        group = groups.pop()
        groups[-1].add(group.node(), group.negated)
    return groups[0].node() or _operators_as_words(terms), too_deep


def _operators_as_words(terms: Sequence[Term]) -> Node | None:
    return and_([Word(term.value) for term in terms if term.kind == "operator"])

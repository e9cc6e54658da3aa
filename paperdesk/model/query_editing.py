"""Edits a query text: its terms, and adding or removing one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from paperdesk.model.query import Query
from paperdesk.model.query_terms import Term, clean, scan
from paperdesk.model.query_tree import And, Filter, Node, Or, and_, not_, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SHOWN = ("phrase", "field", "filter", "sort", "operator")


@lru_cache(maxsize=4)  # a letter is scanned once for chips, filters, tints and sidebar
def terms(text: str) -> tuple[Term, ...]:
    """The terms that are more than plain words, in order: for tinting, and for chips.

    An excluded plain word is one of them, of kind `words`. A NOT before a term belongs to it, as a
    minus does: `text[term.start : term.end]` is what to tint and what to give to `remove_term`.
    """
    shown: list[Term] = []
    nots: list[Term] = []
    for term in scan(clean(text)):
        if _is_not(term):
            nots.append(term)
            continue
        if nots and term.node is not None:
            negated = term.negated != (len(nots) % 2 == 1)
            term = replace(term, start=nots[0].start, negated=negated)
        else:
            shown += nots
        nots = []
        if term.kind in _SHOWN or (term.kind == "words" and term.negated and not term.hint):
            shown.append(term)
    return (*shown, *nots)


def find_filter(text: str, condition: Filter) -> Term | None:
    """Return the first term that includes or excludes (`negated`) a filter, ignoring case."""
    wanted = (condition.field, condition.value.casefold())
    for term in terms(text):
        node = term.node
        if isinstance(node, Filter) and (node.field, node.value.casefold()) == wanted:
            return term
    return None


def include(text: str, condition: Node) -> str:
    """Return the text with a condition, which takes the place of its exclusion."""
    return _with(text, condition, excluded=False)


def exclude(text: str, condition: Node) -> str:
    """Return the text without the papers of a condition, which is no longer included."""
    return _with(text, condition, excluded=True)


def _with(text: str, condition: Node, *, excluded: bool) -> str:
    wanted = not_(condition) if excluded else condition
    term = find_filter(text, condition) if isinstance(condition, Filter) else None
    if term is None:
        return _asking(text, wanted)
    return text if term.negated == excluded else _replaced(text, term, wanted)


def replace_filters(text: str, filters: Mapping[Filter, Filter]) -> str:
    """Return the text with other filters in place of some, ignoring case; excluded ones, too."""
    wanted = {(old.field, old.value.casefold()): new for old, new in filters.items()}
    for term in reversed(terms(text)):
        node = term.node
        new = wanted.get((node.field, node.value.casefold())) if isinstance(node, Filter) else None
        if new is not None:
            text = _replaced(text, term, not_(new) if term.negated else new)
    return text


def _replaced(text: str, term: Term, node: Node) -> str:
    gap = "" if text[term.end : term.end + 1] in ("", " ", ")") else " "
    return f"{text[: term.start]}{written(node)}{gap}{text[term.end :]}"


def _asking(text: str, condition: Node) -> str:
    """Return the text with one more condition, unchanged otherwise if possible."""
    query, term = Query.parse(text), written(condition)
    if condition == query.tree or (isinstance(query.tree, And) and condition in query.tree.parts):
        return text
    if isinstance(condition, Or) and query.tree is not None:
        term = f"({term})"
    wanted = replace(query, tree=and_([*([query.tree] if query.tree else []), condition]))
    for longer in (f"{text.rstrip()} {term}".lstrip(), f"({text.strip()}) {term}"):
        if Query.parse(longer) == wanted:
            return longer
    return str(wanted)


def with_sort(text: str, order: str) -> str:
    """Return the text with this sort order (`date`, `-date`); with none if empty."""
    query = replace(Query.parse(text), sort=order.removeprefix("-"), reverse=order[:1] == "-")
    while own := next((term for term in terms(text) if term.kind == "sort"), None):
        text = remove_term(text, own.start, own.end)
    sorted_text = f"{text.rstrip()} sort:{order}".lstrip() if order else text
    return sorted_text if Query.parse(sorted_text) == query else str(query)


def with_dates(text: str, value: str) -> str:
    """Return the text with `date:value` instead of its date filters; with none if empty."""
    while own := next((term for term in terms(text) if _asks_for_dates(term)), None):
        text = remove_term(text, own.start, own.end)
    return _asking(text, Filter("date", value)) if value else text


def _asks_for_dates(term: Term) -> bool:
    node = term.node
    return isinstance(node, Filter) and node.field in ("date", "year") and not term.negated


def remove_term(text: str, start: int, end: int) -> str:
    """Return the text without `text[start:end]` and operators or groups left empty."""
    left = tidy = _cut(text, start, end)
    for term in sorted(_idle(scan(clean(left))), key=lambda term: term.start, reverse=True):
        tidy = _cut(tidy, term.start, term.end)
    # Closer together, two pieces may read as something else: `tag:(a OR)`.
    return tidy if not tidy or Query.parse(tidy) == Query.parse(left) else left


def _cut(text: str, start: int, end: int) -> str:
    left, right = text[:start].rstrip(), text[end:].lstrip()
    gap = "" if not left or not right or left.endswith("(") or right.startswith(")") else " "
    return f"{left}{gap}{right}"


def _idle(found: Iterable[Term]) -> list[Term]:
    """Operators without operands, and empty parentheses."""
    remaining: list[Term] = []
    idle: list[Term] = []
    for term in found:
        if term.kind == "close" or (term.kind == "operator" and not _is_not(term)):
            while remaining and (
                _is_not(remaining[-1]) or (term.kind == "close" and _operates(remaining[-1]))
            ):
                idle.append(remaining.pop())
        if term.kind == "close" and remaining and remaining[-1].kind == "open":
            idle += [remaining.pop(), term]
            while remaining and _is_not(remaining[-1]):
                idle.append(remaining.pop())
        elif (
            _operates(term)
            and not _is_not(term)
            and not (remaining and _ends_operand(remaining[-1]))
        ):
            idle.append(term)
        else:
            remaining.append(term)
    while remaining and _operates(remaining[-1]):
        idle.append(remaining.pop())
    return idle


def _operates(term: Term) -> bool:
    return term.kind == "operator"


def _is_not(term: Term) -> bool:
    return term.kind == "operator" and term.value == "NOT"


def _ends_operand(term: Term) -> bool:
    return term.kind not in ("operator", "open")

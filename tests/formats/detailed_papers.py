"""Strategies for papers with the details of a whole reference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from paperdesk.formats.reading.values import clean_text
from paperdesk.model.details import ROLES, people
from tests.formats.reference_papers import LETTERS, PUBLISHED, TITLES, some_papers, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperdesk.model.paper import Paper

CLEAN = TITLES.map(clean_text)
WORDS = st.text("abcdefghijÖß中 '-.", min_size=1, max_size=12).map(clean_text).filter(bool)
PARTS = ("given", "suffix", "non-dropping-particle", "dropping-particle")
PERSONS = (
    st.builds(dict, literal=WORDS)
    | st.fixed_dictionaries({"family": WORDS}, optional=dict.fromkeys(PARTS, WORDS))
    | WORDS
)
KEYS = st.text(LETTERS, max_size=8).map("a".__add__)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
VALUES = JSON.filter(lambda value: value not in (None, "", [], {}))
OWN_NAMES = ("custom", "Own name")
DAY_OR_RANGE = st.lists(PUBLISHED.filter(bool), min_size=1, max_size=2).map("/".join)


@st.composite
def detailed_papers(
    draw: st.DrawFn,
    texts: Iterable[str],
    kinds: Iterable[str],
    dates: Iterable[str] = (),
    roles: Iterable[str] = ROLES,
    unknown: str = "",
    values: st.SearchStrategy[str] = CLEAN,
    words: st.SearchStrategy[str] = TITLES,
    **fields: st.SearchStrategy[object],
) -> Paper:
    """A paper with type and key, and any of these details; names have parts that are no guess."""
    fields |= {"keywords": st.lists(words, max_size=4).map(tuple)}
    paper = tidy(draw(some_papers(**fields)))
    names: dict[str, dict[str, str]] = {}
    details: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"type": st.sampled_from(sorted(kinds)), "citation-key": KEYS},
            optional={
                **dict.fromkeys(texts, values),
                **dict.fromkeys(dates, DAY_OR_RANGE),
                "others": st.just(value=True),
                **dict.fromkeys((f"{unknown}:{name}" for name in OWN_NAMES if unknown), VALUES),
            },
        )
    )
    everyone = draw(st.lists(PERSONS, max_size=6, unique_by=lambda each: str(people([each], {}))))
    authors = people(everyone[:3], names)
    for role in roles:
        if everyone[3:] and draw(st.booleans()):
            details[role] = people(everyone[3:], names)
    return replace(
        paper, authors=tuple(authors), details=details | ({"names": names} if names else {})
    )

"""The details of a reference: names with parts, and merging."""

from __future__ import annotations

from typing import Any

import pytest

from paperdesk.model.details import csl_names, merged_details, people
from paperdesk.model.field_merge import merge_all, merged
from paperdesk.model.paper import Paper


@pytest.mark.parametrize(
    ("parts", "name", "is_guessed"),
    [
        ({"family": "Moss", "given": "Ada"}, "Ada Moss", True),
        ({"family": "van der Berg", "given": "Jan"}, "Jan van der Berg", True),
        ({"family": "King Moss", "given": "Ada"}, "Ada King Moss", False),
        ({"literal": "The Kite Collaboration"}, "The Kite Collaboration", False),
        ({"literal": "Plato"}, "Plato", True),
        ({"family": "Plato"}, "Plato", True),
        ({"family": "Plato", "given": ""}, "Plato", True),
        ({"family": "Kite Institute"}, "Kite Institute", False),
        ({"family": "Moss", "given": "Ada", "suffix": "Jr."}, "Ada Moss Jr.", True),
        (
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            "Jan van der Berg",
            False,
        ),
    ],
)
def test_parts_of_a_name_are_stored_only_where_they_cannot_be_guessed(
    parts: dict[str, str], name: str, is_guessed: bool
) -> None:
    names: dict[str, dict[str, str]] = {}
    assert people([parts], names) == [name]
    assert (names == {}) is is_guessed
    paper = Paper("Kites", authors=(name,), details={"names": names} if names else {})
    known = {part: text for part, text in parts.items() if text}
    assert csl_names(paper) == [{"literal": name} if name == "Plato" else known]


def test_merging_fills_details_and_keeps_those_known() -> None:
    older = {"volume": "3", "names": {"A B": {"literal": "A B"}}}
    newer = {"volume": "4", "page": "1-2", "names": {"C D": {"literal": "C D"}}}
    assert merged_details(older, newer) == {
        "volume": "3",
        "page": "1-2",
        "names": {"A B": {"literal": "A B"}, "C D": {"literal": "C D"}},
    }


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("article", "paper-conference", "paper-conference"),
        ("paper-conference", "article", "paper-conference"),
        ("chapter", "book", "chapter"),
        ("article", "document", "article"),
        ("document", "article", "article"),
    ],
)
def test_a_preprint_takes_the_type_of_its_publication(old: str, new: str, kind: str) -> None:
    assert merged_details({"type": old}, {"type": new})["type"] == kind


def test_merging_says_that_details_changed_only_if_they_did() -> None:
    old = Paper("Kites", details={"volume": "3"})
    whole, changed = merged(old, Paper("Kites", details={"page": "7"}))
    assert (whole.details, changed) == ({"volume": "3", "page": "7"}, ("details",))
    assert merged(old, Paper("Kites", details={"volume": "9"})) == (old, ())


def test_each_detail_has_the_dump_that_it_came_from() -> None:
    records: list[tuple[int, Paper]] = [
        (1, Paper("Kites", details={"volume": "3"})),
        (2, Paper("Kites", venue="Sails", details={"volume": "4", "page": "7"})),
    ]
    paper, sources = merge_all(records)
    assert paper.details == {"volume": "3", "page": "7"}
    expected: dict[str, Any] = {
        "title": 1, "details.volume": 1, "venue": 2, "details.page": 2,
    }  # fmt: skip
    assert sources == expected

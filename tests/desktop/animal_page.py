"""A page of four papers about animals, for tests that need more than three."""

from __future__ import annotations

from tests.cli.pages import page, record

NAMES = ("Ants", "Bees", "Crabs", "Ducks")
_LONG = "We watch them for a summer and write down what they do, hour by hour. " * 60
_DAYS = ("May 9, 2025", "May 2, 2025", "Apr 30, 2025", "Apr 1, 2024")


def animals(head_day: str = "Nov 18") -> str:
    """The page as it is copied; the abstract of Crabs is longer than any window."""
    records = [
        record(name, f"About {name} alone. {_LONG if name == 'Crabs' else ''}", f"2 authors|{day}")
        for name, day in zip(NAMES, _DAYS, strict=True)
    ]
    return page(*records).replace("Nov 18", head_day)

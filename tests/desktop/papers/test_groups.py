"""Groups: rows, positions and labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop.papers.groups import Group, Groups
from paperdesk.desktop.wording import period_name

counts = st.lists(st.integers(1, 5), max_size=6)


@given(counts)
def test_rows_are_headers_and_papers(sizes: list[int]) -> None:
    groups = Groups([Group(f"G{n}", size) for n, size in enumerate(sizes)])
    expected: list[tuple[str, int]] = []
    position = 0
    for number, size in enumerate(sizes):
        expected.append((f"G{number}", -1))
        for _ in range(size):
            expected.append((f"G{number}", position))
            position += 1
    assert groups.header_rows == [row for row, (_, at) in enumerate(expected) if at < 0]
    positions = np.arange(position)
    assert groups.rows(positions).tolist() == [
        row for row, (_, at) in enumerate(expected) if at >= 0
    ]
    for row, (label, at) in enumerate(expected):
        assert groups.position(row) == at
        header = groups.header(row)
        assert (header.label if header else None) == (label if at < 0 else None)
    for first in range(len(expected)):
        for last in range(first, len(expected)):
            between = [at for _, at in expected[first : last + 1] if at >= 0]
            assert positions[groups.positions(first, last)].tolist() == between


def test_without_groups_rows_are_positions() -> None:
    groups = Groups()
    assert groups.rows(np.arange(3)).tolist() == [0, 1, 2]
    assert (groups.position(7), groups.header(0), groups.header_rows) == (7, None, [])
    assert groups.positions(1, 2) == slice(1, 3)


@pytest.mark.parametrize(
    ("by", "key", "label"),
    [
        ("month", "2024-06", "June 2024"),
        ("month", "2024", "2024"),
        ("month", "", "No date"),
        ("day", "2024-06-18", "18 Jun 2024"),
        ("day", "2024-06", "Jun 2024"),
        ("week", "2024-06-17", "17 to 23 Jun 2024"),
        ("week", "2024-04-29", "29 Apr to 5 May 2024"),
        ("week", "2024-12-30", "30 Dec 2024 to 5 Jan 2025"),
    ],
)
def test_labels(by: str, key: str, label: str) -> None:
    assert period_name(by, key) == label

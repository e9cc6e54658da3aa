"""Sorted strings in a file are found as `bisect` finds them in a list."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from paperdesk.search.segments.arrays import ArrayFile, write_arrays
from paperdesk.search.segments.strings import SortedStrings, pack_strings

# Terms of letters and digits; many share the first eight bytes.
terms = st.text("abé9", min_size=1, max_size=3) | st.text("ab", max_size=3).map("prefix12".__add__)


@settings(deadline=None)
@given(st.sets(terms), st.lists(terms))
def test_strings_are_found_as_in_a_list(stored: set[str], queries: list[str]) -> None:
    encoded = sorted(term.encode() for term in stored)
    with TemporaryDirectory() as folder:
        path = Path(folder, "strings")
        write_arrays(path, pack_strings("terms", sorted(stored)))
        strings = SortedStrings(ArrayFile(path), "terms")
        assert list(strings) == encoded
        wanted = [term.encode() for term in (*queries, *stored)]
        assert [strings.bisect(term) for term in wanted] == [
            bisect_left(encoded, term) for term in wanted
        ]
        expected = [encoded.index(term) if term in encoded else -1 for term in wanted]
        assert [strings.find(term) for term in wanted] == expected
        assert strings.find_all(wanted) == expected

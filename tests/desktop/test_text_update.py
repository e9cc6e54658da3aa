"""Replacing the text of an editor: only what differs changes, and the caret stays in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.desktop.theme.utf16 import utf16_length
from paperdesk.desktop.widgets.text_update import moved, replacements

texts = st.lists(st.sampled_from(["", "kites", "𝑥 kites", "lakes", "é"]) | st.text(max_size=4)).map(
    "\n".join
)


def applied(old: str, new: str) -> str:
    units = old.encode("utf-16-le", "surrogatepass")
    for start, end, text in reversed(replacements(old, new)):
        come = text.encode("utf-16-le", "surrogatepass")
        units = units[: 2 * start] + come + units[2 * end :]
    return units.decode("utf-16-le", "surrogatepass")


@given(texts, texts)
def test_the_replacements_give_the_new_text(old: str, new: str) -> None:
    assert applied(old, new) == new
    assert replacements(new, new) == []


@given(texts, texts, st.integers(0, 30))
def test_a_position_stays_within_the_text(old: str, new: str, position: int) -> None:
    position = min(position, utf16_length(old))
    assert 0 <= moved(position, replacements(old, new)) <= utf16_length(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mine|", "theirs\nmine|"),
        ("mine|", "mine|\ntheirs"),
        ("|mine", "theirs\n|mine"),
        ("one\nmi|ne\ntwo", "one, changed\nmi|ne\nand\ntwo"),
        ("𝑥\nmi|ne", "𝑥𝑥\nmi|ne"),
        ("one two| three", "one two| or three"),
        ("held and longer|", "held|"),
    ],
)
def test_the_caret_stays_at_its_words(old: str, new: str) -> None:
    before, after = (utf16_length(text.partition("|")[0]) for text in (old, new))
    assert moved(before, replacements(old.replace("|", ""), new.replace("|", ""))) == after

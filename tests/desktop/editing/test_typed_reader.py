"""What a typed text will become, in a sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperdesk import tasks
from paperdesk.desktop.editing.typed_reader import Typed, typed_as
from paperdesk.library import Library
from paperdesk.model.events import Report

lines = st.sampled_from([
    "2301.00001", "arXiv:2301.00002v3", "https://arxiv.org/abs/2301.00003", "10.1000/kites.7",
    "doi: 10.1000/kites.8", "https://example.org/kites", "Kites over the northern sea", "", "  ",
    "@misc{a, title = {Kites}}", "@misc{", "TY  - JOUR", "TI  - Kites", "ER  - ", '{"title": "x"}',
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", ""),
        (" \n", ""),
        ("2301.00001", "1 paper: arXiv 2301.00001"),
        ("arXiv: 2301.00001", "1 paper: arXiv 2301.00001"),
        ("https://arxiv.org/pdf/2301.00001v2.pdf", "1 paper: arXiv 2301.00001"),
        ("https://huggingface.co/papers/2301.00001", "1 paper: arXiv 2301.00001"),
        ("https://www.alphaxiv.org/abs/2301.00001v1", "1 paper: arXiv 2301.00001"),
        ("https://doi.org/10.1000/Kites.7", "1 paper: DOI 10.1000/kites.7"),
        ("https://example.org/kites", "1 paper: https://example.org/kites"),
        ("Kites over the sea", "1 paper: Kites over the sea"),
        ("@misc{a, title = {Kites {\\`a} la mer}}", "1 paper: Kites à la mer"),
        ("TY  - JOUR\nTI  - Kites\nER  - ", "1 paper: Kites"),
        ("2301.00001\n\n10.1000/kites.7\nKites", "3 papers"),
        ("ER  - \nER  - ", "No papers are in this text."),
        ("@misc{", "This is not read: a brace or comma is missing in this entry."),
        (
            "@misc{a, title = {Kites}}\n@misc{b, title = {}}",
            "1 paper: Kites. Line 2 is not read: this has no title.",
        ),
    ],
)
def test_the_sentence_says_what_becomes_of_a_text(text: str, sentence: str) -> None:
    typed = typed_as(text)
    assert typed is not None
    assert typed.sentence == sentence


@settings(max_examples=25, deadline=None)
@given(st.lists(lines, max_size=5))
def test_as_many_papers_are_promised_as_are_read(typed_lines: list[str]) -> None:
    text = "\n".join(typed_lines)
    typed = typed_as(text)
    assert typed is not None
    if not text.strip():
        assert typed == Typed()
        return
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        events = list(tasks.add_papers(library, text))
        library.close()
    (report,) = (event for event in events if isinstance(event, Report))
    assert report.records - report.skipped == typed.papers
    assert len(report.problems) == (0 if report.error else typed.problems)
    assert bool(typed.papers or typed.problem)


def test_reading_ends_as_soon_as_the_text_is_not_wanted() -> None:
    assert typed_as("Kites\nSails\n", lambda: False) is None

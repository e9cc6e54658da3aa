"""The drawing child: formulas in, outlines with their measures out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from paperdesk.cli.draw_formulas import drawing
from paperdesk.model.tex_symbols import INK
from tests.cli.cli_runner import paperdesk

if TYPE_CHECKING:
    from pathlib import Path


def test_formulas_are_drawn_one_by_one(tmp_path: Path) -> None:
    asked = json.dumps({"formulas": [r"\frac{a}{b}", "broken {", "x"]})
    run = paperdesk(tmp_path, "draw", stdin=f"{asked}\n".encode())
    tall, broken, low = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 0, run.err
    assert [tall["formula"], broken["formula"], low["formula"]] == [r"\frac{a}{b}", "broken {", "x"]
    assert broken["svg"] == ""
    assert "<path" in tall["svg"]
    assert tall["ascent"] > low["ascent"]
    assert tall["descent"] > low["descent"]
    assert 0.3 < low["width"] < 1


def test_the_ink_is_what_the_window_replaces() -> None:
    assert INK in drawing("x")["svg"]


@pytest.mark.parametrize(
    "tex", ["", "%", "a & b", "{" * 300, r"\begin{cases}", r"\sqrt" * 90, "x" * 5_000, r"\left("]
)
def test_no_text_breaks_it(tex: str) -> None:
    assert drawing(tex)["svg"] == ""

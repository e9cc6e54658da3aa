"""The verb draw: renders formulas for the window; JSON lines in and out.

`{"formulas": ["x^2", ...]}` is answered formula by formula with
`{"formula": "x^2", "svg": "...", "width": w, "ascent": a, "descent": d}`, lengths in shares of the
font's size; the svg is empty where the TeX cannot be read. A process of its own: its library takes
0.15 s to load and 1 to 8 ms a formula, which neither the window nor its searches are to wait for.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

from paperdesk.model.tex_symbols import INK
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library

_log = logging.getLogger(__name__)
_SIZE = 100
MAX_FORMULA_LENGTH = 500


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "draw", help=tr("draw formulas named on standard input, for the window")
    )
    verb.set_defaults(run=_draw, needs_library=False)


def _draw(library: Library, options: argparse.Namespace) -> int:
    for line in sys.stdin:
        for formula in json.loads(line)["formulas"]:
            print(json.dumps({"formula": formula, **drawing(formula)}), flush=True)
    return 0


def drawing(formula: str) -> dict[str, Any]:
    """A formula as SVG with its measures; an empty SVG where it cannot be drawn."""
    import xml.etree.ElementTree as ET

    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False  # outlines where they are used: Qt draws no symbols
    config.precision = 2
    try:
        if len(formula) > MAX_FORMULA_LENGTH:
            raise ValueError("too long")  # it would be wider than any column
        drawn = Latex(formula, size=_SIZE, color=INK, inline=True).svgxml()
        _, top, width, height = map(float, drawn.attrib["viewBox"].split())
    except Exception as error:
        # Any text may be between two dollars, and the library raises any exception.
        _log.info("no formula: %r (%r)", formula[:80], error)
        return {"svg": "", "width": 0, "ascent": 0, "descent": 0}
    return {
        "svg": ET.tostring(drawn, encoding="unicode"),
        "width": width / _SIZE,
        "ascent": -top / _SIZE,
        "descent": (top + height) / _SIZE,
    }

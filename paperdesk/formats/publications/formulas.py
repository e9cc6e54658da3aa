"""Converts formulas from TeX to MathML."""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_log = logging.getLogger(__name__)

_MAX_LENGTH = 500
"""Characters; what is longer is text between two stray dollars."""
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2,
    "msubsup": 3, "munderover": 3,
}  # fmt: skip
"""How many children an element needs: the converter makes others of half a formula."""
_TOKENS = frozenset(["mi", "mn", "mo", "mtext", "ms", "mspace"])
_TAGS = frozenset([
    *_CHILDREN, *_TOKENS, "math", "mrow", "msqrt", "mstyle", "mtable", "mtr", "mtd", "mpadded",
    "mphantom",
])  # fmt: skip
_ATTRIBUTES = {
    "display": r"inline|block",
    "mathvariant": r"[a-z-]+",
    "stretchy|fence|separator|accent|accentunder|displaystyle|movablelimits|largeop": r"true|false",
    "form": r"prefix|infix|postfix",
    "scriptlevel": r"[+-]?\d",
    "width|height|depth|lspace|rspace|minsize|maxsize|linethickness|rowspacing|columnspacing":
        r"[+-]?[\d.]+(?:em|ex|px|pt|cm|mm|in|pc|%)",
    "columnalign": r"(?:left|right|center)(?: (?:left|right|center))*",
}  # fmt: skip
_VALUE = {
    name: re.compile(rule) for names, rule in _ATTRIBUTES.items() for name in names.split("|")
}


def to_mathml(tex: str, words: str, *, display: bool = False) -> Element | None:
    """The formula as a `math` element, for programs that read aloud with its `words`.

    None where it cannot be converted as a whole.
    """
    from latex2mathml.converter import convert_to_element  # 0.1 s to import

    if len(tex) > _MAX_LENGTH:
        return None
    try:
        root: Element = convert_to_element(tex, display="block" if display else "inline")
    except Exception as error:
        # Any text may be between two dollars, and the library raises any exception.
        _log.info("no formula: %r (%r)", tex[:80], error)
        return None
    if not all(map(_tidy, root.iter())):
        return None
    root.set("xmlns", "http://www.w3.org/1998/Math/MathML")
    root.set("alttext", words)
    return root


def _tidy(element: Element) -> bool:
    """Make an element valid; whether it can be, and says no command by its name."""
    tag, text = element.tag, html.unescape(element.text or "")
    needed = _CHILDREN.get(tag, len(element))
    if tag not in _TAGS or len(element) != needed or (tag in _TOKENS and len(element)):
        return False
    if "\\" in text or (text.strip() and tag not in _TOKENS):
        return False
    element.text, element.tail = text or None, None
    for name, value in list(element.attrib.items()):
        rule = _VALUE.get(name)
        if rule is None or not rule.fullmatch(value):
            del element.attrib[name]
    return True

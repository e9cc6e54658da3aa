"""Text for lists: formulas and left-over TeX in one line of Unicode, `Met²Net` for `Met$^2$Net`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from paperdesk.model.display_text import DisplayText, script_letters, to_display_text
from paperdesk.model.tex_symbols import (
    ALPHABETS,
    FUNCTIONS,
    LAYOUT,
    NAMES,
    OPERATORS,
    RELATIONS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
)


@lru_cache(maxsize=512)
def to_plain_text(text: str) -> DisplayText:
    """Convert formulas to Unicode as far as it has their letters, the rest to plain words."""
    shown = to_display_text(text)
    if not any(piece.formula for piece in shown.pieces):
        return shown
    plain = [
        replace(piece, shown=_plain_formula(piece.formula)) if piece.formula else piece
        for piece in shown.pieces
    ]
    return DisplayText(text, plain)


def plain(text: str) -> str:
    """The text with formulas in Unicode."""
    return to_plain_text(text).text


_ALPHABET = re.compile(rf"\\({'|'.join(ALPHABETS)})\s*(?:\{{([^{{}}]*)\}}|([A-Za-z0-9]))")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SCRIPT = re.compile(r"([_^])\s*(\{[^{}]*\}|.)")
_SPACE = re.compile(r"\\[,;: ]|~")
_SYNTAX = re.compile(r"[{}$]|\\")


def _plain_formula(tex: str) -> str:
    text = _ALPHABET.sub(_letters, tex)
    text = _FRACTION.sub(r"\1/\2", text)
    text = _SPACE.sub(" ", text.replace("\\!", ""))
    text = _COMMAND.sub(_command, text)
    text = _SCRIPT.sub(_script, text)
    return " ".join(_SYNTAX.sub("", text).split())


def _letters(match: re.Match[str]) -> str:
    alphabet = ALPHABETS[match[1]]
    return "".join(alphabet.get(letter, letter) for letter in match[2] or match[3])


def _command(match: re.Match[str]) -> str:
    """The sign of a command; nothing for one that only arranges; else its name."""
    name, following = match[1], match.string[match.end() : match.end() + 1]
    sign = NAMES.get(name) or OPERATORS.get(name) or RELATIONS.get(name)
    if sign or name in LAYOUT:
        return sign or ""
    return f"{name} " if following.isalnum() or name not in FUNCTIONS else name


def _script(match: re.Match[str]) -> str:
    letters = script_letters(match[2], SUPERSCRIPTS if match[1] == "^" else SUBSCRIPTS)
    return letters if letters is not None else match[1] + match[2].strip("{}")

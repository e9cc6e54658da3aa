"""British and American spellings of folded words, for queries.

A spelling that no text has finds nothing, so the rules are wide: `parameter` is looked for as
`parametre`, too. But none may turn a word into another one, as `filled` into `filed`.
"""

from __future__ import annotations

import re
from functools import lru_cache

_IZE = "e|ed|es|er|ers|i|in|ing|a|at|ati|atio|ation|ations|ational|ab|abl|able|ability"
"""What follows `quantis`, also while it is being typed."""
_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|"
    "parl|ranc|rig|rum|savi|sav|splend|succ|tum|val|vap|vig"
)
_RE = "cent|met|lit|fib|theat|calib|sab|spect|lust|somb|meag|noeuv|neuv"
_LL = "fue|dia|due|jewe|counse|counci"

_RULES = [  # patterns of British and of American words, each with what makes it the other
    (rf"(i|ly)s({_IZE})$", r"\1z\2", rf"(i|ly)z({_IZE})$", r"\1s\2"),
    (rf"({_OUR})our", r"\1or", rf"({_OUR})or", r"\1our"),
    (rf"({_RE})re(s?)$", r"\1er\2", rf"({_RE})er(s?)$", r"\1re\2"),
    (rf"({_RE})r(ed|ing)$", r"\1er\2", rf"({_RE})er(ed|ing)$", r"\1r\2"),
    (r"([lg]og)ue(s?)$", r"\1\2", r"([lg]og)(s?)$", r"\1ue\2"),
    (r"([lg]og)u(ed|ing)$", r"\1\2", r"([lg]og)(ed|ing)$", r"\1u\2"),
    (
        rf"({_LL})ll(ed|er|ers|ing|or|ors)$",
        r"\1l\2",
        rf"({_LL})l(ed|er|ers|ing|or|ors)$",
        r"\1ll\2",
    ),
]
_TO_AMERICAN = [(re.compile(british), other) for british, other, _, _ in _RULES]
_TO_BRITISH = [(re.compile(american), other) for _, _, american, other in _RULES]

_PAIRS = (
    "haem hem,aemi emi,naesth nesth,aesth esth,oestr estr,oesoph esoph,oedem edem,paed ped,"
    "palaeo paleo,archaeo archeo,foet fet,gynaec gynec,rrhoea rrhea,faec fec,noeuv neuv,"
    "sulph sulf,mould mold,plough plow,sceptic skeptic,artefact artifact,aluminium aluminum,"
    "ageing aging,gement gment,skilful skillful,defence defense,offence offense,"
    "pretence pretense,licence license,practis practic,programme program,jewellery jewelry"
)
"""British and American letters anywhere in a word."""
_PARTS = [pair.split() for pair in _PAIRS.split(",")]
_AMERICAN_PARTS = dict(_PARTS)
_BRITISH_PARTS = {american: british for british, american in _PARTS}


@lru_cache(maxsize=1000)
def american(word: str) -> str:
    """The American spelling of a word."""
    return _respelled(word, _TO_AMERICAN, _AMERICAN_PARTS)


@lru_cache(maxsize=1000)
def british(word: str) -> str:
    """The British spelling of a word, even if there is none."""
    return _respelled(word, _TO_BRITISH, _BRITISH_PARTS)


def _respelled(word: str, rules: list[tuple[re.Pattern[str], str]], parts: dict[str, str]) -> str:
    word = re.sub("|".join(parts), lambda match: parts[match[0]], word)
    for pattern, other in rules:
        word = pattern.sub(other, word)
    return word

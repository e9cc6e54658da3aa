"""Other spellings of the words of a text: those the index holds beside them, those a query tries.

The index holds `gpt4o` for `GPT-4o`, `dont` for `don't`, `mueller` for `Müller`, and the pairs of
syllables in words of Hangul. A query tries its words as typed, joined (`GPT-4o` as `gpt4o`), with
umlauts spelled out, with a number apart from its name (`llama3` as `llama 3`), with apostrophes
(`dont` as `don't`), and in British and American English.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from paperdesk.model.english import american, british
from paperdesk.model.tokenizer import Span, beyond_ascii, fold, is_begun, is_unspaced, sought

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JOINERS = {"-": "\u00ad‐‑‒–−﹣－", "'": "’‘ʼʻ´`＇′", "/": "⁄∕／", "\\": "＼", "{": "", "}": ""}
"""Signs within a word, and others that are written for them."""
_PLAIN = {other: joiner for joiner, others in _JOINERS.items() for other in others}
_JOINER = r"[\-'/\\{}]{1,2}"
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_JOINS = re.compile(_JOINER)
_PART = re.compile(f"{_LETTER}++")
_COMPOUND = re.compile(f"{_LETTER}++(?:{_JOINER}{_LETTER}++)++(?![+#])")
_ADDRESS = re.compile(r"://|\.\w+/|\w@\w")
_CONTRACTED = {"s", "ll", "re", "ve", "d", "m"}
"""What an apostrophe shortens: `we'll` is not `well`. But `dont` is `don't`."""
_SUFFIXES = (
    "agnostic aligned annotated augmented aware based centric conditioned dependent driven "
    "efficient free generated grounded guided intensive level only oriented related rich specific "
    "style"
)
"""Words that anything may precede, a third of all compounds: nobody writes `imagebased`."""
_SUFFIX_WORDS = frozenset(_SUFFIXES.split())
_MAX_PARTS = 8
_GIVEN = re.compile(rf"(?<!{_LETTER})([^\W_]){_LETTER}++(?=[^\w,]+[^\W_])")
"""A word of a name that another one follows, and its initial; names end with a comma."""

_UMLAUTS = frozenset("äöüåøÄÖÜÅØ\u0308\u030a")
_UMLAUT = re.compile("[äöüåøÄÖÜÅØ]|[aouAOU]\u0308|[aA]\u030a")
_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)

_SYLLABLE_SIGNS = frozenset(map(chr, [*range(0x1100, 0x1160), *range(0xAC00, 0xD7A4)]))
_SYLLABLE = "(?:[\uac00-\ud7a3]|[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*)"
_SYLLABLES = re.compile(_SYLLABLE)
_HANGUL = re.compile(f"{_SYLLABLE}{{3,}}")
_NEGATED = "(?:do|does|did|is|are|was|were|has|have|had|ca|could|need|should|wo|would)n"
_TWO_WORDS = re.compile(rf"([a-z]{{2,}}(?=\d)|{_NEGATED}(?=t$))(.+)", re.DOTALL)
"""A name with a number, and a contraction without its apostrophe."""


class WordRow(NamedTuple):
    """Words in a row, folded, to be found in a text."""

    words: tuple[str, ...]
    prefix: bool
    """Whether the last word is only begun."""
    initials: bool = False
    """Whether words of one letter are the initials of an author's given names."""


def joins(gap: str) -> bool:
    """Whether what stands between two words makes one of them: the hyphen of `GPT-4o`."""
    return _JOINS.fullmatch(_with_plain_joiners(gap, beyond_ascii(gap))) is not None


def spellings_of(text: str) -> list[Span]:
    """The additional words of a text, with their positions; those of one word of Hangul in a row.

    Usually few: one in thirty words has any.
    """
    if text.isascii():
        return _joined_words(text)
    signs = beyond_ascii(text)
    found = _joined_words(_with_plain_joiners(text, signs))
    if not _UMLAUTS.isdisjoint(signs):
        found += _spelled_words(text)
    if not _SYLLABLE_SIGNS.isdisjoint(signs):
        found += _pairs_of_syllables(text)
    return found


def name_spellings_of(text: str) -> list[Span]:
    """The additional words of names between commas; a name with an umlaut has all its words."""
    if text.isascii() or not _UMLAUT.search(text):
        return spellings_of(text)
    names = [
        (match.start(), match[0])
        for match in re.finditer(r"[^,]+", text)
        if _UMLAUT.search(match[0])
    ]
    spelled = [
        Span(_spelled(m[0]), start + m.start(), start + m.end())
        for start, name in names
        for m in _PART.finditer(name)
    ]
    return [
        *_joined_words(_with_plain_joiners(text, beyond_ascii(text))),
        *spelled,
        *_pairs_of_syllables(text),
    ]


def name_spellings_and_initials_of(text: str) -> list[Span]:
    """As `name_spellings_of`, with the initials of given names: `A. Lovelace` finds Ada Lovelace.

    For the index only: in a text, the word `a` is not to mark all names with an A.
    """
    initials = [Span(fold(match[1]), *match.span()) for match in _GIVEN.finditer(text)]
    return name_spellings_of(text) + initials


@lru_cache(maxsize=1000)
def rows(text: str, prefix: bool) -> tuple[WordRow, ...]:
    """The rows of words that find a text, any one of them; as typed first.

    Of a `prefix`, the last word is only begun. None for a text without letters and digits.
    """
    typed = _row(text, prefix)
    if not typed.words:
        return ()
    joined = _COMPOUND.sub(_joined_compound, _with_plain_joiners(text, beyond_ascii(text)))
    tried = [typed, _row(joined, prefix)]
    if _UMLAUT.search(text):
        tried.append(_row(_spelled_out(text), prefix))
    in_two = (_TWO_WORDS.fullmatch(word) for word in typed.words)
    apart = [
        part
        for word, match in zip(typed.words, in_two, strict=True)
        for part in (match.groups() if match else (word,))
    ]
    in_pairs = [pair for word in typed.words for pair in _pairs(word)]
    in_english = [map(american, typed.words), map(british, typed.words)]
    tried += [WordRow(tuple(words), typed.prefix) for words in (apart, in_pairs, *in_english)]
    return tuple(dict.fromkeys(row for row in tried if row.words))


def phrase_rows(words: tuple[str, ...], prefix: bool) -> tuple[WordRow, ...]:
    """The rows that find words in a row: as `rows`, with one for names if there are initials."""
    found = rows(" ".join(words), prefix)
    if any(is_initial(fold(word)) for word in words[:-1]):
        found += (found[0]._replace(initials=True),)
    return found


def is_initial(word: str) -> bool:
    """Whether a folded word may be the initial of a name."""
    return len(word) == 1 and word.isalpha() and not is_unspaced(word)


def _row(text: str, prefix: bool) -> WordRow:
    words = tuple(sought(text))
    return WordRow(words, prefix or is_begun(words[-1]) if words else prefix)


def _joined_words(text: str) -> list[Span]:
    """The words of compounds without what joins them: neighbouring pairs, and the whole."""
    chunks = set[tuple[int, int]]()
    for joiner in _JOINERS:  # find is faster than any pattern, and most texts have few
        place = text.find(joiner)
        while place >= 0:
            end = text.find(" ", place)
            end = len(text) if end < 0 else end
            if text[place + 1 : place + 2].isalnum():
                chunks.add((text.rfind(" ", 0, place) + 1, end))
                place = end
            place = text.find(joiner, place + 1)
    return [
        Span(word, start + first, start + last)
        for start, end in sorted(chunks)
        for word, first, last in _joined_in(text[start:end])
    ]


def _with_plain_joiners(text: str, signs: set[str]) -> str:
    """A text as long as before, with ASCII for those of its `signs` that join words."""
    for other in signs & _PLAIN.keys():
        text = text.replace(other, _PLAIN[other])
    return text


@lru_cache(maxsize=10_000)
def _joined_in(chunk: str) -> tuple[Span, ...]:
    """The joined words of a text without blanks."""
    found: list[Span] = []
    if _ADDRESS.search(chunk):
        return ()
    for compound in _COMPOUND.finditer(chunk):
        for group in _groups(compound):
            found += map(_join, pairwise(group))
            if 2 < len(group) <= _MAX_PARTS:
                found.append(_join(group))
    return tuple(found)


def _join(parts: Sequence[Span]) -> Span:
    return Span("".join(part.word for part in parts), parts[0].start, parts[-1].end)


def _groups(compound: re.Match[str]) -> Iterator[list[Span]]:
    """The parts of a compound that are one word when joined; two numbers never are."""
    group: list[Span] = []
    text, last = compound.string, compound.start()
    for match in _PART.finditer(text, *compound.span()):
        part = Span(fold(match[0]), *match.span())
        shortened = part.word in _CONTRACTED and text[last] == "'"
        ending = group and part.word in _SUFFIX_WORDS
        joinable = part.word.isalnum() and not is_unspaced(part.word)
        numbers = group and group[-1].word[-1].isdigit() and part.word[:1].isdigit()
        if group and (numbers or ending or shortened or not joinable):
            yield group
            group = []
        if joinable and not ending and not shortened:
            group.append(part)
        last = match.end()
    if group:
        yield group


def _joined_compound(compound: re.Match[str]) -> str:
    """A compound without what joins it, as far as the index joins it."""
    text, place, pieces = compound.string, compound.start(), []
    for group in _groups(compound):
        pieces += [text[place : group[0].start], *(part.word for part in group)]
        place = group[-1].end
    return "".join([*pieces, text[place : compound.end()]])


def _spelled_words(text: str) -> Iterator[Span]:
    chunks = set[tuple[int, int]]()
    for sign in _UMLAUTS:
        place = text.find(sign)
        while place >= 0:
            end = text.find(" ", place)
            end = len(text) if end < 0 else end
            chunks.add((text.rfind(" ", 0, place) + 1, end))
            place = text.find(sign, end)
    for chunk in sorted(chunks):
        for match in _PART.finditer(text, *chunk):
            if _UMLAUT.search(match[0]):
                yield Span(_spelled(match[0]), *match.span())


def _spelled(word: str) -> str:
    return fold(_spelled_out(word))


def _spelled_out(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SPELLED)


def _pairs_of_syllables(text: str) -> Iterator[Span]:
    for word in _HANGUL.finditer(text):
        syllables = _SYLLABLES.finditer(text, *word.span())
        for one, other in pairwise(syllables):
            yield Span(fold(one[0] + other[0]), one.start(), other.end())


def _pairs(word: str) -> list[str]:
    """The pairs of syllables of a folded word of Hangul; any other is left as it is."""
    if not _HANGUL.fullmatch(word):
        return [word]
    return [one + other for one, other in pairwise(_SYLLABLES.findall(word))]

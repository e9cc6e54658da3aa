"""The words of titles: which say what a paper is about, and which titles many papers bear."""

from __future__ import annotations

import re
from functools import lru_cache

from paperdesk.model.identifiers import title_key
from paperdesk.model.tokenizer import fold, letter_runs

SUFFICIENT_WORDS = 4
"""A title of so many words names one paper."""
_ALIKE = 80
"""Per cent of two titles' content letters that must agree, in order, for one title misspelt."""
_ALMOST_EQUAL = 92
_MIN_CONTAINED = 8
"""Letters of a title that is looked for in another one."""

# Scripts written without blanks, where two characters count as a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0e7f\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
_NUMERAL = re.compile(r"\d+|[ivxl]{1,6}")
_SIGNED = re.compile(r"(?<![^\W\d_])([a-z])(\+\+|#|♯)", re.IGNORECASE)


def _folded(words: str) -> frozenset[str]:
    return frozenset(letter_runs(words))


_STOP_WORDS = _folded(
    "a an and as at by for from how in into is its of on or our that the their to toward towards "
    "using via what when why with der die das des dem den ein eine einer einem zu zum zur von vom "
    "und im am auf aus bei fur mit uber la le les l d un une du de et a au aux en sur pour par "
    "dans el los las y al del con por una sobre"
)
_STRUCTURE = _folded(
    "chapter part section introduction introductory volume vol number no appendix kapitel teil "
    "abschnitt einleitung einfuhrung band nummer nr anhang chapitre partie tome annexe capitulo "
    "parte seccion introduccion tomo numero"
)
"""Words that say where a text stands in a book, not what it is about."""
_GENERIC = _folded(
    # English
    "abstract abstracts acknowledgement acknowledgements acknowledgment acknowledgments addendum "
    "afterword announcement announcements back bibliography board book books calendar closing "
    "comment commentary comments conclusion conclusions contents contributors copyright "
    "correction corrections correspondence corrigenda corrigendum cover discussion editor "
    "editorial editorials editors epilogue errata erratum events foreword front frontmatter guest "
    "herausgeber in index introduction introductory issue journal letter letters list masthead "
    "matter memoriam miscellanea miscellaneous news note notes notice obituaries obituary online "
    "opening overview page pages preface preliminary prologue publisher reference references "
    "rejoinder remarks replies reply response retraction review reviewers reviews special subject "
    "author authors supplement supplementary table title titles toc unknown untitled webpage "
    "website welcome without "
    # German
    "antwort berichtigung berichtigungen besprechung besprechungen brief briefe buchbesprechung "
    "buchbesprechungen danksagung diskussion einfuhrung einleitung entgegnung erwiderung fazit "
    "geleitwort impressum inhalt inhaltsverzeichnis kommentar korrektur korrigendum leserbrief "
    "leserbriefe literatur literaturverzeichnis mitteilung mitteilungen nachricht nachrichten "
    "nachruf nachrufe nachwort namenregister ohne personenregister redaktion register rezension "
    "rezensionen sachregister schluss schlussbemerkung schlussfolgerung schlussfolgerungen "
    "schlusswort titel titelseite verzeichnis vorbemerkung vorwort zusammenfassung zuschrift "
    # French
    "actualite actualites avant bibliographie commentaire compte comptes courrier discussion "
    "editeur epilogue introduction lecteurs lettre lettres livres matieres necrologie nouvelles "
    "postface preface propos recension recensions redacteur redaction remerciements rendu rendus "
    "reponse resume sans sommaire table titre "
    # Spanish
    "agradecimientos bibliografia carta cartas conclusion conclusiones contenido contenidos "
    "correccion director discusion epilogo errata erratas fe indice introduccion libro libros "
    "linea necrologia noticia noticias obituario presentacion prefacio prologo referencia "
    "referencias replica resena resenas respuesta resumen sin sumario tabla titulo "
    # When it appeared
    "january february march april may june july august september october november december "
    "spring summer autumn fall winter"
)
"""Titles of these words, stop words, numbers and parts of a book alone are borne by many papers."""


@lru_cache(maxsize=4096)
def is_generic(title: str) -> bool:
    """Whether many papers bear this title: `Editorial`, `Book Reviews II`, `In memoriam`."""
    ignored = _GENERIC | _STOP_WORDS | _STRUCTURE
    return all(word in ignored or _NUMERAL.fullmatch(word) for word in letter_runs(title))


@lru_cache(maxsize=4096)
def suffices(title: str) -> bool:
    """Whether a title alone names one paper: it is long enough and not generic."""
    words = letter_runs(title)
    enough = len(words) >= SUFFICIENT_WORDS or sum(map(_length, words)) >= SUFFICIENT_WORDS
    return enough and not is_generic(title)


def _length(word: str) -> int:
    """How many words a run of letters counts as."""
    return max(1, len(word) // 2) if _UNSPACED.fullmatch(word) else 1


def signed_letters(title: str) -> set[str]:
    """The names that differ in signs alone, which a title key leaves out: `c++`, `c#`."""
    return {f"{letter}{sign}".lower() for letter, sign in _SIGNED.findall(title)}


@lru_cache(maxsize=4096)
def content_words(title: str) -> tuple[str, ...]:
    """The folded words that say what a title is about, in order.

    Of scripts without blanks these are all pairs of neighbouring characters.
    """
    found: list[str] = []
    for word in letter_runs(title):
        if _UNSPACED.fullmatch(word) and len(word) > 2:
            found += (word[at : at + 2] for at in range(len(word) - 1))
        elif word not in _STOP_WORDS and word not in _STRUCTURE:
            found.append(word)
    return tuple(found)


def share_a_word(one: str, other: str) -> bool:
    """Whether two titles have a content word in common, or are one title in other spelling."""
    return not set(content_words(one)).isdisjoint(content_words(other)) or _are_alike(one, other)


def are_versions(one: str, other: str) -> bool:
    """Whether two titles may be versions of one: most content words or letters are the same.

    Titles with different numbers (`Part 1`, `Part 2`) are not.
    """
    words, others = set(content_words(one)), set(content_words(other))
    numbers, other_numbers = (
        {w for w in each if _NUMERAL.fullmatch(w)} for each in (words, others)
    )
    if numbers and other_numbers and numbers != other_numbers:
        return False
    if 2 * len(words & others) > min(len(words), len(others)):
        return True
    return _are_alike(one, other) or _contains(one, other) or _contains(other, one)


def _contains(one: str, other: str) -> bool:
    key = title_key(other)
    return len(key) >= _MIN_CONTAINED and not is_generic(other) and key in title_key(one)


def _are_alike(one: str, other: str) -> bool:
    return _similarity(one, other) >= _ALIKE


def are_almost_equal(one: str, other: str) -> bool:
    """Whether two titles differ in a few letters at most, and not in numbers."""
    if title_key(one) == title_key(other):
        return True
    same_numbers = re.findall(r"\d+", fold(one)) == re.findall(r"\d+", fold(other))
    return same_numbers and _similarity(one, other) >= _ALMOST_EQUAL


def _similarity(one: str, other: str) -> float:
    """Per cent of content letters that agree, in order; 0 without any."""
    from rapidfuzz import fuzz  # seldom needed, and 5 ms to load

    letters, others = "".join(content_words(one)), "".join(content_words(other))
    return fuzz.ratio(letters, others) if letters and others else 0.0

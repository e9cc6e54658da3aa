"""Finds what is sure in a date of words and numbers: ranges, seasons, doubts, any language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.formats.reading.iso_dates import VALID_YEARS, in_either_order, iso_date
from paperdesk.formats.reading.months import WORD, month

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBT = re.compile(r"[%?~]+(?=[-/]|\.\.|$)|(?<=[-/])[%?~]+|^[%?~]+")
"""EDTF's marks of an uncertain or approximate part."""
_UNSPECIFIED = re.compile(r"-(?:xx|uu)(?![^\W_])")
"""EDTF's unknown month or day."""
_TIME = re.compile(r"(?<=\d)(?:t| +)\d\d?:\d\d[\d:.]*(?:z| ?[-+]\d\d:?\d\d)?")
_TOKEN = re.compile(
    rf"""
    (?<!\d)(?P<iso>\d{{4}}([-/.])\d\d?(?:\2\d\d?)?)(?![\dxu])
    | (?<!\d)(?P<numbers>\d\d?([-/.])\d\d?\4\d{{4}})(?!\d)
    | (?<!\d)(?P<compact>\d{{8}})(?!\d)
    | (?P<cjk>\d{{4}}\s*[年년](?:\s*\d\d?\s*[月월](?:\s*\d\d?\s*[日일号號])?)?)
    | (?P<ordinal>\d\d?(?:st|nd|rd|th|er|º|ª|°|\.º)(?![^\W\d_]))
    | (?P<number>\d+)
    | (?P<range>[-‐-―−/&])
    | (?P<word>{WORD.pattern})
    """,
    re.VERBOSE,
)
_RANGE_WORDS = frozenset([
    "to", "bis", "through", "until", "til", "au", "al", "a", "à", "and", "und", "et", "y", "e",
])  # fmt: skip
_CONNECTING = frozenset([
    "de", "d", "del", "of", "the", "den", "der", "di", "do", "in", "г", "года", "р", "року",
])  # fmt: skip
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日])")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_JOINED = tuple(  # the hyphens of `12-may-2020`, `2020-may`; others make ranges
    (re.compile(form), joined)
    for form, joined in (
        ("(?<!M)D-M", "DM"),
        ("(?<!M)Y-M", "YM"),
        ("(?<!Y)M-Y(?!M)", "MY"),
        ("M(?=M)", "M-"),  # "may, june"
        ("D(?=D)", "D-"),
        ("-+", "-"),
    )
)


@dataclass(slots=True)
class _Part:
    """One side of a range, with what it says."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    date: str = ""
    """A date in numbers."""
    clear: bool = True
    """Whether each is said at most once."""


def start_of(text: str) -> str:
    """The date that a case-folded text says, of a range the start; ``""`` without a sure year.

    With a word that is neither a month nor a connective, a date in numbers or else the year.
    """
    if not text.isascii():
        text = _CHINESE_NUMBER.sub(_arabic, unicodedata.normalize("NFKC", text))
    if text.startswith(("/", "../")):  # a range whose start is unknown
        return ""
    text = _UNSPECIFIED.sub("", _TIME.sub("", _DOUBT.sub("", text)))
    tokens = list(_tokens(text))
    parts = list(_parts([token for token in tokens if token[0] != "?"]))
    if not parts or not parts[0].clear:
        return ""
    return _sure(parts, only_year=any(code == "?" for code, _ in tokens))


def _arabic(number: re.Match[str]) -> str:
    """`2021` for `二〇二一`, `12` for `十二`, `30` for `三十`."""
    tens, ten, ones = number[0].translate(_CHINESE_DIGITS).rpartition("十")
    return (tens or "1") + (ones or "0") if ten else ones


def _tokens(text: str) -> Iterator[tuple[str, str | int]]:
    """Codes with values: Y, M and D, I for a date in numbers, `-` of a range, ? for others."""
    for match in _TOKEN.finditer(text):
        kind, found = str(match.lastgroup), match[0]
        match kind:
            case "range":
                yield "-", 0
            case "word":
                yield from _word(found)
            case "number" | "ordinal":
                yield _number(found)
            case _:
                yield from _numeric_date(kind, found)


def _word(word: str) -> Iterator[tuple[str, int]]:
    if word in _RANGE_WORDS:
        yield "-", 0
    elif number := month(word):
        yield "M", number
    elif word not in _CONNECTING:
        yield "?", 0


def _number(text: str) -> tuple[str, int]:
    digits = re.match(r"\d+", text)
    number = int(digits[0]) if digits else 0
    if number in VALID_YEARS:
        return "Y", number
    return ("D", number) if 0 < number < 32 else ("?", 0)


def _numeric_date(kind: str, text: str) -> Iterator[tuple[str, str | int]]:
    numbers = re.findall(r"\d+", text)
    if kind == "compact":
        numbers = [text[:4], text[4:6], text[6:]]
    if kind == "numbers":
        one, two, year = numbers
        found = in_either_order(year, one, two)
    else:
        year = numbers[0]
        found = iso_date(*numbers)
    if found:
        yield "I", found
    else:
        yield "?", 0
        if kind != "compact" and int(year) in VALID_YEARS:
            yield "Y", int(year)


def _parts(tokens: list[tuple[str, str | int]]) -> Iterator[_Part]:
    """The sides of a range; a date that is no range has one."""
    codes = "".join(code for code, _ in tokens)
    values = iter([value for code, value in tokens if code != "-"])
    for form, joined in _JOINED:
        codes = form.sub(joined, codes)
    for side in codes.strip("-").split("-"):
        part = _Part(clear=len(set(side)) == len(side) and not ("I" in side and len(side) > 1))
        for code in side:
            match code, next(values):
                case "I", str(value):
                    part.date = value
                case "Y", int(number):
                    part.year = number
                case "M", int(number):
                    part.month = number
                case _, int(number):
                    part.day = number
        yield part


def _sure(parts: list[_Part], *, only_year: bool) -> str:
    """The start's date, with the month and year it shares with the other side of the range."""
    start, *others = parts
    if start.date:
        return start.date
    end = next((part for part in others if part.year and part.clear), None)
    if not start.year and end:
        start.year = end.year
        if start.month and end.month and start.month > end.month:  # December to January
            only_year = True
    if start.day and not start.month:
        end = next((part for part in others if part.month and part.clear), None)
        if end and end.day and end.day >= start.day:
            start.month = end.month
    if not start.year:
        return ""
    if only_year or not start.month:
        return iso_date(start.year)
    full = iso_date(*filter(None, (start.year, start.month, start.day)))
    return full or iso_date(start.year)

"""Dates of CSL-JSON: `{"date-parts": [[2021, 5, 7]]}`, or a text."""

from __future__ import annotations

import re
from typing import Any

from paperdesk.formats.reading.references import partial_date
from paperdesk.formats.reading.values import clean_text

_DATE = r"\d{4}(?:-\d\d){0,2}"
_PART = re.compile(r"-?0*[1-9]\d{0,3}")
_DATE_OR_RANGE = re.compile(f"{_DATE}(?:/{_DATE})?")


def published_on(value: object) -> str:
    """A date as in Paper.published, the first of a range; ``""`` if there is none."""
    match csl_date(value):
        case {"date-parts": [[year, *others], *_]}:
            return partial_date(str(year), *map(str, others[:2]))
        case {"literal": str(text)}:
            return partial_date(text)
        case _:
            return ""


def date_text(value: object) -> str:
    """A date or range in ISO form, `2021-05/2021-06`, or the words of the file."""
    match csl_date(value):
        case {"date-parts": list(dates)}:
            return "/".join("-".join(f"{part:02}" for part in date) for date in dates)
        case {"literal": str(text)}:
            return text
        case _:
            return ""


def csl_date(value: Any) -> dict[str, Any]:
    """A date in the form of CSL, whether as in Paper.published, any text, or CSL; {} for none.

    Parts of a date become numbers, up to the first that is none.
    """
    match value:
        case str():
            text = clean_text(value)
            if not _DATE_OR_RANGE.fullmatch(text):
                return {"literal": text} if text else {}
            return {"date-parts": [_numbers(date.split("-")) for date in text.split("/")]}
        case {"date-parts": [list(), *_] as dates}:
            numbers = [parts for date in dates if (parts := _numbers(date))]
            return {**value, "date-parts": numbers} if numbers else {}
        case {"raw": str(text)} | {"literal": str(text)}:
            rest = {key: each for key, each in value.items() if key not in ("raw", "literal")}
            return csl_date(text) | rest
        case _:
            return {}


def _numbers(parts: object) -> list[int]:
    found: list[int] = []
    for part in parts[:3] if isinstance(parts, list) else []:
        text = str(part)
        if not _PART.fullmatch(text):  # null or zero if unknown
            break
        found.append(int(text))
    return found

"""The texts of the preview: file, date and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop import wording
from paperdesk.model.paper_content import MARK_NAMES
from paperdesk.model.paper_texts import MONTHS, SHORT_MONTHS
from paperdesk.model.plain_text import plain
from paperdesk.model.preview import ARCHIVE
from paperdesk.translation import tr, tr_in, tr_n

if TYPE_CHECKING:
    from paperdesk.model.preview import Preview, PreviewItem, PreviewOutcome

Kind = Literal[
    "added", "merged", "duplicate", "unchanged", "repeated", "skipped", "unused", "page", "more"
]
"""The kind of a row; `more` is the last, for items not shown."""
KIND_ICONS: dict[Kind, tuple[str, str]] = {
    "added": ("ph.plus-circle", "ok"),
    "merged": ("ph.git-merge", "info"),
    "duplicate": ("ph.copy", "warn"),
    "unchanged": ("ph.check", "text3"),
    "repeated": ("ph.files", "text3"),
    "skipped": ("ph.warning", "bad"),
    "unused": ("ph.warning", "warn"),
    "page": ("ph.file-text", "text2"),
}
"""Kind -> icon, role of its colour."""
NO_YEAR = tr("No year in this file. Type one, or import without dates.")
_WORDS: dict[PreviewOutcome, str] = {
    "added": tr_in("outcome", "new"),
    "unchanged": tr_in("outcome", "already here"),
    "repeated": tr_in("outcome", "repeats"),
    "skipped": tr_in("outcome", "skipped"),
    "unused": tr_in("outcome", "not read"),
}
_FOUND_IN = {"dismissed": tr("stays dismissed"), "trashed": tr("is in the trash")}
_FIELDS = {**wording.FIELD_NAMES, "n_authors": wording.FIELD_NAMES["authors"]}
_NUMBERS = (
    tr_in("number of lines", "No"), tr_in("number of lines", "One"),
    tr_in("number of lines", "Two"), tr_in("number of lines", "Three"),
    tr_in("number of lines", "Four"), tr_in("number of lines", "Five"),
    tr_in("number of lines", "Six"), tr_in("number of lines", "Seven"),
    tr_in("number of lines", "Eight"), tr_in("number of lines", "Nine"),
)  # fmt: skip
_MAX_PARTED_TITLES = 5
_MAX_QUOTED = 300
"""Characters of unread text quoted as the title of a row."""
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.? +([^\W\d_]{3,9})\.?,? +([0-9]{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? +([0-9]{1,2}),? +([0-9]{4})")
_NUMERIC = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CHINESE = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日")
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One item of the file as shown."""

    kind: Kind
    title: str
    body: str = ""
    meta: str = ""
    word: str = ""
    """The outcome."""
    item: PreviewItem | None = None
    """None for the last row."""


# File


def brings_nothing(preview: Preview) -> bool:
    """Return whether the library has all papers of the file already, as they are in it."""
    return preview.unchanged == preview.found > 0


def facts(preview: Preview) -> str:
    """Return `113 papers recognised, nothing stored yet`."""
    if preview.error:
        return tr("Nothing recognised, nothing stored")
    if brings_nothing(preview):
        return _here_already(preview)
    if preview.format == ARCHIVE:
        recognised = tr_n(
            "{n} paper {origin}, nothing stored yet",
            "{n} papers {origin}, nothing stored yet",
            preview.found,
            origin=preview.format_reason,
        )
    else:
        recognised = tr_n(
            "{n} paper recognised, nothing stored yet",
            "{n} papers recognised, nothing stored yet",
            preview.found,
        )
    return "; ".join(filter(None, (recognised, _parted(preview))))


def _here_already(preview: Preview) -> str:
    if not preview.imported:
        return tr_n(
            "Its paper is in the library already",
            "All {n} papers are in the library already",
            preview.found,
        )
    return tr_n(
        "Its paper is in the library already: this file was imported on {moment}",
        "All {n} papers are in the library already: this file was imported on {moment}",
        preview.found,
        moment=wording.moment(preview.imported),
    )


def _parted(preview: Preview) -> str:
    """Return `2 papers part from others: “Editorial”, “Preface”`; empty if none does."""
    if not preview.parted:
        return ""
    shown = preview.parted[:_MAX_PARTED_TITLES]
    titles = wording.comma_list([tr("“{text}”", text=plain(title)) for title in shown])
    if left := len(preview.parted) - len(shown):
        titles = tr_n("{names} and {n} more", "{names} and {n} more", left, names=titles)
    return tr_n(
        "{n} paper parts from others: {titles}",
        "{n} papers part from others: {titles}",
        len(preview.parted),
        titles=titles,
    )


def accept_name(preview: Preview, of: int) -> str:
    """Return `Import 113 papers`, or the number of files if there are several.

    `Import again` if that would add nothing.
    """
    if preview.format == ARCHIVE:
        return tr_n("Merge {n} paper", "Merge {n} papers", preview.found)
    if of > 1:
        return tr_n("Import {n} file", "Import {n} files", of)
    if brings_nothing(preview):
        return tr("Import again")
    return tr_n("Import {n} paper", "Import {n} papers", preview.found)


def counts(preview: Preview) -> dict[Kind, str]:
    """Return the texts of the foot, for the kinds that occur, in order."""
    unused = sum(item.outcome == "unused" for item in preview.items)
    numbers: dict[Kind, int] = {
        "added": preview.added - preview.duplicates,
        "merged": preview.merged,
        "duplicate": preview.duplicates,
        "unchanged": preview.unchanged,
        "repeated": preview.repeated,
        "skipped": preview.skipped,
        "unused": unused,
    }
    return {kind: _count_text(kind, count) for kind, count in numbers.items() if count}


def _count_text(kind: Kind, count: int) -> str:
    match kind:
        case "added":
            return tr_n("{n} new", "{n} new", count)
        case "merged":
            return tr_n(
                "{n} already here, will be completed", "{n} already here, will be completed", count
            )
        case "unchanged":
            return tr_n("{n} already here", "{n} already here", count)
        case "duplicate":
            return tr_n("{n} possible duplicate", "{n} possible duplicates", count)
        case "repeated":
            return tr_n("{n} repeat", "{n} repeats", count)
        case "skipped":
            return tr_n("{n} skipped", "{n} skipped", count)
        case _:
            return tr_n("{n} not read", "{n} not read", count)


def complete_text(preview: Preview) -> str:
    """Return `All lines recognised`; empty if some were not, or may not have been."""
    lost = preview.skipped or any(item.outcome == "unused" for item in preview.items)
    if preview.error or lost or not preview.whole:
        return ""
    if any(item.source for item in preview.items):
        return tr("All lines recognised")
    return tr("All records recognised")


# Date


def is_year_unknown(preview: Preview) -> bool:
    """Return whether the page has a day without a year."""
    return preview.page_day is not None and preview.page_day.day.startswith("--")


def page_day(preview: Preview) -> str:
    """Return `18 Nov 2025` for the field; empty if the year or the day is unknown."""
    day = preview.page_day.day if preview.page_day else ""
    return wording.day(day) if day[:4].isdigit() else ""


def day_hint(preview: Preview) -> str:
    """Return the placeholder of the field: `18 Nov, which year?`"""
    if preview.page_day is None or not is_year_unknown(preview):
        return tr("Day of listing") if stays_undated(preview) else tr("Year or day")
    return wording.day(preview.page_day.day, tr("{date}, which year?"))


def stays_undated(preview: Preview) -> bool:
    """Return whether the file is a page whose papers have no dates, which no year can complete."""
    is_page = preview.format.startswith("daily-papers")
    return is_page and preview.undated == preview.records - preview.skipped > 0


def day_evidence(preview: Preview) -> tuple[str, str]:
    """Return the evidence for the date and the role of its colour."""
    if preview.error:
        return "", "text2"
    if is_year_unknown(preview):
        return NO_YEAR, "warn"
    if stays_undated(preview):
        return _undated_evidence(preview)
    if preview.page_day is None:
        return tr("This file needs no date."), "text2"
    return preview.page_day.evidence, "warn" if preview.page_day.doubtful else "text2"


def _undated_evidence(preview: Preview) -> tuple[str, str]:
    if preview.page_day is None:
        text = tr_n(
            "{n} paper stays undated. Type the day it was listed, if you know it.",
            "{n} papers stay undated. Type the day they were listed, if you know it.",
            preview.undated,
        )
        return text, "text2"
    day = page_day(preview)
    if not day:
        return tr("A year alone dates no paper of this page. Type the day of listing."), "warn"
    return tr("Listed on {day}. The papers themselves stay undated.", day=day), "text2"


def typed_day(text: str) -> str | None:
    """Parse `18 Nov 2025`, `Nov 18, 2025`, `2025-11-18` or `2025` to ISO form.

    Months can be called as in English or as in the user's language.
    Empty for an empty text; None for an invalid date.
    """
    text = text.strip().lower()
    if not text:
        return ""
    if len(text) == 4 and text.isascii() and text.isdigit():
        return text if int(text) else None
    if match := _NUMERIC.fullmatch(text) or _CHINESE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    try:
        return date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(text: str) -> int:
    """Return the number of `11`, `nov` or `november`; 0 if it is no month."""
    if text.isdigit():
        return int(text)
    months = enumerate(zip(_ENGLISH_MONTHS, MONTHS, SHORT_MONTHS, strict=True), 1)
    return next((n for n, names in months if _is_one_of(names, text)), 0)


def _is_one_of(names: tuple[str, ...], beginning: str) -> bool:
    return any(name.lower().startswith(beginning) for name in names)


def wrong_day(text: str) -> str:
    """Return why a typed date is invalid."""
    return tr(
        "“{text}” is not a date. Try {day}, 2025-11-18 or 2025.",
        text=text.strip(),
        day=wording.day("2025-11-18"),
    )


# Rows


def rows(preview: Preview) -> list[PreviewRow]:
    """Return a row per item, and one for those not shown."""
    shown_rows = []
    day = preview.page_day.day if preview.page_day else ""
    for item in preview.items:
        shown_rows.append(_row(item, day))
        if item.outcome == "page":
            day = ""  # a later header belongs to another page, whose day is unknown
    if not preview.whole:
        shown = sum(item.outcome not in ("page", "unused") for item in preview.items)
        left = preview.records - shown
        more = tr_n("… and {n} more", "… and {n} more", left) if left > 0 else tr("… and more")
        shown_rows.append(PreviewRow("more", more))
    return shown_rows


def _row(item: PreviewItem, day: str) -> PreviewRow:
    kind: Kind = item.outcome
    match item.outcome:
        case "page":
            title, body = item.title or tr("Page header"), item.snippet or _header(item, day)
            return PreviewRow("page", title, body, item=item)
        case "skipped" | "unused":
            body = wording.sentence(item.reason)
            return PreviewRow(item.outcome, _quoted(item), body, "", _WORDS[item.outcome], item)
        case "added" if item.duplicate:
            kind, word = "duplicate", tr("possible duplicate")
        case "merged":
            word = _in_library(item.changed)
        case _:
            word = _WORDS[item.outcome]
    if item.found_in:
        word = wording.comma_list([word, _FOUND_IN[item.found_in]])
    return PreviewRow(kind, plain(item.title), plain(item.snippet), _meta(item), word, item)


def _quoted(item: PreviewItem) -> str:
    """Return the beginning of the unread text."""
    text = " ".join((item.title or " ".join(item.source))[:_MAX_QUOTED].split())
    return tr("“{text}”", text=text) if text else tr("(empty)")


def _in_library(changed: tuple[str, ...]) -> str:
    """Return `in library, adds date`, `in library, adds 4 fields`."""
    names = [_FIELDS.get(name, name) for name in changed]
    if not names:
        return tr("in library, fuller here")
    has_marks = not set(MARK_NAMES).isdisjoint(changed)
    if len(names) <= (3 if has_marks else 2):
        return tr("in library, adds {fields}", fields=wording.word_list(names))
    if has_marks:
        return tr_n("in library, adds {n} thing", "in library, adds {n} things", len(names))
    return tr_n("in library, adds {n} field", "in library, adds {n} fields", len(names))


def _header(item: PreviewItem, day: str) -> str:
    """Return `Six lines found on every page. Saved on 18 Nov 2025.`"""
    lines = sum(bool(line.strip()) for line in item.source)
    count = _NUMBERS[lines] if lines < len(_NUMBERS) else wording.number(lines)
    if not day:
        return tr_n(
            "{count} line found on every page.",
            "{count} lines found on every page.",
            lines,
            count=count,
        )
    without_year = tr("{date}, the year is unknown")
    return tr_n(
        "{count} line found on every page. Saved on {day}.",
        "{count} lines found on every page. Saved on {day}.",
        lines,
        count=count,
        day=wording.day(day, without_year),
    )


def accessible_text(row: PreviewRow) -> str:
    """Return the full text of a row, for tooltip and screen reader."""
    item = row.item
    changed = item.changed if item and len(item.changed) > 2 else ()
    adds = wording.comma_list([_FIELDS.get(name, name) for name in changed])
    lines = wording.lines(item.first_line, item.first_line + len(item.source) - 1) if item else ""
    about = row.meta or (row.body if row.kind in ("page", "skipped", "unused") else "")
    parts = (row.title, row.word, adds, about, lines)
    return wording.comma_list([part for part in parts if part])


def _meta(item: PreviewItem) -> str:
    """Return authors, date and comments; empty for an item that is no paper."""
    if item.outcome in ("page", "skipped", "unused"):
        return ""
    comments = tr_n("{n} comment", "{n} comments", item.comments) if item.comments else ""
    return " · ".join(filter(None, (item.who, wording.day(item.published), comments)))

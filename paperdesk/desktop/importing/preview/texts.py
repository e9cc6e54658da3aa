"""The texts of the preview: file, date and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from paperdesk.desktop import wording
from paperdesk.model.paper_content import MARK_NAMES
from paperdesk.model.plain_text import plain
from paperdesk.model.preview import ARCHIVE

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
NO_YEAR = "No year in this file. Type one, or import without dates."
_WORDS: dict[PreviewOutcome, str] = {
    "added": "new",
    "unchanged": "already here",
    "repeated": "repeats",
    "skipped": "skipped",
    "unused": "not read",
}
_FOUND_IN = {"dismissed": "stays dismissed", "trashed": "is in the trash"}
_FIELDS = {**wording.FIELD_NAMES, "n_authors": "authors"}
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_MAX_PARTED_TITLES = 5
_MAX_QUOTED = 300
"""Characters of unread text quoted as the title of a row."""
_DAY_FIRST = re.compile(r"(\d{1,2})\.? +([a-z]{3,9})\.?,? +(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? +(\d{1,2}),? +(\d{4})", re.ASCII)
_NUMERIC = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


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
        return "Nothing recognised, nothing stored"
    if brings_nothing(preview):
        count = preview.found
        here = "Its paper is" if count == 1 else f"All {wording.number(count)} papers are"
        same = (
            preview.imported and f": this file was imported on {wording.moment(preview.imported)}"
        )
        return f"{here} in the library already{same}"
    how = preview.format_reason if preview.format == ARCHIVE else "recognised"
    recognised = f"{wording.plural(preview.found, 'paper')} {how}, nothing stored yet"
    return "; ".join(filter(None, (recognised, _parted(preview))))


def _parted(preview: Preview) -> str:
    """Return `2 papers part from others: “Editorial”, “Preface”`; empty if none does."""
    if not preview.parted:
        return ""
    count = wording.plural(len(preview.parted), "paper parts", "papers part")
    titles = [f"“{plain(title)}”" for title in preview.parted[:_MAX_PARTED_TITLES]]
    left = len(preview.parted) - len(titles)
    return f"{count} from others: {', '.join(titles)}" + (
        f" and {wording.number(left)} more" if left else ""
    )


def accept_name(preview: Preview, of: int) -> str:
    """Return `Import 113 papers`, or the number of files if there are several.

    `Import again` if that would add nothing.
    """
    if preview.format == ARCHIVE:
        return f"Merge {wording.plural(preview.found, 'paper')}"
    if of == 1 and brings_nothing(preview):
        return "Import again"
    what = wording.plural(of, "file") if of > 1 else wording.plural(preview.found, "paper")
    return f"Import {what}"


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
            return f"{wording.number(count)} new"
        case "merged":
            return f"{wording.number(count)} already here, will be completed"
        case "unchanged":
            return f"{wording.number(count)} already here"
        case "duplicate":
            return wording.plural(count, "possible duplicate")
        case "repeated":
            return wording.plural(count, "repeat")
        case _:
            return f"{wording.number(count)} {'skipped' if kind == 'skipped' else 'not read'}"


def complete_text(preview: Preview) -> str:
    """Return `All lines recognised`; empty if some were not, or may not have been."""
    lost = preview.skipped or any(item.outcome == "unused" for item in preview.items)
    if preview.error or lost or not preview.whole:
        return ""
    lines = any(item.source for item in preview.items)
    return f"All {'lines' if lines else 'records'} recognised"


def sentence(reason: str) -> str:
    """Return a reason as a sentence: `valid UTF-8` -> `Valid UTF-8.`"""
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""


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
        return "Day of listing" if stays_undated(preview) else "Year or day"
    return wording.day(preview.page_day.day).replace("year unknown", "which year?")


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
        return "This file needs no date.", "text2"
    return preview.page_day.evidence, "warn" if preview.page_day.doubtful else "text2"


def _undated_evidence(preview: Preview) -> tuple[str, str]:
    if preview.page_day is None:
        stay = wording.plural(preview.undated, "paper stays", "papers stay")
        listed = "it was" if preview.undated == 1 else "they were"
        return f"{stay} undated. Type the day {listed} listed, if you know it.", "text2"
    if not page_day(preview):
        return "A year alone dates no paper of this page. Type the day of listing.", "warn"
    return f"Listed on {page_day(preview)}. The papers themselves stay undated.", "text2"


def typed_day(text: str) -> str | None:
    """Parse `18 Nov 2025`, `Nov 18, 2025`, `2025-11-18` or `2025` to ISO form.

    Empty for an empty text; None for an invalid date.
    """
    text = text.strip().lower()
    if not text:
        return ""
    if len(text) == 4 and text.isascii() and text.isdigit():
        return text if int(text) else None
    if match := _NUMERIC.fullmatch(text):
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
    names = (
        number for number, name in enumerate(wording.MONTHS, 1) if name.lower().startswith(text)
    )
    return next(names, 0)


def wrong_day(text: str) -> str:
    """Return why a typed date is invalid."""
    return f"“{text.strip()}” is not a date. Try 18 Nov 2025, 2025-11-18 or 2025."


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
        more = f"… and {wording.number(left)} more" if left > 0 else "… and more"
        shown_rows.append(PreviewRow("more", more))
    return shown_rows


def _row(item: PreviewItem, day: str) -> PreviewRow:
    kind: Kind = item.outcome
    match item.outcome:
        case "page":
            title, body = item.title or "Page header", item.snippet or _header(item, day)
            return PreviewRow("page", title, body, item=item)
        case "skipped" | "unused":
            body = sentence(item.reason)
            return PreviewRow(item.outcome, _quoted(item), body, "", _WORDS[item.outcome], item)
        case "added" if item.duplicate:
            kind, word = "duplicate", "possible duplicate"
        case "merged":
            word = f"in library, {_adds(item.changed)}"
        case _:
            word = _WORDS[item.outcome]
    if item.found_in:
        word = f"{word}, {_FOUND_IN[item.found_in]}"
    return PreviewRow(kind, plain(item.title), plain(item.snippet), _meta(item), word, item)


def _quoted(item: PreviewItem) -> str:
    """Return the beginning of the unread text."""
    text = " ".join((item.title or " ".join(item.source))[:_MAX_QUOTED].split())
    return f"“{text}”" if text else "(empty)"


def _adds(changed: tuple[str, ...]) -> str:
    """Return `adds date`, `adds abstract and comments`, `adds 4 fields`, `adds star and note`."""
    names = [_FIELDS.get(name, name) for name in changed]
    has_marks = not set(MARK_NAMES).isdisjoint(changed)
    if len(names) > (3 if has_marks else 2):
        return f"adds {len(names)} {'things' if has_marks else 'fields'}"
    return f"adds {wording.word_list(names)}" if names else "fuller here"


def _header(item: PreviewItem, day: str) -> str:
    """Return `Six lines found on every page. Saved on 18 Nov 2025.`"""
    lines = sum(bool(line.strip()) for line in item.source)
    count = _NUMBERS[lines] if lines < len(_NUMBERS) else wording.number(lines)
    text = f"{count} {'line' if lines == 1 else 'lines'} found on every page."
    saved = wording.day(day).replace(", year unknown", ", the year is unknown")
    return f"{text} Saved on {saved}." if day else text


def accessible_text(row: PreviewRow) -> str:
    """Return the full text of a row, for tooltip and screen reader."""
    item = row.item
    changed = item.changed if item and len(item.changed) > 2 else ()
    adds = ", ".join(_FIELDS.get(name, name) for name in changed)
    lines = wording.lines(item.first_line, item.first_line + len(item.source) - 1) if item else ""
    about = row.meta or (row.body if row.kind in ("page", "skipped", "unused") else "")
    return ", ".join(filter(None, (row.title, row.word, adds, about, lines)))


def _meta(item: PreviewItem) -> str:
    """Return authors, date and comments; empty for an item that is no paper."""
    if item.outcome in ("page", "skipped", "unused"):
        return ""
    comments = wording.plural(item.comments, "comment") if item.comments else ""
    return " · ".join(filter(None, (item.who, wording.day(item.published), comments)))

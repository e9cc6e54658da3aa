"""Texts of the window: numbers, dates, papers and imports."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paperdesk.desktop.field_names import FIELD_NAMES as FIELD_NAMES
from paperdesk.desktop.field_names import editable_name as editable_name
from paperdesk.desktop.field_names import field_name as field_name
from paperdesk.desktop.field_names import type_name as type_name
from paperdesk.model.edited_fields import USER
from paperdesk.model.paper_texts import DOT as DOT
from paperdesk.model.paper_texts import MONTHS as MONTHS
from paperdesk.model.paper_texts import NAMES_SHOWN as NAMES_SHOWN
from paperdesk.model.paper_texts import authors as authors
from paperdesk.model.paper_texts import comma_list as comma_list
from paperdesk.model.paper_texts import day as day
from paperdesk.model.paper_texts import facts as facts
from paperdesk.model.paper_texts import long_day
from paperdesk.model.paper_texts import period_name as period_name
from paperdesk.model.paper_texts import word_list as word_list
from paperdesk.translation import decimal, tr, tr_in
from paperdesk.translation import number as number

if TYPE_CHECKING:
    from paperdesk.model.library_values import Dump, Sighting, Status, StoredPaper
    from paperdesk.model.receipt import Receipt, ReceiptRow

STATUS_NAMES: dict[Status, str] = {
    "unread": tr_in("status", "Unread"),
    "reading": tr_in("status", "Reading"),
    "read": tr_in("status", "Read"),
    "dismissed": tr_in("status", "Dismissed"),
}
STATUS_KEYS: dict[Status, str] = {"unread": "U", "reading": "L", "read": "E", "dismissed": "X"}
OUTCOME_NAMES = {
    "skipped": tr_in("outcome", "skipped"),
    "unused": tr_in("outcome", "not read"),
    "merged": tr_in("outcome", "merged"),
    "added": tr_in("outcome", "added"),
    "repeated": tr_in("outcome", "repeated"),
    "unchanged": tr_in("outcome", "unchanged"),
}
_FOUND_IN = {
    "dismissed": tr("was dismissed by you, stays dismissed"),
    "trashed": tr("is in the trash"),
}
"""Texts for papers that an import found dismissed or in the trash."""
DELETED_IMPORT = tr("a deleted import")
"""In place of a file's name."""
_ADDRESS = re.compile(
    # TeX writes `\_` for `_`; braces end an address: `{https://a.org/x}.`, `https://a.org{here}`.
    r"""https?://(?:(?!https?://)(?:[^\s{}<>"“”|\\^`]|\\[_%#&~]))+""",
    re.IGNORECASE,
)
_TRAILING_PUNCTUATION = ".,;:!?'’…*)]"
_BRACKETS = {")": "(", "]": "["}


def moment(utc: str) -> str:
    """`21 November 2026, 09:14` in local time, for `YYYY-MM-DDTHH:MM:SSZ`; else empty."""
    try:
        local = datetime.strptime(utc, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return ""
    time = f"{local:%H:%M}"
    return tr("{date}, {time}", date=long_day(local.date()), time=time)


def sentence(reason: str) -> str:
    """A reason as a sentence: `valid UTF-8` -> `Valid UTF-8.`; empty for none."""
    return tr("{reason}.", reason=capitalised(reason)) if reason else ""


def capitalised(text: str) -> str:
    """`Valid UTF-8` for `valid UTF-8`."""
    return text[:1].upper() + text[1:]


def duration(seconds: float) -> str:
    """`0.3 s`, `12 s`, `2 min 5 s`."""
    if seconds < 9.95:
        return tr("{seconds} s", seconds=decimal(max(seconds, 0.1)))
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return tr("{seconds} s", seconds=rest)
    return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def markdown_list_item(stored: StoredPaper) -> str:
    """`- [title](address), authors, 2024-05-06`, without the parts not known."""
    parts = (markdown_link(stored), authors(stored.paper), stored.paper.published)
    return "- " + ", ".join(filter(None, parts))


def markdown_link(stored: StoredPaper) -> str:
    """`[title](address)`; only the title if the paper has no address."""
    title = stored.paper.title.replace("[", "\\[").replace("]", "\\]")
    return f"[{title}]({address(stored)})" if address(stored) else title


def address(stored: StoredPaper) -> str:
    """The web address of a paper, from its identifiers or its link; empty if it has none."""
    paper = stored.paper
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    return paper.url or (paper.doi and f"https://doi.org/{paper.doi}")


def addresses(text: str) -> list[tuple[int, int, str]]:
    """The web addresses in a text, as start, end and address, without trailing punctuation."""
    found = []
    for match in _ADDRESS.finditer(text):
        written = _without_punctuation(match[0])
        if written.rpartition("://")[2]:
            address = written.replace("\\", "")
            found.append((match.start(), match.start() + len(written), address))
    return found


def _without_punctuation(address: str) -> str:
    """Strip trailing punctuation; a closing bracket stays if the address contains its opening."""
    while address and address[-1] in _TRAILING_PUNCTUATION:
        opening = _BRACKETS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def source(stored: StoredPaper, field: str) -> str:
    """`From search.txt, line 15`: the source of a field; empty if it is not known."""
    dump = stored.sources.get(field)
    if dump == USER:
        return tr("Written by you")
    for sighting in stored.sightings:
        if sighting.dump == dump:
            return tr("From {place}", place=location(sighting))
    return ""


def origin(stored: StoredPaper, field: str) -> str:
    """`search.txt` or `you`: where a field comes from, in a word; empty if it is not known."""
    dump = stored.sources.get(field)
    if dump is None:
        return ""
    names = {sighting.dump: sighting.dump_name for sighting in stored.sightings}
    return tr_in("source", "you") if dump == USER else names.get(dump, DELETED_IMPORT)


def location(sighting: Sighting) -> str:
    """`search.txt, line 15`."""
    if not sighting.first_line:
        return sighting.dump_name
    line = number(sighting.first_line)
    return tr("{file}, line {line}", file=sighting.dump_name, line=line)


def receipt_title(receipt: Receipt) -> str:
    """The heading of a receipt."""
    if receipt.error:
        return tr("{file} was not imported", file=receipt.name)
    if receipt.stopped_at:
        return tr("Stopped importing {file}", file=receipt.name)
    return tr("Imported {file}", file=receipt.name)


def receipt_facts(receipt: Receipt) -> str:
    """Time, duration, format and encoding, as far as known."""
    parts = [moment(receipt.imported)]
    if not receipt.error:
        parts.append(duration(receipt.seconds))
    parts += [receipt.format_label or receipt.format, receipt.encoding.upper()]
    return " · ".join(part for part in parts if part)


def what_changed(row: ReceiptRow) -> str:
    """What a record changed; for text that was not used, the reason."""
    if row.outcome == "merged":
        text = tr("fuller record")
        if row.changed:
            text = tr("{fields} from this file", fields=_field_list(row.changed))
        return "; ".join(filter(None, (text, _FOUND_IN.get(row.found_in))))
    if row.found_in:
        return _FOUND_IN[row.found_in]
    if row.outcome == "unchanged":
        return tr("nothing new")
    if row.outcome == "repeated":
        return tr("repeated in this file")
    return row.changed


def _field_list(fields: str) -> str:
    """`abstract, date and comments` of field names."""
    return word_list([field_name(name) for name in fields.split()])


def lines(first: int, last: int) -> str:
    """`line 233`, `lines 147–149`; empty if the format has no lines."""
    if not first:
        return ""
    if last <= first:
        return tr("line {line}", line=first)
    return tr("lines {first}–{last}", first=first, last=last)


def dump_text(dump: Dump) -> str:
    """The user's name of an import; else the file's, with the day of the page if that is known."""
    return dump.shown_name + dump_day(dump)


def dump_day(dump: Dump) -> str:
    """The day of the page, as it follows the file's name; empty if that is not shown."""
    if dump.given_name or not dump.page_day:
        return ""
    without_year = tr("{date}, no year")  # "year unknown" is too long for the sidebar
    return f" · {day(dump.page_day, without_year)}"

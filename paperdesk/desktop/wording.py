"""Texts of the window: numbers, dates, papers and imports."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paperdesk.model.edited_fields import USER
from paperdesk.model.names import shown_name

if TYPE_CHECKING:
    from paperdesk.model.library_values import Dump, Sighting, Status, StoredPaper
    from paperdesk.model.paper import Paper
    from paperdesk.model.receipt import Receipt, ReceiptRow

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DOT = "  ·  "
"""Separates the facts of a line."""
NAMES_SHOWN = 6
STATUS_NAMES: dict[Status, str] = {
    "unread": "Unread",
    "reading": "Reading",
    "read": "Read",
    "dismissed": "Dismissed",
}
STATUS_KEYS: dict[Status, str] = {"unread": "U", "reading": "L", "read": "E", "dismissed": "X"}
OUTCOME_NAMES = {
    "skipped": "skipped",
    "unused": "not read",
    "merged": "merged",
    "added": "added",
    "repeated": "repeated",
    "unchanged": "unchanged",
}
_FOUND_IN = {
    "dismissed": "was dismissed by you, stays dismissed",
    "trashed": "is in the trash",
}
"""Texts for papers that an import found dismissed or in the trash."""
FIELD_NAMES = {
    "n_authors": "number of authors",
    "org": "organisation",
    "published": "date",
    "arxiv_id": "arXiv id",
    "doi": "DOI",
    "url": "link",
    "pdf_url": "PDF link",
    "code_url": "code link",
    "project_url": "project page",
    "ai_summary": "AI summary",
    "details": "details",
    "listed": "listing day",
}
"""The fields that are not called by their names."""
_DATE = re.compile(r"(\d{4}|-)(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")
_ADDRESS = re.compile(
    # TeX writes `\_` for `_`; braces end an address: `{https://a.org/x}.`, `https://a.org{here}`.
    r"""https?://(?:(?!https?://)(?:[^\s{}<>"“”|\\^`]|\\[_%#&~]))+""",
    re.IGNORECASE,
)
_TRAILING_PUNCTUATION = ".,;:!?'’…*)]"
_BRACKETS = {")": "(", "]": "["}


def number(count: int) -> str:
    """`1,024`."""
    return f"{count:,}"


def field_name(field: str) -> str:
    """The name of a field in a sentence: `arXiv id`, `publisher place`."""
    detail = field.removeprefix("details.")
    return detail.replace("-", " ") if detail != field else FIELD_NAMES.get(field, field)


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 comment`, `2 comments`, `1,024 authors`; `nouns` is an irregular plural."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"


def day(date: str) -> str:
    """`22 Dec 2025` for a complete or partial date; `11 Mar, year unknown`; `no date` if empty."""
    match = _DATE.fullmatch(date)
    if not match:
        return date or "no date"
    year, month, of_month = match.groups()
    words = [str(int(of_month))] if of_month else []
    if month:
        words.append(MONTHS[int(month) - 1][:3])
    if year == "-":
        return f"{' '.join(words)}, year unknown"
    return " ".join([*words, year])


def moment(utc: str) -> str:
    """`21 November 2026, 09:14` in local time, for `YYYY-MM-DDTHH:MM:SSZ`; else empty."""
    try:
        local = datetime.strptime(utc, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    except ValueError:
        return ""
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def duration(seconds: float) -> str:
    """`0.3 s`, `12 s`, `2 min 5 s`."""
    if seconds < 9.95:
        return f"{max(seconds, 0.1):.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def authors(paper: Paper) -> str:
    """Six names and how many more, or `and others`; `8 authors` if no name is known, or empty."""
    known = len(paper.authors)
    if not known:
        return plural(paper.n_authors, "author") if paper.n_authors else ""
    total = max(known, paper.n_authors or 0)
    shown = list(map(shown_name, paper.authors[:NAMES_SHOWN]))
    more = total - len(shown)
    if paper.details.get("others") and not more:
        return ", ".join(shown) + " and others"
    return ", ".join(shown) + (f" and {number(more)} more" if more else "")


def facts(paper: Paper, *, year_guessed: bool = False) -> str:
    """Organisation, venue, date, upvotes, comments and listing day, as far as known.

    Nothing is said of comments where there are none.
    """
    parts = [part for part in (paper.org, paper.venue) if part]
    guessed = " (year guessed)" if year_guessed else ""
    parts.append(f"Published {day(paper.published)}{guessed}" if paper.published else "no date")
    if paper.upvotes is not None:
        parts.append(plural(paper.upvotes, "upvote"))
    if paper.comments:
        parts.append(plural(paper.comments, "comment"))
    if paper.listed:
        parts.append(f"Listed {day(paper.listed)}")
    return DOT.join(parts)


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
        return "Written by you"
    for sighting in stored.sightings:
        if sighting.dump == dump:
            return f"From {location(sighting)}"
    return ""


def location(sighting: Sighting) -> str:
    """`search.txt, line 15`."""
    line = f", line {number(sighting.first_line)}" if sighting.first_line else ""
    return sighting.dump_name + line


def receipt_title(receipt: Receipt) -> str:
    """The heading of a receipt."""
    if receipt.error:
        return f"{receipt.name} was not imported"
    return f"{'Stopped importing' if receipt.stopped_at else 'Imported'} {receipt.name}"


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
        text = f"{_field_list(row.changed)} from this file" if row.changed else "fuller record"
        return f"{text}; {_FOUND_IN[row.found_in]}" if row.found_in else text
    if row.found_in:
        return _FOUND_IN[row.found_in]
    if row.outcome == "unchanged":
        return "nothing new"
    if row.outcome == "repeated":
        return "repeated in this file"
    return row.changed


def _field_list(fields: str) -> str:
    """`abstract, date and comments` of field names."""
    words = [FIELD_NAMES.get(name, name) for name in fields.split()]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def lines(first: int, last: int) -> str:
    """`line 233`, `lines 147–149`; empty if the format has no lines."""
    if not first:
        return ""
    return f"line {first}" if last <= first else f"lines {first}–{last}"


def dump_text(dump: Dump) -> str:
    """The user's name of an import; else the file's, with the day of the page if that is known."""
    return dump.shown_name + dump_day(dump)


def dump_day(dump: Dump) -> str:
    """The day of the page, as it follows the file's name; empty if that is not shown."""
    if dump.given_name or not dump.page_day:
        return ""
    # "year unknown" is too long for the sidebar.
    return f" · {day(dump.page_day).replace('year unknown', 'no year')}"

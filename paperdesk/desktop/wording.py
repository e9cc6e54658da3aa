"""The window's sentences: numbers, dates, what a paper says of itself, what an import did."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperdesk.model.library_values import Dump, Sighting, Status, StoredPaper
    from paperdesk.model.paper import Paper
    from paperdesk.model.receipt import Receipt, ReceiptRow

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DOT = "  ·  "
"""Between the facts of one line."""
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
FOUND_IN = {"dismissed": "was dismissed by you, stays dismissed", "trashed": "is in the trash"}
"""What a receipt says of a paper that an import met where the user had put it."""
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
    "listed": "listing day",
}
_DAY = re.compile(r"(\d{4}|-)(?:-(0[1-9]|1[0-2]))?(?:-(\d\d))?")
_ADDRESS = re.compile(
    # TeX writes `\_` for `_`; braces end an address: `{https://a.org/x}.`, `https://a.org{here}`.
    r"""https?://(?:(?!https?://)(?:[^\s{}<>"“”|\\^`]|\\[_%#&~]))+""",
    re.IGNORECASE,
)
_AFTER = ".,;:!?'’…*)]"
_PAIRS = {")": "(", "]": "["}
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_SAID_BY_THE_DATE = {"day", "daily", "papers", "date"}


def number(count: int) -> str:
    """`1,024`."""
    return f"{count:,}"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 comment`, `2 comments`, `1,024 authors`; `nouns` where the plural is not noun + s."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"


def day(date: str) -> str:
    """`22 Dec 2025` of `YYYY-MM-DD`, or the part known; `11 Mar, year unknown`; `no date`."""
    match = _DAY.fullmatch(date)
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
    """`21 November 2026, 09:14` by the user's clock, of `YYYY-MM-DDTHH:MM:SSZ`; else empty."""
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
    """Six names and how many more; `8 authors` without names; empty if nothing is known."""
    known = len(paper.authors)
    if not known:
        return plural(paper.n_authors, "author") if paper.n_authors else ""
    total = max(known, paper.n_authors or 0)
    shown = paper.authors[:NAMES_SHOWN]
    more = total - len(shown)
    return ", ".join(shown) + (f" and {number(more)} more" if more else "")


def facts(paper: Paper) -> str:
    """Organisation, first publication, upvotes, comments, listing day: those known."""
    parts = [paper.org] if paper.org else []
    parts.append(f"Published {day(paper.published)}" if paper.published else "no date")
    if paper.upvotes is not None:
        parts.append(plural(paper.upvotes, "upvote"))
    if paper.comments is not None:
        parts.append(plural(paper.comments, "comment"))
    if paper.listed:
        parts.append(f"Listed {day(paper.listed)}")
    return DOT.join(parts)


def citation(stored: StoredPaper) -> str:
    """A paper as a line of a list in Markdown: `- [title](address), authors, 2024-05-06`."""
    paper = stored.paper
    title = paper.title.replace("[", "\\[").replace("]", "\\]")
    name = f"[{title}]({address(stored)})" if address(stored) else title
    return "- " + ", ".join(filter(None, (name, authors(paper), paper.published)))


def address(stored: StoredPaper) -> str:
    """Where a paper can be read, made from its identifiers where it has no link of its own."""
    paper = stored.paper
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    return paper.url or (paper.doi and f"https://doi.org/{paper.doi}")


def addresses(text: str) -> list[tuple[int, int, str]]:
    """Web addresses in a text: start, end, address; punctuation glued to them stays text."""
    found = []
    for match in _ADDRESS.finditer(text):
        written = _without_punctuation(match[0])
        if written.rpartition("://")[2]:
            address = written.replace("\\", "")
            found.append((match.start(), match.start() + len(written), address))
    return found


def _without_punctuation(address: str) -> str:
    """An address without what follows it; `)` stays where the address opened it itself."""
    while address and address[-1] in _AFTER:
        opening = _PAIRS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def source(stored: StoredPaper, field: str) -> str:
    """`From search.txt, line 15`: the dump a field came from; empty if it is not known."""
    dump = stored.sources.get(field)
    for sighting in stored.sightings:
        if sighting.dump == dump:
            return f"From {place(sighting)}"
    return ""


def sighting_line(sighting: Sighting) -> str:
    """One line: the day, the dump and its line, the counts it gave."""
    parts = [day(sighting.seen), place(sighting)]
    if sighting.upvotes is not None:
        parts.append(plural(sighting.upvotes, "upvote"))
    if sighting.comments is not None:
        parts.append(plural(sighting.comments, "comment"))
    return DOT.join(parts)


def place(sighting: Sighting) -> str:
    """`search.txt, line 15`."""
    line = f", line {number(sighting.first_line)}" if sighting.first_line else ""
    return sighting.dump_name + line


def receipt_title(receipt: Receipt) -> str:
    """The head of a receipt."""
    if receipt.error:
        return f"{receipt.name} was not imported"
    return f"{'Stopped importing' if receipt.stopped_at else 'Imported'} {receipt.name}"


def receipt_facts(receipt: Receipt) -> str:
    """When, how long, which format and encoding: those known."""
    parts = [moment(receipt.imported)]
    if not receipt.error:
        parts.append(duration(receipt.seconds))
    parts += [receipt.format_label or receipt.format, receipt.encoding.upper()]
    return " · ".join(part for part in parts if part)


def receipt_sentence(receipt: Receipt) -> str:
    """`117 records: 112 added, 5 unchanged.`, and where a cancelled import stopped."""
    counts = {
        "added": receipt.added,
        "merged": receipt.merged,
        "unchanged": receipt.unchanged,
        "repeated": receipt.repeated,
        "skipped": receipt.skipped,
    }
    parts = [f"{number(count)} {fate}" for fate, count in counts.items() if count]
    sentence = plural(receipt.total, "record") + (f": {', '.join(parts)}." if parts else ".")
    if receipt.stopped_at:
        sentence = f"Stopped at {receipt.stopped_at}; what was stored stays. {sentence}"
    return sentence


def what_changed(row: ReceiptRow) -> str:
    """What a record brought, in words; for text that was not used, why."""
    if row.outcome == "merged":
        said = f"{_joined(row.changed)} from this file" if row.changed else "fuller record"
        return f"{said}; {FOUND_IN[row.found_in]}" if row.found_in else said
    if row.found_in:
        return FOUND_IN[row.found_in]
    if row.outcome == "unchanged":
        return "nothing new in it"
    if row.outcome == "repeated":
        return "stands in this file before"
    return row.changed


def _joined(fields: str) -> str:
    """`abstract, date and comments` of field names."""
    words = [FIELD_NAMES.get(name, name) for name in fields.split()]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def lines(first: int, last: int) -> str:
    """`line 233`, `lines 147–149`; empty where the format has no lines."""
    if not first:
        return ""
    return f"line {first}" if last <= first else f"lines {first}–{last}"


def dump_text(dump: Dump) -> str:
    """A dump's day, and what its name says beyond it; the name alone where no day is known."""
    if not dump.page_day:
        return dump.name
    # The sidebar is narrow: `11 Mar, no year, search` fits, `year unknown` does not.
    words = day(dump.page_day).replace("year unknown", "no year")
    kind = dump_kind(dump)
    return f"{words}, {kind}" if kind else words


def dump_kind(dump: Dump) -> str:
    """`search`, `pasted`, or the words of the file's name; empty for the page of a day."""
    if dump.name == "Pasted text":
        return "pasted"
    words = _NOT_LETTERS.sub(" ", PurePath(dump.name).stem).split()
    if "search" in map(str.lower, words):
        return "search"
    return " ".join(word for word in words if word.lower() not in _SAID_BY_THE_DATE)

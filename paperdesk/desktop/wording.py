"""Texts of the window: numbers, dates, papers and imports."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from paperdesk.model.edited_fields import USER, editable_field
from paperdesk.model.paper_texts import DOT as DOT
from paperdesk.model.paper_texts import MONTHS as MONTHS
from paperdesk.model.paper_texts import NAMES_SHOWN as NAMES_SHOWN
from paperdesk.model.paper_texts import authors as authors
from paperdesk.model.paper_texts import day as day
from paperdesk.model.paper_texts import facts as facts
from paperdesk.model.paper_texts import number as number
from paperdesk.model.paper_texts import period_name as period_name
from paperdesk.model.paper_texts import plural as plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperdesk.model.library_values import Dump, Sighting, Status, StoredPaper
    from paperdesk.model.receipt import Receipt, ReceiptRow

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
    "less-like": "“Less like this”",
    "trash": "place in the trash",
    "votes": "votes",
}
"""The fields that are not called by their names."""
_TYPE_NAMES = {
    "article": "Preprint",
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "paper-conference": "Conference paper",
    "chapter": "Book chapter",
    "entry-encyclopedia": "Encyclopedia entry",
    "post-weblog": "Blog post",
    "webpage": "Web page",
}
"""The CSL item types that are not called by their names."""
_ADDRESS = re.compile(
    # TeX writes `\_` for `_`; braces end an address: `{https://a.org/x}.`, `https://a.org{here}`.
    r"""https?://(?:(?!https?://)(?:[^\s{}<>"“”|\\^`]|\\[_%#&~]))+""",
    re.IGNORECASE,
)
_TRAILING_PUNCTUATION = ".,;:!?'’…*)]"
_BRACKETS = {")": "(", "]": "["}


def field_name(field: str) -> str:
    """The name of a field in a sentence: `arXiv id`, `publisher place`."""
    detail = field.removeprefix("details.")
    return detail.replace("-", " ") if detail != field else FIELD_NAMES.get(field, field)


def type_name(kind: str) -> str:
    """`Journal article` for `article-journal`."""
    return _TYPE_NAMES.get(kind) or kind.replace("-", " ").capitalize()


def editable_name(field: str) -> str:
    """The name of an EditableField in a sentence: `pages`, `arXiv id`, `DOI`."""
    label = editable_field(field).label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


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


def origin(stored: StoredPaper, field: str) -> str:
    """`search.txt` or `you`: where a field comes from, in a word; empty if it is not known."""
    dump = stored.sources.get(field)
    if dump is None:
        return ""
    names = {sighting.dump: sighting.dump_name for sighting in stored.sightings}
    return "you" if dump == USER else names.get(dump, "a deleted import")


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
    return word_list([FIELD_NAMES.get(name, name) for name in fields.split()])


def word_list(words: Sequence[str]) -> str:
    """`abstract, date and comments`, of at least one word."""
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

"""Builds the Paper of a section, list item or table row of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.markdown.facts import read_facts
from paperdesk.formats.markdown.head_line import names_in, parse_heading, parse_item
from paperdesk.formats.markdown.inline import links_in, unlinked, without_markup
from paperdesk.formats.markdown.link_fields import add_links, add_value
from paperdesk.formats.markdown.table import row_fields
from paperdesk.formats.reading import field_names
from paperdesk.formats.reading.dates import date
from paperdesk.formats.reading.records import UnusableError
from paperdesk.model.tokenizer import split
from paperdesk.translation import StoredMessage

if TYPE_CHECKING:
    from paperdesk.formats.markdown.entry import Entry
    from paperdesk.formats.markdown.facts import Facts
    from paperdesk.formats.markdown.head_line import HeadLine
    from paperdesk.formats.reading.field_names import Fields
    from paperdesk.formats.reading.records import ReadState
    from paperdesk.model.paper import Paper

_MIN_TEXT = 3
"""Words of a paragraph; a shorter one is a label."""
_MIN_ABSTRACT = 5
"""Words of a remark below a list item."""


def paper_of(entry: Entry, state: ReadState) -> Paper:
    """The Paper in an entry; raises UnusableError if no title is found."""
    fields = row_fields(entry.head) if entry.head.kind == "row" else _fields(entry)
    if not field_names.title_of(fields):
        raise UnusableError(StoredMessage("no title was found here"))
    return field_names.paper_of(fields, state, "markdown")


def _fields(entry: Entry) -> Fields:
    is_heading = entry.head.kind == "heading"
    line = parse_heading(entry.head.text) if is_heading else parse_item(entry.head.text)
    facts = read_facts(entry.body)
    fields = field_names.fields_of(facts.record())
    add_value(fields, "title", line.title)
    add_value(fields, "authors", list(line.authors))
    add_value(fields, "published", line.published)
    add_value(fields, "venue", line.venue)
    add_value(fields, "arxiv_id", line.arxiv_id)
    _add_texts(fields, line, facts, is_heading=is_heading)
    add_links(fields, [*line.links, *facts.links])
    return fields


def _add_texts(fields: Fields, line: HeadLine, facts: Facts, *, is_heading: bool) -> None:
    """Adds what has no name: a line of authors, a line with a date, the abstract."""
    texts = list(facts.texts)
    for text in texts[:2]:
        if "authors" not in fields and (names := names_in(unlinked(text))):
            fields["authors"] = [list(names)]
        elif "published" not in fields and (day := date(without_markup(text))):
            fields["published"] = [day]
        else:
            break
        texts.remove(text)
    add_value(fields, "abstract", line.abstract)
    texts = [text for text in texts if len(split(text)) >= _MIN_TEXT]
    add_value(fields, "abstract", "\n".join(without_markup(unlinked(text)) for text in texts))
    if len(facts.remarks) == 1 and not is_heading:
        remark = facts.remarks[0]
        if len(split(remark)) >= _MIN_ABSTRACT and not links_in(remark):
            add_value(fields, "abstract", without_markup(remark))

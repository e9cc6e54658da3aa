"""What is written of a paper below its title, as elements of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.markdown.write import link_of
from paperdesk.formats.publications.elements import add, add_text, element, web_address
from paperdesk.formats.publications.rich_text import add_rich_text, note_element
from paperdesk.model.paper_texts import DOT, authors, comma_list, facts
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from paperdesk.formats.publications.publication import Entry
    from paperdesk.model.library_values import StoredPaper

_DOT = DOT.replace("  ", " ")


def title_element(tag: str, stored: StoredPaper) -> Element:
    """The title as a heading, with formulas and highlights."""
    made = element(tag, dir="auto")
    highlights = [mark for mark in stored.highlights if mark.field == "title"]
    add_rich_text(made, stored.paper.title, highlights)
    return made


def body_elements(entry: Entry, heading: str) -> list[Element]:
    """Authors, facts, links, tags, reason, summary, abstract, highlights and note.

    `heading` is the tag of the headings among them, such as `h3`.
    """
    stored, paper = entry.stored, entry.stored.paper
    guessed = bool(stored.year_guess)
    found = [
        element("p", authors(paper), class_="authors"),
        element("p", facts(paper, year_guessed=guessed).replace(DOT, _DOT), class_="facts"),
        _links(stored),
        element("p", _tags([tag.name for tag in stored.tags]), class_="tags"),
        element("p", entry.reason, class_="reason"),
    ]
    if paper.ai_summary:
        summary = element("p", class_="summary")
        add(summary, "b", tr("AI summary: "))
        add_rich_text(summary, paper.ai_summary)
        found.append(summary)
    if paper.abstract:
        abstract = element("p", class_="abstract", dir="auto")
        highlights = [mark for mark in stored.highlights if mark.field == "abstract"]
        add_rich_text(abstract, paper.abstract, highlights)
        found.append(abstract)
    if stored.highlights:
        found += [element(heading, tr("Highlights")), *_highlights(stored)]
    if stored.note.strip():
        found += [element(heading, tr("Note")), note_element(stored.note)]
    return [each for each in found if each.text or len(each)]


def links(stored: StoredPaper) -> list[tuple[str, str]]:
    """The names and web addresses of a paper's links, its page first."""
    paper = stored.paper
    page = "arXiv" if paper.arxiv_id else "DOI" if paper.doi else tr("Page")
    named = (
        (page, link_of(paper)),
        ("PDF", paper.pdf_url),
        (tr("Code"), paper.code_url),
        (tr("Project"), paper.project_url),
    )
    return [(name, found) for name, given in named if (found := web_address(given))]


def _links(stored: StoredPaper) -> Element:
    line = element("p", class_="links")
    for name, address in links(stored):
        if len(line):
            add_text(line, _DOT)
        add(line, "a", name, href=address)
    return line


def _highlights(stored: StoredPaper) -> list[Element]:
    found = []
    for mark in stored.highlights:
        quote = element("blockquote", class_=mark.colour)
        add_rich_text(add(quote, "p"), mark.exact)
        for text in (mark.comment, _tags(mark.tags)):
            if text.strip():
                add(quote, "p", text, class_="comment")
        found.append(quote)
    return found


def _tags(names: Sequence[str]) -> str:
    return tr("Tags: {names}", names=comma_list(names)) if names else ""

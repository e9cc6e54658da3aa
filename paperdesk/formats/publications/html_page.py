"""Writes one HTML file that needs nothing beside it, with a search box that works offline."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, BinaryIO

from paperdesk.formats.publications.elements import add, element, to_markup
from paperdesk.formats.publications.paper_body import body_elements, title_element
from paperdesk.formats.publications.style import STYLE
from paperdesk.translation import language_tag, tr, tr_n

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from paperdesk.formats.publications.publication import Entry, Publication

_STYLE = f"""{STYLE}\
:root {{ color-scheme: light dark; --line: #e0e3e1; --link: #0a6573; }}
@media (prefers-color-scheme: dark) {{ :root {{ --line: #2e3335; --link: #6fc7d3; }} }}
body {{ max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, serif; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e4e6e4; background: #1e2123; }} }}
header, footer, h2.section, .authors, .facts, .links, .tags, .reason
  {{ font-family: system-ui, sans-serif; }}
a {{ color: var(--link); }}
article {{ border-top: 1px solid var(--line); margin-top: 1.6em; }}
article h2 {{ font-size: 1.2em; margin: 1em 0 0; }}
h2.section {{ font-size: 0.9em; color: var(--link); margin: 2.4em 0 0; }}
input {{ font: inherit; width: 100%; box-sizing: border-box; padding: 0.4em 0.7em; }}
[hidden] {{ display: none; }}
"""
_SCRIPT = """
"use strict";
const box = document.getElementById("search"), shown = document.getElementById("shown");
const simple = text => text.normalize("NFKD").replace(/\\p{M}/gu, "").toLowerCase();
const papers = Array.from(document.querySelectorAll("article"));
const texts = papers.map(paper => simple(paper.textContent));
const sections = Array.from(document.querySelectorAll("section"));
function search() {
  const words = simple(box.value).split(/\\s+/).filter(Boolean);
  let found = 0;
  papers.forEach((paper, place) => {
    paper.hidden = !words.every(word => texts[place].includes(word));
    found += !paper.hidden;
  });
  for (const section of sections)
    section.hidden = !section.querySelector("article:not([hidden])");
  shown.textContent = words.length
    ? COUNTED.replace("{found}", found).replace("{total}", papers.length) : "";
}
box.addEventListener("input", search);
document.getElementById("box").hidden = false;
search();
""".replace("COUNTED", json.dumps(tr("{found} of {total} papers")))
_HASH = base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_HASH}'"
"""The page loads nothing, and runs no script but its own."""


def write(publication: Publication, file: BinaryIO) -> None:
    """Writes the page."""

    def write(text: str) -> None:
        file.write(text.encode())

    write(f'<!DOCTYPE html>\n<html lang="{language_tag()}">\n')
    write(f"{to_markup(_head(publication), 'html')}\n<body>\n")
    write(f"{to_markup(_header(publication), 'html')}\n<main>\n")
    section: str | None = None
    count = 0
    for count, entry in enumerate(publication.entries, 1):  # noqa: B007
        if entry.section != section:
            write("<section>\n" if section is None else "</section>\n<section>\n")
            section = entry.section
            if section:
                write(f"{to_markup(element('h2', section, class_='section'), 'html')}\n")
        write(f"{to_markup(_article(entry), 'html')}\n")
    write("</main>\n" if section is None else "</section>\n</main>\n")
    write(f"{to_markup(element('footer', tr_n('{n} paper', '{n} papers', count)), 'html')}\n")
    write(f"<script>{_SCRIPT}</script>\n</body>\n</html>\n")


def _head(publication: Publication) -> Element:
    head = element("head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", **{"http-equiv": "Content-Security-Policy", "content": _POLICY})
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "title", publication.title)
    add(head, "style", _STYLE)
    return head


def _header(publication: Publication) -> Element:
    header = element("header")
    add(header, "h1", publication.title)
    if publication.subtitle:
        add(header, "p", publication.subtitle)
    box = add(header, "div", id="box", hidden="hidden")  # shown by the script that it needs
    search = tr("Search")
    add(box, "input", id="search", type="search", placeholder=search, **{"aria-label": search})
    add(box, "p", id="shown", role="status")
    return header


def _article(entry: Entry) -> Element:
    article = element("article")
    heading = title_element("h2", entry.stored)
    if not heading.text and not len(heading):
        heading.text = tr("Untitled")
    article.append(heading)
    article.extend(body_elements(entry, "h3"))
    return article

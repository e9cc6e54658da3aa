"""A digest as HTML that mail programs show: inline styles, no pictures, no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats.digest import texts
from paperdesk.formats.publications.elements import add, element, to_markup
from paperdesk.translation import language_tag

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from paperdesk.model.digest import Digest, DigestEntry

_SANS = "font-family:Inter,'Segoe UI',Helvetica,Arial,sans-serif;"
_SERIF = "font-family:Literata,Georgia,'Times New Roman',serif;"
_PAGE = "margin:0;padding:0;background-color:#ffffff;color:#1b1f22;"
_COLUMN = "max-width:560px;margin:0 auto;padding:32px 16px;"
_DAY = f"{_SANS}font-size:12px;line-height:20px;color:#4c545a;margin:0;"
_TITLE = f"{_SERIF}font-size:24px;line-height:32px;font-weight:600;margin:4px 0 0;"
_SECTION = (
    f"{_SANS}font-size:12px;line-height:20px;font-weight:600;color:#0a6573;"
    "margin:24px 0 16px;padding:0 0 4px;border-bottom:1px solid #e0e3e1;"
)
_PAPER = f"{_SERIF}font-size:17px;line-height:24px;font-weight:600;margin:16px 0 0;"
_LINK = "color:#1b1f22;text-decoration:none;"
_META = f"{_SANS}font-size:12px;line-height:20px;color:#4c545a;margin:4px 0 0;"
_TEXT = f"{_SERIF}font-size:15px;line-height:24px;margin:4px 0 0;"
_REASON = f"{_SANS}font-size:12px;line-height:20px;color:#616970;margin:4px 0 0;"


def to_html(digest: Digest) -> str:
    """The whole page."""
    root = element("html", lang=language_tag())
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "title", texts.title(digest))
    column = add(add(root, "body", style=_PAGE), "div", style=_COLUMN)
    add(column, "p", texts.long_day(digest.until), style=_DAY)
    add(column, "h1", texts.title(digest), style=_TITLE)
    if not digest.sections:
        add(column, "p", texts.NOTHING_NEW, style=_TEXT)
    for section in digest.sections:
        add(column, "h2", section.heading, style=_SECTION)
        for entry in section.entries:
            _add_entry(column, entry)
    return f"<!DOCTYPE html>\n{to_markup(root, 'html')}\n"


def _add_entry(column: Element, entry: DigestEntry) -> None:
    stored = entry.stored
    heading, address = add(column, "h3", style=_PAPER, dir="auto"), texts.address(stored)
    if address:
        add(heading, "a", texts.paper_title(stored), href=address, style=_LINK)
    else:
        heading.text = texts.paper_title(stored)
    add(column, "p", texts.byline(stored.paper), style=_META)
    if text := texts.summary(stored.paper):
        add(column, "p", text, style=_TEXT, dir="auto")
    add(column, "p", entry.reason, style=_REASON)

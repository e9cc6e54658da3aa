"""Builds elements of HTML and XHTML, and writes them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = "%/:?@!$&'()*+,;=~"
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """An element; `class_` gives the attribute `class`."""
    made = ET.Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    made.text = text or None
    return made


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child of an element."""
    child = element(tag, text, **attributes)
    parent.append(child)
    return child


def add_text(parent: Element, text: str) -> None:
    """Put text behind the last child of an element."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def web_address(address: str) -> str:
    """An http or https address with only the characters that addresses have; else empty."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+", host, re.ASCII):
        return ""
    try:
        _ = parts.port
    except ValueError:
        return ""
    whole = _PERCENT.sub("%25", xml_text(address))
    page, mark, place = whole.partition("#")
    return quote(page, safe=_IN_ADDRESSES) + mark + quote(place, safe=_IN_ADDRESSES)


def xml_text(text: str) -> str:
    """A text without the characters that XML cannot have."""
    return _NOT_XML.sub("", text)


def to_markup(root: Element, method: Literal["xml", "html"] = "xml") -> str:
    """The element as markup of XML or HTML, without the characters that XML cannot have."""
    return xml_text(ET.tostring(root, encoding="unicode", method=method))

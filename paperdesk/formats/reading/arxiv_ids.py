"""Finds arXiv ids in the fields of a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperdesk.formats.reading.values import clean_text, first_nonempty
from paperdesk.model import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable

_HUGGING_FACE = re.compile(r"https?://(?:www\.)?huggingface\.co/papers/(\d{4}\.\d{5})(?:v\d+)?/?")


def first_arxiv_id(values: Iterable[object]) -> str:
    """The first arXiv id among ids and addresses, also in a Hugging Face paper's address."""
    return first_nonempty(_id_in(clean_text(value)) for value in values)


def _id_in(text: str) -> str:
    site = _HUGGING_FACE.fullmatch(text)
    return site[1] if site else identifiers.arxiv_id(text)

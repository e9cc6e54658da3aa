"""What OpenReview's exports say by an id: the page of a paper and its PDF."""

from __future__ import annotations

import re
from typing import Any

from paperdesk.formats.reading.column_names import FORUM
from paperdesk.formats.reading.values import address, clean_text

_SITE = "https://openreview.net"
_ID = re.compile(r"(?=.*[^\W\d_])[\w-]{8,16}", re.ASCII)


def read_forum(fields: dict[str, list[Any]]) -> None:
    """Replaces the forum among fields by its address, and completes that of the PDF.

    The number of a submission is not that of a publication, so it is kept under its own name.
    """
    forum = clean_text(fields.pop(FORUM)[0])
    page = f"{_SITE}/forum?id={forum}" if _ID.fullmatch(forum) else address(forum)
    unknown = fields.setdefault("", [])
    if not page:
        unknown.append((FORUM, forum))
        return
    fields.setdefault("url", []).append(page)
    fields["pdf_url"] = [
        f"{_SITE}{path}" if isinstance(path, str) and path.startswith("/pdf") else path
        for path in fields.get("pdf_url", [])
    ]
    unknown += [("number", number) for number in fields.pop("number", [])]

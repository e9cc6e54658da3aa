"""What a check of a library finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paperdesk.translation import tr, tr_in

Kind = Literal[
    "pages", "orphans", "values", "identity", "highlights", "provenance", "imports",
    "citation keys", "tags", "index",
]  # fmt: skip


_KINDS: dict[Kind, str] = {
    "pages": tr_in("finding", "pages"),
    "orphans": tr_in("finding", "orphans"),
    "values": tr_in("finding", "values"),
    "identity": tr_in("finding", "identity"),
    "highlights": tr_in("finding", "highlights"),
    "provenance": tr_in("finding", "provenance"),
    "imports": tr_in("finding", "imports"),
    "citation keys": tr_in("finding", "citation keys"),
    "tags": tr_in("finding", "tags"),
    "index": tr_in("finding", "index"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    kind: Kind
    text: str
    """What is wrong and where, in one line without a full stop."""
    repairable: bool = True
    """Whether `--repair` mends it."""
    wrong: bool = True
    """Whether it should not be; else it is worth knowing, and nothing is lost."""

    @property
    def line(self) -> str:
        """With its kind."""
        return tr("{kind}: {text}", kind=_KINDS[self.kind], text=self.text)

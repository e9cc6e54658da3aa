"""What a check of a library finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "pages", "orphans", "values", "identity", "highlights", "provenance", "imports",
    "citation keys", "tags", "index",
]  # fmt: skip


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
        return f"{self.kind}: {self.text}"

"""Environment variables of a process that must not see this checkout or the user's own files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OURS = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PAPERDESK_LIBRARY", "PAPERDESK_CONFIG")


def clean_environment(home: Path | None = None) -> dict[str, str]:
    """The variables of this process without those that lead to Paperdesk; `home`: another home."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _OURS and not name.startswith(("XDG_", "PYTEST_", "COV_"))
    }
    if home is not None:
        kept |= {"HOME": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}
    return kept

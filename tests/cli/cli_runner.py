"""Paperdesk's command line in a process of its own, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def paperdesk(library: Path, *arguments: str, stdin: bytes = b"", **environment: str) -> Run:
    """Run a verb on a library and wait for it."""
    done = subprocess.run(
        [sys.executable, "-m", "paperdesk", "--library", str(library), *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        env={**os.environ, **environment},
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

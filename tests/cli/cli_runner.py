"""Paperdesk's command line in a process of its own, as a user runs it."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paperdesk.arguments import VERBS
from tests import socket_guard

FORKS = "forkserver" in multiprocessing.get_all_start_methods()
PROCESSES = multiprocessing.get_context("forkserver" if FORKS else "spawn")
if FORKS:  # importing Paperdesk takes half a second, most of a run: it is done once for all runs
    verbs = [f"paperdesk.cli.{module}" for module in sorted(set(VERBS.values()))]
    PROCESSES.set_forkserver_preload(["__main__", "paperdesk.cli", *verbs])


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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").write_bytes(stdin)
        process = PROCESSES.Process(
            target=_run,
            args=(["--library", str(library), *arguments], {**os.environ, **environment}, folder),
        )
        process.start()
        process.join(timeout=120)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(arguments)
        out, err = ((folder / name).read_text("utf-8") for name in ("out", "err"))
        return Run(process.exitcode, out, err)


def _run(arguments: list[str], environment: dict[str, str], folder: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for number, (name, mode) in enumerate([("in", "rb"), ("out", "wb"), ("err", "wb")]):
        with (folder / name).open(mode) as file:
            os.dup2(file.fileno(), number)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.argv = ["paperdesk", *arguments]
    socket_guard.install()
    from paperdesk.__main__ import main

    sys.exit(main())

"""Libraries of invented papers, made by the command line in a child process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.benchmarks.dumps import write_dump

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Import:
    """A finished import."""

    report: dict[str, Any]
    memory: float
    """Peak of the child in MB, its index builders not counted."""

    @property
    def seconds(self) -> float:
        """Until all papers were stored."""
        return float(self.report["seconds"])


def import_dump(dump: Path, library: Path, verb: str = "import") -> Import:
    """Import a dump, or merge an archive.

    The child's peak is no lower than the memory of this process.
    """
    process = subprocess.Popen(
        [*paperdesk(library), verb, "--json", str(dump)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    with process.stdout as output:
        (report,) = json.load(output)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Import(report, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def import_dumps(dumps: Sequence[Path], library: Path) -> None:
    """Import dumps, whatever becomes of each."""
    command = [*paperdesk(library), "import", *map(str, dumps)]
    subprocess.run(command, capture_output=True)


def paperdesk(library: Path) -> list[str]:
    """The command line for a library, to be followed by a verb."""
    return [sys.executable, "-m", "paperdesk", "--library", str(library)]


def library_for(options: argparse.Namespace, folder: Path) -> Path:
    """A copy of the library in the options, else a new one with that many papers."""
    library = folder / "library"
    if options.library:
        shutil.copytree(options.library, library)
    else:
        dump = folder / "dump.txt"
        write_dump(dump, options.papers)
        import_dump(dump, library)
    return library

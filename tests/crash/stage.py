"""One library on which processes are started and killed, round after round."""

from __future__ import annotations

import random
from contextlib import closing
from typing import TYPE_CHECKING, Any

from paperdesk.library import Library
from tests.crash.checks import check_library, marks_of, require
from tests.crash.dumps import write_dump
from tests.crash.jobs import JOBS
from tests.crash.ledger import Ledgers
from tests.crash.processes import Running, edit_by_command_line, edit_in_window, run_verb

if TYPE_CHECKING:
    from pathlib import Path

_BASE = 90
"""Papers of the first dump: a third each for the command line, the window and merges."""
_LONGEST = (0.15, 0.5, 1.5)
"""Seconds until a kill, at most."""


class Stage:
    """A library, and what is known of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.library = folder, folder / "library"
        self.choose = random.Random(seed)
        self.ledgers = Ledgers(folder / "ledgers")
        self.dumps: dict[str, int] = {}
        self.round = 0
        self.kills = 0
        self._started = 0
        base = write_dump(folder / "base.bib", _BASE)
        self.run("import", str(base))
        self.dumps[base.name] = _BASE
        third = _BASE // 3
        self.papers = range(1, third + 1)
        self.in_window = range(third + 1, 2 * third + 1)
        self.unmerged = list(range(2 * third + 1, _BASE + 1))

    def run(self, *arguments: str, library: Path | None = None) -> str:
        """Run a verb to its end, which must be well; what it printed."""
        process = self._start(" ".join(arguments), run_verb, library or self.library, arguments)
        process.wait()
        require(process.code == 0, f"{process.name}: exit {process.code}, {process.errors}")
        return process.output

    def mark(self, paper: int, mark: str, value: Any, *options: str) -> None:
        """Mark a paper by command line."""
        self.run("mark", str(paper), *options)
        self.ledgers.expected[paper, mark].values = [value]
        self.ledgers.expected[paper, mark].acknowledged = True
        self.ledgers.acknowledged += 1

    def picture(self, library: Path | None = None) -> dict[int, dict[str, Any]]:
        """The marks of all papers."""
        with closing(Library(library or self.library)) as opened:
            ids = [paper for (paper,) in opened.db.execute("select id from papers")]
            return {stored.id: marks_of(stored) for stored in opened.papers(ids)}

    def play(self) -> str:
        """Start a job and editors, kill some of them, and check; what was killed."""
        self.round += 1
        job = self.choose.choice(JOBS)(self)
        name = " ".join(job.arguments[:1])
        stop = self.folder / f"stop{self.round}"
        editors = [] if job.alone else self._editors(stop)
        running = [self._start(name, run_verb, job.library, job.arguments), *editors]
        running[0].wait_a_while(self.choose.uniform(0, self.choose.choice(_LONGEST)))
        killed = self._kill(running)
        stop.touch()
        for process in running:
            if process not in killed:
                process.wait()
                require(
                    process.code in (0, 1) and "Traceback" not in process.errors,
                    f"{process.name}: exit {process.code}, {process.errors}",
                )
        job.afterwards()
        check_library(self.library, self.ledgers, self.dumps, self.round)
        self.run("check")  # ends with 1 where it finds something
        return f"{name}: killed {', '.join(process.name for process in killed)}"

    def _editors(self, stop: Path) -> list[Running]:
        """Processes that are editing by now."""
        started = []
        kinds = self.choose.choice(["line", "line", "window", "both"])
        for kind, edit, papers in (
            ("line", edit_by_command_line, self.papers),
            ("window", edit_in_window, self.in_window),
        ):
            if kinds in (kind, "both"):
                ledger = self.ledgers.path(f"{kind}{self.round}")
                seed = self.choose.randrange(1 << 30)
                process = self._start(kind, edit, self.library, papers, ledger, seed, stop)
                process.wait_for(lambda path=ledger: path.exists() and path.stat().st_size > 0)
                started.append(process)
        return started

    def _kill(self, running: list[Running]) -> list[Running]:
        alive = [process for process in running if process.alive]
        if len(alive) > 1 and self.choose.random() < 0.7:
            alive = alive[:1] if self.choose.random() < 0.6 else [self.choose.choice(alive)]
        killed = [process for process in alive if process.kill()]
        self.kills += len(killed)
        return killed

    def _start(self, name: str, *what: Any) -> Running:
        self._started += 1
        return Running(name, self.folder / f"process{self._started}", *what)

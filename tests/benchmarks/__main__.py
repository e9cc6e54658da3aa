"""Run benchmarks: python -m tests.benchmarks [NAME ...] [--papers N]"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.figures import table

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = (
    "main_job",
    "start",
    "importing",
    "search",
    "search_child",
    "recall",
    "topics",
    "trending",
    "reading_elsewhere",
    "notes_folder",
    "merging",
    "keystrokes",
    "window",
    "safety",
)
_FEWEST = 200
"""Fewer papers have too few words to make queries of."""


def main(arguments: Sequence[str]) -> int:
    """Run each benchmark in a process of its own; 1 if a figure is missed."""
    parser = _parser()
    options = parser.parse_args(arguments)
    names = options.names or NAMES
    unknown = set(names) - set(NAMES)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    if options.papers is not None and options.papers < _FEWEST:
        parser.error(f"--papers must be at least {_FEWEST}")
    if options.help:
        parser.epilog = _described(options.names)
        parser.print_help()
        return 0
    if options.folder:
        return _run(names[0], options)
    codes = [_run_in_child(name, _arguments(options)) for name in names]
    return int(any(codes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Print what is reached beside what is asked and a reference of the same run.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks to run; default: all")
    parser.add_argument("-h", "--help", action="store_true", help="describe the benchmarks")
    parser.add_argument("--papers", type=int, metavar="N", help="papers to invent")
    parser.add_argument(
        "--library", type=Path, metavar="DIR",
        help="search_child, topics, trending, keystrokes, window, safety: a library to copy",
    )  # fmt: skip
    parser.add_argument("--stock", action="store_true", help="search: build with Whoosh, too")
    parser.add_argument(
        "--kills", type=int, metavar="N", default=0, help="search: kill indexing at N moments"
    )
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser


def _described(names: Sequence[str]) -> str:
    """The whole docstrings of the benchmarks named, else the first lines of all."""
    if names:
        modules = {name: _module(name) for name in names}
        return "\n\n".join(
            f"{name} ({module.PAPERS:,} papers unless given): {module.__doc__.strip()}"
            for name, module in modules.items()
        )
    lines = (f"  {name:<14}{_module(name).__doc__.splitlines()[0]}" for name in NAMES)
    return "\n".join(["benchmarks (NAME --help says more):", *lines])


def _module(name: str) -> Any:
    return import_module(f"tests.benchmarks.{name}")


def _arguments(options: argparse.Namespace) -> list[str]:
    """The options as they were given."""
    given = [f"--{name}={getattr(options, name)}" for name in ("papers", "library", "kills")
             if getattr(options, name)]  # fmt: skip
    return [*given, "--stock"] if options.stock else given


def _run_in_child(name: str, arguments: Sequence[str]) -> int:
    """The folder is removed after the child: an open window writes settings until its end."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder),
            "PAPERDESK_LIBRARY": str(Path(folder, "default-library")),
            "PAPERDESK_CONFIG": str(Path(folder, "config")),
        }
        command = [sys.executable, "-m", "tests.benchmarks", name, *arguments]
        return subprocess.run([*command, f"--folder={folder}"], env=environment).returncode


def _run(name: str, options: argparse.Namespace) -> int:
    benchmark = _module(name)
    options.papers = options.papers or benchmark.PAPERS
    figures = benchmark.measure(options, options.folder)
    measured = options.library or f"{options.papers:,} papers"
    print(f"{name}, {measured}\n\n{table(figures)}\n", flush=True)
    return int(not all(figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

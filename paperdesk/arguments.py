"""The global options, and the verbs."""

from __future__ import annotations

import argparse

from paperdesk import __version__

VERBS = frozenset(
    {
        "import", "imports", "receipt", "undo-import", "duplicates", "merge", "export", "restore",
        "search", "show", "mark", "add", "edit", "empty-trash", "index", "serve", "draw",
    }
)  # fmt: skip
"""First arguments that are not files."""


def global_options() -> argparse.ArgumentParser:
    """The options before a verb, and before the files of the window."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    options.add_argument("--library", default="", metavar="DIR", help="the library's folder")
    options.add_argument("--version", action="version", version=f"Paperdesk {__version__}")
    options.add_argument("--verbose", action="store_true", help="say more on standard error")
    return options

"""The global options, and the verbs."""

from __future__ import annotations

import argparse

from paperdesk import __version__
from paperdesk.translation import tr

VERBS = {
    "import": "importing",
    "imports": "importing",
    "receipt": "importing",
    "undo-import": "importing",
    "search": "reading",
    "show": "reading",
    "for-you": "recommending",
    "topics": "topics",
    "stats": "statistics",
    "mark": "marking",
    "empty-trash": "marking",
    "add": "editing",
    "edit": "editing",
    "export": "exporting",
    "notes-folder": "notes_folder",
    "digest": "digest",
    "subscribe": "subscribing",
    "backup": "backing_up",
    "backups": "backing_up",
    "restore": "backing_up",
    "check": "checking",
    "duplicates": "duplicates",
    "merge": "duplicates",
    "merge-archive": "merging",
    "index": "indexing",
    "help": "help",
    "serve": "search_server",
    "draw": "draw_formulas",
    "desktop-entry": "desktop_entry",
}
"""First arguments that are not files, each with its module in `paperdesk.cli`."""


def global_options() -> argparse.ArgumentParser:
    """The options before a verb, and before the files of the window."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    options.add_argument("--library", default="", metavar="DIR", help=tr("the library's folder"))
    options.add_argument("--version", action="version", version=f"Paperdesk {__version__}")
    options.add_argument("--verbose", action="store_true", help=tr("say more on standard error"))
    return options

"""The verb help: prints a page of help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperdesk import help as help_pages
from paperdesk.cli import printing
from paperdesk.errors import UsageError
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("help", help=tr("print a page of help, or list the pages"))
    verb.add_argument("words", nargs="*", metavar="TOPIC", help=tr("a page, or words to look for"))
    verb.set_defaults(run=_help, needs_library=False, in_folder=True)


def _help(_folder: Path, options: argparse.Namespace) -> int:
    words = " ".join(options.words)
    page = help_pages.named(words)
    if page is not None:
        print(help_pages.as_plain_text(page.text), end="")
        return 0
    found = help_pages.search(words)
    if not found:
        raise UsageError(
            tr("no page of help has '{words}'; paperdesk help lists them.", words=words)
        )
    if words and len(found) == 1:
        print(help_pages.as_plain_text(found[0].text), end="")
        return 0
    for each in found:
        printing.line(f"{each.name:<12} {each.title}")
    print(tr("\npaperdesk help TOPIC prints one of them; paperdesk VERB --help lists options."))
    return 0

"""The verb digest."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperdesk.cli import printing
from paperdesk.cli.queries import whole_number
from paperdesk.cli.streams import exact_output
from paperdesk.errors import UsageError
from paperdesk.model.digest import DEFAULT_PARTS, PARTS, DigestOptions
from paperdesk.tasks.digest_files import (
    DIGEST_FORMATS,
    digest_format,
    digest_values,
    write_digest,
)
from paperdesk.translation import number, tr, tr_n

if TYPE_CHECKING:
    import argparse

    from paperdesk.library import Library
    from paperdesk.model.digest import Part

_MOST = 1_000
"""Papers of a section."""


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "digest",
        help=tr("write unread papers of a period, of saved searches and of For you"),
        description=tr(
            "Write a digest: unread papers of a period, of saved searches and of For you, "
            "each with why it is there. The same library and the same arguments give the "
            "same bytes: the last day is --until, else that of the newest listing in the "
            "library."
        ),
    )
    verb.add_argument(
        "--since", default="7d", metavar="AGE", help=tr("7d, 2w, 1m before the last day, or a day")
    )
    verb.add_argument("--until", default="", metavar="DAY", help=tr("the last day, YYYY-MM-DD"))
    verb.add_argument(
        "--parts",
        default=",".join(DEFAULT_PARTS),
        help=tr("what goes in, of {parts}; default: all but trending", parts=", ".join(PARTS)),
    )
    verb.add_argument(
        "--search",
        action="append",
        metavar="NAME",
        help=tr("of saved searches only this one; may be repeated"),
    )
    verb.add_argument(
        "--limit", type=whole_number, default=10, help=tr("papers of a section at most (10)")
    )
    verb.add_argument(
        "--format",
        default="",
        help=tr(
            "{formats}; default: by the file name. html is for mails, page a web "
            "page with a search box",
            formats=", ".join(DIGEST_FORMATS),
        ),
    )
    verb.add_argument(
        "-o", "--output", default="", metavar="FILE", help=tr("default: standard output")
    )
    verb.add_argument(
        "--send", action="store_true", help=tr("mail it as paperdesk subscribe says, now")
    )
    verb.add_argument(
        "--again", action="store_true", help=tr("with --send, also if it was or may have been sent")
    )
    verb.add_argument("--events", action="store_true", help=tr("with --send: print JSON events"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_digest, needs_library=True)


def _digest(library: Library, options: argparse.Namespace) -> int:
    path = Path(options.output) if options.output else None
    chosen = _chosen(options)
    if options.send:
        from paperdesk.cli import subscribing

        if path is not None or options.format:
            raise UsageError(tr("digest: --send takes neither --format nor -o."))
        send = partial(subscribing.send_now, library, chosen, again=options.again)
        if options.events:
            return subscribing.print_event(send)
        return subscribing.say(send(), as_json=options.json)
    if options.again:
        raise UsageError(tr("digest: --again goes with --send."))
    if options.json and path is None:
        printing.as_json(digest_values(library, chosen))
        return 0
    form = options.format or (digest_format(path.name) if path and path.suffix else "")
    if not form:
        raise UsageError(tr("digest: name the format with --format."))
    with exact_output():
        written = write_digest(library, chosen, form, path)
    if path is not None and options.json:
        printing.as_json({"papers": written, "path": str(path), "format": form})
    elif path is not None:
        printing.line(
            tr_n(
                "{n} paper written to {path}.", "{n} papers written to {path}.", written, path=path
            ),
            error=True,
        )
    return 0


def _chosen(options: argparse.Namespace) -> DigestOptions:
    if not 0 < options.limit <= _MOST:
        raise UsageError(tr("digest: --limit is 1 to {limit}.", limit=number(_MOST)))
    return DigestOptions(
        options.since,
        options.until,
        _parts(options.parts),
        None if options.search is None else tuple(options.search),
        options.limit,
    )


def _parts(text: str) -> tuple[Part, ...]:
    named = [name.strip() for name in text.split(",") if name.strip()]
    for name in named:
        if name not in PARTS:
            raise UsageError(
                tr(
                    "digest: {name} is no part; choose from: {parts}.",
                    name=repr(name),
                    parts=", ".join(PARTS),
                )
            )
    return tuple(part for part in PARTS if part in named)

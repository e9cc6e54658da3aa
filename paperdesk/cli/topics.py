"""The verb topics: lists the topics of a library, names and pins them."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import whole_number
from paperdesk.errors import UsageError
from paperdesk.model.edits import PinTopic, RenameTopic, Several
from paperdesk.model.query import Filter, Query
from paperdesk.tasks.topics import update_topics
from paperdesk.translation import number, tr

if TYPE_CHECKING:
    from paperdesk.library import Library
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import TopicCount


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser(
        "topics", help=tr("list what the papers are about, found from their words")
    )
    verb.add_argument(
        "--rename", nargs=2, metavar=("TOPIC", "NAME"), help=tr("name a topic; '' resets")
    )
    verb.add_argument("--pin", action="append", default=[], metavar="TOPIC", type=whole_number)
    verb.add_argument("--unpin", action="append", default=[], metavar="TOPIC", type=whole_number)
    verb.add_argument(
        "--anew", action="store_true", help=tr("forget all but named and pinned ones")
    )
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.add_argument("--events", action="store_true", help=tr("for the window: print nothing"))
    verb.set_defaults(run=_topics, needs_library=True)


def _topics(library: Library, options: argparse.Namespace) -> int:
    if options.events and hasattr(os, "nice"):
        os.nice(10)  # a search goes first
    if not library.index_is_current():
        for _ in tasks.index(library):
            pass
    update_topics(library, anew=options.anew)
    known = {topic.id for topic in library.topics()}
    if edits := _edits(known, options):
        library.apply(Several(tuple(edits)))
    found = library.topics()
    if options.events:
        return 0
    if options.json:
        printing.as_json([_json(topic) for topic in found])
        return 0
    for topic in found:
        pin = "*" if topic.pinned else " "
        printing.line(f"{topic.id:>5}{pin} {number(topic.papers):>7}  {topic.shown_name}")
    if not found:
        print(tr("There are too few papers for topics."))
    return 0


def _edits(known: set[int], options: argparse.Namespace) -> list[Edit]:
    edits: list[Edit] = []
    if options.rename:
        topic, name = options.rename
        edits.append(RenameTopic(_number(topic), " ".join(name.split())))
    edits += [PinTopic(topic, True) for topic in options.pin]
    edits += [PinTopic(topic, False) for topic in options.unpin]
    for edit in edits:
        if isinstance(edit, RenameTopic | PinTopic) and edit.topic not in known:
            raise UsageError(tr("topics: there is no topic {topic}.", topic=edit.topic))
    return edits


def _number(word: str) -> int:
    try:
        return whole_number(word)
    except argparse.ArgumentTypeError as error:
        raise UsageError(tr("topics: {error}.", error=error)) from None


def _json(topic: TopicCount) -> dict[str, Any]:
    return {
        "id": topic.id,
        "name": topic.shown_name,
        "words": list(topic.words),
        "papers": topic.papers,
        "pinned": topic.pinned,
        "query": str(Query(Filter("topic", topic.filter_value))),
    }

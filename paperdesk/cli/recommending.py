"""The verb for-you: recommended papers, and what steers them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from paperdesk import tasks
from paperdesk.cli import printing
from paperdesk.cli.queries import whole_number
from paperdesk.errors import UsageError
from paperdesk.model.edits import SetLessLike, SetWordForYou, Several
from paperdesk.model.steering import clean_word
from paperdesk.translation import tr

if TYPE_CHECKING:
    import argparse

    from paperdesk.finder.for_you import Reason
    from paperdesk.library import Library
    from paperdesk.model.edits import Edit
    from paperdesk.model.library_values import WordEffect

_QUERY = "is:foryou sort:foryou"


def add_verbs(verbs: Any) -> None:
    """The verbs of this module."""
    verb = verbs.add_parser("for-you", help=tr("list recommended papers, and steer them"))
    for name, help_ in (
        ("--pin", tr("recommend papers with this word")),
        ("--ban", tr("recommend no paper with it")),
        ("--clear", tr("neither pin nor ban it")),
    ):
        verb.add_argument(name, action="append", default=[], metavar="WORD", help=help_)
    verb.add_argument(
        "--less-like", action="append", default=[], type=whole_number, metavar="ID",
        help=tr("recommend less like this paper"),
    )  # fmt: skip
    verb.add_argument(
        "--not-less-like", action="append", default=[], type=whole_number, metavar="ID",
        help=tr("take that back"),
    )  # fmt: skip
    verb.add_argument("--reset", action="store_true", help=tr("take all of it back, first"))
    verb.add_argument("--json", action="store_true", help=tr("print JSON"))
    verb.set_defaults(run=_for_you, needs_library=True)


def _for_you(library: Library, options: argparse.Namespace) -> int:
    edits = _edits(library, options)
    if edits:
        library.apply(Several(tuple(edits)))
    if not library.index_is_current():
        for _ in tasks.index(library):
            pass
    found, steering = library.find(_QUERY), library.steering()
    stored = library.papers(found.ids.tolist())
    pinned, banned = steering.with_effect("pinned"), steering.with_effect("banned")
    if options.json:
        printing.as_json(
            {
                "pinned": pinned,
                "banned": banned,
                "less_like": list(steering.less_like),
                "papers": [
                    {**printing.paper_json(each), "because": asdict(found.reasons[each.id])}
                    for each in stored
                ],
            }
        )
        return 0
    for name, values in (
        (tr("pinned: {values}"), pinned),
        (tr("banned: {values}"), banned),
        (tr("less like: {values}"), list(map(str, steering.less_like))),
    ):
        if values:
            printing.line(name.format(values=", ".join(values)))
    for each in stored:
        printing.line(
            f"{each.id:>7}  {each.paper.published or tr('no date'):<10}  {each.paper.title}"
        )
        printing.line(f"         {_reason(found.reasons[each.id])}")
    return 0


def _edits(library: Library, options: argparse.Namespace) -> list[Edit]:
    edits: list[Edit] = [library.steering().reset()] if options.reset else []
    asked: tuple[tuple[list[str], WordEffect], ...] = (
        (options.clear, ""),
        (options.pin, "pinned"),
        (options.ban, "banned"),
    )
    for words, effect in asked:
        edits += [SetWordForYou(_word(word), effect) for word in words]
    for papers, on in ((options.not_less_like, False), (options.less_like, True)):
        known = {row.id for row in library.rows(papers)}
        for paper in papers:
            if paper not in known:
                raise UsageError(tr("for-you: there is no paper {paper}.", paper=paper))
        edits += [SetLessLike(tuple(papers), on)] if papers else []
    return edits


def _word(text: str) -> str:
    try:
        return clean_word(text)
    except UsageError as error:
        raise UsageError(tr("for-you: {error}", error=error)) from None


def _reason(why: Reason) -> str:
    """`kites, wind: like 12, which you starred`."""
    because = {"pinned": tr("pinned"), "outside": tr("outside your usual reading")}.get(why.mark)
    text = because or tr("like {paper} “{title}”", paper=why.paper, title=why.title)
    return ": ".join(filter(None, (", ".join(why.words), text)))

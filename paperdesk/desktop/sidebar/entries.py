"""The entries of the sidebar: places, searches, topics, tags nested by `/`, years, imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperdesk.desktop.session.places import (
    ALL,
    ANNOTATED,
    DISMISSED,
    FOR_YOU,
    READING,
    STARRED,
    TRASH,
    TRENDING,
    UNREAD,
    Place,
)
from paperdesk.desktop.widgets.keycaps import hinted
from paperdesk.desktop.wording import comma_list, dump_day, dump_text, number
from paperdesk.late import Late
from paperdesk.model.paper_texts import long_month
from paperdesk.model.query_tree import Filter
from paperdesk.model.query_values import tag_and_below
from paperdesk.translation import tr, tr_n

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperdesk.model import query as language
    from paperdesk.model.library_values import Counts, Dump, TagCount, TopicCount, YearCount
else:
    language = Late("paperdesk.model.query")

_YEARS_SHOWN = 6
_IMPORTS_SHOWN = 10
_TOPICS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sidebar: a place, or a section heading."""

    title: str
    place: Place | None = None
    """None for a heading."""
    icon: str = ""
    colour: str = ""
    """The hue of a tag's dot."""
    count: int = 0
    children: tuple[Entry, ...] = ()
    name: str = ""
    """What renaming begins with, for an import."""
    tail: str = ""
    """The end of the title, which stays if the title is too long."""
    is_hint: bool = False
    """It says what fills the section above it, and has no place."""

    @property
    def key(self) -> tuple[str, str, int]:
        """Identifies an entry across new counts."""
        return self.place.key if self.place else ("head", self.title, 0)

    @property
    def accessible_text(self) -> str:
        """The text for screen readers."""
        if self.place is None:
            return self.title
        if self.place.only_folds:
            n = len(self.children)
            inside = tr_n("{n} import", "{n} imports", n)
            if self.place.kind == "more topics":
                inside = tr_n("{n} topic", "{n} topics", n)
            return comma_list([self.place.title, inside])
        name = _spoken_name(self.place.kind, self.place.title.replace(" · ", ", "))
        return comma_list([name, tr_n("{n} paper", "{n} papers", self.count)])


SEARCHES, TOPICS, TAGS = tr("Saved searches"), tr("Topics"), tr("Tags")
YEARS, IMPORTS = tr("Years"), tr("Imports")


def _spoken_name(kind: str, name: str) -> str:
    """The name of a place with its kind, for screen readers."""
    match kind:
        case "tag":
            return tr("Tag {name}", name=name)
        case "dump":
            return tr("Import {name}", name=name)
        case "search":
            return tr("Saved search {name}", name=name)
        case "year":
            return tr("Year {name}", name=name)
        case "topic":
            return tr("Topic {name}", name=name)
        case _:
            return name


def entries(
    counts: Counts,
    searches: Sequence[Entry],
    for_you: int = 0,
    topics: Sequence[TopicCount] = (),
) -> Iterator[Entry]:
    """The entries for these counts, top down; `searches` are the saved searches, `for_you` is the
    number of recommended papers, and `topics` are those to list."""
    yield Entry(ALL.title, ALL, "ph.books", count=counts.all)
    yield Entry(UNREAD.title, UNREAD, "ph.circle", count=counts.unread)
    yield Entry(READING.title, READING, "ph.book-open", count=counts.reading)
    yield Entry(STARRED.title, STARRED, "ph.star", count=counts.starred)
    yield Entry(ANNOTATED.title, ANNOTATED, "ph.note", count=counts.annotated)
    yield Entry(TRENDING.title, TRENDING, "ph.trend-up", count=counts.all)
    yield Entry(FOR_YOU.title, FOR_YOU, "ph.sparkle", count=for_you)
    yield Entry(DISMISSED.title, DISMISSED, "ph.eye-slash", count=counts.dismissed)
    yield Entry(TRASH.title, TRASH, "ph.trash", count=counts.trashed)
    if searches:
        yield Entry(SEARCHES)
        yield from searches
    if topics:
        yield Entry(TOPICS)
        yield from _topic_entries(topics)
    yield Entry(TAGS)
    yield from _tag_entries(counts.tags)
    if not counts.tags:
        yield Entry(tr("{key} tags a paper", key=hinted("T")), is_hint=True)
    if counts.years or counts.undated:
        yield Entry(YEARS)
        yield from _year_entries(counts.years)
    if counts.undated:
        yield _year_entry(tr("No date"), "none", counts.undated)
    yield Entry(IMPORTS)
    yield from _dump_entries(counts.dumps)
    if not counts.dumps:
        yield Entry(tr("{key} imports files", key=hinted("Ctrl+O")), is_hint=True)


def _tag_entries(tags: Sequence[TagCount], above: str = "") -> Iterator[Entry]:
    """The tags directly below `above`; one whose parent is not a tag moves up a level."""
    left = list(tags)
    while left:
        tag = left.pop(0)
        name = tag.tag.name
        below = [other for other in left if other.tag.name.startswith(f"{name}/")]
        left = [other for other in left if not other.tag.name.startswith(f"{name}/")]
        condition = Filter("tag", tag_and_below(name))
        place = Place("tag", name, str(language.Query(condition)), tag=name, condition=condition)
        children = tuple(_tag_entries(below, f"{name}/"))
        title = name.removeprefix(above)
        yield Entry(title, place, "", tag.tag.colour, tag.papers, children)


def _topic_entries(topics: Sequence[TopicCount]) -> Iterator[Entry]:
    """The pinned topics and those of most papers, and the others collapsed under one entry."""
    yield from map(_topic_entry, topics[:_TOPICS_SHOWN])
    if others := topics[_TOPICS_SHOWN:]:
        place = Place("more topics", tr("More topics"))
        children = tuple(map(_topic_entry, others))
        title = tr_n("More ({n})", "More ({n})", len(others))
        yield Entry(title, place, "ph.dots-three", children=children)


def _topic_entry(topic: TopicCount) -> Entry:
    title, condition = topic.shown_name, Filter("topic", topic.filter_value)
    place = Place(
        "topic", title, str(language.Query(condition)), topic=topic.id, condition=condition
    )
    icon = "ph.push-pin" if topic.pinned else "ph.hash"
    return Entry(title, place, icon, count=topic.papers)


def _year_entries(years: Sequence[YearCount]) -> Iterator[Entry]:
    """The latest years, and the earlier ones collapsed under one entry."""
    shown = len(years) if len(years) <= _YEARS_SHOWN else _YEARS_SHOWN - 1
    yield from (_year_entry(each.year, each.year, each.papers) for each in years[:shown])
    if earlier := years[shown:]:
        below = tuple(_year_entry(each.year, each.year, each.papers) for each in earlier)
        last = earlier[0].year
        title, papers = tr("{year} and earlier", year=last), sum(each.papers for each in earlier)
        yield _year_entry(title, f"..{last}", papers, below)


def _year_entry(title: str, value: str, papers: int, below: tuple[Entry, ...] = ()) -> Entry:
    condition = Filter("year", value)
    place = Place("year", title, str(language.Query(condition)), condition=condition)
    return Entry(title, place, "ph.calendar", count=papers, children=below)


def _dump_entries(dumps: Sequence[Dump]) -> Iterator[Entry]:
    """The last imports, and the earlier ones by the month they were imported in."""
    yield from map(_dump_entry, dumps[:_IMPORTS_SHOWN])
    earlier: dict[str, list[Dump]] = {}
    for dump in dumps[_IMPORTS_SHOWN:]:
        earlier.setdefault(dump.imported[:7], []).append(dump)
    for month, imports in sorted(earlier.items(), reverse=True):
        name = long_month(month)
        children = tuple(map(_dump_entry, imports))
        title = f"{name} ({number(len(imports))})"
        yield Entry(title, Place("month", name), "ph.folder-simple", children=children)


def _dump_entry(dump: Dump) -> Entry:
    title = dump_text(dump)
    icon = "ph.calendar-blank" if dump.page_day else "ph.file-text"
    condition = Filter("dump", dump.filter_value)
    place = Place("dump", title, str(language.Query(condition)), dump=dump.id, condition=condition)
    return Entry(title, place, icon, count=dump.papers, name=dump.shown_name, tail=dump_day(dump))

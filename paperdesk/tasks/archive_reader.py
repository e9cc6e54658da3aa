"""Takes the items of an archive, and stages what merging it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from paperdesk.formats.archive.items import (
    ArchivedDump,
    ArchivedDuplicate,
    ArchivedPaper,
    ArchivedSearch,
    ArchivedTag,
    ArchivedTombstone,
    ArchivedWord,
)
from paperdesk.model.edited_fields import without_edits
from paperdesk.model.field_merge import merge_all
from paperdesk.model.library_marks import LibraryMarks, TagValues
from paperdesk.model.library_values import SavedSearch
from paperdesk.model.paper_content import PaperContent
from paperdesk.model.paper_marks import PaperMarks, sorted_highlights
from paperdesk.store.imports.recompute import ARCHIVE
from paperdesk.tasks.archiving import check_date
from paperdesk.translation import tr

if TYPE_CHECKING:
    from collections.abc import Container

    from paperdesk.store.merges.staged_archive import StagedArchive


class ArchiveReader:
    """Stages the papers of an archive, and what its user made beside them."""

    KINDS: Final = frozenset([
        ArchivedDump, ArchivedDuplicate, ArchivedPaper, ArchivedSearch, ArchivedTag,
        ArchivedTombstone, ArchivedWord,
    ])  # fmt: skip
    """The items that it takes; the rest are of the other library's imports."""

    def __init__(self, staged: StagedArchive) -> None:
        """`staged` is empty."""
        self._staged = staged
        self.dumps: list[tuple[int, str, str]] = []
        """Number, digest and time of each import."""
        self._tags: list[TagValues] = []
        self._searches: list[tuple[int, SavedSearch]] = []
        self._words: dict[str, str] = {}
        self._positions: dict[int, int] = {}
        self._archives: set[int] = set()

    def take(self, item: object) -> None:
        """The next item; raises ValueError where it contradicts those before."""
        match item:
            case ArchivedPaper():
                self._take_paper(item)
            case ArchivedDump():
                self.dumps.append((item.id, item.sha256, item.imported))
                self._archives |= {item.id} if item.format == ARCHIVE else set()
            case ArchivedTag() if item.name:
                self._tags.append(TagValues(item.name, item.colour, item.key, item.for_you))
            case ArchivedSearch():
                self._searches.append((item.position, SavedSearch(item.name, item.query)))
            case ArchivedWord() if item.word:
                self._words[item.word] = item.effect
            case ArchivedTombstone():
                self._staged.tombstones.append((item.paper, item.trashed))
            case ArchivedDuplicate():
                positions = self._positions.get(item.first), self._positions.get(item.second)
                if positions[0] is None or positions[1] is None:
                    raise ValueError(tr("a pair of duplicates names papers that are not there"))
                self._staged.pairs.append((positions[0], positions[1], item.reason, item.state))

    def _take_paper(self, item: ArchivedPaper) -> None:
        check_date(item.paper.published)
        check_date(item.read_on)
        if not {*item.tags} <= {tag.name for tag in self._tags}:
            raise ValueError(tr("paper {id} has tags that are not there", id=item.id))
        self._positions[item.id] = self._staged.add(
            _content(item, self._archives), item.citation_key
        )

    def finish(self) -> None:
        """Stage what stands beside papers."""
        searches = sorted(self._searches, key=lambda each: each[0])
        self._staged.marks = LibraryMarks(
            tuple(sorted(self._tags, key=lambda tag: tag.name)),
            tuple(search for _, search in searches),
            tuple(sorted(self._words.items())),
        )
        self._staged.flush()


def _content(item: ArchivedPaper, archives: Container[int]) -> PaperContent:
    """The content of a paper; `archives` are the other library's dumps that are archives."""
    base = item.paper
    if item.edited and item.sightings:
        seen = sorted(item.sightings, key=lambda each: each.dump)
        records = ((each.dump, each.record or base) for each in seen)
        base = without_edits(base, merge_all(records, archives)[0], item.edited)
    marks = PaperMarks(
        item.status,
        item.starred,
        tuple(sorted(item.tags)),
        item.note,
        sorted_highlights(item.highlights),
        item.less_like,
        item.edited,
        item.trashed,
        item.added,
        item.read_on,
        tuple(sorted(item.aliases)),
    )
    return PaperContent(base, marks, max((each.seen for each in item.sightings), default=""))

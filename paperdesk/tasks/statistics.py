"""The statistics of a library, with the labels of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.store.queries import statistics

if TYPE_CHECKING:
    from paperdesk.library import Library
    from paperdesk.model.statistics import Statistics


def library_statistics(library: Library) -> Statistics:
    """Count papers by week, tag, organisation and source."""
    return statistics.statistics(library.db.conn, _label)


def _label(name: str) -> str:
    """The label of a format; its name if it is of a plug-in that is gone."""
    from paperdesk.formats import FORMATS  # deferred: slow to import

    label = next((each.label for each in FORMATS if each.name == name), name)
    is_name = any(letter.isupper() for letter in label.partition(" ")[0])  # arXiv
    return label if is_name else label[:1].upper() + label[1:]

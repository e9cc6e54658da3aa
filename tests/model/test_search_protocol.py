"""Messages between a window and its search process."""

from __future__ import annotations

import pytest

from paperdesk.model.library_values import Counts, Dump, Tag, TagCount, YearCount
from paperdesk.model.search_protocol import (
    Choice,
    CountSidebar,
    FetchIds,
    FindMatches,
    FindPapers,
    FindPeriod,
    IdsFetched,
    Match,
    MatchesFound,
    PapersFound,
    PeriodFound,
    QuerySuggested,
    Reason,
    RisingTerm,
    SidebarCounted,
    StatisticsCounted,
    WordCompleted,
    reply_from_line,
    request_from_line,
    to_line,
)
from paperdesk.model.statistics import Share, Statistics, Week

MATCH = Match(3, ((0, 4),), "… kites", ((2, 7),), ())
COUNTS = Counts(
    3, 2, 1, 0, 0, 0,
    tags=(TagCount(Tag("ml", "red"), 2, unread=1),),
    dumps=(Dump(1, "a.txt", "bibtex", "", "2025-12-22T10:00:00Z", 3, "stored"),),
    years=(YearCount("2025", 3),),
)  # fmt: skip


@pytest.mark.parametrize(
    "request_",
    [
        FindPapers(7, "kites", "date", typing=True, groups="month", in_sight=8, seconds=0.1),
        FetchIds(7, 1_000),
        FindMatches(7, "kites", True, [3, 5]),
        CountSidebar(),
        FindPeriod(7, "kites", "month", "2025-03"),
    ],
)
def test_a_request_survives_its_line(request_: FindPapers) -> None:
    line = to_line(request_)
    assert line.count(b"\n") == 1
    assert request_from_line(line) == request_
    with pytest.raises(ValueError, match="search protocol"):
        reply_from_line(line)


@pytest.mark.parametrize(
    "reply",
    [
        PapersFound(7, 2, [3, 5], ["of"], False, (("2024-06", 2),), {}, (MATCH,), (8, 9)),
        PapersFound(
            7, 1, [3], [], True, reasons={3: Reason(("kite",), "On Kites\n", 5, "starred")}
        ),
        IdsFetched(7, 1_000, "AAAA"),
        MatchesFound(7, (MATCH,)),
        QuerySuggested(7, ""),
        WordCompleted(7, (Choice("author", "Ada Lovelace", 4),)),
        SidebarCounted(COUNTS),
        PeriodFound(7, "kites", "week", "2025-03-03", ["2025-03-03"], (RisingTerm("tide", 1, 0),)),
        StatisticsCounted(
            Statistics(3, 1, 0, (Week("2025-03-03", 3, 1),), tags=(Share("kites", 2, 1),))
        ),
    ],
)
def test_a_reply_survives_its_line(reply: PapersFound) -> None:
    line = to_line(reply)
    assert line.count(b"\n") == 1
    assert reply_from_line(line) == reply


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{", b'{"kind": "Nothing"}', b'{"kind": "FetchIds"}']
)
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # json's own, or ours
        request_from_line(line)

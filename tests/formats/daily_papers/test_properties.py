"""Properties of every text read as a Daily Papers page."""

from __future__ import annotations

import calendar
import datetime
import textwrap
from collections import Counter
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from paperdesk.formats.daily_papers import lines as page_lines
from paperdesk.model.paper import Paper
from tests.formats.pages import HEAD, items, lines_read, page, papers, record, source

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAME = "2025-11-18.txt"


@dataclass(frozen=True)
class Made:
    """A record as text, and the paper it must be read as."""

    text: str
    paper: Paper


@st.composite
def footers(draw: st.DrawFn) -> tuple[str, Paper]:
    """A footer's lines, and a paper with the footer's fields only."""
    day = draw(st.dates(datetime.date(1995, 1, 1), datetime.date(2025, 11, 18)))
    printed = f"{calendar.month_abbr[day.month]} {day.day}"
    if day.year < 2025 or draw(st.booleans()):
        printed += f", {day.year}"
    comments = draw(st.none() | st.integers(1, 1_999))
    if comments:
        printed += f" {comments:,}"
    paper = Paper("", published=day.isoformat(), comments=comments)
    match draw(st.sampled_from(["authors", "organisation", "nobody", "undated"])):
        case "authors":
            n = draw(st.integers(1, 3_000))
            return f"  • {n:,} authors|·|{printed}", replace(paper, n_authors=n)
        case "organisation":
            name = draw(st.sampled_from(["Lakeside", "Lakeside University", "Inst. of Tides"]))
            return f"lakeside {name}|·|{printed}", replace(paper, org=name)
        case "nobody":
            return f"·|{printed}", paper
        case _:
            return "  • 7 authors", Paper("", n_authors=7)


lines = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=60
).filter(lambda line: line.strip() and not page_lines.may_be_special(line.strip()))
words = st.text(st.sampled_from("abcdeéß漢"), min_size=1, max_size=9)
titles = st.lists(words, min_size=1, max_size=9).map(lambda w: "T" + " ".join(w))
sentences = st.lists(words, min_size=45, max_size=80).map(lambda w: "We " + " ".join(w) + ".")


@st.composite
def closed_records(draw: st.DrawFn) -> Made:
    """Any title and abstract, with a footer."""
    title, abstract = draw(lines), draw(lines)
    footer, paper = draw(footers())
    return Made(record(title, abstract, footer), _titled(paper, title, abstract))


@st.composite
def likely_records(draw: st.DrawFn) -> Made:
    """A plausible title and abstract, possibly wrapped, with or without a footer."""
    title, abstract = draw(titles), draw(sentences)
    footer, paper = draw(footers() | st.just(("", Paper(""))))
    made = _titled(paper, title, abstract)
    if draw(st.booleans()):
        title, abstract = (textwrap.fill(text, 80) for text in (title, abstract))
        made = _titled(paper, *(text.replace("漢\n漢", "漢漢") for text in (title, abstract)))
    return Made(record(title, abstract, footer), made)


def _titled(paper: Paper, title: str, abstract: str) -> Paper:
    title, abstract = (" ".join(text.split()) for text in (title, abstract))
    return replace(paper, title=title, abstract=abstract)


def _listed(made: list[Made], listed: str) -> list[Paper]:
    return [replace(each.paper, listed=listed) for each in made]


@given(st.lists(closed_records(), min_size=1, max_size=6), st.sampled_from([HEAD, ""]))
def test_records_with_footers_are_read_as_written(made: list[Made], head: str) -> None:
    text = page(*(each.text for each in made), head=head)
    assert papers(text, NAME) == _listed(made, "2025-11-18")


@given(st.lists(likely_records(), min_size=1, max_size=12))
@SLOW
def test_records_with_and_without_footers_are_read_as_written(made: list[Made]) -> None:
    text = page(*(each.text for each in made))
    assert papers(text, NAME) == _listed(made, "2025-11-18")


@given(st.lists(closed_records(), min_size=3, max_size=6), st.data())
def test_a_lost_abstract_shifts_no_neighbour(made: list[Made], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, len(made) - 1))
    lost = made[n].paper
    blocks = made[n].text.split("\n\n")
    texts = [each.text for each in made]
    texts[n] = "\n\n".join([blocks[0], *blocks[2:]])
    assume(len(blocks) == 3)
    made[n] = Made("", replace(lost, abstract=""))
    assert papers(page(*texts), NAME) == _listed(made, "2025-11-18")


fragments = st.sampled_from(
    [
        *HEAD.split("\n"), "Mar 3", "  • 4 authors", "•4 authors", "·", "Â·", "Dec 15, 2023 2",
        "May 32", "lakeside Lakeside", "• 3 authors · Dec 5", "Submitted by", "ada", "Upvote",
        "117", "-", "GitHub 3.2k", "arXiv Page", "Published on Oct 4, 2025", "\ufeffnew", " ",
        "A Title", "We tell a story. " * 20, "We tell a story. " * 50, "x" * 170, "\u2028",
    ]
)  # fmt: skip
texts = st.lists(fragments | lines, max_size=60).flatmap(
    lambda parts: st.lists(
        st.sampled_from(["\n", "\n\n"]), min_size=len(parts), max_size=len(parts)
    ).map(lambda ends: "".join(p + e for p, e in zip(parts, ends, strict=True)))
)


@given(texts)
def test_every_line_is_read_exactly_once(text: str) -> None:
    filled = [n for n, line in enumerate(source(text).lines(), 1) if line.strip()]
    counts = Counter(lines_read(items(text)))
    assert set(filled) <= counts.keys()
    assert all(times == 1 for times in counts.values())


@given(texts, st.integers(1, 400))
@SLOW
def test_every_line_of_a_long_text_is_read_exactly_once(text: str, times: int) -> None:
    assume(len(text) * times < 60_000)
    test_every_line_is_read_exactly_once.hypothesis.inner_test(text * times)  # type: ignore[attr-defined]


@given(texts)
def test_items_are_in_text_order(text: str) -> None:
    read = lines_read(items(text))
    assert read == sorted(read)

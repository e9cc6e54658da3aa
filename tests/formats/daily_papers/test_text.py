"""Reading Daily Papers pages as text, with all variants of records."""

from __future__ import annotations

import itertools

import pytest

from paperdesk.model.paper import Note, PageDay, PageHeader, Paper, Part, Problem
from tests.formats.pages import (
    BEES,
    HEAD,
    KITES,
    RECORDS,
    TIDES,
    items,
    lines_read,
    only,
    page,
    papers,
    record,
    source,
)

FOOTER = "  • 4 authors|·|Dec 15, 2023 2"
FULL = page(*(record(title, text, FOOTER) for title, text in RECORDS.items()))
PAIRS = list(RECORDS.items())


def pairs(text: str) -> list[tuple[str, str]]:
    return [(paper.title, paper.abstract) for paper in papers(text)]


def one(footer: str, name: str = "2025-11-18.txt") -> Paper:
    """A paper with this footer, between two others that must be unaffected."""
    text = page(
        record("How Bees Remember", BEES, FOOTER),
        record("Kites That Steer", KITES, footer),
        record("Old Tide Tables", TIDES, FOOTER),
    )
    first, second, third = papers(text, name)
    assert [(p.title, p.abstract) for p in (first, second, third)] == PAIRS
    assert first.published == third.published == "2023-12-15"
    return second


def test_all_lines_of_a_page_are_read() -> None:
    day, header, *rest = items(FULL, "page-2025-11-18.txt")
    assert day == PageDay("2025-11-18", "Year: 2025 (from the file name).")
    assert header == PageHeader((Part("header", 1, 11),))
    assert [type(item) for item in rest] == [Paper] * 3
    assert rest[0] == Paper(
        "How Bees Remember",
        BEES,
        n_authors=4,
        published="2023-12-15",
        comments=2,
        listed="2025-11-18",
    )
    assert rest[0].parts == (
        Part("title", 13, 13),
        Part("abstract", 15, 15),
        Part("footer", 17, 19),
    )


@pytest.mark.parametrize(
    ("footer", "n_authors", "org", "published", "comments"),
    [
        ("  • 1 authors|·|Dec 1, 2020 1", 1, "", "2020-12-01", 1),
        ("  • 1 author|·|Jan 31", 1, "", "2025-01-31", None),
        ("* 12 authors|·|Sept 5, 2022", 12, "", "2022-09-05", None),
        ("3 authors|·|September 5, 2022", 3, "", "2022-09-05", None),
        ("  • 1,024 authors|·|Jun 9 1,337", 1024, "", "2025-06-09", 1337),
        ("  • 3 authors|·|2023-05-06 4", 3, "", "2023-05-06", 4),
        ("  • 3 authors|·|Jun 9 2021 4", 3, "", "2021-06-09", 4),
        ("  • 3 authors|·|Nov 19 4", 3, "", "2024-11-19", 4),
        ("  • 3 authors|·|May 32, 2023 5", 3, "", "", 5),
        ("  • 3 authors|·|Feb 29", 3, "", "", None),
        ("  • 7 authors", 7, "", "", None),
        ("  • 7 authors|·", 7, "", "", None),
        ("·|May 3, 2023", None, "", "2023-05-03", None),
        ("Lakeside Lakeside|·|May 3, 2023 9", None, "Lakeside", "2023-05-03", 9),
        ("Lakeside|·|May 3, 2023", None, "Lakeside", "2023-05-03", None),
        ("lakesideU Lakeside  University|·|May 3", None, "Lakeside University", "2025-05-03", None),
        ("Lake Side Lake Side|·|May 3", None, "Lake Side", "2025-05-03", None),
        ("lakesideU Lakeside University|·", None, "Lakeside University", "", None),
        ("â\x80¢ 3 authors|Â·|May 3", 3, "", "2025-05-03", None),
        ("  • 3 authors||·||May 3 2", 3, "", "2025-05-03", 2),
        ("• 3 authors · Dec 5, 2023 2", 3, "", "2023-12-05", 2),
        ("lakesideU Lakeside University · May 3", None, "Lakeside University", "2025-05-03", None),
    ],
)
def test_footers(
    footer: str, n_authors: int | None, org: str, published: str, comments: int | None
) -> None:
    paper = one(footer)
    assert (paper.n_authors, paper.org) == (n_authors, org)
    assert (paper.published, paper.comments) == (published, comments)


def test_a_number_too_large_to_store_is_ignored() -> None:
    assert one(f"  • 3 authors|·|May 3, 2023 {'9' * 30}").comments is None
    assert one(f"{'9' * 30} authors|·|May 3, 2023").n_authors is None


@pytest.mark.parametrize("bare", list(itertools.product([True, False], repeat=3)))
def test_any_record_may_lack_its_footer(bare: tuple[bool, ...]) -> None:
    text = page(*(record(*pair, "" if b else FOOTER) for pair, b in zip(PAIRS, bare, strict=True)))
    read = papers(text)
    assert [(p.title, p.abstract) for p in read] == PAIRS
    assert [p.n_authors for p in read] == [None if b else 4 for b in bare]


def test_a_page_of_any_length_may_lack_footers() -> None:
    many = [(f"{title} {n}", text) for n in range(200) for title, text in PAIRS]
    assert pairs(page(*(record(*pair) for pair in many))) == many


def test_missing_footers_are_noted() -> None:
    some = page(record(*PAIRS[0]), record(*PAIRS[1], FOOTER), record(*PAIRS[2]))
    assert only(Note, items(some)) == [Note("2 papers have no authors or date.", 13)]
    (note,) = only(Note, items(page(record(*PAIRS[0]), record(*PAIRS[1]))))
    assert note.text == "This page gives no dates, so these 2 papers stay undated."


@pytest.mark.parametrize("footer", ["", FOOTER])
def test_an_abstract_may_have_several_paragraphs(footer: str) -> None:
    two = f"{KITES}\n\n{TIDES}"
    text = page(record(*PAIRS[0], footer), record("Kites", two, footer), record(*PAIRS[2], footer))
    assert pairs(text) == [PAIRS[0], ("Kites", f"{KITES} {TIDES}"), PAIRS[2]]


@pytest.mark.parametrize("before", range(20, 36))
def test_such_an_abstract_may_be_anywhere_in_a_long_page(before: int) -> None:
    bare = [record(f"Bees {n}", BEES) for n in range(60)]
    bare[before] = record("Kites", f"{KITES}\n\n{TIDES}")
    read = pairs(page(*bare))
    assert len(read) == 60
    assert read[before] == ("Kites", f"{KITES} {TIDES}")


def test_a_dot_in_an_abstract_does_not_start_a_footer() -> None:
    text = page(record("Kites", f"Wind\n·\n{KITES}", FOOTER), record(*PAIRS[2], FOOTER))
    assert pairs(text) == [("Kites", f"Wind · {KITES}"), PAIRS[2]]


def test_an_abstract_above_a_dot_is_not_an_organisation() -> None:
    text = page(f"\nKites That Steer\n\n{KITES}\n·\nMay 3, 2023\n", record(*PAIRS[2], FOOTER))
    assert pairs(text) == PAIRS[1:]
    assert (papers(text)[0].org, papers(text)[0].published) == ("", "2023-05-03")


@pytest.mark.parametrize("footer", ["", FOOTER])
def test_a_record_may_lack_its_abstract(footer: str) -> None:
    end = f"\n\n{footer.replace('|', chr(10))}\n" if footer else "\n"
    text = page(record(*PAIRS[0], footer), f"\nKites That Steer{end}", record(*PAIRS[2], footer))
    assert pairs(text) == [PAIRS[0], ("Kites That Steer", ""), PAIRS[2]]
    assert any("1 paper has no abstract." in n.text for n in only(Note, items(text)))


def test_a_title_at_the_end_is_read_and_noted() -> None:
    text = page(record(*PAIRS[0], FOOTER), "\nKites That Steer")
    assert pairs(text)[1:] == [("Kites That Steer", "")]
    assert Note("1 paper has no abstract.", 21) in items(text)


def test_lines_of_a_paragraph_are_joined() -> None:
    wrapped = page(
        *(
            record(title.replace(" ", "\n"), text.replace(" ", "\n"), FOOTER)
            for title, text in PAIRS
        )
    )
    assert pairs(wrapped) == PAIRS
    assert papers(wrapped)[0].parts[0] == Part("title", 13, 15)


def test_a_record_may_follow_the_date_directly() -> None:
    text = HEAD + "".join(record(*pair, FOOTER)[1:] for pair in PAIRS)
    assert pairs(text) == PAIRS


def test_a_page_may_have_no_blank_lines_at_all() -> None:
    lines = [line for line in FULL.split("\n") if line]
    assert pairs("\n".join(lines)) == PAIRS
    bare = page(*(record(*pair) for pair in PAIRS))
    assert pairs("\n".join(line for line in bare.split("\n") if line)) == PAIRS


@pytest.mark.parametrize("blank", ["\n\n\n\n", "\n \t\n", "\n\u00a0\n"])
def test_blank_lines_may_repeat_and_contain_spaces(blank: str) -> None:
    assert pairs(FULL.replace("\n\n", blank)) == PAIRS


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_may_be_of_any_kind(end: str) -> None:
    assert pairs(FULL.replace("\n", end)) == PAIRS
    assert papers(FULL.replace("\n", end))[0].lines == (13, 19)


def test_unusual_blanks_end_no_line() -> None:
    text = FULL.replace("find their", "find\u2028their").replace("over hedges", "over\x85hedges")
    assert pairs(text) == PAIRS


def test_pages_may_follow_each_other() -> None:
    second = HEAD.replace("Nov 18", "Mar 3")
    text = page(record(*PAIRS[0], "• 4 authors|·|Nov 2"), record(*PAIRS[1])) + "\n\n"
    text += page(record(*PAIRS[2], "• 4 authors|·|Mar 1"), head=second)
    text += "\n\n" + HEAD
    read = items(text, date="2024")
    assert [(p.title, p.abstract) for p in only(Paper, read)] == PAIRS
    days = [(p.listed, p.published) for p in only(Paper, read)]
    assert days == [("2024-11-18", "2024-11-02"), ("2024-11-18", ""), ("2024-03-03", "2024-03-01")]
    assert len(only(PageHeader, read)) == 3
    assert any("2 pages of different days" in note.text for note in only(Note, read))


@pytest.mark.parametrize(
    "head", ["", "Daily Papers\n\nNov 18\n", HEAD.replace("\n\n", "\n"), "\ufeff" + HEAD]
)
def test_a_header_may_be_short_or_missing(head: str) -> None:
    assert pairs(page(*(record(*pair, FOOTER) for pair in PAIRS), head=head)) == PAIRS


@pytest.mark.parametrize(
    "title",
    [
        "new", "Subscribe", "Daily Papers", "Daily Papers: A Study", "Dec 11", "Nov 18, 2025 3",
        "·", "• 5 authors", "5 authors", "1", "?", "*", "2 Bees 2 Many", "Submitted by", "Upvote",
        "GitHub 3.29k", "arXiv Page", "https://example.org/abs/1", "A" * 3000,
        "<script>alert(1)</script>", "title:foo AND (NOT bar)", "\u202eevil\u202c", "A\0B",
    ],
)  # fmt: skip
def test_any_line_may_be_a_title(title: str) -> None:
    text = page(record(*PAIRS[0], FOOTER), record(title, KITES, FOOTER), record(*PAIRS[2], FOOTER))
    assert pairs(text) == [PAIRS[0], (title, KITES), PAIRS[2]]


def test_a_text_cut_at_its_beginning_loses_one_record_only() -> None:
    for footer in (FOOTER, ""):
        whole = page(*(record(*pair, footer) for pair in PAIRS), head="")
        cut = whole[whole.index("I") if "I" in whole[:60] else 60 :]
        read = items(cut)
        (problem,) = only(Problem, read)
        assert problem.reason == "this text has no title"
        assert (problem.line, problem.record) == (1, True)
        assert problem.text.endswith("Dec 15, 2023 2" if footer else "they left.")
        assert [(p.title, p.abstract) for p in only(Paper, read)] == PAIRS[1:]


@pytest.mark.parametrize("length", range(0, len(FULL), 7))
def test_a_text_may_be_cut_off_anywhere(length: int) -> None:
    read = pairs(FULL[:length])
    assert read[:-1] == PAIRS[: max(len(read) - 1, 0)]


def test_a_footer_alone_is_reported() -> None:
    text = page(record(*PAIRS[0], FOOTER), "\n  • 9 authors\n·\nMay 3, 2021\n", record(*PAIRS[1]))
    read = items(text)
    (problem,) = only(Problem, read)
    assert (problem.line, problem.last) == (21, 23)
    assert problem.text == "• 9 authors\n·\nMay 3, 2021"
    assert [(p.title, p.abstract) for p in only(Paper, read)] == PAIRS[:2]


def test_unusual_dates_are_noted() -> None:
    text = page(
        record(*PAIRS[0], "• 4 authors|·|Dec 1"),
        record(*PAIRS[1], "• 4 authors|·|May 32, 2023"),
        record(*PAIRS[2], "• 4 authors|·|Feb 30"),
    )
    assert [p.published for p in papers(text, date="2025")] == ["2024-12-01", "", ""]
    assert only(Note, items(text, date="2025")) == [
        Note("1 date is later than the page's day, so the previous year was assumed.", 19),
        Note("2 dates are not in the calendar and left out.", 27),
    ]


def test_the_user_may_correct_the_day() -> None:
    text = page(record(*PAIRS[0], "• 4 authors|·|Aug 1"))
    assert papers(text, "2024-11-18.txt", "2021")[0].published == "2021-08-01"
    (paper,) = papers(text, date="2021-07-31")
    assert (paper.published, paper.listed) == ("2020-08-01", "2021-07-31")


def test_without_dates_no_year_is_invented() -> None:
    read = items(page(*(record(*pair) for pair in PAIRS)))
    assert only(PageDay, read)[0].day == "--11-18"
    assert {(p.published, p.listed) for p in only(Paper, read)} == {("", "")}


CARD = (
    "Submitted by\n\nada42\n\n{title}\n\n{text}\n\n  lakesideU Lakeside University\n·\n"
    "Published on Oct 4, 2025\n\nUpvote\n\n117\n\nGitHub 3.29k\n\narXiv Page\n\n"
)


def test_cards_give_upvotes_and_a_machine_summary() -> None:
    cards = [CARD.format(title=title, text=text[:90]) for title, text in PAIRS for _ in "ab"]
    read = papers(HEAD + "\n" + "".join(cards))
    assert [p.title for p in read] == [title for title, _ in PAIRS for _ in "ab"]
    assert {(p.abstract, p.upvotes, p.org, p.published) for p in read} == {
        ("", 117, "Lakeside University", "2025-10-04")
    }
    assert read[0].ai_summary == BEES[:90].strip()
    assert [part.kind for part in read[0].parts] == ["header", "title", "summary", "footer"]


def test_every_line_of_these_pages_is_accounted_for() -> None:
    for text in (FULL, page(*(record(*pair) for pair in PAIRS)), HEAD + CARD * 2):
        expected = [n for n, line in enumerate(source(text).lines(), 1) if line.strip()]
        read = lines_read(items(text))
        assert sorted(set(read) & set(expected)) == expected
        assert len(read) == len(set(read))

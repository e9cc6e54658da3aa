"""Reading BibTeX: the variants in real files, and problems for broken entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats import Source, recognise
from paperdesk.formats.bibtex.read import BIBTEX
from paperdesk.model.citation import CitationKeys
from paperdesk.model.paper import Paper
from tests.formats.reference_papers import (
    BEES,
    items,
    notes,
    papers,
    problems,
    stored,
    survives,
    written,
)


def one(fields: str, kind: str = "article") -> Paper:
    """The paper of an entry with these fields."""
    (paper,) = papers(items(BIBTEX, f"@{kind}{{key,\n title = {{Bees}},\n {fields}\n}}"))
    return paper


def test_all_fields_of_an_entry_are_read() -> None:
    text = r"""
@string{jsn = "Journal of Small Navigators"}

@Article{mayr21,
  Title   = "How {B}ees {\"U}ber-Remember",
  author  = {Mayr, Ada and van {\"O}z, Ludwig and {Hive and Sons, Inc.} and others},
  journal = jsn,
  year    = 2021,
  month   = may,
  eprint  = {2105.01234v2},
  eprinttype = {arXiv},
  doi     = {https://doi.org/10.1234/BEES\_5},
  url     = {https://bees.example/~mayr/a_b},
  keywords = {bees, memory,},
  institution = "Institute of Bees \& Wasps",
  abstract = {Ninety per cent
     of them return (90\%).},
}"""
    (paper,) = papers(items(BIBTEX, text))
    assert paper == Paper(
        title="How Bees Über-Remember",
        abstract="Ninety per cent of them return (90%).",
        authors=("Ada Mayr", "Ludwig van Öz", "Hive and Sons, Inc."),
        org="Institute of Bees & Wasps",
        published="2021-05",
        arxiv_id="2105.01234",
        doi="10.1234/bees_5",
        url="https://bees.example/~mayr/a_b",
        venue="Journal of Small Navigators",
        keywords=("bees", "memory"),
        details={
            "type": "article-journal",
            "citation-key": "mayr21",
            "others": True,
            "names": {
                "Ludwig van Öz": {
                    "given": "Ludwig",
                    "non-dropping-particle": "van",
                    "family": "Öz",
                },
            },
        },
    )
    assert paper.lines == (4, 18)


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("date = {2021-05-07}", "2021-05-07"),
        ("date = {2021-05}, year = 1999", "2021-05"),
        ("date = {2021-05-07/2021-06-01}", "2021-05-07"),
        ("year = {2021}, month = {5,}", "2021-05"),
        ("year = 2021, month = may # {~7}", "2021-05-07"),
        ("year = 2021, month = {May}, day = 7", "2021-05-07"),
        ("year = 2021, month = {Smarch}", "2021"),
        ("year = 2021, month = feb, day = 31", "2021-02"),
        ("year = {c2021a}", "2021"),
        ("year = {in press}", ""),
        ("month = may", ""),
    ],
)
def test_dates(fields: str, published: str) -> None:
    assert one(fields).published == published


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2105.01234}",
        "eprint = {2105.01234}, archiveprefix = {arXiv}, primaryclass = {cs.AI}",
        "eprint = {arXiv:2105.01234v3}, eprinttype = arxiv",
        "journal = {arXiv preprint arXiv:2105.01234}",
        "volume = {abs/2105.01234}, journal = {CoRR}",
        "note = {See arXiv:2105.01234.}",
        "url = {http://arxiv.org/abs/2105.01234v1}",
        "doi = {10.48550/arXiv.2105.01234}",
        r"howpublished = {\url{https://arxiv.org/pdf/2105.01234}}",
    ],
)
def test_the_arxiv_id_is_found(fields: str) -> None:
    paper = one(fields)
    assert (paper.arxiv_id, paper.doi, paper.url) == ("2105.01234", "", "")


def test_an_eprint_of_another_archive_is_not_an_arxiv_id() -> None:
    assert one("eprint = {1234567}, eprinttype = {hal}").arxiv_id == ""
    assert one("eprint = {2105.01234}, archiveprefix = {jstor}").arxiv_id == ""


@pytest.mark.parametrize("keywords", ["a; b, c; d", "a;b, c ;d;"])
def test_keywords_separated_by_semicolons_may_contain_commas(keywords: str) -> None:
    assert one(f"keywords = {{{keywords}}}").keywords == ("a", "b, c", "d")


def test_authors_in_all_forms() -> None:
    authors = "A. Mayr AND Mayr, Bo and {van Öz}, Cem and Doe, Jr., Dan and {ACME, Inc.}\n and\n  E"
    assert one(f"author = {{{authors}}}").authors == (
        "A. Mayr", "Bo Mayr", "Cem van Öz", "Dan Doe Jr.", "ACME, Inc.", "E",
    )  # fmt: skip


def test_proceedings_are_named_by_their_book() -> None:
    (paper,) = papers(items(BIBTEX, "@proceedings{p, booktitle = {Bees 21}, year = 2021}"))
    assert (paper.title, paper.venue) == ("Bees 21", "")
    assert one("booktitle = {Proc. Bees}, subtitle = {And How}").venue == "Proc. Bees"
    assert one("subtitle = {And How}").title == "Bees: And How"
    (part,) = papers(items(BIBTEX, "@software{s, subtitle = {The Part}, crossref = {whole}}"))
    assert part.title == "The Part"


def test_repeated_or_missing_keys_and_repeated_fields_lose_no_entry() -> None:
    text = "@misc{a, title={One}}\n@misc{a, title={Two}}\n@misc{, title={Three}, title={Four}}"
    assert [paper.title for paper in papers(items(BIBTEX, text))] == ["One", "Two", "Three"]


def test_comments_and_control_entries_are_skipped() -> None:
    text = (
        "% Encoding: UTF-8\nSome words.\n@comment{@misc{no, title={no}}}\n@preamble{{\\x}}\n"
        "@IEEEtranBSTCTL{c, x={y}}\n@misc(round, title={Yes})\n"
    )
    (paper,) = papers(items(BIBTEX, text))
    assert (paper.title, paper.lines) == ("Yes", (6, 6))


BROKEN = """@misc{one, title={One}}
@misc{open, title={never closed,
  author={X}
@misc{two, title={Two}}
@misc{what title={Three}}
@misc{untitled, year=2021}
"""


def test_a_broken_entry_is_a_problem_with_its_lines_and_text() -> None:
    read = items(BIBTEX, BROKEN)
    assert [paper.title for paper in read if isinstance(paper, Paper)] == ["One", "Two"]
    opened, what, untitled = problems(read)
    assert (opened.line, opened.last, opened.record) == (2, 3, True)
    assert opened.text == "@misc{open, title={never closed,\n  author={X}"
    assert opened.reason == "a brace or comma is missing in this entry"
    assert (what.line, what.text) == (5, "@misc{what title={Three}}")
    assert (untitled.line, untitled.reason) == (6, "this has no title")
    assert untitled.text == "@misc{untitled, year=2021}"


@pytest.mark.parametrize("end", ["", ",", "\n"])
@pytest.mark.parametrize(("opening", "kind"), [("{", "misc"), ("(", "misc")])
def test_a_missing_closing_brace_is_added_and_noted(end: str, opening: str, kind: str) -> None:
    text = f"@{kind}{opening}one, title={{One}}, year=2021{end}\n\n@misc{{two, title={{Two}}}}"
    read = items(BIBTEX, text)
    found = [paper for paper in read if isinstance(paper, Paper)]
    assert [(paper.title, paper.published) for paper in found] == [("One", "2021"), ("Two", "")]
    assert not problems(read)
    assert notes(read) == ["1 entry has no closing brace."]


@pytest.mark.parametrize("value", ["{J. Bees}", '"J. Bees"', "J. Bees\n", "{J. Bees}\n"])
def test_a_missing_comma_loses_nothing(value: str) -> None:
    paper = one(f"journal = {value} year = 2021 month = may, doi = {{10.1234/x}}")
    assert (paper.venue, paper.published, paper.doi) == ("J. Bees", "2021-05", "10.1234/x")


def test_several_words_without_braces_are_the_whole_value() -> None:
    assert one("abstract = one two # three").abstract == "one two # three"
    assert one("url = http://x.example/?a=1 b=2, year = 2021").published == "2021"


def test_a_file_cut_off_within_a_value_loses_that_entry_only() -> None:
    read = items(BIBTEX, "@misc{one, title={One}}\n@misc{two, title={Two}, abstract={The bees")
    assert [paper.title for paper in read if isinstance(paper, Paper)] == ["One"]
    assert [problem.line for problem in problems(read)] == [2]


def test_a_title_may_contain_what_looks_like_an_entry() -> None:
    (paper,) = papers(items(BIBTEX, '@misc{a, title = "On @misc{x} and LeQua @ {CLEF}"}'))
    assert paper.title == "On @miscx and LeQua @ CLEF"


def test_a_long_file_is_read_with_correct_line_numbers() -> None:
    entry = "@misc{{k{0}, title = {{Bees {0}}}, note = x # y,\n abstract = {{{1}}}\n}}\n\n"
    text = "@string{x = {A}}\n" + "".join(entry.format(n, "flies " * 50) for n in range(2_000))
    found = papers(items(BIBTEX, text))
    assert [paper.title for paper in found] == [f"Bees {n}" for n in range(2_000)]
    assert [paper.lines for paper in found] == [(4 * n + 2, 4 * n + 4) for n in range(2_000)]


def test_exponentially_growing_strings_are_truncated() -> None:
    text = "@string{s0 = {bees fly }}\n"
    text += "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    text += "@misc{a, title = {T}, abstract = " + "s60 # " * 99 + "s60}"
    (paper,) = papers(items(BIBTEX, text))
    assert 10_000 < len(paper.abstract) < 20_000


def test_a_long_value_is_not_truncated() -> None:
    assert len(one(f"abstract = {{{'bees ' * 50_000}}}").abstract) == 249_999


def test_undefined_strings_evaluate_to_their_name_and_case_is_ignored() -> None:
    text = '@string{JSN = {J. Bees}}\n@misc{a, title=Bees, journal = jsn # ", " # unknown # 7}'
    (paper,) = papers(items(BIBTEX, text))
    assert (paper.title, paper.venue) == ("Bees", "J. Bees, unknown7")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "cp1252"), ("utf-16", "UTF-8"), ("utf-16-be", "UTF-16BE"), ("cp1252", "UTF-8")],
)
def test_the_encoding_is_detected_whatever_is_declared(encoding: str, declared: str) -> None:
    text = f"% Encoding: {declared}\n\n@article{{a,\n title = {{Über Bienen – für 5 €}},\n}}\n" * 3
    recognised = recognise(Source("x.bib", data=text.encode(encoding)))
    assert recognised.format is BIBTEX
    assert {paper.title for paper in papers(list(BIBTEX.read(recognised.source)))} == {
        "Über Bienen – für 5 €"
    }


def test_it_is_recognised_with_a_reason() -> None:
    assert recognise(Source("x", data=BROKEN.encode())).reason == "3 of 5 entries fit BibTeX"
    many = "@misc{a, title={Bees}}\n" * 10_000
    recognised = recognise(Source("x", data=many.encode()))
    assert (recognised.format, recognised.reason.split()[1:]) == (
        BIBTEX,
        ["of", "2849", "entries", "fit", "BibTeX"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "An abstract about @article and braces {}.",
        "@media (max-width: 3px) { a { b: c } }",
        "@dataclass(frozen=True, slots=True)\nclass A: pass",
        "@parametrize(a, b=1)\ndef f(): ...",
        "a@b.example, c@d.example",
        '{"title": "@article{a}"}',
    ],
)
def test_other_texts_are_not_recognised(text: str) -> None:
    match = BIBTEX.sniff(Source("x", data=text.encode()))
    assert match is None or match.score < 0.4


def test_an_entry_is_written_in_the_usual_form() -> None:
    assert (
        written(BIBTEX.write, BEES)
        == r"""@article{mayr2021bees,
  title = {How Bees Remember},
  author = {Ada Mayr and {van Öz}, Ludwig and The Hive Consortium},
  year = {2021},
  month = may,
  day = {7},
  journal = {Journal of Small Navigators},
  eprint = {2105.01234},
  archiveprefix = {arXiv},
  doi = {10.1234/bees.2021_5},
  url = {https://bees.example/papers/how_they_remember?x=1&y=~2},
  organization = {Institute of Bees \& Wasps},
  keywords = {bees, memory},
  abstract = {Bees find their way home over hedges, roads and rivers: 90\% of them, at 5 °C.},
}

"""
    )


def test_words_with_capitals_are_protected_by_braces() -> None:
    text = written(BIBTEX.write, Paper("BERT and SQLite3 for mRNA, in 3D: A Study of e_X"))
    assert r"title = {{BERT} and {SQLite3} for {mRNA}, in {3D}: A Study of e\_X}" in text


def test_keys_are_the_citation_keys_and_unique() -> None:
    keys = CitationKeys()
    given = [stored(BEES, key="mayr{21}, a"), stored(BEES), stored(BEES), stored(BEES, key="x")]
    assert [keys.key(each) for each in given] == ["mayr21a", "mayr2021bees", "mayr2021bees-2", "x"]


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(data: bytes) -> None:
    survives(BIBTEX, data)


PIECES = ["@misc{", "@misc(", "@string{", "@comment{", "@preamble{", *'@{}(),=#\\a%" \n', "jan"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_pieces_crash_it(pieces: list[str]) -> None:
    survives(BIBTEX, "".join(pieces).encode())


@pytest.mark.parametrize("piece", ["{", "}", "@a{", "@a{\n", '"', "@string{a=", "#", "\\", " @ "])
def test_many_repetitions_do_not_crash_it(piece: str) -> None:
    survives(BIBTEX, b"@misc{a, title = " + piece.encode() * 50_000)


def test_an_entry_without_title_is_called_by_its_identifier() -> None:
    (paper,) = papers(items(BIBTEX, "@article{a, doi={10.48550/arXiv.2301.00001}, year=2023}"))
    assert (paper.title, paper.arxiv_id, paper.doi) == ("arXiv:2301.00001", "2301.00001", "")
    (paper,) = papers(items(BIBTEX, "@article{a, doi={10.1000/W.1}, author={Ada Moss}}"))
    assert (paper.title, paper.doi) == ("doi:10.1000/w.1", "10.1000/w.1")

"""arXiv ids and DOIs in the forms files and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.identifiers import arxiv_id, doi, is_id_address, lone_link

SICI = "10.1002/(sici)1097(199901)50:1<1::aid-1>3.0.co;2-x"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1145/1.2", "10.1145/1.2"),
        ("10.1145/A.B", "10.1145/a.b"),
        ("doi:10.1145/1.2", "10.1145/1.2"),
        ("DOI 10.1145/1.2", "10.1145/1.2"),
        ("DOI: 10.1145/1.2", "10.1145/1.2"),
        ("info:doi/10.1145/1.2", "10.1145/1.2"),
        ("doi:https://doi.org/10.1145/1.2", "10.1145/1.2"),
        ("doi.org/10.1145/1.2", "10.1145/1.2"),
        ("https://www.doi.org/10.1145/1.2", "10.1145/1.2"),
        ("http://dx.doi.org/10.1145/1.2", "10.1145/1.2"),
        ("//dx.doi.org/10.1145/1.2", "10.1145/1.2"),
        ("http://doi.acm.org/10.1145/1.2", "10.1145/1.2"),
        ("https://doi-org.library.example/10.1145/1.2", "10.1145/1.2"),
        ("https://dl.acm.org/doi/10.1145/1.2", "10.1145/1.2"),
        ("https://dl.acm.org/doi/pdf/10.1145/1.2?download=true", "10.1145/1.2"),
        ("https://wiley.example/doi/full/10.1002/X.1#sec", "10.1002/x.1"),
        ("https://doi.org/10.1145/1.2?ref=x", "10.1145/1.2"),
        ("https://doi.org/10.1002/%28SICI%291", "10.1002/(sici)1"),
        ("10.1145/1.2.", "10.1145/1.2"),
        ("(doi: 10.1145/1.2).", "10.1145/1.2"),
        ("10.1145/1.2, accessed in May", "10.1145/1.2"),
        ("10.1145/1.2 [doi]", "10.1145/1.2"),
        (r"10.1145/1\_2", "10.1145/1_2"),
        ("10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        (SICI, SICI),
        ("10.48550/arXiv.2301.00001", ""),
        ("https://news.example/10.1145/1.2", ""),
        ("Kites 10.1145/1.2", ""),
        ("10.1145/", ""),
        ("10.1145/)", ""),
        ("10.1145", ""),
        ("", ""),
    ],
)
def test_the_doi_at_the_beginning_of_a_text(text: str, found: str) -> None:
    assert doi(text) == found


@given(st.from_regex(r"10\.[0-9]{4}/[a-z0-9._()-]{0,12}[a-z0-9]", fullmatch=True))
def test_a_doi_is_itself_in_every_form(name: str) -> None:
    forms = ("{}", "doi:{}", "DOI {} ", "https://doi.org/{}", "http://doi.acm.org/{}", "{}.")
    assert {doi(form.format(name)) for form in forms} == {name}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.48550/arXiv.2301.00001", "2301.00001"),
        ("https://doi.org/10.48550/arXiv.2301.00001v2", "2301.00001"),
        ("https://www.doi.org/10.48550/arxiv.2301.00001", "2301.00001"),
        ("doi:10.48550/arXiv.math/0309136", "math/0309136"),
        ("arXiv:math.GT/0309136", "math.GT/0309136"),
        ("https://arxiv.org/pdf/2301.00001v2.pdf", "2301.00001"),
        ("10.48550/1", ""),
        ("10.1145/2301.00001", ""),
    ],
)
def test_arxiv_ids_also_in_dois(text: str, found: str) -> None:
    assert arxiv_id(text) == found


def test_only_an_address_of_an_id_follows_from_it() -> None:
    for text in (
        "https://doi.org/10.1145/1",
        "http://doi.acm.org/10.1145/1",
        "arxiv.org/abs/2301.00001",
    ):
        assert is_id_address(text)
    for text in ("https://dl.acm.org/doi/10.1145/1", "https://kites.example/1", ""):
        assert not is_id_address(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" 2301.00001v2\n", ("arxiv_id", "2301.00001")),
        ("arXiv: 2301.00001", ("arxiv_id", "2301.00001")),
        ("https://arxiv.org/abs/math.GT/0309136", ("arxiv_id", "math.GT/0309136")),
        ("https://huggingface.co/papers/2301.00001", ("arxiv_id", "2301.00001")),
        ("https://doi.org/10.48550/arXiv.2301.00001", ("arxiv_id", "2301.00001")),
        ("doi: 10.1145/A.B", ("doi", "10.1145/a.b")),
        ("https://dl.acm.org/doi/10.1145/1", ("doi", "10.1145/1")),
        ("https://kites.example/1?a=b", ("url", "https://kites.example/1?a=b")),
        ("", None),
        ("Kites", None),
        ("2301.00001 Kites", None),
        ("2301.00001\n2301.00002", None),
        ("https://", None),
        ("https://kites", None),
        ("kites.example", None),
        ("@misc{a}", None),
        ("https://kites.example/" + 3_000 * "a", None),
    ],
)
def test_a_lone_link_is_told_from_any_other_text(text: str, found: tuple[str, str] | None) -> None:
    assert lone_link(text) == found


@given(st.text(max_size=60))
def test_no_text_is_too_odd_for_a_lone_link(text: str) -> None:
    found = lone_link(text)
    assert found is None or (found[1] and lone_link(found[1]) == found)

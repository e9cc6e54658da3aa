"""TeX to Unicode and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.formats.reading.tex import from_unicode, to_unicode
from tests.formats.reference_papers import TEXTS


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"M{\"u}ller, \'Etienne, Fran{\c c}ois, H{\aa}kan", "Müller, Étienne, François, Håkan"),
        (r"S\o ren \L{}uk, {\ss}, \"{\i}, \v{C}ech", "Søren Łuk, ß, ï, Čech"),
        (r"Erd\H{o}s, Nguy{\~{\^e}}n Ho\`{\u{a}}", "Erdős, Nguyễn Hoằ"),
        (r"\'\i\'{\j}", "íj́"),
        (r"The {BERT} {{M}odel}", "The BERT Model"),
        (r"50\% \& \$5 \#1 a\_b \{x\}", "50% & $5 #1 a_b {x}"),
        (r"a~b \, c\\d, pre-\/x", "a b   c d, pre-x"),
        ("``so'' -- he --- said ?`no", "“so” – he — said ¿no"),
        (r"\emph{a} \textbf{b} {\it c} \url{https://x.example/a}", "a b c https://x.example/a"),
        (r"{\textbackslash}a\textasciitilde{}b\^{}\~{}", "\\a~b^~"),
        (r"$\alpha$-rays, $O(n^2)$, $\mathcal{S}$, \(x\)", "α-rays, O(n^2), 𝒮, x"),
        (r"A $\Sigma$$\Delta$ modulator, $$x$$", "A ΣΔ modulator, x"),
        (r"9\textsuperscript{th} CO\textsubscript{2}", "9th CO2"),
        (r"\LaTeX{} and \BibTeX", "LaTeX and BibTeX"),
    ],
)
def test_tex_is_converted_to_unicode(tex: str, text: str) -> None:
    assert to_unicode(tex) == text


@pytest.mark.parametrize(
    "text",
    [
        "plain words, 100% of them",
        r"\foo{bar} and \baz[1]{a}{b}, \cite{x}, \footnote{Note}",
        r"$\foo{x}$ stays",
        r"$\frac{a$ and so on",
        "it costs $5 and $6",
        "one $ sign",
        "an open { brace",
        "a closed } brace",
        "a backslash at the end \\",
        r"\begin{itemize}\item x\end{itemize}",
    ],
)
def test_unknown_macros_are_unchanged(text: str) -> None:
    assert to_unicode(text) == text


def test_known_tex_within_unknown_is_read() -> None:
    assert to_unicode(r"\foo{M{\"u}ller} {x}") == r"\foo{Müller} x"


@given(TEXTS)
def test_unicode_round_trips_through_tex(text: str) -> None:
    assert to_unicode(from_unicode(text)) == text


@given(TEXTS)
def test_braces_are_balanced_as_bibtex_counts_them(text: str) -> None:
    depth = 0
    for char in from_unicode(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


@given(st.lists(st.sampled_from([*"\\{}$~'\"`^-ai \n", "\\mathbb", "\\c", "\\frac", "\\sqrt"])))
def test_no_tex_crashes_it(pieces: list[str]) -> None:
    assert isinstance(to_unicode("".join(pieces)), str)


@pytest.mark.parametrize(
    "piece", ["{", "}", "\\", "$", "\\'", "{\\'", "\\foo{", "$x", "\\c{ ", "`"]
)
def test_many_repetitions_do_not_crash_it(piece: str) -> None:
    assert len(to_unicode(piece * 50_000)) <= 50_000 * len(piece)

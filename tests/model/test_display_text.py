"""What is mended for the eye, what must stay as it is, and the way between the two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.model.display_text import to_display_text

PLAIN = """
timestamps sometimes 3timestamps 10timesteps 2simulations sim2real Real2sim2real
Real2Sim2Real alphabet alpha beta-test gamma snake_case max_length __init__ file_1.txt
alpha_value x_train user_a a_b_c i_love_you T5_base Llama_2 f_1.json C++ ^_^ mathematical
mathbb mathcal GPT-4 $100M $HOME/$USER 5x5 --no-cache don't e_mail approximately 8x7B
pm 10pm 2to3 cdot https://example.org/a_1^2/x_2 me_1@example.org theta_hat.py
word{brace} {} [x] 100% "quoted" 'single' <b>
"""


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("a 1920times1080 image", "a 1920×1080 image"),
        ("of 256times256times3.", "of 256×256×3."),
        ("3.3times faster", "3.3× faster"),
        ("about 5sim10 and 2approx3", "about 5∼10 and 2≈3"),
        ("the set mathcal{S} in mathbb{R}^3", "the set 𝒮 in ℝ³"),
        ("mathcal{S^p} > mathcal{S^n}", "𝒮ᵖ > 𝒮ⁿ"),
        ("mathrm{loss} and mathbf{x}_i", "loss and 𝐱ᵢ"),
        ("10^{-3} and 10^-3 and 2^32", "10⁻³ and 10⁻³ and 2³²"),
        ("an ell_2-norm", "an ℓ₂-norm"),
        ("O(varepsilon^{-1})^{2} and O(N^2)", "O(ε⁻¹)² and O(N²)"),
        ("x_i, x_12 and W_0", "xᵢ, x₁₂ and W₀"),
        (r"the \textbf{bold} and \emph{slanted {x} one}", "the bold and slanted {x} one"),
        (r"{\em so} 10\% of ``this'' at 5--12", "so 10% of “this” at 5–12"),
        (r"rate \alpha \times 3", "rate α × 3"),
        ("one\n\n  two", "one\ntwo"),
        ("''yes''", "“yes”"),
    ],
)
def test_what_the_site_stripped_is_mended(stored: str, shown: str) -> None:
    assert to_display_text(stored).text == shown
    assert to_display_text(stored).stored == stored


@pytest.mark.parametrize("words", PLAIN.split())
def test_plain_words_stay(words: str) -> None:
    shown = to_display_text(f"we use {words} and more")
    assert shown.text == f"we use {words} and more"
    assert not shown.pieces


def test_money_is_no_formula() -> None:
    text = "costs $5 and $6, or $7 a month and $8M to buy"
    assert to_display_text(text).text == text
    assert not any(piece.formula for piece in to_display_text(text).pieces)


@pytest.mark.parametrize(
    ("stored", "formula"),
    [
        ("for $x^2 + y$ and", "x^2 + y"),
        ("Met$^2$Net", "{}^2"),
        (r"so \(a \le b\) holds", r"a \le b"),
        (r"$$\sum_i x_i$$", r"\sum_i x_i"),
        (r"\[ e = 1 \]", "e = 1"),
        ("of G_{LM} here", r"{}_{\mathrm{LM}}"),
        ("of Phi^{max} here", r"{}^{\max }"),
        ("mathcal{C_Phi/m}", r"\mathcal{C_\Phi /m}"),
    ],
)
def test_formulas_are_found(stored: str, formula: str) -> None:
    assert formula in [piece.formula for piece in to_display_text(stored).pieces]


_tex = st.lists(
    st.sampled_from(
        ["x^2", "$a+b$", "mathcal{S}", "10^{-3}", "12times3", " ", "word", "\n\n", "é𝒮", r"\emph{",
         "}", "$", "_", "^", "{", "ell_2", "``", "--", r"\%", "3.5times"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(_tex, st.data())
def test_positions_go_both_ways(text: str, data: st.DataObject) -> None:
    shown = to_display_text(text)
    whole = shown.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = shown.to_shown(start, end)
    assert 0 <= first <= last <= len(whole)
    back = shown.to_stored(first, last)
    if first < last and all(piece.shown for piece in shown.pieces):
        assert back[0] <= start
        assert back[1] >= end
    untouched = all(end <= piece.start or start >= piece.end for piece in shown.pieces)
    if untouched and start < end:
        assert whole[first:last] == text[start:end]
        assert back == (start, end)

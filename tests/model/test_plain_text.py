"""Titles and snippets in lists: formulas in one line of Unicode."""

from __future__ import annotations

import pytest

from paperdesk.model.plain_text import plain, to_plain_text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Met$^2$Net", "Met²Net"),
        (r"$\tau^2$-Bench", "τ²-Bench"),
        (r"$\mathcal{O}(n^2)$ and $\mathbb{R}^d$", "𝒪(n²) and ℝᵈ"),
        (r"$x_{i+1}^{2} \leq \frac{1}{2}$", "xᵢ₊₁² ≤1/2"),
        (r"$O(\sqrt{T})$", "O(√T)"),
        (r"$\Phi_{\text{big}}$-net", "Φ_big-net"),
        (r"$\bf{D^3}$QE", "D³QE"),
        (r"$\max_{x} f(x)$, $\log n$", "maxₓ f(x), log n"),
        (r"$\mathrm{SO}(3)$ $a\in B$", "SO(3) a∈B"),
        (r"\textit{in vitro}", "in vitro"),
        ("1920times1080", "1920×1080"),
        ("costs $5 and $6", "costs $5 and $6"),
        (r"$\unknown x$", "unknown x"),
    ],
)
def test_formulas_become_one_line_of_unicode(stored: str, shown: str) -> None:
    assert plain(stored) == shown


def test_stretches_follow_the_plain_text() -> None:
    text = to_plain_text("Met$^2$Net of bees")
    assert text.text == "Met²Net of bees"
    assert text.to_shown(14, 18) == (11, 15)

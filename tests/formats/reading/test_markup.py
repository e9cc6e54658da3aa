"""Tags and entities in values become readable text; what only looks like them stays."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from paperdesk.formats.reading.markup import without_markup


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Kites &amp; sails in <i>Aves</i>", "Kites & sails in Aves"),
        ("CO<sub>2</sub> and 10<sup>-5</sup> of the 9<sup>th</sup>", "CO2 and 10⁻⁵ of the 9th"),
        ("<jats:title>Abstract</jats:title><jats:p>Kites.</jats:p>", "Abstract Kites."),
        ("<p>One</p><p class='x'>Two<br/>Three</p>", "One Two Three"),
        ("&lt;p&gt;Kites in <jats:p>Text</jats:p>", "Kites in Text"),
        ("&amp;lt;i&amp;gt;Aves&amp;lt;/i&amp;gt;", "Aves"),
        ("M&uuml;ller&#8217;s &#x201c;kite&#x201D;&nbsp;", "Müller’s “kite”"),
        ("<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>", "x2"),
        ("<math><mi>x</mi><annotation encoding='tex'>\\x</annotation></math>", "x"),
        ("at 5 &lt; 7", "at 5 < 7"),
        ("at 5 < 7 > 3", "at 5 < 7 > 3"),
        ("a<b and b>c", "a<b and b>c"),
        ("AT&T and R&D, &c", "AT&T and R&D, &c"),
        ("a List<T> of <unknown>", "a List<T> of <unknown>"),
        ("where $a<b>c$ holds", "where $a<b>c$ holds"),
        ("$5 <i>Aves</i> $6", "$5 Aves $6"),
        ("plain", "plain"),
        (None, ""),
    ],
)
def test_markup_becomes_text(value: object, text: str) -> None:
    assert without_markup(value) == text


@given(st.text(st.sampled_from("ab <=>17;.,")))
def test_comparisons_are_no_tags(text: str) -> None:
    """Except `<b>` and `<a>`, which are."""
    assume("<a" not in text and "<b" not in text)
    assert without_markup(text) == " ".join(text.split())


@pytest.mark.parametrize("piece", ["<", "&", "<i", "<a ", "&amp", "$a", "<sup>1"])
def test_long_nonsense_takes_no_time(piece: str) -> None:
    assert without_markup(piece * 20_000)

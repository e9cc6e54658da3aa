"""Formats that are recognised but not supported."""

from __future__ import annotations

import pytest

from paperdesk.errors import InputError
from paperdesk.formats import Source, format_named, recognise
from paperdesk.formats.refused import REFUSED

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXTS = {
    "MODS is not supported yet; export it as RIS or BibTeX instead.": (
        HEAD + '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods/></modsCollection>',
        "<mods:mods xmlns:mods='x'/>",
    ),
}


@pytest.mark.parametrize(
    ("sentence", "text"), [(why, text) for why, texts in TEXTS.items() for text in texts]
)
def test_it_is_refused_by_name(sentence: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        recognise(Source("refs.txt", data=text.encode()))
    assert str(caught.value) == f"refs.txt: {sentence}"


@pytest.mark.parametrize("refused", REFUSED, ids=lambda known: known.name)
def test_it_is_refused_when_requested(refused: object) -> None:
    recognised = recognise(Source("x", data=b"anything"), format=getattr(refused, "name", ""))
    assert recognised.format is format_named(getattr(refused, "name", ""))
    with pytest.raises(InputError, match=r"^x: .+; .+\.$"):
        list(recognised.format.read(recognised.source))


@pytest.mark.parametrize(
    "text",
    ["% Encoding: UTF-8\n@misc{a, title={Bees}}", "<xml/>", "<mod/>", ""],
)
def test_other_texts_are_not_refused(text: str) -> None:
    assert all(known.sniff(Source("x", data=text.encode())) is None for known in REFUSED)

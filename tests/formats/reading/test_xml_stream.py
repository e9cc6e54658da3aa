"""Reading XML records with their lines; limits on entities, depth and size."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperdesk.errors import InputError
from paperdesk.formats import Source
from paperdesk.formats.reading.values import clean_text
from paperdesk.formats.reading.xml_stream import elements, outline, text_at, texts_at
from tests.formats.format_reader import source

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "what only this computer knows"


def titles(text: str) -> list[str]:
    return [text_at(found.value, "title") for found in elements(source(text), {"item"})]


def test_records_have_line_numbers() -> None:
    text = (
        "\n\n<?xml version='1.0' encoding='latin-1'?>\n<list>\n<item>\n <title>Bees &amp; ö</title>"
        "\n</item><item><title>Kites</title></item>\n</list>"
    )
    found = list(elements(source(text), {"item"}))
    assert [(item.first, item.last) for item in found] == [(5, 7), (7, 7)]
    assert titles(text) == ["Bees & ö", "Kites"]


def test_prefixes_do_not_count() -> None:
    text = '<x:list><y:item z:id="5"><dc:title>Bees</dc:title></y:item></x:list>'
    assert titles(text) == ["Bees"]
    (item,) = elements(source(text), {"item"})
    assert item.value.get("id") == "5"


def test_a_record_within_a_record_is_part_of_it() -> None:
    text = "<l><item><title>a</title><item><title>b</title></item></item></l>"
    (item,) = elements(source(text), {"item"})
    assert texts_at(item.value, ".//title") == ["a", "b"]


def test_all_text_within_counts() -> None:
    text = (
        "<item><title> How <style>Bees<!-- x --></style>\n  <![CDATA[<Remember>]]> </title></item>"
    )
    assert titles(text) == ["How Bees <Remember>"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_written_xml_is_read_back(texts: list[str]) -> None:
    written = "".join(f"<item><title>{escape(text)}</title></item>" for text in texts)
    assert titles(f"<l>{written}</l>") == list(map(clean_text, texts))


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    lines = [
        f'<!DOCTYPE l [<!ENTITY x SYSTEM "{secret.as_uri()}">]><item><title>&x;</title></item>',
        '<!DOCTYPE l [<!ENTITY x "lol">]><item><title>&x;</title></item>',
        f'<!DOCTYPE l [<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;]><item/>',
    ]
    for text in lines:
        with pytest.raises(InputError, match=r"declares XML entities .* not supported"):
            titles(text)
        found = outline(source(text))
        assert found
        assert "not supported" in found.error


def test_a_document_type_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    kind = tmp_path / "kind.dtd"
    kind.write_text(f'<!ENTITY x "{SECRET}">')
    text = f'<!DOCTYPE l SYSTEM "{kind.as_uri()}"><l><item><title>a&x;b</title></item></l>'
    assert titles(text) == ["ab"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<l><item><title>a</title></item><item>", "1: the file is cut off there"),
        ("<l><item><title>a</title></item>\n<b></l>", "2: mismatched tag"),
        ("<l><item><title>a</title></item>\n<item>1 & 2</item></l>", "2: not well-formed"),
        ("<l><item><title>a</title></item><b>&nbsp;</b></l>", "1: undefined entity"),
    ],
)
def test_records_before_damage_are_read(text: str, why: str) -> None:
    found = elements(source(text), {"item"})
    assert text_at(next(found).value, "title") == "a"
    with pytest.raises(InputError, match=f"^dump: this XML is broken at line {why}"):
        list(found)


@pytest.mark.parametrize(
    ("before", "again", "why"),
    [
        ("<l>", "<item>", "nested too deeply at line 1"),
        ("<item>", "<b/>" * 100, "the record at line 1 is too long"),
        ("<item>", "x" * 10_000, "the record at line 1 is too long"),
        ('<item b="', "x" * 10_000, "the markup at line 1 is too long"),
        ("<item><!--", "x" * 10_000, "the markup at line 1 is too long"),
    ],
)
def test_depth_and_size_are_bounded(tmp_path: Path, before: str, again: str, why: str) -> None:
    path = tmp_path / "long.xml"
    path.write_text(before + again * 3_000)
    with pytest.raises(InputError, match=f"^long.xml: .*{why}"):
        list(elements(Source.from_file(path), {"item"}))


def test_records_without_end_are_let_go(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    path.write_text("<l>" + f"<item><title>{'x' * 1_000}</title></item>" * 30_000 + "</l>")
    assert sum(1 for _ in elements(Source.from_file(path), {"item"})) == 30_000


def test_comments_without_end_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "long.xml"
    path.write_text("<l>" + f"<!-- {'x' * 1_000} -->" * 20_000 + "<item/></l>")
    assert sum(1 for _ in elements(Source.from_file(path), {"item"})) == 1


def test_control_characters_are_replaced() -> None:
    assert titles("<item><title>a\x00b\x1fc</title></item>") == ["ab c"]


def test_an_outline_lists_element_names() -> None:
    found = outline(source("<a:feed><entry/><b><c/>"))
    assert found
    assert (found.root, found.names) == ("feed", {"feed", "entry", "b", "c"})
    assert outline(source("no XML")) is None
    assert outline(source("")) is None


@given(st.text(st.sampled_from("<>/item!-&;\"'= ab[]?"), max_size=60))
def test_no_text_crashes_it(text: str) -> None:
    outline(source(text))
    with contextlib.suppress(InputError):
        list(elements(source("<l>" + text), {"item"}))

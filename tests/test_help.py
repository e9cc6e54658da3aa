"""The pages of help: they are found, their links lead somewhere, and what they say is so."""

from __future__ import annotations

import re
import shlex

import pytest

from paperdesk import cli
from paperdesk import help as help_pages
from paperdesk.cli.queries import shielded, unshielded, verb_of
from paperdesk.model.query import Query

TEXTS = {page.name: page.text for page in help_pages.pages()}
WHOLE = "\n".join(TEXTS.values())
QUERIES = {
    *re.findall(r"\[`([^`]+)`\]\(search:\)", WHOLE),
    *re.findall(r"`(-?\w+:[^` ]+)`", WHOLE),
}
COMMANDS = re.findall(r"^    (paperdesk .*)$", WHOLE, re.MULTILINE)


def test_every_page_has_a_title_and_few_lines() -> None:
    for page in help_pages.pages():
        assert page.text.startswith(f"# {page.title}\n")
        assert page.title
        assert page.name == "keyboard" or len(page.text.splitlines()) <= 70


def test_links_lead_to_pages() -> None:
    targets = {
        target for text in TEXTS.values() for target in re.findall(r"\]\(help:(\w+)\)", text)
    }
    assert targets
    assert targets <= set(help_pages.NAMES)


@pytest.mark.parametrize("query", sorted(QUERIES))
def test_examples_are_understood(query: str) -> None:
    assert Query.parse(query).plain == ()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str) -> None:
    words = shlex.split(command.removesuffix(" --help"))[1:]
    if words[:1] == ["--library"]:
        return
    whole, verbs = cli._parsers(verb_of(words))
    unshielded(whole.parse_args(shielded(words, verbs)))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("searching", "searching"),
        ("search", "searching"),
        ("Your", "data"),
        ("what the", "numbers"),
    ],
)
def test_a_page_is_found_by_the_beginning_of_its_name_or_title(word: str, name: str) -> None:
    page = help_pages.named(word)
    assert page is not None
    assert page.name == name


def test_pages_are_found_by_words_titles_first() -> None:
    assert help_pages.search("formats")[0].name == "formats"
    assert "data" in [page.name for page in help_pages.search("backup privacy")]
    assert help_pages.search("xyzzy") == []


def test_examples_link_to_their_queries() -> None:
    assert help_pages.with_links('[`a "b"`](search:)') == '[a "b"](search:a%20%22b%22)'


def test_the_terminal_gets_no_signs_of_markdown() -> None:
    text = "# Title\n\n**Bold** [`year:2024`](search:), [Numbers](help:numbers)\n"
    plain = "Title\n\nBold `year:2024`, Numbers (paperdesk help numbers)\n"
    assert help_pages.as_plain_text(text) == plain

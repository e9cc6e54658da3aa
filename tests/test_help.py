"""The pages of help: they are found, their links lead somewhere, and what they say is so."""

from __future__ import annotations

import re
import shlex

import pytest

from paperdesk import cli
from paperdesk import help as help_pages
from paperdesk.cli.queries import shielded, unshielded, verb_of
from paperdesk.model.query import Query
from paperdesk.translation import LANGUAGES
from tests.test_translation import in_language

PAGES = {language: help_pages.pages(language) for language in LANGUAGES}
WHOLE = "\n".join(page.text for pages in PAGES.values() for page in pages)
_EXAMPLE = re.compile(r"\[`([^`]+)`\]\(search:\)")
_LINK = re.compile(r"\]\(help:(\w+)\)")
_COMMAND = re.compile(r"^    (paperdesk .*)$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_ITEM = re.compile(r"^- ", re.MULTILINE)
QUERIES = {*_EXAMPLE.findall(WHOLE), *re.findall(r"`(-?\w+:[^` ]+)`", WHOLE)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_few_lines(language: str) -> None:
    for page in PAGES[language]:
        assert page.text.startswith(f"# {page.title}\n")
        assert page.title
        assert page.name == "keyboard" or len(page.text.splitlines()) <= 70


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_page_is_translated_whole(language: str) -> None:
    for english, page in zip(PAGES["en"], PAGES[language], strict=True):
        assert page.text.partition("<!--")[0] != english.text.partition("<!--")[0], page.name
        for parts in (_EXAMPLE, _LINK, _COMMAND):
            assert parts.findall(page.text) == parts.findall(english.text), page.name
        assert set(_CODE.findall(page.text)) >= set(_CODE.findall(english.text)), page.name
        assert len(_ITEM.findall(page.text)) == len(_ITEM.findall(english.text)), page.name
        assert page.text.count("\n\n") == english.text.count("\n\n"), page.name


def test_links_lead_to_pages() -> None:
    targets = set(_LINK.findall(WHOLE))
    assert targets
    assert targets <= set(help_pages.NAMES)


@pytest.mark.parametrize("query", sorted(QUERIES))
def test_examples_are_understood(query: str) -> None:
    assert Query.parse(query).plain == ()


@pytest.mark.parametrize("command", sorted(set(_COMMAND.findall(WHOLE))))
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


@pytest.mark.parametrize(("locale", "title"), [("de_CH", "Tastatur"), ("zh_CN", "键盘")])
def test_help_is_in_the_users_language_and_lists_keys(locale: str, title: str) -> None:
    code = "from paperdesk import help as pages; print(pages.named('keyboard').text)"
    text = in_language({"LANG": f"{locale}.UTF-8"}, code)
    assert text.startswith(f"# {title}\n")
    assert "\n- **F1** " in text


def test_pages_are_found_by_words_titles_first() -> None:
    assert help_pages.search("formats")[0].name == "formats"
    assert "data" in [page.name for page in help_pages.search("backup privacy")]
    assert help_pages.search("xyzzy") == []


def test_examples_link_to_their_queries() -> None:
    assert help_pages.with_links('[`a "b"`](search:)') == '[a "b"](search:a%20%22b%22)'


def test_a_backslash_among_the_keys_hides_no_star() -> None:
    assert help_pages.with_links("- **Ctrl+\\** Hide") == "- **Ctrl+\\\\** Hide"


def test_the_terminal_gets_no_signs_of_markdown() -> None:
    text = "# Title\n\n**Bold** [`year:2024`](search:), [Numbers](help:numbers)\n"
    plain = "Title\n\nBold `year:2024`, Numbers (paperdesk help numbers)\n"
    assert help_pages.as_plain_text(text) == plain

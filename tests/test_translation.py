"""The language is the system's, and its catalogs are those of the source."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from paperdesk import translation
from paperdesk.translation import StoredMessage, from_stored, to_stored

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CATALOGS = sorted((ROOT / "resources" / "languages").rglob("*.po"))
LOCALE = {"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}


def in_language(locale: dict[str, str], code: str) -> str:
    """What Python prints, run with this locale."""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"from paperdesk.translation import *; {code}"],
        capture_output=True, encoding="utf-8", check=True, cwd=ROOT, env=environment(locale),
    )  # fmt: skip
    return run.stdout.rstrip("\n")


def environment(locale: dict[str, str]) -> dict[str, str]:
    return os.environ | LOCALE | locale


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "zh_SG.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "zh_Hans"}, "zh_CN"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "ar_XB"}, "ar_XB"),
    ],
)
def test_the_language_is_that_of_the_system(locale: dict[str, str], language: str) -> None:
    wanted = translation.wanted(LOCALE | locale)
    assert translation.first_known(wanted) == language


def test_made_up_languages_change_words_but_not_what_is_filled_in() -> None:
    code = 'print(tr("Show <b>{name}</b>", name="Ada"), tr_n("{n} paper", "{n} papers", 1024))'
    accented = in_language({"LANG": "en_XA"}, code)
    assert "<b>Ada</b>" in accented
    assert "1,024 pàpérs" in accented
    turned = in_language({"LANG": "ar_XB"}, code)
    assert "<b>Ada</b>" in turned
    assert not {*"ShowPpers"} & {*turned.replace("Ada", "").replace("b>", "")}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_translations_fill_in_what_their_messages_do(path: Path) -> None:
    with path.open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        ids, strings = message.id, message.string
        forms = [strings] if isinstance(strings, str) else strings
        for number, text in enumerate(forms):
            expected = names(ids if isinstance(ids, str) else ids[-1])
            if number == 0 and len(forms) > 1:
                expected -= {"n"} - names(text)  # as in `one day`
            assert not message.id or not text or names(text) == expected, text


def test_the_catalogs_are_complete_and_those_of_the_source() -> None:
    """If it fails, run `python resources/languages/update.py` and translate what is missing."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "resources" / "languages" / "update.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_message_is_within_another() -> None:
    """Where calls are nested, the outer message is not found."""
    functions = {"tr", "tr_n", "tr_in", "StoredMessage", "StoredPlural"}

    def messages(tree: ast.AST) -> Iterator[ast.Call]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in functions:
                yield node

    nested = [
        f"{path.name}:{outer.lineno}"
        for path in (ROOT / "paperdesk").rglob("*.py")
        for outer in messages(ast.parse(path.read_text("utf-8")))
        for inner in messages(outer)
        if inner is not outer
    ]
    assert nested == []


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


STORED = [
    "this has no title",
    '["line {n} of {name}", {"n": 3, "name": "a {b}"}]',
    '["{n} line: {why}", "{n} lines: {why}", 1200, {"why": ["line {n}", {"n": 3}]}]',
]


def test_a_stored_message_is_worded_where_it_is_read() -> None:
    for text, english in zip(
        STORED,
        ["this has no title", "line 3 of a {b}", "1,200 lines: line 3"],
        strict=True,
    ):
        message = from_stored(text)
        assert isinstance(message, StoredMessage)
        assert (message, message.english, to_stored(message)) == (english, english, text)
        assert to_stored(deepcopy(message)) == text
    code = f"m = [from_stored(text) for text in {STORED}]; print(*m); print(m[2].english)"
    accented, english = in_language({"LANG": "en_XA"}, code).splitlines()
    assert "lîñé 3 öf" in accented
    assert "1,200 lîñés: lîñé 3" in accented
    assert english == "1,200 lines: line 3"


@pytest.mark.parametrize(
    "text",
    [
        '["{n.__class__}", {"n": 1}]', '["{n:>9}", {"n": 1}]', '["{n!r}", {"n": 1}]', '["{m}", {}]',
        '["{0}", {"0": 1}]', '["{", {"n": 1}]', '["", {}]', '["a", "b", "c", {}]', '["a", ["b"]]',
        "[1]", "[]", "[" * 100_000, "[1] is missing",
    ],
)  # fmt: skip
def test_a_text_that_is_no_stored_message_stays(text: str) -> None:
    assert from_stored(text) == text
    assert to_stored(from_stored(text)) == text

"""Plug-in formats: listed without import, and broken ones are skipped."""

from __future__ import annotations

import io
import logging
import sys
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import (
    Source,
    format_for_name,
    format_named,
    plugins,
    readable_formats,
    recognise,
    writable_formats,
)
from paperdesk.model.paper import Paper
from tests.formats.plugin_package import forget, install
from tests.formats.reference_papers import stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with one working format and several broken entry points."""
    install(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    forget()
    yield
    forget()
    for name in ("hive_format", "hive_broken"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("_installed")
def test_formats_are_listed_without_being_imported() -> None:
    assert plugins.names() == ("broken", "hive", "missing", "other", "text")
    with pytest.raises(UsageError, match=r"choose from: .*broken, hive, missing, other, text"):
        format_named("klingon")
    assert "hive_format" not in sys.modules


@pytest.mark.usefixtures("_installed")
def test_a_format_of_another_package_is_recognised_and_named() -> None:
    recognised = recognise(Source("x", data=b"HIVE\nHow Bees Remember\nKites"))
    assert recognised.format.name == "hive"
    assert recognised.reason == "it begins with HIVE"
    found = list(recognised.format.read(recognised.source))
    assert found == [Paper("How Bees Remember"), Paper("Kites")]
    assert format_named("hive") is plugins.load("hive")


@pytest.mark.usefixtures("_installed")
def test_unusable_plugins_are_logged_and_skipped(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "paperdesk.formats.plugins"):
        assert [found.name for found in plugins.formats()] == ["hive"]
    messages = [record.getMessage() for record in caplog.records]
    assert messages == [
        "cannot load format broken from hive_broken:HIVE",
        "cannot load format missing from hive_nowhere:HIVE",
        "hive_format:OTHER is not a format named other",
        "hive_format:TEXT is not a format named text",
    ]
    assert plugins.load("broken") is None
    with pytest.raises(UsageError):
        format_named("broken")


@pytest.mark.usefixtures("_installed")
def test_an_error_in_a_plugin_becomes_an_input_error() -> None:
    recognised = recognise(Source("x", data=b'SNIFF\n{"title": "Bees"}'))
    assert recognised.format.name == "jsonl"
    hive = format_named("hive")
    found = hive.read(Source("x", data=b"HIVE\nBees\nbug", encoding="utf-8"))
    assert next(found) == Paper("Bees")
    with pytest.raises(InputError, match=r"^x: the format hive failed: division by zero\.$"):
        next(found)


@pytest.mark.usefixtures("_installed")
def test_what_can_be_read_and_written_includes_plug_ins() -> None:
    readable, writable = readable_formats(), writable_formats()
    assert [known.name for known in readable][-3:] == ["markdown", "typed", "hive"]
    assert "mods" not in {known.name for known in readable}
    assert [known.name for known in writable] == [
        "bibtex", "biblatex", "ris", "csl-json", "csv", "jsonl", "markdown",
        "epub", "html", "atom", "json-feed", "hive",
    ]  # fmt: skip
    names = {
        "a.BIB": "bibtex", "a.json": "csl-json", "a.feed.json": "json-feed", "a.jsonl": "jsonl",
        "a.epub": "epub", "a.hive": "hive",
    }  # fmt: skip
    assert {name: getattr(format_for_name(name), "name", "") for name in names} == names
    assert format_for_name("a.xml") is None


@pytest.mark.usefixtures("_installed")
def test_a_bug_of_a_writer_is_no_traceback() -> None:
    hive = format_named("hive")
    assert hive.write is not None
    written = io.StringIO()
    hive.write([stored(Paper("Bees"))], written)
    assert written.getvalue() == "HIVE\nBees\n"
    with pytest.raises(UsageError, match=r"^the format hive failed: division by zero\.$"):
        hive.write([stored(Paper("bug"))], written)


def test_without_other_packages_there_are_none() -> None:
    forget()
    assert plugins.load("hive") is None

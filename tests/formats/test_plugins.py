"""Plug-in formats: listed without import, and broken ones are skipped."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

import pytest

from paperdesk.errors import InputError, UsageError
from paperdesk.formats import Source, format_named, plugins, recognise
from paperdesk.model.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODULE = """
from paperdesk.formats.format import Format, Match
from paperdesk.model.paper import Paper

def sniff(source):
    if source.head(5) == b"SNIFF":
        raise KeyError("a bug")
    return Match(0.99, "it begins with HIVE") if source.head(4) == b"HIVE" else None

def read(source):
    for line in list(source.lines())[1:]:
        yield Paper(line if line != "bug" else 5 / 0)

HIVE = Format("hive", "hive list", (".hive",), sniff, read)
OTHER = Format("not-its-name", "x", (), sniff, read)
TEXT = "no format"
"""
BROKEN = "raise RuntimeError('broken on import')"


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package with one working format and several broken entry points."""
    (tmp_path / "hive_format.py").write_text(MODULE)
    (tmp_path / "hive_broken.py").write_text(BROKEN)
    info = tmp_path / "hive-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hive\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[paperdesk.formats]\nhive = hive_format:HIVE\nbroken = hive_broken:HIVE\n"
        "missing = hive_nowhere:HIVE\nother = hive_format:OTHER\ntext = hive_format:TEXT\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    forget()
    yield
    forget()
    for name in ("hive_format", "hive_broken"):
        sys.modules.pop(name, None)


def forget() -> None:
    plugins.names.cache_clear()
    plugins.load.cache_clear()


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


def test_without_other_packages_there_are_none() -> None:
    forget()
    assert plugins.load("hive") is None

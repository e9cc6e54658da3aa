"""CHANGELOG has the form of Keep a Changelog, and one version number is said everywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from paperdesk import __version__

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
VERSION = re.compile(r"\[Unreleased\]|\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d")


def test_each_line_stands_under_a_version_and_a_kind() -> None:
    first, *versions = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)
    assert first.startswith("# Changelog\n")
    assert "\n- " not in first
    for version in versions:
        title, _, text = version.partition("\n")
        assert VERSION.fullmatch(title), title
        before, *groups = re.split(r"^### ", text, flags=re.MULTILINE)
        assert before.strip() == "", "lines stand under a kind of change"
        kinds = [group.partition("\n")[0] for group in groups]
        assert kinds == [kind for kind in KINDS if kind in kinds], "each kind once, in this order"
        for group in groups:
            lines = group.partition("\n")[2].strip().splitlines()
            assert lines
            assert [line for line in lines if not line.startswith(("- ", "  "))] == []


def test_the_newest_version_is_that_of_the_program() -> None:
    titles = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    released = [match[1] for title in titles if (match := VERSION.fullmatch(title)) and match[1]]
    assert titles[0] == "[Unreleased]" or released[0] == __version__


def test_the_version_is_written_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    assert "version" not in project
    quoted = f'"{__version__}"'
    found = [
        path.name
        for folder in ("paperdesk", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".spec", ".xml") and quoted in path.read_text("utf-8")
    ]
    assert found == ["__init__.py"]

"""A package with a plug-in format that works, and entry points that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperdesk.formats import plugins

if TYPE_CHECKING:
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

def write(papers, file):
    file.write("HIVE\\n")
    for stored in papers:
        file.write(f"{stored.paper.title}\\n" if stored.paper.title != "bug" else 5 / 0)

HIVE = Format("hive", "hive list", (".hive",), sniff, read, write)
OTHER = Format("not-its-name", "x", (), sniff, read)
TEXT = "no format"
"""
BROKEN = "raise RuntimeError('broken on import')"


def install(folder: Path) -> None:
    """Write the package into a folder that is on the path, or will be."""
    (folder / "hive_format.py").write_text(MODULE)
    (folder / "hive_broken.py").write_text(BROKEN)
    info = folder / "hive-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: hive\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[paperdesk.formats]\nhive = hive_format:HIVE\nbroken = hive_broken:HIVE\n"
        "missing = hive_nowhere:HIVE\nother = hive_format:OTHER\ntext = hive_format:TEXT\n"
    )


def forget() -> None:
    """Look for plug-ins again."""
    plugins.names.cache_clear()
    plugins.load.cache_clear()

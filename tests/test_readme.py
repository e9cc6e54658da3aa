"""README's examples and pictures: what it shows exists and works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_format_of_the_example_imports_papers(tmp_path: Path) -> None:
    (module,), (entry_point,) = blocks("python"), blocks("toml")
    (tmp_path / "my_package").mkdir()
    (tmp_path / "my_package" / "my_module.py").write_text(module)
    info = tmp_path / "lines-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lines\nVersion: 1.0\n")
    name, target = re.search(r"^(\w+) = \"(.+)\"$", entry_point, re.MULTILINE).groups()  # type: ignore[union-attr]
    (info / "entry_points.txt").write_text(f"[paperdesk.formats]\n{name} = {target}\n")
    dump = tmp_path / "spring.lines"
    dump.write_text("How Bees Remember; Ada Lovelace, Mary Anning; 2017\nno year here\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "from paperdesk.__main__ import main; main()"
    )
    library = ["--library", str(tmp_path / "library")]
    command = [sys.executable, "-c", code, *library]
    imported = subprocess.run(
        [*command, "import", "--json", str(dump)], capture_output=True, text=True, cwd=ROOT
    )
    assert '"format": "lines"' in imported.stdout, imported.stderr
    assert "not 'title; authors; year'" in imported.stdout
    found = subprocess.run(
        [*command, "search", "bees"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "How Bees Remember" in found.stdout


def test_files_that_are_named_exist() -> None:
    pictures = re.findall(r"\]\((resources/[^)]+)\)", README)
    places = re.findall(r"`((?:formats|store|model|desktop)/[\w/]+\.py)`", README)
    assert len(pictures) == 4
    assert places
    missing = [each for each in pictures if not (ROOT / each).exists()]
    missing += [each for each in places if not (ROOT / "paperdesk" / each).exists()]
    assert missing == []

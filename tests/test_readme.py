"""README's examples and pictures: what it shows exists and works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.cli.cli_runner import paperdesk

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


def indented(heading: str) -> str:
    """The first block of commands below a heading."""
    section = re.split(rf"^#+ {heading}$", README, flags=re.MULTILINE)[1]
    found = re.search(r"(?:^    .+\n)+", section, re.MULTILINE)
    assert found
    return found[0]


def test_each_command_of_the_command_line_works(tmp_path: Path) -> None:
    """In README's order, on one library; placeholders stand for files made here."""
    library = tmp_path / "library"
    dumps = []
    for number in (1, 2):
        dump = tmp_path / f"{number}.bib"
        dump.write_text(f"@article{{a, title={{Robots Dig at Dawn, Part {number}}}, year=2024}}")
        dumps.append(str(dump))
    values = {
        "FILE...": [str(ROOT / "resources" / "sample.txt"), *dumps],
        "DIR": [str(tmp_path / "notes")],
    }
    commands = re.split(r"\s+(?=paperdesk )", indented("Command line").strip())
    assert len(commands) > 20
    for command in commands:
        if "BACKUP" in command:
            newest = paperdesk(library, "backups", "--json").json[0]
            values["BACKUP"] = [newest["path"], "--yes"]
        _, *words = shlex.split(command)
        arguments = [each for word in words for each in values.get(word, [word])]
        if "-o" in arguments:
            file = arguments.index("-o") + 1
            arguments[file] = str(tmp_path / arguments[file])
        done = paperdesk(library, *arguments)
        assert (command, done.code) == (command, 0), done.err
        assert done.out or arguments[0] != "search"
    assert {path.suffix for path in tmp_path.iterdir()} >= {".html", ".epub"}

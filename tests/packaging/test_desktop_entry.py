"""Paperdesk in the menu of a desktop: the files are valid, and come and go without a trace."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from paperdesk.cli import desktop_entry, main
from paperdesk.formats import FORMATS
from paperdesk.translation import LANGUAGES
from tests.packaging.environments import clean_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "resources" / "desktop"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TRANSLATED = ("summary", "developer_name", "p", "li", f"{_MIME}comment")

needs_linux = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="only Linux and BSD have desktop entries"
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, with a file of another program."""
    folder = tmp_path / "data home"
    (folder / "applications").mkdir(parents=True)
    (folder / "applications" / "other.desktop").write_text("[Desktop Entry]\n")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setattr(desktop_entry, "_UPDATES", ())  # their caches are not ours
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def entry(text: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return dict(parser["Desktop Entry"])


def validate(program: str, *arguments: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    assert (done.returncode, re.findall(r"error|warning", done.stdout)) == (0, []), done.stdout


def test_the_desktop_file_is_valid() -> None:
    validate("desktop-file-validate", str(DESKTOP / "paperdesk.desktop"))


def test_the_metainfo_is_valid() -> None:
    validate("appstreamcli", "validate", "--no-net", *map(str, DESKTOP.glob("*.metainfo.xml")))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_is_translated(language: str) -> None:
    texts = entry((DESKTOP / "paperdesk.desktop").read_text("utf-8"))
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert texts[f"{key}[{language}]"], key
    for file in DESKTOP.glob("*.xml"):
        tags = Counter[tuple[str, str]]()
        for element in ElementTree.parse(file).iter():
            if element.get(_LANGUAGE):
                tags[element.tag, element.get(_LANGUAGE, "").replace("-", "_")] += 1
            elif element.tag in _TRANSLATED and element.text != "JSON Lines":
                tags[element.tag, "en"] += 1
        for tag, of in tuple(tags):
            assert tags[tag, language] == tags[tag, of] > 0, (file.name, tag)


@needs_linux
def test_installing_twice_and_removing_leaves_what_was_there(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(data)
    assert main(["desktop-entry", "--install"]) == 0
    installed = files(data)
    assert set(installed) - set(before) == {
        "applications/paperdesk.desktop",
        "icons/hicolor/scalable/apps/paperdesk.svg",
        "metainfo/io.github.paperdesk.paperdesk.metainfo.xml",
        "mime/packages/paperdesk-mime.xml",
    }
    assert capsys.readouterr().out.count("Written: ") == 4
    assert main(["desktop-entry", "--install"]) == 0
    assert capsys.readouterr().out == "Nothing to do: it is installed.\n"
    assert files(data) == installed
    assert main(["desktop-entry", "--remove", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["changed"]) == 4
    assert files(data) == before
    assert main(["desktop-entry", "--remove"]) == 0
    assert capsys.readouterr().out == "Nothing to remove.\n"


@needs_linux
def test_a_changed_file_is_brought_up_to_date(data: Path) -> None:
    main(["desktop-entry", "--install"])
    installed = files(data)
    (data / "applications" / "paperdesk.desktop").write_text("[Desktop Entry]\nName=Old\n")
    main(["desktop-entry", "--install"])
    assert files(data) == installed


@needs_linux
def test_icons_that_a_bundle_brought_are_removed_too(data: Path) -> None:
    main(["desktop-entry", "--install"])
    apps = data / "icons" / "hicolor" / "48x48" / "apps"
    apps.mkdir(parents=True)
    (apps / "paperdesk.png").write_bytes(b"drawn")
    (apps / "other.png").write_bytes(b"another program's")
    main(["desktop-entry", "--remove"])
    assert {path.name for path in apps.iterdir()} == {"other.png"}


@needs_linux
def test_the_installed_entry_is_valid_and_starts_this_paperdesk(data: Path) -> None:
    main(["desktop-entry", "--install"])
    path = data / "applications" / "paperdesk.desktop"
    validate("desktop-file-validate", str(path))
    *command, placeholder = shlex.split(entry(path.read_text("utf-8"))["Exec"])
    assert placeholder == "%F"
    environment = {**clean_environment(), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, env=environment)
    assert done.stdout.startswith("Paperdesk "), done.stderr


@needs_linux
@pytest.mark.parametrize(
    "path",
    ["/opt/paperdesk", "/home/ada/My Programs/paperdesk", '/a "b"/$c`d\\e/100 %F', "/ü/書/p"],
)
def test_any_path_is_quoted_as_the_specification_says(
    data: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", path)
    main(["desktop-entry", "--install"])
    file = data / "applications" / "paperdesk.desktop"
    assert arguments(entry(file.read_text("utf-8"))["Exec"]) == [path, "%F"]
    monkeypatch.setattr(sys, "executable", "/two\nlines")
    assert main(["desktop-entry", "--install"]) == 2


def arguments(value: str) -> Sequence[str]:
    """What a desktop reads from Exec: strings are unescaped first, then arguments unquoted."""
    value = re.sub(r"\\(.)", r"\1", value)
    found = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', value)
    quoted = [re.sub(r"\\(.)", r"\1", inside) or bare for inside, bare in found]
    return [quoted[0].replace("%%", "%"), *quoted[1:]]


@needs_linux
@pytest.mark.parametrize("where", ["", "relative/data"])
def test_without_a_data_folder_the_usual_one_is_taken(
    data: Path, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", where)
    monkeypatch.setenv("HOME", str(tmp_path))
    main(["desktop-entry", "--install"])
    assert (tmp_path / ".local/share/applications/paperdesk.desktop").exists()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_told(
    data: Path, system: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(data)
    monkeypatch.setattr(sys, "platform", system)
    assert main(["desktop-entry", "--install"]) == 2
    assert capsys.readouterr().err == (
        "paperdesk: desktop-entry: only desktops of Linux and BSD have these files.\n"
    )
    assert files(data) == before


def test_each_type_of_a_file_that_is_read_is_in_the_entry() -> None:
    """Either the system knows the type of a suffix, or ours do."""
    types = set(entry((DESKTOP / "paperdesk.desktop").read_text("utf-8"))["MimeType"].split(";"))
    declared = ElementTree.parse(DESKTOP / "paperdesk-mime.xml").iter(f"{_MIME}mime-type")
    ours = {
        glob.attrib["pattern"].removeprefix("*"): kind.attrib["type"]
        for kind in declared
        for glob in kind.iter(f"{_MIME}glob")
    }
    known = {
        ".bib": "text/x-bibtex", ".csv": "text/csv", ".tsv": "text/tab-separated-values",
        ".json": "application/json", ".md": "text/markdown", ".markdown": "text/markdown",
        ".html": "text/html", ".htm": "text/html", ".xml": "application/xml", ".txt": "text/plain",
        ".atom": "application/atom+xml", ".rss": "application/rss+xml", **ours,
    }  # fmt: skip
    suffixes = {f".{suffix.rsplit('.', 1)[-1]}" for read in FORMATS for suffix in read.suffixes}
    assert suffixes - set(known) == set()
    assert {known[suffix] for suffix in suffixes} - types == set()
    assert set(ours.values()) <= types

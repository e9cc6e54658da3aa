"""Words, bytes and streams that a user did not mean, and texts that a terminal would obey."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperdesk.cli.streams import VisibleStream, one_line
from paperdesk.library import Library
from paperdesk.model.edits import SetField, SetNote
from tests.cli.cli_runner import paperdesk
from tests.cli.pages import FIRST
from tests.prepared_libraries import import_pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.prepared_libraries import PreparedLibraries

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
HOSTILE = "\x1b]0;owned\x07\x9b31m\x00\x7f\u202egpj.exe"


@pytest.fixture
def library(tmp_path: Path, prepared_libraries: PreparedLibraries) -> Path:
    prepared_libraries.copy(tmp_path / "library", import_pages, ("first.txt", FIRST))
    return tmp_path / "library"


def in_one_line(library: Path, *arguments: str, code: int = 2) -> str:
    run = paperdesk(library, *arguments)
    assert run.code == code, run
    assert run.out == ""
    assert run.err.startswith("paperdesk: ")
    assert run.err.count("\n") == 1
    assert not CONTROL.search(run.err.rstrip("\n"))
    return run.err


@pytest.mark.parametrize("word", ["²", "١٢", "１", "-1", "1,2", "Ⅻ", "1\u200b", "+1", "1.0", "1_0"])
def test_no_query_is_made_of_a_number(library: Path, word: str) -> None:
    assert word in in_one_line(library, "mark", word, "--star").replace("\\u200b", "\u200b")
    assert paperdesk(library, "search", "--json", "is:starred").json == []


@pytest.mark.parametrize("word", ["²", "١", "-5", "1_0", "9" * 19, "9" * 25, "9" * 5000])
@pytest.mark.parametrize(
    "verb",
    [
        ["show"],
        ["mark", "--star"],
        ["merge", "1"],
        ["edit", "--title", "x"],
        ["receipt"],
        ["undo-import"],
        ["import", "--again"],
        ["export", "--format", "csv", "--papers"],
    ],
    ids=lambda verb: verb[0],
)
def test_what_is_no_id_is_one_line(library: Path, verb: list[str], word: str) -> None:
    in_one_line(library, *verb, word)


@pytest.mark.parametrize("word", ["-5", "x", "٣"])
def test_a_limit_is_a_count(library: Path, word: str) -> None:
    assert f"'{word}' is no whole number" in in_one_line(library, "search", "--limit", word)


@pytest.mark.parametrize("verb", ["mark", "search", "export"])
def test_a_folder_may_be_named_like_a_verb(tmp_path: Path, library: Path, verb: str) -> None:
    library.rename(tmp_path / verb)
    run = subprocess.run(
        [sys.executable, "-m", "paperdesk", "--library", verb, "import", "-", "--name", "-x- y"],
        cwd=tmp_path,
        input=FIRST.encode(),
        check=True,
        capture_output=True,
    )
    assert run.stdout.startswith(b"-x- y: ")


def test_values_are_stored_as_typed(library: Path) -> None:
    note, tag = "- first\n-- point", "-later"
    assert paperdesk(library, "mark", "1", "--note", note, "--tag", tag, "--untag", "-x").code == 0
    assert paperdesk(library, "edit", "1", "--title", "-Minus-").code == 0
    shown = paperdesk(library, "show", "1", "--json").json
    assert (shown["note"], shown["tags"], shown["title"]) == (note, [tag], "-Minus-")
    assert len(paperdesk(library, "search", "--json", f'tag:"{tag}"').json) == 1


@pytest.mark.skipif(os.name == "nt", reason="arguments are Unicode on Windows")
@pytest.mark.parametrize(
    "arguments",
    [
        ["mark", "1", "--note"],
        ["mark", "1", "--tag"],
        ["import", "-", "--name"],
        ["search"],
        ["add"],
        ["edit", "1", "--title"],
    ],
)
def test_bytes_that_are_no_text_are_refused(library: Path, arguments: list[str]) -> None:
    in_one_line(library, *arguments, "caf\udce9")


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_no_text_of_the_library_commands_the_terminal(
    library: Path, tmp_path: Path, json: list[str]
) -> None:
    opened = Library(library)
    opened.apply(SetNote(1, f"{HOSTILE}\nnext\r\nlast"))
    opened.apply(SetField(1, "title", f"Title {HOSTILE}\nof lines"))
    opened.close()
    name = "a\x1b[2J\nb.txt"
    (tmp_path / name).write_text(FIRST + "\n", "utf-8")
    for arguments in (
        ["import", "--dry-run", str(tmp_path / name)],
        ["import", str(tmp_path / name)],
        ["import", str(tmp_path / f"not {name}")],
        ["imports"],
        ["show", "1"],
        ["search"],
        ["duplicates"],
        ["export", "--format", "csv", "-o", str(tmp_path / f"{name}.csv")],
        ["undo-import", "2"],
    ):
        run = paperdesk(library, *arguments, *json)
        for text in (run.out, run.err):
            assert not CONTROL.search(text.replace("\n", "").replace("\r\n", "")), arguments
        if json and run.code == 0:
            run.json  # noqa: B018 - it can be parsed
        elif arguments[0] in ("imports", "search"):
            assert run.out.count("\n") == 2, run.out


def test_json_says_the_text_itself(library: Path) -> None:
    paperdesk(library, "edit", "1", "--title", "A\x9b\x7f\u202e\x1b title")
    paperdesk(library, "mark", "1", "--note", "A\x9b\x7f\u202e\x1b\r\nnote")
    assert paperdesk(library, "show", "1", "--json").json["note"] == "A\x9b\x7f\u202e\x1b\r\nnote"


@given(st.text(st.characters(), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_control_character_is_written(text: str) -> None:
    import io

    plain = io.StringIO()
    stream = VisibleStream(plain)
    assert stream.write(text) == len(plain.getvalue())
    assert not CONTROL.search(plain.getvalue().replace("\r\n", "").replace("\n", ""))
    if not CONTROL.search(text):
        assert plain.getvalue() == text
    assert len(one_line(text).splitlines()) <= 1 or "\x0b" in text or CONTROL.search(text)
    encoded = io.StringIO()
    VisibleStream(encoded).write(json.dumps(text, ensure_ascii=False))
    assert json.loads(encoded.getvalue()) == text


def shell(library: Path, command: str) -> subprocess.CompletedProcess[str]:
    run = f'"$0" -m paperdesk --library "$1" {command}'
    return subprocess.run(
        ["sh", "-c", run, sys.executable, str(library)], capture_output=True, text=True, check=False
    )


posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")


@posix
@pytest.mark.parametrize(
    "command",
    ["search", "search --json", "show 1", "imports", "export --format csv", "receipt 1"],
)
def test_an_output_that_cannot_be_written_is_one_line(library: Path, command: str) -> None:
    to = [">&-"]
    if os.path.exists("/dev/full"):  # noqa: PTH110
        to.append("> /dev/full")
    for each in to:
        run = shell(library, f"{command} {each}")
        assert run.returncode == 1, (each, run)
        assert run.stderr.startswith("paperdesk: standard output")
        assert run.stderr.count("\n") == 1
    assert shell(library, f"{command} | true").stderr == ""


@posix
def test_closed_streams_harm_nothing(library: Path) -> None:
    assert shell(library, "show 1 2>&-").stdout.startswith("Folding Laundry")
    assert shell(library, "show 99 2>&- <&-").stdout == ""
    assert shell(library, "import - <&-").returncode == 1
    assert shell(library, "mark 1 --star >&- 2>&- <&-").returncode == 1
    assert len(paperdesk(library, "search", "--json").json) == 2

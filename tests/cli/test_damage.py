"""Every verb on a damaged library: a result or one clear line, and a repair that opens again."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from paperdesk import cli
from paperdesk.library import Library
from tests.store.damaged_libraries import damage, fill

if TYPE_CHECKING:
    from pathlib import Path

VERBS = (
    ("search", "moss"),
    ("search", "tag:water"),
    ("show", "3"),
    ("show", "299"),
    ("mark", "5", "--star", "--tag", "new"),
    ("mark", "200", "--note", "words"),
    ("imports",),
    ("receipt", "1"),
    ("duplicates",),
    ("export", "--format", "bibtex"),
    ("index", "--rebuild"),
    ("import", "--again", "2"),
    ("backup",),
    ("backups",),
    ("undo-import", "2"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    fill(folder)
    with closing(Library(folder)) as library:
        list(library.drain())
    return folder / "library.sqlite"


def run(folder: Path, capfd: pytest.CaptureFixture[str], *verb: str) -> tuple[int, str]:
    """A verb's exit code and what it says on standard error."""
    code = cli.main(["--library", str(folder), *verb])
    sys.stdout.flush()
    return code, capfd.readouterr().err


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["flips", "noise", "zeros", "cut", "head", "empty"])
def test_no_verb_ends_in_a_traceback(
    whole: Path, tmp_path: Path, kind: str, seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    data = damage(whole.read_bytes(), kind, seed)[0] if kind != "empty" else b""
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "VERSION").write_text("a library")
    for verb in VERBS:
        (folder / "library.sqlite").write_bytes(data)
        for beside in folder.glob("library.sqlite-*"):
            beside.unlink()
        code, said = run(folder, capfd, *verb)
        assert code in (0, 1, 2, 3)
        assert "Traceback" not in said
        if code == 3:
            (line,) = [each for each in said.splitlines() if each.startswith("paperdesk:")]
            assert "damaged" in line or "is empty" in line or "cannot be" in line
    if kind == "empty":
        return
    (folder / "library.sqlite").write_bytes(data)
    for beside in folder.glob("library.sqlite-*"):
        beside.unlink()
    found, _ = run(folder, capfd, "check")
    repaired, said = run(folder, capfd, "check", "--repair")
    assert repaired in (0, 1), said
    if found == 0:
        return  # a bit of a text, which nothing tells from another text
    assert list((folder / "backups").iterdir()), "the damaged one is kept"
    with closing(Library(folder)) as library:
        assert library.db.execute("pragma integrity_check").fetchone() == ("ok",)
        assert library.counts().all >= 1
    assert run(folder, capfd, "search", "moss")[0] == 0


def test_a_check_says_nothing_is_wrong(whole: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["--library", str(whole.parent), "check"])
    assert (code, capfd.readouterr().out) == (0, "Nothing is wrong.\n")


def test_a_check_where_no_library_is(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, said = run(tmp_path, capfd, "check")
    assert code == 3
    assert len(said.splitlines()) == 1
    assert not list(tmp_path.iterdir()), "none was made"

"""Building in child processes, and being killed at any moment."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from paperdesk.model.query import Phrase, Word
from paperdesk.search.index import IndexDamaged, PaperIndex, TextDocument
from tests.search.oracles import built, found, mark, place_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY = 5_000


def documents(count: int = MANY) -> Iterator[TextDocument]:
    return (
        text(i, f"paper{i} about w{i % 10}", f"The w{i % 7} of all papers", "Ada Lovelace")
        for i in range(1, count + 1)
    )


def children() -> list[psutil.Process]:
    """The processes that build for this one."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            if any("spawn_main" in part for part in process.cmdline()):
                found.append(process)
    return found


def test_children_build_what_one_process_builds(tmp_path: Path) -> None:
    told: list[int] = []
    index = PaperIndex(tmp_path / "two")
    told.extend(index.rebuilding(documents(), [mark(7, "a note")]))
    alone = PaperIndex(tmp_path / "one")
    alone.rebuild(documents(), [mark(7, "a note")], 0)
    assert told == sorted(told)
    assert told[-1] == MANY
    for node in (Word("paper4999"), Word("w3"), Word("paper49", prefix=True), Word("note")):
        assert found(index, node) == pytest.approx(found(alone, node))
    assert len(found(index, Phrase(("w3", "of", "all")))) == MANY // 7
    assert not children()
    index.verify()


def test_papers_are_found_while_the_first_index_is_built(tmp_path: Path) -> None:
    index = PaperIndex(tmp_path)
    seen: list[tuple[int, int]] = []

    def look(taken: int) -> None:
        if PaperIndex(tmp_path).usable():
            index.refresh()
            seen.append((taken, len(found(index, Word("ada")))))

    for done in index.rebuilding(documents(20_000), ()):
        look(done)
    taken, shown = seen[0]
    assert taken <= 4_000
    assert 0 < shown <= taken
    assert len({shown for _, shown in seen}) > 1, "more and more are found"
    index.refresh()
    assert len(found(index, Word("ada"))) == 20_000


def test_the_old_index_answers_while_a_new_one_is_built(tmp_path: Path) -> None:
    index = built(tmp_path, [text(1, "old")])
    reader = PaperIndex(tmp_path)
    seen = set()

    def look(taken: int) -> None:
        reader.refresh()
        seen.add((len(found(reader, Word("old"))), len(found(reader, Word("ada")))))

    for done in index.rebuilding(documents(), ()):
        look(done)
    assert seen == {(1, 0)}
    reader.refresh()
    assert len(found(reader, Word("ada"))) == MANY
    assert found(reader, Word("old")) == {}
    assert len(list(tmp_path.glob("index-*"))) == 1, "the old files are gone"


@pytest.mark.parametrize("there", [True, False])
def test_a_build_that_is_cancelled_leaves_what_was(tmp_path: Path, there: bool) -> None:
    index = PaperIndex(tmp_path)
    if there:
        index.rebuild([text(1, "old")], ())

    with contextlib.closing(index.rebuilding(documents(20_000), ())) as building:
        assert next(done for done in building if done > 3_000)
    assert not children()
    assert index.usable() == there
    if there:
        assert list(found(index, Word("old"))) == [1]


def test_a_child_that_dies_is_reported(tmp_path: Path) -> None:
    index = built(tmp_path, [text(1, "old")])

    def build_and_kill() -> None:
        for _ in index.rebuilding(documents(20_000), ()):
            for process in children()[:1]:
                process.kill()

    with pytest.raises(IndexDamaged, match="ended early"):
        build_and_kill()
    assert not children()
    assert list(found(index, Word("old"))) == [1]


def test_a_large_update_is_one_commit(tmp_path: Path) -> None:
    index = built(tmp_path, [text(1, "old"), text(MANY + 1, "old")])
    index.update(documents(), (), ())
    index.refresh()
    assert list(found(index, Word("old"))) == [MANY + 1]
    assert len(found(index, Word("ada"))) == MANY
    assert not children()


# Killed: the program below builds, then updates until it is killed.

PROGRAM = """
import sys
from pathlib import Path
from paperdesk.search.index import MarksDocument, PaperIndex, TextDocument

def text(i, version):
    return TextDocument(i, f"paper{i} version{version}", "the same for all " * 9, "Ada", "")

if __name__ == "__main__":
    index = PaperIndex(Path(sys.argv[1]))
    if sys.argv[2] == "build":
        print("ready", flush=True)
        index.rebuild((text(i, 0) for i in range(1, 1_000_000)), (), 2)
    print("ready", flush=True)
    for version in range(1, 1_000_000):
        marks = [MarksDocument(version % 50 + 1, f"note{version}", "")]
        index.update([text(version % 50 + 1, version)], marks, [51 + version % 9])
"""


def killed(folder: Path, what: str, after: float) -> None:
    """Run the program, kill it so many seconds after it began, and wait for all its children."""
    command = [sys.executable, "-c", PROGRAM, str(folder), what]
    if what == "build":  # children are started from a file
        script = folder.parent / "program.py"
        script.write_text(PROGRAM)
        command[1:3] = [str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        helpers = psutil.Process(process.pid).children(recursive=True)
        process.kill()
    _, alive = psutil.wait_procs(helpers, timeout=10)
    assert not alive, "children end with their parent"


def test_reading_while_another_process_writes(tmp_path: Path) -> None:
    """Files vanish under a reader that is about to open them; it takes up the commit after."""
    folder = tmp_path / "index"
    index = built(folder, [text(i, f"paper{i} version0") for i in range(1, 60)])
    command = [sys.executable, "-c", PROGRAM, str(folder), "update"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            taken_up = 0
            while taken_up < 100:
                taken_up += index.refresh()
                assert len(found(index, Word("paper", prefix=True))) >= 50
        finally:
            process.kill()


MOMENTS = random.Random(4)


@pytest.mark.parametrize("after", [round(MOMENTS.uniform(0, 0.4), 3) for _ in range(8)])
def test_killed_while_updating(tmp_path: Path, after: float) -> None:
    folder = tmp_path / "index"
    built(folder, [text(i, f"paper{i} version0") for i in range(1, 60)]).close()
    killed(folder, "update", after)
    index = PaperIndex(folder)
    assert index.usable()
    index.verify()
    assert len(found(index, Word("paper", prefix=True))) >= 50
    index.update([text(1, "after all")], (), ())
    index.refresh()
    assert list(found(index, Word("after"))) == [1]
    place = place_of(folder)
    assert not list(place.glob("new-*")), "no unfinished file is left"


@pytest.mark.parametrize("after", [round(MOMENTS.uniform(0.2, 2), 3) for _ in range(2)])
@pytest.mark.parametrize("there", [True, False])
def test_killed_while_building(tmp_path: Path, after: float, there: bool) -> None:
    folder = tmp_path / "index"
    if there:
        built(folder, [text(1, "old")]).close()
    killed(folder, "build", after)
    index = PaperIndex(folder)
    assert index.usable() == there, "one half built is no index once nobody builds it"
    index.rebuild([text(1, "old")], ())
    assert list(found(index, Word("old"))) == [1]
    assert len(list(folder.glob("index-*"))) == 1

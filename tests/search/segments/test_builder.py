"""Building in child processes, and crashes at any moment."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from paperdesk.model.query import Phrase, Word
from paperdesk.search.index import IndexCorrupted, PaperIndex, TextDocument
from tests.search.oracles import annotation, built, current_path, found, text

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
    """The child processes that build for this one."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            if any("spawn_main" in part for part in process.cmdline()):
                found.append(process)
    return found


def test_children_build_what_one_process_builds(tmp_path: Path) -> None:
    progress: list[int] = []
    index = PaperIndex(tmp_path / "two")
    progress.extend(index.rebuilding(documents(), [annotation(7, "a note")]))
    alone = PaperIndex(tmp_path / "one")
    alone.rebuild(documents(), [annotation(7, "a note")], 0)
    assert progress == sorted(progress)
    assert progress[-1] == MANY
    for node in (Word("paper4999"), Word("w3"), Word("paper49", prefix=True), Word("note")):
        assert found(index, node) == pytest.approx(found(alone, node))
    assert len(found(index, Phrase(("w3", "of", "all")))) == MANY // 7
    assert not children()
    index.verify()


def test_papers_are_found_while_the_first_index_is_built(tmp_path: Path) -> None:
    index = PaperIndex(tmp_path)
    seen: list[tuple[int, int]] = []

    def search(done: int) -> None:
        if PaperIndex(tmp_path).usable():
            index.refresh()
            seen.append((done, len(found(index, Word("ada")))))

    for done in index.rebuilding(documents(20_000), ()):
        search(done)
    done, hits = seen[0]
    assert done <= 4_000
    assert 0 < hits <= done
    assert len({hits for _, hits in seen}) > 1, "the number grows"
    index.refresh()
    assert len(found(index, Word("ada"))) == 20_000


def test_the_old_index_answers_while_a_new_one_is_built(tmp_path: Path) -> None:
    index = built(tmp_path, [text(1, "old")])
    reader = PaperIndex(tmp_path)
    seen = set()

    def search(done: int) -> None:
        reader.refresh()
        seen.add((len(found(reader, Word("old"))), len(found(reader, Word("ada")))))

    for done in index.rebuilding(documents(), ()):
        search(done)
    assert seen == {(1, 0)}
    reader.refresh()
    assert len(found(reader, Word("ada"))) == MANY
    assert found(reader, Word("old")) == {}
    assert len(list(tmp_path.glob("index-*"))) == 1, "the old files are deleted"


@pytest.mark.parametrize("exists", [True, False])
def test_a_cancelled_build_keeps_the_old_index(tmp_path: Path, exists: bool) -> None:
    index = PaperIndex(tmp_path)
    if exists:
        index.rebuild([text(1, "old")], ())

    with contextlib.closing(index.rebuilding(documents(20_000), ())) as building:
        assert next(done for done in building if done > 3_000)
    assert not children()
    assert index.usable() == exists
    if exists:
        assert list(found(index, Word("old"))) == [1]


def test_a_child_that_dies_is_reported(tmp_path: Path) -> None:
    index = built(tmp_path, [text(1, "old")])

    def build_and_kill() -> None:
        for _ in index.rebuilding(documents(20_000), ()):
            for process in children()[:1]:
                process.kill()

    with pytest.raises(IndexCorrupted, match="ended early"):
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


# The program below builds, then updates until it is killed.

PROGRAM = """
import sys
from pathlib import Path
from paperdesk.search.index import AnnotationDocument, PaperIndex, TextDocument

def text(i, version):
    return TextDocument(i, f"paper{i} version{version}", "the same for all " * 9, "Ada", "")

if __name__ == "__main__":
    index = PaperIndex(Path(sys.argv[1]))
    if sys.argv[2] == "build":
        print("ready", flush=True)
        index.rebuild((text(i, 0) for i in range(1, 1_000_000)), (), 2)
    print("ready", flush=True)
    for version in range(1, 1_000_000):
        annotations = [AnnotationDocument(version % 50 + 1, f"note{version}", "")]
        index.update([text(version % 50 + 1, version)], annotations, [51 + version % 9])
"""


def killed(folder: Path, what: str, after: float) -> None:
    """Run the program, kill it after some seconds, and wait for its children."""
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
    """Files are deleted while a reader opens them; it opens the next commit."""
    folder = tmp_path / "index"
    index = built(folder, [text(i, f"paper{i} version0") for i in range(1, 60)])
    command = [sys.executable, "-c", PROGRAM, str(folder), "update"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        try:
            refreshed = 0
            while refreshed < 100:
                refreshed += index.refresh()
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
    path = current_path(folder)
    assert not list(path.glob("new-*")), "no scratch file remains"


@pytest.mark.parametrize("after", [round(MOMENTS.uniform(0.2, 2), 3) for _ in range(2)])
@pytest.mark.parametrize("exists", [True, False])
def test_killed_while_building(tmp_path: Path, after: float, exists: bool) -> None:
    folder = tmp_path / "index"
    if exists:
        built(folder, [text(1, "old")]).close()
    killed(folder, "build", after)
    index = PaperIndex(folder)
    assert index.usable() == exists, "a partial index is usable only while it is being built"
    index.rebuild([text(1, "old")], ())
    assert list(found(index, Word("old"))) == [1]
    assert len(list(folder.glob("index-*"))) == 1

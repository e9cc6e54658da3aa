"""A paper is imported, found, marked and triaged with keys alone, and every step is spoken.

Needs Xvfb, dbus-run-session, at-spi2-core, and a Python with gi and Atspi: on Debian
`apt install xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.cli.pages import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SECONDS = 20
_LISTENER = Path(__file__).with_name("listener.py")
_MARK = "answer: "
_KEYS = {"Return": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09}
_FILE = "002_83576c5accaab18b R&D.txt"
"""A name with digits, `_` and `&`, which is to be spoken whole."""
_HERONS = "Counting Herons, {state}, 1 author, 2 Mar 2024{tags}"


def _python_with_atspi() -> str:
    """The system's Python if it can listen; else empty."""
    python = shutil.which("python3", path="/usr/bin") or ""
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    listens = python and not subprocess.run([python, "-c", code], capture_output=True).returncode
    tools = all(map(shutil.which, ("Xvfb", "dbus-run-session")))
    return python if listens and tools else ""


class Node(NamedTuple):
    """Something on the screen, as a screen reader knows it."""

    depth: int
    role: str
    name: str
    description: str
    states: list[str]


class ScreenReader:
    """Presses keys, and waits for what is spoken."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.events: list[list[str]] = []
        """Those since the last `wait_for`."""

    def ask(self, *command: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(command), file=self._process.stdin, flush=True)
        for line in self._process.stdout:
            if line.startswith(_MARK):
                return json.loads(line.removeprefix(_MARK))
        pytest.fail("The listener ended.")

    def tree(self) -> list[Node]:
        """What is showing; nothing of it that can have the focus is without a name."""
        nodes = [Node(*each) for each in self.ask("tree")]
        assert [node for node in nodes if "focusable" in node.states and not node.name] == []
        return nodes

    def press(self, *keys: str) -> None:
        for key in keys:
            self.ask("key", _KEYS.get(key) or ord(key))

    def wait_for(self, *wanted: tuple[str, str]) -> None:
        """Wait until all of these happened: `says` with a text, or a role that has the focus."""
        until = time.monotonic() + _SECONDS
        missing = list(wanted)
        while missing:
            self.events += self.ask("events")
            happened = {(role or kind, name) for kind, role, name in self.events}
            missing = [each for each in wanted if each not in happened]
            assert not missing or time.monotonic() < until, f"{missing} not in {self.events}"
        self.events.clear()

    def wait_until(self, holds: Callable[[list[Node]], bool]) -> list[Node]:
        """The tree, once it is so."""
        until = time.monotonic() + _SECONDS
        while not holds(nodes := self.tree()):
            assert time.monotonic() < until, nodes
        return nodes


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """That of programs on a display of their own."""
    reads, writes = os.pipe()
    with subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writes),
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    ) as display:
        os.close(writes)
        with os.fdopen(reads) as answer:  # the whole line: Xvfb ends if it cannot write all of it
            number = answer.readline().strip()
        try:
            yield {
                **os.environ,
                "DISPLAY": f":{number}",
                "HOME": str(tmp_path),
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            }
        finally:
            display.terminate()


@pytest.fixture
def screen_reader(environment: dict[str, str]) -> Iterator[ScreenReader]:
    """A screen reader on a session bus of its own, which the environment then names."""
    python = _python_with_atspi()
    if not python:
        pytest.skip("needs Xvfb, dbus-run-session, and a Python with gi and Atspi")
    with subprocess.Popen(
        ["dbus-run-session", "--", python, str(_LISTENER)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        reader = ScreenReader(process)
        environment["DBUS_SESSION_BUS_ADDRESS"] = reader.ask("bus")
        yield reader
        assert process.stdin is not None
        process.stdin.close()  # then it ends, and the bus with it


def test_a_paper_is_worked_through_by_ear(
    screen_reader: ScreenReader, environment: dict[str, str], tmp_path: Path
) -> None:
    reader = screen_reader
    (tmp_path / _FILE).write_text(FIRST, "utf-8")
    program = [sys.executable, "-m", "paperdesk", "--library", str(tmp_path / "library")]
    with subprocess.Popen([*program, str(tmp_path / _FILE)], env=environment) as window:
        try:
            _work(reader, program, environment)
        finally:
            window.terminate()


def _work(reader: ScreenReader, program: list[str], environment: dict[str, str]) -> None:
    # Import
    opens = f"Import preview. Import {_FILE}. 2 papers recognised, nothing stored yet"
    reader.wait_for(("says", opens))
    subprocess.run(program, env=environment, check=True, timeout=_SECONDS)  # brings it forward
    reader.wait_until(lambda nodes: any("focused" in node.states for node in nodes))
    reader.press("Return")
    reader.wait_for(
        ("says", "Receipt. 2 papers added."), ("says", "2 papers"), ("list", "Records of the file")
    )
    texts = [node.name for node in reader.tree()]
    assert f"Imported {_FILE}" in texts
    assert any(text.startswith(f"Import {_FILE}, ") for text in texts), "in the sidebar"
    # List
    reader.press("Escape")
    reader.wait_for(("table", "Papers"))
    nodes = reader.tree()
    herons = _HERONS.format(state="Unread", tags="")
    assert herons in [node.name for node in nodes if node.role == "table cell"]
    reader.press("j")
    reader.wait_for(("table cell", herons))
    # Star, tag, note
    reader.press("s")
    reader.wait_for(("says", "Starred 'Counting Herons'."))
    starred = _HERONS.format(state="Unread, Starred", tags="")
    reader.wait_until(lambda nodes: starred in [node.name for node in nodes])
    reader.wait_until(
        lambda nodes: any("checked" in node.states for node in nodes if "star" in node.name)
    )
    reader.press("t")
    reader.wait_for(("text", "Filter tags, or type a new one"))
    reader.press(*"birds", "Return")
    reader.wait_for(("says", "Added tag birds to 'Counting Herons'."))
    reader.press("Escape", "n")
    reader.wait_for(("text", "Note"))
    reader.press(*"grey", "Escape")
    reader.wait_for(("says", "Changed the note of 'Counting Herons'."), ("table", "Papers"))
    marked = _HERONS.format(state="Unread, Starred, Annotated", tags=", tags birds")
    reader.wait_until(lambda nodes: marked in [node.name for node in nodes])
    # Search
    reader.press("/", *"laundry")
    reader.wait_for(("text", "Search"), ("says", "1 paper"))
    reader.press("Return")
    reader.wait_for(("table", "Papers"))
    reader.press("Escape")
    reader.wait_for(("says", "2 papers"))
    # Triage
    reader.ask("click", "push button", "Go through these papers one at a time")
    reader.wait_for(("says", "Counting Herons. Paper 1, All papers, Unread"))
    reader.press("e")
    next_paper = "Folding Laundry with Robots. Paper 2, All papers, Unread"
    reader.wait_for(("says", "Marked 'Counting Herons' as read."), ("says", next_paper))
    reader.tree()
    reader.press("Escape")
    reader.wait_for(("table", "Papers"))

"""The bundle, used as by someone who has no Python: from an empty home, on a display of its own.

    PAPERDESK_BUNDLE=dist/paperdesk pytest -n0 tests/packaging/test_bundle.py

Runs by hand and in the release command only. It needs Xvfb and xdotool.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperdesk import __version__
from paperdesk.cli.draw_formulas import drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUNDLE = Path(os.environ.get("PAPERDESK_BUNDLE", "")).absolute()
RESOURCES = Path(__file__).parents[2] / "resources"
SAMPLE = RESOURCES / "sample.txt"
_ENTRY = (RESOURCES / "desktop" / "paperdesk.desktop").read_text("utf-8")
_CLASS = _ENTRY.partition("StartupWMClass=")[2].partition("\n")[0]
"""By which a desktop knows that a window is Paperdesk's."""
_SECONDS = 60
_ATTEMPTS = 5
_PLUGIN = """
from paperdesk.formats import Format, Match
from paperdesk.model.paper import Paper

def sniff(source):
    return Match(0.9, "shouted") if source.head(100).startswith(b"!!") else None

def read(source):
    for line in source.lines():
        yield Paper(line.strip("!\\n "))

SHOUTS = Format("shouts", "shouted titles", (".shouts",), sniff, read)
"""

pytestmark = pytest.mark.skipif(
    "PAPERDESK_BUNDLE" not in os.environ, reason="PAPERDESK_BUNDLE names no bundle to test"
)
needs_display = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool"
)


class Bundle:
    """The bundled program with a home of its own, and its windows on a display of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = str(BUNDLE / "paperdesk")
        self.environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: str, typed: str = "", language: str = "en") -> str:
        done = subprocess.run(
            [self.program, *arguments], input=typed, capture_output=True, text=True,
            env={**self.environment, "LANGUAGE": language}, cwd=self.home, timeout=5 * _SECONDS,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def titles(self, query: str) -> list[str]:
        found: list[dict[str, Any]] = json.loads(self.run("search", "--json", query))
        return [paper["title"] for paper in found]

    def keys(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True, env=self.environment)

    def type(self, text: str) -> None:
        command = ["xdotool", "type", "--delay", "60", text]
        subprocess.run(command, check=True, env=self.environment)

    @contextmanager
    def window(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """The program with its window, which has the focus; at the end it has been quit."""
        process = subprocess.Popen(
            [self.program, *arguments], env=self.environment, cwd=self.home,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            started = time.monotonic()
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", f"^{_CLASS}$"]
            shown = subprocess.run(
                search, capture_output=True, text=True, check=True, timeout=_SECONDS,
                env=self.environment,
            ).stdout.split()  # fmt: skip
            print(f"window after {time.monotonic() - started:.2f} s")
            subprocess.run(
                ["xdotool", "windowfocus", "--sync", shown[0]], check=True, env=self.environment
            )
            yield process
            self.keys("ctrl+q")
            _, errors = process.communicate(timeout=_SECONDS)
            assert (process.returncode, errors) == (0, "")
        finally:
            process.kill()


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    home = tmp_path / "home"
    home.mkdir()
    return Bundle(home)


@pytest.fixture
def shown_bundle(bundle: Bundle) -> Iterator[Bundle]:
    """The bundle with a display."""
    reads, writes = os.pipe()
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[writes], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writes)
    try:
        with os.fdopen(reads) as number:
            bundle.environment["DISPLAY"] = f":{number.readline().strip()}"
        yield bundle
    finally:
        display.kill()
        display.wait()


def wait_for(condition: Callable[[], bool], seconds: float = _SECONDS) -> bool:
    """Whether it holds within the time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
    return True


@needs_display
def test_start_import_search_star_restart(shown_bundle: Bundle) -> None:
    bundle = shown_bundle
    assert list(bundle.home.iterdir()) == []
    with bundle.window(str(SAMPLE)):
        # The preview is ready when Enter imports.
        assert wait_for(lambda: bundle.keys("Return") or len(imported(bundle)) == 40)
    wanted = "Direct Preference Optimization: Your Language Model is Secretly a Reward Model"
    with bundle.window():
        for _ in range(_ATTEMPTS):  # a key may come before the window is ready for it
            bundle.keys("Escape", "Escape", "slash", "ctrl+a")
            bundle.type("preference reward")
            bundle.keys("Return", "s")
            if wait_for(lambda: bundle.titles("is:starred") == [wanted], 5):
                break
            bundle.run("mark", *map(str, range(1, 41)), "--unstar")
        assert bundle.titles("is:starred") == [wanted]
    with bundle.window():
        assert bundle.titles("is:starred") == [wanted]


def imported(bundle: Bundle) -> list[str]:
    library = bundle.home / ".local" / "share" / "Paperdesk" / "library.sqlite"
    return bundle.titles("") if library.exists() else []


@needs_display
def test_a_file_in_the_watched_folder_is_imported(shown_bundle: Bundle) -> None:
    bundle = shown_bundle
    bundle.run("import", str(SAMPLE))
    watched = bundle.home / "watched"
    watched.mkdir()
    settings = bundle.home / ".config" / "Paperdesk" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"watched_folder": str(watched)}))
    with bundle.window():
        (watched / "new.bib").write_text("@article{a, title={Wombats Dig at Dawn}, year=2024}\n")
        assert wait_for(lambda: bundle.titles("wombats") == ["Wombats Dig at Dawn"])


def test_the_command_line(bundle: Bundle) -> None:
    assert bundle.run("--version") == f"Paperdesk {__version__}\n"
    assert "40 papers added" in bundle.run("import", str(SAMPLE))
    for verb in ("backups", "duplicates", "check", "topics"):
        bundle.run(verb)
    bundle.run("export", "attention", "-o", str(bundle.home / "attention.epub"))
    bundle.run("desktop-entry", "--install")
    entry = bundle.home / ".local" / "share" / "applications" / "paperdesk.desktop"
    assert str(bundle.program) in entry.read_text("utf-8")
    drawn = bundle.home / ".local" / "share" / "icons" / "hicolor"
    assert {path.name for path in drawn.iterdir()} >= {"16x16", "48x48", "512x512", "scalable"}


def test_formulas_are_drawn(bundle: Bundle) -> None:
    formulas = [r"\frac{x^2}{\sqrt{y}}", r"\text{if } \mathbb{E}[\hat{\theta}] \geq \mathcal{L}"]
    drawn = bundle.run("draw", typed=json.dumps({"formulas": formulas}))
    expected = [{"formula": formula, **drawing(formula)} for formula in formulas]
    assert all(formula["svg"] for formula in expected)
    assert [json.loads(line) for line in drawn.splitlines()] == expected


@pytest.mark.parametrize(
    ("language", "added", "topic"),
    [("de", "40 Artikel hinzugefügt", "Suchen"), ("zh_CN", "已添加 40 篇论文", "搜索")],
)
def test_languages(bundle: Bundle, language: str, added: str, topic: str) -> None:
    assert added in bundle.run("import", str(SAMPLE), language=language)
    assert bundle.run("help", "searching", language=language).strip().startswith(topic)


def test_many_papers_are_indexed_by_child_processes(bundle: Bundle) -> None:
    dump = bundle.home / "many.jsonl"
    with dump.open("w", encoding="utf-8") as file:
        for number in range(4_000):
            date = "12 février 2023" if number == 7 else "2024-01-02"
            paper = {"title": f"Paper {number} on wombats", "date": date, "authors": ["Ada Lee"]}
            file.write(json.dumps(paper) + "\n")
    assert "4,000 papers added" in bundle.run("import", str(dump))
    assert bundle.titles("3999 wombats") == ["Paper 3999 on wombats"]
    assert bundle.titles("year:2023") == ["Paper 7 on wombats"]


def test_a_plugin_is_found_beside_the_settings(bundle: Bundle) -> None:
    """As `pip install --target` leaves it there."""
    plugins = bundle.home / ".config" / "Paperdesk" / "plugins"
    info = plugins / "shouts-1.0.dist-info"
    info.mkdir(parents=True)
    (plugins / "shouts.py").write_text(_PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouts\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[paperdesk.formats]\nshouts = shouts:SHOUTS\n")
    dump = bundle.home / "loud.shouts"
    dump.write_text("!! Wombats Dig at Dawn\n")
    assert "1 paper added" in bundle.run("import", str(dump))
    assert bundle.titles("wombats") == ["Wombats Dig at Dawn"]

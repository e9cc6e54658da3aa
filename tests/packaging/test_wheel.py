"""The wheel: the same from a checkout and from the sdist, and complete where it is installed."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from paperdesk import __version__
from tests.packaging.environments import clean_environment

pytest.importorskip("hatchling", reason="builds with it")
pytest.importorskip("pip", reason="installs with it")

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_BROUGHT = {"paperdesk", "shiboken6", "compression"}
"""Itself, a part of PySide6, and a module of Python 3.14."""
_OPEN_A_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from paperdesk import paths
from paperdesk.desktop.app import open_window
app = QApplication(sys.argv)
window = open_window(paths.library_folder())
window.show()
print(window.windowTitle(), len(app.styleSheet() or window.styleSheet()))
window.close()
"""


def build(source: Path, target: Path) -> None:
    """Build the sdist and the wheel of a source tree into a folder."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(target)],
        cwd=source, check=True, capture_output=True, env=clean_environment(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


def the_only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_the_sdist_builds_the_same(built: Path, tmp_path: Path) -> None:
    sdist = the_only(built, "*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    again = tmp_path / "again"
    build(tmp_path / f"paperdesk-{__version__}", again)
    wheel = the_only(built, "*.whl")
    assert (again / wheel.name).read_bytes() == wheel.read_bytes()
    assert (again / sdist.name).read_bytes() == sdist.read_bytes()


def test_the_wheel_has_all_resources_that_paperdesk_reads(built: Path) -> None:
    """Pictures are README's, and `packaging` is for those who build."""
    read = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "resources").rglob("*")
        if file.is_file() and file.parts[len(ROOT.parts) + 1] not in ("pictures", "packaging")
    }
    with zipfile.ZipFile(the_only(built, "*.whl")) as wheel:
        names = set(wheel.namelist())
    assert read
    assert {f"paperdesk/{name}" for name in read} <= names
    assert "paperdesk/py.typed" in names
    assert {name.split("/")[0] for name in names} == {
        "paperdesk",
        f"paperdesk-{__version__}.dist-info",
    }


def test_it_runs_from_an_environment_outside_the_checkout(built: Path, tmp_path: Path) -> None:
    """The dependencies are those of the running Python, so that no index is asked."""
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=os.name == "posix")
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index",
         "--no-deps", "--disable-pip-version-check", str(the_only(built, "*.whl"))],
        check=True, env=clean_environment(), cwd=tmp_path,
    )  # fmt: skip
    packages = sysconfig.get_path(
        "purelib", vars={"base": str(environment), "platbase": str(environment)}
    )
    # A folder in a .pth file is searched last, and its own .pth files (an editable Paperdesk) are
    # not read.
    (Path(packages) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def run(*command: str) -> str:
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, env=clean_environment(tmp_path)
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    program = str(scripts / "paperdesk")
    assert run(program, "--version") == f"Paperdesk {__version__}\n"
    where = run(
        str(python), "-c", "from paperdesk import paths; print(paths.resource('sample.txt'))"
    )
    sample = Path(where.strip())
    assert sample.is_relative_to(environment)
    assert "40 papers added" in run(program, "import", str(sample))
    assert "Language" in run(program, "search", "language models")
    title, length = run(str(python), "-c", _OPEN_A_WINDOW).split()[-2:]
    assert (title, int(length) > 1_000) == ("Paperdesk", True)


def test_every_package_that_is_imported_is_a_dependency() -> None:
    """Where another dependency happens to bring it, an empty environment would hide that."""
    declared = {
        normalised(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
        for requirement in PROJECT["dependencies"]
    }
    of_module = packages_distributions()
    missing = {
        module
        for module in imported_modules(ROOT / "paperdesk") - _BROUGHT
        if not declared & {normalised(name) for name in of_module.get(module, ())}
    }
    assert missing == set()


def test_newer_pythons_are_not_excluded() -> None:
    assert re.fullmatch(r">=[\d.]+", PROJECT["requires-python"])


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_modules(package: Path) -> set[str]:
    """The first parts of all modules that a package imports, without Python's own."""
    found = set()
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names

"""Every real and every hostile dump, through the command line, against its manifest."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 500 << 20


def reports(library: Path, files: list[Path]) -> dict[str, dict[str, Any]]:
    """One report a file, by name, from one run; the child may not take more than MEMORY."""
    command = [sys.executable, "-m", "paperdesk", "--library", str(library), "import", "--json"]
    run = subprocess.run([*command, *files], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in run.stderr
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert peak < MEMORY
    found: dict[str, dict[str, Any]] = {}
    for report in json.loads(run.stdout):
        found.setdefault(report["path"], report)
    return found


def test_real_dumps_give_the_papers_of_the_manifest(tmp_path: Path, real_dumps: Path) -> None:
    wanted = json.loads((real_dumps / "manifest.json").read_text("utf-8"))
    told = reports(tmp_path / "library", [real_dumps / name for name in wanted])
    wrong = {}
    for name, row in wanted.items():
        report = told[str(real_dumps / name)]
        if (report["found"] + report["repeated"], bool(report["error"])) != (
            row["papers"],
            row.get("error", False),
        ):
            wrong[name] = (report["found"], report["repeated"], report["error"])
    assert wrong == {}


def test_hostile_dumps_behave_as_the_manifest_wants(tmp_path: Path, real_dumps: Path) -> None:
    folder = real_dumps / "nasty"
    wanted = json.loads((folder / "manifest.json").read_text("utf-8"))
    told = reports(tmp_path / "library", [folder / name for name in wanted])
    wrong = {}
    for name, row in wanted.items():
        records, error = row["want"]["records"], row["want"]["error"]
        low, high = records if isinstance(records, list) else (records, records)
        report = told.get(str(folder / name)) or next(
            report for report in told.values() if report["name"].startswith(name)
        )
        shown = bool(report["error"] or report["problems"])
        if not low <= report["found"] <= high or (error is not None and shown != error):
            wrong[name] = (report["found"], report["error"] or report["problems"][:1], row["want"])
    assert wrong == {}
    assert [path.name for path in tmp_path.iterdir()] == ["library"]

"""A quarter of a minute of random use raises nothing and warns of nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_random_use_goes_well() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--minutes", "0.25"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Nothing went wrong." in run.stdout

"""Makes what is released: `python resources/packaging/release.py` fills `dist/`.

It makes the wheel, the sdist, the bundle of this system with its `.tar.xz`, and SHA256SUMS of them,
and tests the bundle where Xvfb and xdotool are. It needs `pip install '.[test,release]'`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from paperdesk import __version__  # noqa: E402

_DATE = 1_580_601_600
"""The time of all files in the archive; hatchling's."""


def main() -> int:
    """Make the parts that are asked for, all without options."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    options.add_argument("--packages", action="store_true", help="only the wheel and the sdist")
    options.add_argument("--bundle", action="store_true", help="only the bundle")
    options.add_argument("--untested", action="store_true", help="do not test the bundle")
    chosen = options.parse_args()
    everything = chosen.packages == chosen.bundle
    output: Path = chosen.output.absolute()
    output.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    if everything or chosen.packages:
        made += build_packages(output)
    if everything or chosen.bundle:
        folder = build_bundle(output)
        if not chosen.untested:
            test_bundle(folder)
        made.append(pack(folder, output))
    write_checksums(made, output / "SHA256SUMS")
    for file in made:
        print(f"{file.stat().st_size / 1e6:7.1f} MB  {file}")
    return 0


def build_packages(output: Path) -> list[Path]:
    """The wheel and the sdist."""
    run(sys.executable, "-m", "hatchling", "build", "-d", str(output))
    return [
        output / f"paperdesk-{__version__}-py3-none-any.whl",
        output / f"paperdesk-{__version__}.tar.gz",
    ]


def build_bundle(output: Path) -> Path:
    """The folder with the program and all it needs but the libraries of the system."""
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", str(output), "--workpath", str(ROOT / "build"), str(HERE / "paperdesk.spec"),
    )  # fmt: skip
    return output / "paperdesk"


def test_bundle(folder: Path) -> None:
    """Use it as its test does; raises CalledProcessError where that fails."""
    environment = {**os.environ, "PAPERDESK_BUNDLE": str(folder)}
    test = ROOT / "tests" / "packaging" / "test_bundle.py"
    run(sys.executable, "-m", "pytest", "-q", "-n0", str(test), environment=environment)


def pack(folder: Path, output: Path) -> Path:
    """The folder as an archive, the same bytes from the same files."""
    system = f"{platform.system()}-{platform.machine()}".lower()
    name = f"paperdesk-{__version__}-{system}"
    archive = output / f"{name}.tar.xz"
    with tarfile.open(archive, "w:xz", preset=6) as packed:
        packed.add(folder, name, filter=_plain)
    return archive


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = _DATE
    return entry


def write_checksums(files: list[Path], target: Path) -> None:
    """What `sha256sum --check` reads."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    target.write_text("".join(lines), "utf-8")


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; raises CalledProcessError if it fails."""
    subprocess.run(command, cwd=ROOT, check=True, env=environment)


if __name__ == "__main__":
    sys.exit(main())

"""Kill Paperdesk's processes at random moments, and look for what was lost.

A round starts a job (import, undo of an import, merge of papers or of an archive, index, backup,
restore, archive, migration) and mostly edits by command line, in a window, or both; kills the job,
an editor, or all; does the job again; and checks the database, every acknowledged edit, the
receipts, and the index against the library. Every 25 kills a new library is begun. Ends with 1 at
the first loss, and keeps the folder.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.checks import CrashFailure
from tests.crash.stage import Stage

_KILLS_A_LIBRARY = 25


def main() -> int:
    """Run the crash test of the command line's arguments."""
    options = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    options.add_argument("--kills", type=int, default=100, help="how many; default: 100")
    options.add_argument("--seed", type=int, default=None, help="repeat a run's choices")
    options.add_argument("--quiet", action="store_true", help="print the summary only")
    given = options.parse_args()
    seed = random.SystemRandom().randrange(1 << 30) if given.seed is None else given.seed
    print(f"Seed {seed}.", flush=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    choose, start = random.Random(seed), time.monotonic()
    kills = edits = 0
    while kills < given.kills:
        folder = Path(tempfile.mkdtemp(prefix="paperdesk-crash-"))
        os.environ["PAPERDESK_CONFIG"] = str(folder / "config")
        stage = None
        try:
            stage = Stage(folder, choose.randrange(1 << 30))
            while stage.kills < min(_KILLS_A_LIBRARY, given.kills - kills):
                said = stage.play()
                if not given.quiet:
                    print(f"{kills + stage.kills:>5}  {said}", flush=True)
        except (CrashFailure, TimeoutError) as failure:
            print(f"Lost after {kills + (stage.kills if stage else 0)} kills: {failure}")
            print(f"Seed {seed}; the library is in {folder}.")
            return 1
        kills, edits = kills + stage.kills, edits + stage.ledgers.acknowledged
        shutil.rmtree(folder, ignore_errors=True)
    minutes = (time.monotonic() - start) / 60
    print(f"{kills} kills in {minutes:.1f} minutes, {edits:,} acknowledged edits, none lost.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How a child listens to the window that started it."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def stop_wish() -> Callable[[], bool]:
    """Whether the window has asked this process to stop, by a line on standard input.

    Where standard input ends, the window is gone, and so is this process, at once: what it has
    stored is stored, and the rest can be done again.
    """
    asked = threading.Event()

    def listen() -> None:
        # Not through sys.stdin: its lock, held by a waiting read, aborts the interpreter's end.
        while os.read(sys.stdin.fileno(), 4096):
            asked.set()
        os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
    return asked.is_set

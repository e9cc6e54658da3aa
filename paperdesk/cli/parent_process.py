"""Requests of the window to a child process it started."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def stop_requested() -> Callable[[], bool]:
    """Return a function that tells whether the window requested a stop, by a line of input.

    The process exits when standard input ends, because the window is gone. What is stored stays,
    and the rest can be done again.
    """
    requested = threading.Event()

    def listen() -> None:
        # Not through sys.stdin: its lock, held by a waiting read, aborts the interpreter's end.
        while os.read(sys.stdin.fileno(), 4096):
            requested.set()
        os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
    return requested.is_set

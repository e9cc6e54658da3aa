"""Paperdesk as a bundle of PyInstaller's: what its start needs that Python would do by itself."""

from __future__ import annotations

import sys


def is_frozen() -> bool:
    """Whether this is the bundled program, so that `sys.executable` is Paperdesk, not Python."""
    return bool(getattr(sys, "frozen", False))


def start() -> None:
    """Run a child of multiprocessing, which does not return, or find the user's plug-ins.

    Plug-ins are looked for in `plugins` beside the settings, where
    `pip install --target DIR` puts them; a bundle sees no other packages of the system.
    """
    from multiprocessing import freeze_support

    freeze_support()
    from paperdesk.settings import settings_file

    sys.path.append(str(settings_file().parent / "plugins"))

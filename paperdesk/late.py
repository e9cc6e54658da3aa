"""Modules that are imported when one of their names is first used: the window opens sooner.

    if TYPE_CHECKING:
        import numpy as np
    else:
        np = Late("numpy")

Only for what the first rows of the window do without, and in modules that these rows need.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Late:
    """Stands for a module until one of its names is used."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module(self._module), name)
        setattr(self, name, found)  # the next use finds it at once
        return found
